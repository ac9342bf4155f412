package dev.headwater.ingest.request;

import dev.headwater.ingest.record.RejectedRecord;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is read. */
public sealed interface IngestInput {

  /** When reading of a source without an end is over. */
  enum Until {
    STOPPED,
    /** At the end that the source has at the start. */
    END
  }

  /** What messages call it. */
  String name();

  /** Name of those who share the input; empty for an input of one reader. */
  default Optional<String> sharedBy() {
    return Optional.empty();
  }

  /** A file; its ingest can be interrupted and continued. */
  record File(Path path) implements IngestInput {
    public File {
      Objects.requireNonNull(path, "path");
    }

    @Override
    public String name() {
      return path.toString();
    }
  }

  /**
   * A stream such as stdin, read once and not closed; it has no position to continue from.
   *
   * @param name what messages call it
   */
  record Stream(InputStream stream, String name) implements IngestInput {
    public Stream {
      Objects.requireNonNull(stream, "stream");
      Objects.requireNonNull(name, "name");
    }
  }

  /**
   * Topics of Kafka, as a member of a consumer group: its committed offsets are the position.
   *
   * @param servers host:port of some brokers, comma-separated
   * @param properties further settings of the client, such as those of SASL
   */
  record Kafka(
      String servers, List<String> topics, String group, Optional<Path> properties, Until until)
      implements IngestInput {

    public Kafka {
      Objects.requireNonNull(servers, "servers");
      topics = List.copyOf(topics);
      if (topics.isEmpty()) {
        throw new IllegalArgumentException("no topic is named");
      }
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(properties, "properties");
      Objects.requireNonNull(until, "until");
    }

    @Override
    public Optional<String> sharedBy() {
      return Optional.of(group);
    }

    @Override
    public String name() {
      return (topics.size() == 1 ? "topic " : "topics ") + String.join(", ", topics);
    }
  }

  /**
   * Records that were refused, once more after a mend. Those that are taken now leave {@code
   * rejected_records}; those that are not stay there with their new reason.
   *
   * @param records of one table and format, each once
   * @param count of them, about
   * @param header of CSV rows
   */
  record Rejects(
      Iterator<RejectedRecord> records, long count, Optional<String> header, Effect effect)
      implements IngestInput {

    /** What a replay does. */
    public enum Effect {
      WRITTEN,
      /** Only counts what would become of the records. */
      NONE
    }

    public Rejects {
      Objects.requireNonNull(records, "records");
      Objects.requireNonNull(header, "header");
      Objects.requireNonNull(effect, "effect");
    }

    @Override
    public String name() {
      return "rejected records";
    }
  }

  /**
   * A table of a Postgres database: its rows, and then what changes. The position is that of a
   * replication slot in the database.
   *
   * @param url postgres://USER@HOST:PORT/DATABASE, without a password
   * @param table SCHEMA.TABLE
   * @param columns column of each field that is not called as the field; an empty one leaves the
   *     field out
   * @param zone of columns without a time zone
   * @param slot empty: a name made of both tables
   * @param passwordFile whose first line is the password; empty: the environment's PGPASSWORD
   */
  record Postgres(
      String url,
      String table,
      Map<String, String> columns,
      Optional<ZoneId> zone,
      Optional<String> slot,
      String publication,
      Optional<Path> passwordFile,
      Until until)
      implements IngestInput {

    public Postgres {
      Objects.requireNonNull(url, "url");
      Objects.requireNonNull(table, "table");
      columns = Map.copyOf(columns);
      Objects.requireNonNull(zone, "zone");
      Objects.requireNonNull(slot, "slot");
      Objects.requireNonNull(publication, "publication");
      Objects.requireNonNull(passwordFile, "passwordFile");
      Objects.requireNonNull(until, "until");
    }

    @Override
    public String name() {
      return "Postgres table " + table;
    }
  }

  static IngestInput file(Path path) {
    return new File(path);
  }

  static IngestInput stdin() {
    return new Stream(System.in, "stdin");
  }
}
