package dev.headwater.ingest;

import java.sql.SQLException;
import java.util.Optional;

/** Says in words, and to the one who must act, what Postgres and its client answer. */
final class PostgresFailures {
  private final PostgresSettings settings;

  PostgresFailures(PostgresSettings settings) {
    this.settings = settings;
  }

  static String noAnswer(PostgresSettings settings, String why) {
    return "no Postgres server answers at "
        + settings.address().server()
        + " ("
        + why
        + "); check --url";
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
            step -> new IngestException.User(doing + where + " was refused: " + why + "; " + step))
        .orElseGet(
            () ->
                new IngestException.External(
                    doing
                        + where
                        + " failed: "
                        + why
                        + "; run the same command again to continue"));
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
              "the user needs ALTER ROLE "
                  + user
                  + " REPLICATION (on Amazon RDS GRANT rds_replication TO "
                  + user
                  + "), and SELECT on the table");
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
