package dev.headwater.lake.server.http;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps the pages of other sites out, which a browser on this machine would let in: those that call
 * the loopback address by a name of their own (DNS rebinding), and those that send a form or a
 * script's request across. Programs send no {@code Origin} and are not asked for one.
 */
final class SameOrigin {
  private static final String LOOPBACK = "localhost|127\\.0\\.0\\.1|\\[::1]";
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String REFUSAL =
      "only pages of this server may ask it, by a name that it knows; open http://127.0.0.1 with"
          + " its port";

  private final Pattern known;

  /** Lets in who calls this server by the loopback address or one of these names. */
  SameOrigin(Set<String> names) {
    String others = names.stream().map(name -> "|" + Pattern.quote(name)).collect(joining());
    known = Pattern.compile("(?i)(?:" + LOOPBACK + others + ")(?::\\d+)?");
  }

  /** Over TLS too: what ends it in front of this server hands the names on. */
  private static boolean isOf(String host, String origin) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }

  /** Answers whoever is not let in. */
  boolean admits(HttpCall call) throws IOException {
    call.say("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    call.say("X-Content-Type-Options", "nosniff");
    call.say("Referrer-Policy", "no-referrer");
    call.say("Cross-Origin-Resource-Policy", "same-origin");
    call.say("Cache-Control", "no-store");
    String host = Objects.toString(call.header("Host"), "");
    String origin = call.header("Origin");
    if (known.matcher(host).matches() && (origin == null || isOf(host, origin))) {
      return true;
    }
    call.send(403, REFUSAL);
    return false;
  }
}
