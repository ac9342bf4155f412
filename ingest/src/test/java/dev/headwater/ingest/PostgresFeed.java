package dev.headwater.ingest;

import dev.headwater.ingest.KeyedSourceContract.Feed;
import dev.headwater.ingest.postgres.PostgresRow;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/** Events as rows of a table, and where the contract finds those that are refused. */
final class PostgresFeed {
  private static final Pattern EVENT = Pattern.compile("\"event_id\":\"(.*?)1\"");

  private final TestingDatabase database;
  private final String table;
  private final String prefix;
  private final int rows;

  PostgresFeed(TestingDatabase database, String table, List<String> lines) throws Exception {
    this.database = database;
    this.table = table;
    this.rows = lines.size();
    Matcher event = EVENT.matcher(lines.get(1));
    if (!event.find()) {
      throw new IllegalArgumentException(lines.get(1) + " has no event_id");
    }
    this.prefix = event.group(1);
    database.run(
        "CREATE TABLE "
            + table
            + " (id bigint PRIMARY KEY, event_id text, customer_id text, event_type text,"
            + " event_time timestamptz)");
    database.publish(table);
  }

  /** All rows are there before anybody reads: their number is made of their key. */
  Feed rows() throws Exception {
    database.run(insert(0, rows));
    List<String> places = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      places.add(source() + "/snapshot," + PostgresRow.number(i + "\u0000"));
    }
    return new Feed(words(), places);
  }

  /** All rows come later, in transactions of any size; another slot tells where in the log. */
  Feed changes(Random random) throws Exception {
    String oracle = "oracle_" + table;
    database.ask("SELECT pg_create_logical_replication_slot('" + oracle + "', 'pgoutput')::text");
    int from = 0;
    while (from < rows) {
      int to = Math.min(rows, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 3_000));
      if (random.nextBoolean()) {
        database.run(insert(from, to));
      } else {
        copy(from, to);
      }
      from = to;
    }
    List<String> places = new ArrayList<>();
    long last = 0;
    long index = 0;
    for (String lsn :
        database.ask(
            "SELECT (lsn - '0/0')::bigint FROM pg_logical_slot_peek_binary_changes('"
                + oracle
                + "', NULL, NULL, 'proto_version', '1', 'publication_names', 'headwater')"
                + " WHERE get_byte(data, 0) = ascii('I')")) {
      index = Long.parseLong(lsn) == last ? index + 1 : 0;
      last = Long.parseLong(lsn);
      places.add(source() + "," + (last + index));
    }
    database.ask("SELECT pg_drop_replication_slot('" + oracle + "')::text");
    return new Feed(words(), places);
  }

  private List<String> words() {
    return List.of(database.url(), "public." + table, database.passwordFile().toString());
  }

  private String source() {
    return "postgres:shop/public." + table;
  }

  private String insert(int from, int to) {
    return "INSERT INTO %s SELECT i, '%s' || i, 'c', CASE WHEN i %% %d > 0 THEN 'click' END, '2017-11-26T10:05:03Z' FROM generate_series(%d, %d) AS i"
        .formatted(table, prefix, KeyedSourceContract.BROKEN, from, to - 1);
  }

  /** Many rows of one such record in the log share their place in it. */
  private void copy(int from, int to) throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      String type = i % KeyedSourceContract.BROKEN == 0 ? "\\N" : "click";
      text.append("%d\t%s%d\tc\t%s\t2017-11-26T10:05:03Z\n".formatted(i, prefix, i, type));
    }
    try (Connection connection = database.connect("shop");
        Statement unused = connection.createStatement()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + table + " FROM STDIN", new StringReader(text.toString()));
    }
  }
}
