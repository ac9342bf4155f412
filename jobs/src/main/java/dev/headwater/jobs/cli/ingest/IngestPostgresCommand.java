package dev.headwater.jobs.cli.ingest;

import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestInput.Until;
import dev.headwater.jobs.cli.words.ExitCode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads a table of Postgres into a table, and follows its changes. */
@Command(
    name = "postgres",
    mixinStandardHelpOptions = true,
    description = {
      "Read a table of Postgres into a table, and then its changes until Ctrl-C.",
      "A change is acknowledged to Postgres when it is safe; a replication slot there is the position.",
      "The password comes from --password-file or from the environment, as PGPASSWORD."
    })
final class IngestPostgresCommand implements Callable<Integer> {
  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      description = "postgres://USER@HOST:PORT/DATABASE, with ?sslmode=… and the like for TLS.")
  String url;

  @Option(
      names = "--table-from",
      paramLabel = "SCHEMA.TABLE",
      required = true,
      description = "The table to read.")
  String tableFrom;

  @Option(
      names = "--map",
      paramLabel = "FIELD=COLUMN",
      split = ",",
      description =
          "Column of a field that is not called as the field; several by comma. FIELD= leaves it out.")
  Map<String, String> columns = new LinkedHashMap<>();

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "Zone of columns without time zone, such as Europe/Berlin.")
  ZoneId zone;

  @Option(
      names = "--slot",
      paramLabel = "NAME",
      description = "Replication slot (default: headwater_TABLE_SCHEMA_TABLE).")
  String slot;

  @Option(
      names = "--publication",
      paramLabel = "NAME",
      description = "Publication that has the table (default: ${DEFAULT-VALUE}).")
  String publication = "headwater";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File whose first line is the password.")
  Path passwordFile;

  @Option(
      names = "--until-end",
      description = "End with the changes that are there now, instead of waiting for more.")
  boolean untilEnd;

  @Option(
      names = "--drop-slot",
      description = "Only drop the replication slot: the next ingest begins with all rows.")
  boolean dropSlot;

  @Mixin IngestOptions options = new IngestOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    options.requireTable(spec);
    IngestInput.Postgres input =
        new IngestInput.Postgres(
            url,
            tableFrom,
            columns,
            Optional.ofNullable(zone),
            Optional.ofNullable(slot),
            publication,
            Optional.ofNullable(passwordFile),
            untilEnd ? Until.END : Until.STOPPED);
    if (dropSlot) {
      boolean dropped = Ingest.dropSlot(input, options.table);
      System.err.println(dropped ? "the replication slot is dropped" : "there is no such slot");
      return ExitCode.DONE;
    }
    return options.follow(input);
  }
}
