package dev.headwater.ingest;

import java.nio.file.Path;
import java.util.List;
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

  /** A file's path, or address, topic, group and properties file of Kafka: read to its end. */
  static IngestInput input(List<String> words) {
    return words.size() == 1
        ? IngestInput.file(Path.of(words.get(0)))
        : new IngestInput.Kafka(
            words.get(0),
            List.of(words.get(1)),
            words.get(2),
            Optional.of(Path.of(words.get(3))),
            IngestInput.Kafka.Until.END);
  }
}
