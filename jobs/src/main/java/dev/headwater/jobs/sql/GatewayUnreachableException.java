package dev.headwater.jobs.sql;

import java.net.URI;

/** Nothing answers at the gateway's address. */
public final class GatewayUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GatewayUnreachableException(URI gateway, Throwable cause) {
    super("the SQL gateway is not reachable at " + gateway + "; is the platform up?", cause);
  }
}
