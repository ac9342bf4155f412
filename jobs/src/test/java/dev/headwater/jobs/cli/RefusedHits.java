package dev.headwater.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.fluss.client.Connection;
import org.apache.fluss.client.ConnectionFactory;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.config.ConfigOptions;
import org.apache.fluss.config.Configuration;
import org.apache.fluss.metadata.TablePath;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;

/**
 * Lines of a web log that an older version of ingest refused, though most of them are good.
 *
 * @param source that they came from
 */
record RefusedHits(String source, int lines) {
  /** Every such line is broken, and stays so. */
  private static final int BROKEN = 97;

  static boolean isGood(int line) {
    return line % BROKEN != 0;
  }

  List<Integer> good() {
    return IntStream.range(0, lines).filter(RefusedHits::isGood).boxed().toList();
  }

  List<Integer> broken() {
    return IntStream.range(0, lines).filter(line -> !isGood(line)).boxed().toList();
  }

  private static String payload(int line) {
    return isGood(line)
        ? "10.0.0.1 - - [03/Mar/2024:10:05:03 +0000] \"GET /\\\"%d\\\" HTTP/1.1\" 200 %d \"-\" \"agent\""
            .formatted(line, line)
        : "broken " + line;
  }

  /** Keeps some of the lines as refused. */
  void keep(String bootstrapServers, List<Integer> positions) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString(ConfigOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers);
    try (Connection connection = ConnectionFactory.createConnection(configuration);
        Table table = connection.getTable(TablePath.of("headwater", "rejected_records"))) {
      UpsertWriter writer = table.newUpsert().createWriter();
      List<CompletableFuture<?>> written = new ArrayList<>();
      for (int position : positions) {
        written.add(
            writer.upsert(
                GenericRow.of(
                    text(source),
                    (long) position,
                    text("hits"),
                    text("combined-log"),
                    text("malformed_log_line"),
                    text("an older version's rule"),
                    text(payload(position)),
                    null,
                    TimestampLtz.fromEpochMillis(1_709_460_303_000L),
                    null)));
      }
      writer.flush();
      for (CompletableFuture<?> one : written) {
        one.get();
      }
    }
  }

  private static BinaryString text(String value) {
    return BinaryString.fromString(value);
  }
}
