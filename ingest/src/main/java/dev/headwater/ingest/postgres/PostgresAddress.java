package dev.headwater.ingest.postgres;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.fault.Quoted;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a URL says of a database.
 *
 * @param tls settings by the names that libpq and its driver share, such as sslmode
 */
record PostgresAddress(
    String host, int port, String database, String user, Map<String, String> tls) {
  private static final List<String> TLS = List.of("sslmode", "sslrootcert", "sslcert", "sslkey");
  private static final String FORM = "postgres://USER@HOST:PORT/DATABASE";
  private static final int DEFAULT_PORT = 5432;

  PostgresAddress {
    tls = Map.copyOf(tls);
  }

  /**
   * Reads a URL. Messages do not show it: it may hold a password where none belongs.
   *
   * @throws IngestException.User when it is another one
   */
  static PostgresAddress of(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw wrong("is not a URL");
    }
    if (!"postgres".equals(uri.getScheme()) && !"postgresql".equals(uri.getScheme())) {
      throw wrong("does not begin with postgres://");
    }
    String user = uri.getUserInfo();
    if (user == null || uri.getHost() == null) {
      throw wrong("names no user or no host");
    }
    if (user.contains(":")) {
      throw wrong(
          "holds a password, which others could see; take it out and give it with --password-file"
              + " or in the environment as PGPASSWORD");
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (path.length() < 2) {
      throw wrong("names no database");
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return new PostgresAddress(uri.getHost(), port, path.substring(1), user, tls(uri.getQuery()));
  }

  private static Map<String, String> tls(String query) {
    Map<String, String> tls = new LinkedHashMap<>();
    if (query != null) {
      for (String setting : query.split("&", -1)) {
        String[] parts = setting.split("=", 2);
        if (parts.length < 2 || !TLS.contains(parts[0])) {
          throw wrong(
              "sets "
                  + Quoted.of(parts[0])
                  + "; behind its question mark go only "
                  + String.join(", ", TLS));
        }
        tls.put(parts[0], parts[1]);
      }
    }
    return tls;
  }

  private static IngestException.User wrong(String what) {
    return new IngestException.User("--url %s; it has the form %s", what, FORM);
  }

  /** Host and port, for messages. */
  String server() {
    return host + ":" + port;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }
}
