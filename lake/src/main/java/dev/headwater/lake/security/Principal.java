package dev.headwater.lake.security;

import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.fluss.security.acl.AccessControlEntry;
import org.apache.fluss.security.acl.AclBinding;
import org.apache.fluss.security.acl.FlussPrincipal;
import org.apache.fluss.security.acl.OperationType;
import org.apache.fluss.security.acl.PermissionType;
import org.apache.fluss.security.acl.Resource;

/** Who comes to Fluss, each with rights of its own; a process is one of them. */
public enum Principal {
  /** Makes and changes tables and gives rights: Fluss asks it for none. */
  ADMIN,
  /** Flink's jobs: everything in the database, no other database and no rights. */
  JOBS,
  /** Sources: the tables records go to, and the days of tables that jobs will look into. */
  INGEST,
  /** Moves rows into the lake; Fluss counts telling where it has come to as writing. */
  TIERING,
  /** Reads. */
  QUERY;

  /**
   * The database of a session that has named none: Flink looks there first for a table of every
   * name that is not whole, and takes a refusal for a failure.
   */
  private static final String FLINKS_FIRST = "fluss";

  private static final String ANYWHERE = AccessControlEntry.WILD_CARD_HOST;
  private static final Set<String> RECEIVING =
      Set.of(
          "hits",
          "events",
          "orders",
          "customers",
          "campaigns",
          "late_records",
          "rejected_records",
          "platform_progress",
          "ingest_progress");

  /** The user's name in Fluss, and that of its file. */
  public String user() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<AclBinding> rights(TableDefinitions tables) {
    Resource database = Resource.database(TableDefinitions.DATABASE);
    return switch (this) {
      case ADMIN -> List.of();
      case JOBS ->
          List.of(
              may(OperationType.ALL, database),
              may(OperationType.DESCRIBE, Resource.database(FLINKS_FIRST)));
      case INGEST -> ingest(tables);
      case TIERING ->
          List.of(may(OperationType.READ, database), may(OperationType.WRITE, database));
      case QUERY -> List.of(may(OperationType.READ, database));
    };
  }

  private List<AclBinding> ingest(TableDefinitions tables) {
    List<AclBinding> rights = new ArrayList<>();
    rights.add(may(OperationType.DESCRIBE, Resource.database(TableDefinitions.DATABASE)));
    for (TableDefinition table : tables.all()) {
      Resource resource = Resource.table(TableDefinitions.DATABASE, table.name());
      if (RECEIVING.contains(table.name())) {
        rights.add(may(OperationType.READ, resource));
        rights.add(may(OperationType.WRITE, resource));
      } else if (!table.descriptor().getPartitionKeys().isEmpty()) {
        // Making a day of a table counts as writing to it.
        rights.add(may(OperationType.WRITE, resource));
      }
    }
    return rights;
  }

  private AclBinding may(OperationType operation, Resource resource) {
    return new AclBinding(
        resource,
        new AccessControlEntry(
            new FlussPrincipal(user(), "User"), ANYWHERE, operation, PermissionType.ALLOW));
  }
}
