package dev.headwater.ingest.generate.writing;

import dev.headwater.ingest.generate.seed.GeneratorOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lines that no reader may accept. Their identities belong to nobody, so that one wrongly accepted
 * shows, and harms nothing else.
 */
public final class Malformed {
  private static final String EVENT =
      "{\"event_id\":\"bad-#\",\"customer_id\":\"bad\",\"event_type\":\"search\","
          + "\"event_time\":\"2026-01-06T10:00:00Z\"}";
  private static final String ORDER =
      "{\"order_id\":\"bad-#\",\"customer_id\":\"bad\",\"product_id\":\"p-1001\","
          + "\"total_amount\":\"10.00\",\"order_time\":\"2026-01-06T10:00:00Z\"}";
  private static final String HIT =
      "10.255.255.255 - - [06/Jan/2026:10:00:00 +0000] \"GET /bad-# HTTP/1.1\" 200 17 \"-\" \"agent\"";
  private static final String TIME = "\"2026-01-06T10:00:00Z\"";
  private static final String AMOUNT = "\"10.00\"";

  /**
   * One line of each kind; ISO-8859-1 turns the characters up to U+00FF into single bytes, so some
   * are no UTF-8.
   */
  public static final List<String> EVENTS =
      List.of(
          "this is no JSON",
          EVENT.substring(0, EVENT.length() / 2),
          EVENT.replace("\"bad-#\"", "17"),
          EVENT.replace("\"search\"", "[\"search\"]"),
          EVENT.replace("\"customer_id\":\"bad\",", ""),
          EVENT.replace("\"bad\"", "null"),
          EVENT.replace("{", "{\"colour\":\"red\","),
          EVENT.replace("00Z", "00"),
          EVENT.replace("2026-01-06", "2026-02-30"),
          EVENT.replace(TIME, "1767693600000"),
          EVENT.replace("{", "{\"event_type\":\"click\","),
          EVENT.replace("search", "sea\u00ff\u00ferch"),
          EVENT.replace("search", "sea\trch"),
          EVENT + EVENT,
          "[" + EVENT + "]");

  /** See {@link #EVENTS}. */
  public static final List<String> ORDERS =
      List.of(
          "{\"order_id\":",
          ORDER.replace(AMOUNT, "\"10.005\""),
          ORDER.replace(AMOUNT, "10.005"),
          ORDER.replace(AMOUNT, "NaN"),
          ORDER.replace(AMOUNT, "\"NaN\""),
          ORDER.replace(AMOUNT, "\"12,50\""),
          ORDER.replace(AMOUNT, "true"),
          ORDER.replace(AMOUNT, "\"99999999999999999.99\""),
          ORDER.replace("\"total_amount\":\"10.00\",", ""),
          ORDER.replace("00Z", "00"),
          ORDER.replace("{", "{\"discount\":\"1.00\","),
          ORDER.replace("{", "{\"order_id\":\"bad\","));

  /** See {@link #EVENTS}. */
  static final List<String> HITS =
      List.of(
          "this is no request",
          HIT.substring(0, HIT.length() / 2),
          HIT.replace("[", ""),
          HIT.replace("06/Jan", "30/Feb"),
          HIT.replace(" +0000", ""),
          HIT.replace(" 200 ", " OK "),
          HIT.replace(" 17 ", " many "),
          HIT.substring(0, HIT.length() - 1),
          HIT + " 12",
          HIT.replace("agent", "ag\u00ff\u00feent"));

  private Malformed() {}

  /** The kinds in turn; the number makes lines of one kind differ. */
  static byte[] line(List<String> kinds, long number) {
    String kind = kinds.get((int) (number % kinds.size()));
    return kind.replace("#", Long.toString(number)).getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * How many malformed lines to mix in: the share, and one of each kind when there are enough good
   * lines.
   */
  static long count(GeneratorOptions options, List<String> kinds, long goodLines) {
    long share = (long) (options.malformed() * goodLines);
    boolean enough = options.malformed() > 0 && options.hasEdges();
    return enough ? Math.max(share, kinds.size()) : share;
  }
}
