package dev.headwater.lake.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.fluss.metadata.TableDescriptor;

/** What a table needs so that tiering never stalls and a delta join stays a delta join. */
public final class TableRules {
  private static final String MERGE_ENGINE = "table.merge-engine";
  private static final String DELETE_BEHAVIOR = "table.delete.behavior";
  private static final Set<String> NEVER_DELETING = Set.of("first_row", "versioned");
  private static final Set<String> NO_DELETES = Set.of("ignore", "disable");

  private TableRules() {}

  /**
   * Rules of the lake. A write that changes nothing leaves an empty log batch, which holds the
   * tiering of a lake-enabled table; such writes are ordinary on first_row, versioned and
   * delete-ignoring tables.
   *
   * @return a sentence for each broken rule
   */
  public static List<String> lakeProblems(String table, TableDescriptor descriptor) {
    List<String> problems = new ArrayList<>();
    if (!"true".equals(descriptor.getProperties().get("table.datalake.enabled"))) {
      return problems;
    }
    String engine = option(descriptor, MERGE_ENGINE);
    if (NEVER_DELETING.contains(engine)) {
      problems.add(
          "%s: a table with '%s' = '%s' must not be in the lake: a repeated row leaves an empty log batch and tiering stalls; mirror it into a default table"
              .formatted(table, MERGE_ENGINE, engine));
    }
    String behavior = option(descriptor, DELETE_BEHAVIOR);
    if (NO_DELETES.contains(behavior)) {
      problems.add(
          "%s: a table with '%s' = '%s' must not be in the lake: an ignored delete leaves an empty log batch and tiering stalls"
              .formatted(table, DELETE_BEHAVIOR, behavior));
    }
    return problems;
  }

  /**
   * Rules for an input of a delta join: a primary key, no deletes, and a key the join can look up.
   *
   * @param joinKeys columns the join compares for equality; empty when not known
   * @return a sentence for each broken rule, naming the option that mends it
   */
  public static List<String> deltaJoinProblems(
      String table, TableDescriptor descriptor, List<String> joinKeys) {
    List<String> problems = new ArrayList<>();
    List<String> key = descriptor.getSchema().getPrimaryKeyColumnNames();
    if (key.isEmpty()) {
      problems.add(table + ": a log table cannot be looked up; give it a PRIMARY KEY");
      return problems;
    }
    boolean neverDeletes =
        NEVER_DELETING.contains(option(descriptor, MERGE_ENGINE))
            || NO_DELETES.contains(option(descriptor, DELETE_BEHAVIOR));
    if (!neverDeletes) {
      problems.add(
          "%s: rows can be deleted; set '%s' = 'first_row' (or 'versioned'), or '%s' = 'IGNORE'"
              .formatted(table, MERGE_ENGINE, DELETE_BEHAVIOR));
    }
    if (!joinKeys.isEmpty() && !lookupPossible(descriptor, joinKeys)) {
      problems.add(
          "%s: the join compares %s, which holds neither the primary key %s nor the bucket key %s with the partition keys %s; set 'bucket.key' to columns of the join"
              .formatted(
                  table, joinKeys, key, descriptor.getBucketKeys(), descriptor.getPartitionKeys()));
    }
    return problems;
  }

  private static boolean lookupPossible(TableDescriptor descriptor, List<String> joinKeys) {
    List<String> key = descriptor.getSchema().getPrimaryKeyColumnNames();
    boolean byBucket =
        !descriptor.getBucketKeys().isEmpty()
            && joinKeys.containsAll(descriptor.getBucketKeys())
            && joinKeys.containsAll(descriptor.getPartitionKeys());
    return joinKeys.containsAll(key) || byBucket;
  }

  private static String option(TableDescriptor descriptor, String name) {
    return descriptor.getProperties().getOrDefault(name, "").toLowerCase(Locale.ROOT);
  }
}
