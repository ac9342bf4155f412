package dev.headwater.lake.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.client.FlussLogin;
import dev.headwater.lake.tables.TableDefinition;
import dev.headwater.lake.tables.TableDefinitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.fluss.security.acl.AclBinding;
import org.apache.fluss.security.acl.OperationType;
import org.apache.fluss.security.acl.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  @TempDir Path directory;

  @Test
  void everyPrincipalHasASecretOfItsOwnThatOnlyTheOwnerReads() throws Exception {
    Credentials credentials = Credentials.create(directory.resolve("a/b"));

    String servers = Credentials.of(directory.resolve("a/b")).serverLogin();
    assertThat(servers)
        .matches(
            "org\\.apache\\.fluss\\.security\\.auth\\.sasl\\.plain\\.PlainLoginModule required"
                + "( user_[a-z]+=\"[0-9a-f]{48}\"){5};");
    Set<String> secrets = new TreeSet<>();
    for (Principal principal : Principal.values()) {
      Path file = credentials.login(principal);
      String text = Files.readString(file);
      String secret = text.replaceAll("(?s).*password=\"([0-9a-f]{48})\";.*", "$1");
      assertThat(servers).contains("user_" + principal.user() + "=\"" + secret + "\"");
      assertThat(text).contains("username=\"" + principal.user() + "\"");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      secrets.add(secret);
    }
    assertThat(secrets).hasSize(Principal.values().length);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("a/b"))))
        .isEqualTo("rwx------");
  }

  @Test
  void whatIsThereIsNotOverwrittenAndWhatIsMissingIsNamed() {
    assertThatThrownBy(() -> Credentials.create(directory))
        .isInstanceOf(LakeException.class)
        .hasMessage(
            "the credentials directory "
                + directory
                + " cannot be made (FileAlreadyExistsException); name one that is not there yet");
    assertThatThrownBy(() -> Credentials.of(directory))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("make it with `headwater security init " + directory + "`");
    assertThatThrownBy(() -> FlussLogin.use(directory.resolve("none.login")))
        .hasMessageContaining("none.login cannot be read");
  }

  @Test
  void onlyTheAdministratorAndTheJobsMayChangeTables() {
    TableDefinitions tables = TableDefinitions.load();
    assertThat(operations(Principal.QUERY.rights(tables))).containsExactly(OperationType.READ);
    assertThat(operations(Principal.TIERING.rights(tables)))
        .containsExactlyInAnyOrder(OperationType.READ, OperationType.WRITE);
    assertThat(operations(Principal.INGEST.rights(tables)))
        .containsExactlyInAnyOrder(OperationType.READ, OperationType.WRITE, OperationType.DESCRIBE);
    assertThat(operations(Principal.JOBS.rights(tables)))
        .containsExactlyInAnyOrder(OperationType.ALL, OperationType.DESCRIBE);
    for (Principal principal : Principal.values()) {
      assertThat(principal.rights(tables))
          .noneMatch(right -> right.getResource().getType() == ResourceType.CLUSTER);
    }
  }

  @Test
  void ingestWritesWhereRecordsGoAndMakesTheDaysThatJobsLookInto() {
    TableDefinitions tables = TableDefinitions.load();
    Set<String> dated =
        tables.all().stream()
            .filter(table -> !table.descriptor().getPartitionKeys().isEmpty())
            .map(TableDefinition::name)
            .collect(Collectors.toSet());
    assertThat(tables(Principal.INGEST.rights(tables), OperationType.WRITE))
        .containsAll(dated)
        .contains("orders", "customers", "campaigns", "late_records", "rejected_records")
        .doesNotContain("order_mart", "first_touch", "orders_daily");
    assertThat(tables(Principal.INGEST.rights(tables), OperationType.READ))
        .containsExactlyInAnyOrder(
            "hits",
            "events",
            "orders",
            "customers",
            "campaigns",
            "late_records",
            "rejected_records",
            "platform_progress",
            "ingest_progress");
  }

  private static Set<OperationType> operations(List<AclBinding> rights) {
    return rights.stream()
        .map(right -> right.getAccessControlEntry().getOperationType())
        .collect(Collectors.toSet());
  }

  private static Set<String> tables(List<AclBinding> rights, OperationType operation) {
    return rights.stream()
        .filter(right -> right.getResource().getType() == ResourceType.TABLE)
        .filter(right -> right.getAccessControlEntry().getOperationType() == operation)
        .map(right -> right.getResource().getName().replace("headwater.", ""))
        .collect(Collectors.toSet());
  }
}
