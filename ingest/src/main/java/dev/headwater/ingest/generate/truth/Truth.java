package dev.headwater.ingest.generate.truth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the generator meant, one entry an order, in the order they were made. */
public record Truth(List<OrderTruth> orders) {

  public Truth {
    orders = List.copyOf(orders);
  }

  /**
   * Reads a {@code truth.jsonl} file.
   *
   * @throws IOException when the file cannot be read or a line is not what the generator writes
   */
  public static Truth read(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<OrderTruth> orders = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        orders.add(parse(mapper, file, orders.size() + 1, line));
      }
    }
    return new Truth(orders);
  }

  /** The pairs (order, touch) of all paths, (order, first touch) and (order, first click). */
  public Set<AttributedPair> pairs() {
    Set<AttributedPair> pairs = new HashSet<>();
    orders.forEach(order -> pairs.addAll(order.pairs()));
    return pairs;
  }

  private static OrderTruth parse(ObjectMapper mapper, Path file, int number, String line)
      throws IOException {
    try {
      JsonNode node = mapper.readTree(line);
      List<String> path = new ArrayList<>();
      node.required("path").forEach(touch -> path.add(touch.textValue()));
      return new OrderTruth(
          node.required("customer_id").textValue(),
          node.required("order_id").textValue(),
          node.required("first_touch").textValue(),
          path,
          node.required("first_click").textValue());
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw new IOException(
          "Line " + number + " of " + file + " is no truth: " + line + ". Generate the files anew.",
          e);
    }
  }
}
