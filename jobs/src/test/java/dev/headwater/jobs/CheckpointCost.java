package dev.headwater.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a checkpoint takes.
 *
 * @param bytes of the job's whole state
 * @param milliseconds from its trigger to its end
 */
record CheckpointCost(long bytes, long milliseconds) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Cost of the newest checkpoint of every running job, by name. */
  static Map<String, CheckpointCost> of(URI flink) throws IOException {
    Map<String, CheckpointCost> costs = new TreeMap<>();
    for (JsonNode job : get(flink, "/jobs/overview").path("jobs")) {
      if (job.path("state").asText().equals("RUNNING")) {
        JsonNode newest =
            get(flink, "/jobs/" + job.path("jid").asText() + "/checkpoints")
                .path("latest")
                .path("completed");
        costs.put(
            job.path("name").asText(),
            new CheckpointCost(
                newest.path("state_size").asLong(), newest.path("end_to_end_duration").asLong()));
      }
    }
    return costs;
  }

  /** The cost of some jobs together: bytes add up, and the longest duration counts. */
  static CheckpointCost sum(URI flink, Iterable<String> jobs) throws IOException {
    Map<String, CheckpointCost> costs = of(flink);
    long bytes = 0;
    long milliseconds = 0;
    for (String job : jobs) {
      bytes += costs.get(job).bytes();
      milliseconds = Math.max(milliseconds, costs.get(job).milliseconds());
    }
    return new CheckpointCost(bytes, milliseconds);
  }

  private static JsonNode get(URI flink, String path) throws IOException {
    return JSON.readTree(flink.resolve(path).toURL());
  }

  @Override
  public String toString() {
    return "%,d bytes in %,d ms".formatted(bytes, milliseconds);
  }
}
