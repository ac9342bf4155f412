package dev.headwater.lake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that something listens on.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {
  private static final Pattern WORDS = Pattern.compile("([A-Za-z0-9._-]+):(\\d{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  public HostAndPort {
    if (host.isBlank() || port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(host + ":" + port + " is not HOST:PORT");
    }
  }

  /**
   * Reads {@code host:port}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static HostAndPort parse(String words) {
    Matcher matcher = WORDS.matcher(words);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(words + " is not HOST:PORT");
    }
    return new HostAndPort(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
