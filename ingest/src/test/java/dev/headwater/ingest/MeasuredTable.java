package dev.headwater.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;
import org.apache.fluss.row.TimestampLtz;

/**
 * A table of each kind: the same records as lines of a file, and as rows that are ready to write.
 */
enum MeasuredTable {
  /** A log. */
  HITS("hits") {
    @Override
    String line(String prefix, int i) {
      return "10.0.%d.%d - - [26/Nov/2017:%02d:%02d:%02d +0000] \"GET /%s/%d HTTP/1.1\" 200 %d \"https://search.example/?q=%d\" \"Mozilla/5.0 (X11; Linux x86_64)\""
          .formatted(
              i / 250 % 250,
              i % 250,
              i / 3_600_000 % 24,
              i / 60_000 % 60,
              i / 1000 % 60,
              prefix,
              i,
              i % 9000,
              i % 100);
    }

    @Override
    GenericRow row(String prefix, int i) {
      return GenericRow.of(
          text(DAY),
          text(prefix),
          i + 1L,
          text("10.0." + i / 250 % 250 + "." + i % 250),
          null,
          TimestampLtz.fromEpochMillis(time(i) / 1000 * 1000),
          text("GET"),
          text("/" + prefix + "/" + i),
          text("HTTP/1.1"),
          200,
          (long) i % 9000,
          text("https://search.example/?q=" + i % 100),
          text("Mozilla/5.0 (X11; Linux x86_64)"));
    }
  },

  /** Its first rows stay. */
  EVENTS("events") {
    @Override
    String line(String prefix, int i) {
      return "{\"event_id\":\"%s-%d\",\"customer_id\":\"customer-%d\",\"event_type\":\"page_view\",\"product_id\":\"product-%d\",\"channel\":\"email\",\"page_host\":\"shop.example\",\"referrer\":\"https://search.example/?q=%d\",\"event_time\":\"%s\"}"
          .formatted(prefix, i, i % 5000, i % 900, i % 100, Instant.ofEpochMilli(time(i)));
    }

    @Override
    GenericRow row(String prefix, int i) {
      return GenericRow.of(
          text(DAY),
          text(prefix + "-" + i),
          text("customer-" + i % 5000),
          text("page_view"),
          text("product-" + i % 900),
          null,
          text("email"),
          text("shop.example"),
          text("https://search.example/?q=" + i % 100),
          TimestampLtz.fromEpochMillis(time(i)));
    }
  },

  /** Its newest versions stay. */
  CUSTOMERS("customers") {
    @Override
    String line(String prefix, int i) {
      return "{\"customer_id\":\"%s-%d\",\"name\":\"Customer %d\",\"email\":\"c%d@mail.example\",\"segment\":\"s%d\",\"acquisition_channel\":\"email\",\"country\":\"DE\",\"opt_in\":true,\"updated_at\":\"%s\"}"
          .formatted(prefix, i, i, i, i % 9, Instant.ofEpochMilli(time(i)));
    }

    @Override
    GenericRow row(String prefix, int i) {
      return GenericRow.of(
          text(prefix + "-" + i),
          text("Customer " + i),
          text("c" + i + "@mail.example"),
          text("s" + i % 9),
          text("email"),
          text("DE"),
          true,
          TimestampLtz.fromEpochMillis(time(i)));
    }
  };

  private static final String DAY = "2017-11-26";
  private static final long MIDNIGHT = Instant.parse(DAY + "T00:00:00Z").toEpochMilli();
  private static final long DAY_MILLIS = 86_400_000;

  private final String table;

  MeasuredTable(String table) {
    this.table = table;
  }

  String table() {
    return table;
  }

  abstract String line(String prefix, int i);

  abstract GenericRow row(String prefix, int i);

  /** Writes a file of lines. */
  Path lines(Path directory, String prefix, int count) throws IOException {
    Path file = directory.resolve(prefix + (this == HITS ? ".log" : ".jsonl"));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < count; i++) {
        out.write(line(prefix, i));
        out.newLine();
      }
    }
    return file;
  }

  private static long time(int i) {
    return MIDNIGHT + i % DAY_MILLIS;
  }

  private static BinaryString text(String value) {
    return BinaryString.fromString(value);
  }
}
