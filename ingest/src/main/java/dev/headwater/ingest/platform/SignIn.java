package dev.headwater.ingest.platform;

import java.util.Map;
import javax.security.auth.login.Configuration;

/**
 * How this process says to Fluss who it is: by the login configuration of its Java, where there is
 * one for Fluss. Name and password stay there.
 */
final class SignIn {
  private static final String ENTRY = "FlussClient";

  private SignIn() {}

  /** Options of a Fluss client in this process. */
  static Map<String, String> options() {
    boolean known =
        System.getProperty("java.security.auth.login.config") != null
            && Configuration.getConfiguration().getAppConfigurationEntry(ENTRY) != null;
    return known
        ? Map.of("client.security.protocol", "SASL", "client.security.sasl.mechanism", "PLAIN")
        : Map.of();
  }
}
