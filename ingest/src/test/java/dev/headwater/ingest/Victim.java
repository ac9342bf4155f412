package dev.headwater.ingest;

import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestProgress;
import dev.headwater.ingest.request.IngestRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An ingest in a process of its own, so that it can be killed. */
final class Victim {
  private Victim() {}

  /** Takes the platform's address, the table and the words of {@link #input}. */
  public static void main(String[] words) {
    List<String> source = List.of(words).subList(2, words.length);
    IngestRequest request = IngestRequest.of(words[0], "headwater", input(source), words[1]);
    new Ingest(request, IngestProgress.silent()).run();
  }

  /**
   * A file's path, or URL, table and password file of Postgres, or address, topic, group and
   * properties file of Kafka: read to its end.
   */
  static IngestInput input(List<String> words) {
    return switch (words.size()) {
      case 1 -> IngestInput.file(Path.of(words.get(0)));
      case 3 ->
          new IngestInput.Postgres(
              words.get(0),
              words.get(1),
              Map.of(),
              Optional.empty(),
              Optional.empty(),
              "headwater",
              Optional.of(Path.of(words.get(2))),
              IngestInput.Until.END);
      default ->
          new IngestInput.Kafka(
              words.get(0),
              List.of(words.get(1)),
              words.get(2),
              Optional.of(Path.of(words.get(3))),
              IngestInput.Until.END);
    };
  }
}
