package dev.headwater.ingest.postgres;

import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.fault.IngestException;
import java.sql.SQLException;
import java.util.Optional;

/** Says in words, and to the one who must act, what Postgres and its client answer. */
record PostgresFailures(PostgresSettings settings) {
  static String noAnswer(PostgresSettings settings, String why) {
    return String.format(
        "no Postgres server answers at %s (%s); check --url", settings.address().server(), why);
  }

  /**
   * The exception for a failure.
   *
   * @param doing such as "reading public.clients"
   */
  IngestException words(String doing, Throwable failure) {
    SQLException answer = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IngestException known) {
        return known;
      }
      answer = cause instanceof SQLException one ? one : answer;
    }
    String state = answer == null || answer.getSQLState() == null ? "" : answer.getSQLState();
    // The driver's words can quote a setting: they are masked, and not kept as a cause.
    String why = settings.masked(Causes.deepest(answer == null ? failure : answer));
    String where = " at " + settings.address().server();
    return step(state)
        .<IngestException>map(
            step -> new IngestException.User("%s%s was refused: %s; %s", doing, where, why, step))
        .orElseGet(
            () ->
                new IngestException.External(
                    "%s%s failed: %s; run the same command again to continue", doing, where, why));
  }

  /** What a person must do; empty when the server has to come back. */
  private Optional<String> step(String sqlState) {
    String user = settings.address().user();
    return switch (sqlState) {
      case "28P01", "08004" ->
          Optional.of("check the user in --url, and its password in --password-file or PGPASSWORD");
      case "28000" -> Optional.of("let user " + user + " in by pg_hba.conf");
      case "3D000" -> Optional.of("check the database in --url");
      case "42501" ->
          Optional.of(
              String.format(
                  "the user needs ALTER ROLE %s REPLICATION (on Amazon RDS GRANT rds_replication TO"
                      + " %s), and SELECT on the table",
                  user, user));
      case "53400" ->
          Optional.of(
              "raise max_replication_slots, or drop a slot that nobody reads:"
                  + " SELECT slot_name FROM pg_replication_slots WHERE NOT active");
      case "55006" ->
          Optional.of("stop the ingest that reads from it, or give another name with --slot");
      case "42710" -> Optional.of("another ingest of this table has begun; stop one of them");
      default -> Optional.empty();
    };
  }
}
