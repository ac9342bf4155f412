package dev.headwater.ingest.generate.writing;

import dev.headwater.ingest.generate.seed.Dice;
import dev.headwater.ingest.generate.seed.GeneratorOptions;
import dev.headwater.ingest.generate.seed.JsonLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * One of the generated files: records in disorder, some twice, with malformed lines between them.
 */
final class RecordFile implements AutoCloseable {
  private final GeneratorOptions options;
  private final Arrivals arrivals;
  private final Dice style;
  private final ArrivalFile file;
  private long distinct;
  private long duplicates;
  private long malformed;

  RecordFile(GeneratorOptions options, Path target, long expectedLines) throws IOException {
    String name = String.valueOf(target.getFileName());
    this.options = options;
    this.arrivals = new Arrivals(options, name);
    this.style = Dice.of(options.seed(), "style of " + name);
    this.file = new ArrivalFile(target, expectedLines, options.start(), options.end());
  }

  Dice style() {
    return style;
  }

  /** Adds a record that arrives some time after it happened. */
  void add(Instant time, JsonLine record) throws IOException {
    add(arrivals.of(time), record.bytes());
  }

  /** Adds a line that arrives some time after it happened and never comes again. */
  void addOnce(Instant time, byte[] line) throws IOException {
    file.add(arrivals.of(time), line);
    distinct++;
  }

  /** Adds a record of a dimension, whose time says nothing about when it arrives. */
  void addAnywhere(JsonLine record) throws IOException {
    add(arrivals.anywhere(), record.bytes());
  }

  void addMalformed(List<String> kinds) throws IOException {
    malformed = Malformed.count(options, kinds, distinct);
    for (long number = 0; number < malformed; number++) {
      file.add(arrivals.anywhere(), Malformed.line(kinds, number));
    }
  }

  FileCounts write() throws IOException {
    file.write();
    return new FileCounts(file.lines(), distinct, duplicates, malformed);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void add(Instant arrival, byte[] line) throws IOException {
    file.add(arrival, line);
    distinct++;
    if (arrivals.comesTwice()) {
      file.add(arrivals.repeatOf(arrival), line);
      duplicates++;
    }
  }
}
