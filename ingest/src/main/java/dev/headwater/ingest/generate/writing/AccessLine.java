package dev.headwater.ingest.generate.writing;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.world.Catalogue;
import dev.headwater.ingest.generate.world.ShopEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The request behind an event, as a web server logs it: combined format, whole seconds. */
final class AccessLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH);

  private AccessLine() {}

  /** Whether the event was a request: a view of a page, or a click. */
  static boolean has(ShopEvent event) {
    return event.type().equals("page_view") || event.type().equals("click");
  }

  static byte[] of(ShopEvent event, Dice style) {
    int status = status(style.below(100));
    String size = status == 304 ? "-" : Integer.toString(style.between(500, 60_000));
    String referrer = event.referrer() == null ? "-" : event.referrer().replace("\"", "\\\"");
    String line =
        host(event.customerId())
            + (" - - [" + TIME.format(event.time().atOffset(ZoneOffset.UTC)) + "]")
            + (" \"GET " + path(event) + " HTTP/1.1\" " + status + ' ' + size)
            + (" \"" + referrer + "\" \"" + agent(event.customerId()) + '"');
    return line.getBytes(StandardCharsets.UTF_8);
  }

  /** Each customer has one address, out of the network 10.0.0.0/8. */
  private static String host(String customerId) {
    int number = customerId.hashCode();
    return "10." + (number >>> 16 & 255) + '.' + (number >>> 8 & 255) + '.' + (number & 255);
  }

  private static String agent(String customerId) {
    return Catalogue.USER_AGENTS.get(
        Math.floorMod(customerId.hashCode(), Catalogue.USER_AGENTS.size()));
  }

  private static String path(ShopEvent event) {
    if (event.productId() == null) {
      return "/";
    }
    String page = "/products/" + event.productId();
    return event.type().equals("click") ? page + "/details" : page;
  }

  private static int status(int roll) {
    return roll < 90 ? 200 : roll < 96 ? 304 : roll < 99 ? 404 : 500;
  }
}
