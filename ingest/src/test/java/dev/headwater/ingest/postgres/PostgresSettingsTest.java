package dev.headwater.ingest.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.ingest.Pipeline;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.record.Format;
import dev.headwater.ingest.record.RecordType;
import dev.headwater.ingest.request.IngestInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person says of a database, and what is told without any. */
class PostgresSettingsTest {
  @TempDir Path directory;

  @Test
  void theEngineReadsTheTableAndItsColumnsAndNothingElse() throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "s3cret\nmore\n");
    PostgresSettings settings =
        PostgresSettings.of(
            input("postgres://hw@db:6543/shop?sslmode=verify-full", "Sales.All-in", file),
            "orders");
    Properties engine = settings.engine(PostgresSettings.Phase.CHANGES, List.of("id", "total.sum"));
    assertThat(engine)
        .containsEntry("table.include.list", "Sales\\.All\\-in")
        .containsEntry(
            "column.include.list", "Sales\\.All\\-in\\.id,Sales\\.All\\-in\\.total\\.sum")
        .containsEntry("database.hostname", "db")
        .containsEntry("database.port", "6543")
        .containsEntry("database.sslmode", "verify-full")
        .containsEntry("database.password", "s3cret")
        .containsEntry("publication.autocreate.mode", "disabled")
        .containsEntry("slot.name", "headwater_orders_sales_all_in")
        .containsEntry("snapshot.mode", "no_data");
    assertThat(settings.unfinishedSlot()).isEqualTo("headwater_orders_sales_all_in_new");
    assertThat(settings.masked("FATAL: s3cret is wrong")).isEqualTo("FATAL: [hidden] is wrong");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mysql://u@h/d | --url does not begin with postgres://",
        "postgres://h/d | --url names no user or no host",
        "postgres://u:pw@h/d | --url holds a password, which others could see",
        "postgres://u@h | --url names no database",
        "postgres://u@h/d?password=pw | --url sets 'password'; behind its question mark go only",
        "not a url pw | --url is not a URL"
      })
  void aWrongUrlIsToldAndNotShown(String url, String message) {
    assertThatThrownBy(() -> PostgresAddress.of(url))
        .isInstanceOf(IngestException.User.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith("it has the form postgres://USER@HOST:PORT/DATABASE")
        .message()
        .doesNotContain("pw");
  }

  @Test
  void wordsThatCannotBeUsedAreNamed() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(
            () -> PostgresSettings.of(input("postgres://u@h/d", "public.t", missing), "orders"))
        .hasMessage("password file " + missing + " cannot be read (NoSuchFileException)");
    assertThatThrownBy(() -> PostgresSettings.of(input("postgres://u@h/d", "t", missing), "orders"))
        .hasMessage("--table-from 't' is not SCHEMA.TABLE, as in public.clients");
    String longName = "public." + "t".repeat(60);
    assertThatThrownBy(
            () -> PostgresSettings.of(input("postgres://u@h/d", longName, missing), "orders"))
        .hasMessageContaining("is not up to 59 small letters, digits and _")
        .hasMessageEndingWith("give another name with --slot");
  }

  @Test
  void aServerThatIsNotThereIsToldAtOnce() throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "s3cret");
    assertThatThrownBy(() -> run(RecordType.CUSTOMERS, Format.JSONL, file))
        .isInstanceOf(IngestException.External.class)
        .hasMessageStartingWith("no Postgres server answers at 127.0.0.1:1 (ConnectException")
        .hasMessageEndingWith("check --url");
  }

  @Test
  void webLogsAndFormatsAreNotOfDatabases() throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "s3cret");
    assertThatThrownBy(() -> run(RecordType.HITS, Format.COMBINED_LOG, file))
        .hasMessage("table hits has no key that absorbs rows of a database; give another --table");
    assertThatThrownBy(() -> run(RecordType.ORDERS, Format.CSV, file))
        .hasMessage("a table of Postgres has no format; leave --format out");
  }

  private static void run(RecordType type, Format format, Path file) throws InterruptedException {
    new Pipeline(type, format).run(input("postgres://u@127.0.0.1:1/d", "public.t", file));
  }

  private static IngestInput.Postgres input(String url, String table, Path passwordFile) {
    return new IngestInput.Postgres(
        url,
        table,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        "headwater",
        Optional.of(passwordFile),
        IngestInput.Until.END);
  }
}
