package dev.headwater.lake.server;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lets in whoever says who they are, and tells the handlers. */
final class HttpAdmission extends Filter {
  private static final String READER = "reader";
  private static final String REFUSAL =
      "{\"error\":\"no known reader; send its secret as password with its name, or as bearer"
          + " token\"}\n";

  private final Readers readers;

  HttpAdmission(Readers readers) {
    this.readers = readers;
  }

  /** Who asks; known only behind this filter. */
  static Reader reader(HttpExchange exchange) {
    return (Reader) exchange.getAttribute(READER);
  }

  @Override
  public String description() {
    return "asks readers who they are";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Optional<Reader> reader =
        readers.presenting(exchange.getRequestHeaders().getFirst("Authorization"));
    if (reader.isPresent()) {
      exchange.setAttribute(READER, reader.get());
      chain.doFilter(exchange);
      return;
    }
    byte[] refusal = REFUSAL.getBytes(StandardCharsets.UTF_8);
    // A browser asks the person then, and sends it with everything the page asks.
    exchange
        .getResponseHeaders()
        .set("WWW-Authenticate", "Basic realm=\"headwater\", charset=\"UTF-8\"");
    exchange.getResponseHeaders().set("Content-Type", AnswerFormat.JSON.contentType());
    exchange.sendResponseHeaders(401, refusal.length);
    exchange.getResponseBody().write(refusal);
    exchange.close();
  }
}
