package dev.headwater.lake.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dashboards that Grafana shows too. Whoever asks names a panel, never a query of their own:
 * Prometheus may know more than this platform. Thread-safe.
 */
public final class Dashboards {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES = List.of("pipeline", "attribution", "lake", "queries");
  private static final Pattern PATH = Pattern.compile("/panels(?:/([a-z]+)/(\\d{1,3}))?");
  private static final Pattern RANGE = Pattern.compile("minutes=(\\d{1,5})");
  private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
  private static final Duration USUAL_RANGE = Duration.ofHours(1);
  private static final Duration LONGEST_RANGE = Duration.ofDays(15);

  private final PrometheusClient prometheus;
  private final Map<String, JsonNode> panels = new LinkedHashMap<>();

  public Dashboards(PrometheusClient prometheus) {
    this.prometheus = prometheus;
    NAMES.forEach(name -> panels.put(name, read(name)));
  }

  private static JsonNode read(String name) {
    String file = "/lake/dashboards/" + name + ".json";
    try (InputStream content =
        Objects.requireNonNull(Dashboards.class.getResourceAsStream(file), file)) {
      return JSON.readTree(content).path("panels");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * What the page asks: {@code /panels} lists all, {@code /panels/NAME/NUMBER?minutes=60} gives the
   * series of one.
   *
   * @throws IllegalArgumentException when there is no such panel, or no such range
   */
  JsonNode answer(URI uri) {
    Matcher path = PATH.matcher(uri.getPath());
    if (!path.matches()) {
      throw new IllegalArgumentException("use /panels, or /panels/NAME/NUMBER");
    }
    if (path.group(1) == null) {
      return list();
    }
    JsonNode panel =
        panels
            .getOrDefault(path.group(1), JSON.createArrayNode())
            .path(Integer.parseInt(path.group(2)));
    if (panel.isMissingNode()) {
      throw new IllegalArgumentException(
          "there is no panel %s of %s".formatted(path.group(2), path.group(1)));
    }
    return series(panel, range(uri.getQuery()));
  }

  private JsonNode list() {
    ObjectNode list = JSON.createObjectNode();
    panels.forEach(
        (name, all) -> {
          ArrayNode shown = list.putArray(name);
          all.forEach(
              panel ->
                  shown
                      .addObject()
                      .put("title", panel.path("title").asText())
                      .put("description", panel.path("description").asText())
                      .put(
                          "unit",
                          panel.path("fieldConfig").path("defaults").path("unit").asText()));
        });
    return list;
  }

  private static Duration range(String query) {
    if (query == null) {
      return USUAL_RANGE;
    }
    Matcher minutes = RANGE.matcher(query);
    Duration range =
        minutes.matches() ? Duration.ofMinutes(Long.parseLong(minutes.group(1))) : Duration.ZERO;
    if (range.isZero() || range.compareTo(LONGEST_RANGE) > 0) {
      throw new IllegalArgumentException(
          "range " + query + " is not minutes=N, 1 to " + LONGEST_RANGE.toMinutes());
    }
    return range;
  }

  private JsonNode series(JsonNode panel, Duration range) {
    Instant until = Instant.now();
    ObjectNode answer = JSON.createObjectNode();
    answer.put("until", until.getEpochSecond()).put("seconds", range.toSeconds());
    ArrayNode series = answer.putArray("series");
    for (JsonNode target : panel.path("targets")) {
      for (JsonNode found : prometheus.range(target.path("expr").asText(), until, range)) {
        ObjectNode one = series.addObject();
        one.put("name", named(target.path("legendFormat").asText(), found.path("metric")));
        one.set("points", found.path("values"));
      }
    }
    return answer;
  }

  private static String named(String legend, JsonNode labels) {
    return LABEL
        .matcher(legend)
        .replaceAll(
            (MatchResult label) -> Matcher.quoteReplacement(labels.path(label.group(1)).asText()));
  }
}
