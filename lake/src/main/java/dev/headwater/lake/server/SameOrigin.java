package dev.headwater.lake.server;

import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps the pages of other sites out, which a browser on this machine would let in: those that call
 * the loopback address by a name of their own (DNS rebinding), and those that send a form or a
 * script's request across. Programs send no {@code Origin} and are not asked for one.
 */
final class SameOrigin extends Filter {
  private static final String LOOPBACK = "localhost|127\\.0\\.0\\.1|\\[::1]";
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String REFUSAL =
      "{\"error\":\"only pages of this server may ask it, by a name that it knows; open"
          + " http://127.0.0.1 with its port\"}\n";

  private final Pattern known;

  /** Lets in who calls this server by the loopback address or one of these names. */
  SameOrigin(Set<String> names) {
    String others = names.stream().map(name -> "|" + Pattern.quote(name)).collect(joining());
    known = Pattern.compile("(?i)(?:" + LOOPBACK + others + ")(?::\\d+)?");
  }

  @Override
  public String description() {
    return "refuses what pages of other sites ask";
  }

  /** Over TLS too: what ends it in front of this server hands the names on. */
  private static boolean isOf(String host, String origin) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Headers answer = exchange.getResponseHeaders();
    answer.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    answer.set("X-Content-Type-Options", "nosniff");
    answer.set("Referrer-Policy", "no-referrer");
    answer.set("Cross-Origin-Resource-Policy", "same-origin");
    answer.set("Cache-Control", "no-store");
    String host = Objects.toString(exchange.getRequestHeaders().getFirst("Host"), "");
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    if (known.matcher(host).matches() && (origin == null || isOf(host, origin))) {
      chain.doFilter(exchange);
      return;
    }
    byte[] refusal = REFUSAL.getBytes(StandardCharsets.UTF_8);
    answer.set("Content-Type", AnswerFormat.JSON.contentType());
    exchange.sendResponseHeaders(403, refusal.length);
    exchange.getResponseBody().write(refusal);
    exchange.close();
  }
}
