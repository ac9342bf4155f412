package dev.headwater.jobs.checkpoint;

import dev.headwater.jobs.checkpoint.SplitPosition.History;
import dev.headwater.jobs.checkpoint.SplitPosition.LakeFiles;
import dev.headwater.jobs.checkpoint.SplitPosition.Snapshot;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.fluss.metadata.TableBucket;

/**
 * Reads the splits of Fluss's Flink source as its checkpoints hold them.
 *
 * <p>Fluss's own serializer needs the lake's classes and configuration to read a lake split, of
 * which only the offsets matter here. Source of the layout: Fluss 0.9.1, {@code
 * SourceSplitSerializer} and {@code LakeSplitSerializer}, version 0.
 */
final class SplitDecoder {
  private static final int VERSION = 0;
  private static final byte SNAPSHOT_AND_LOG = 1;
  private static final byte LOG = 2;
  private static final byte LAKE = -1;
  private static final byte LAKE_AND_LOG = -2;

  private SplitDecoder() {}

  /** Reads one split: its serializer's version, its length and its bytes. */
  static SplitPosition read(DataInputStream in) throws IOException {
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException(
          "splits of version " + version + " are unknown, " + VERSION + " is known");
    }
    int length = in.readInt();
    if (length <= 0) {
      throw new IOException("a split of " + length + " bytes");
    }
    byte kind = in.readByte();
    TableBucket bucket = bucket(in);
    return switch (kind) {
      case SNAPSHOT_AND_LOG -> snapshotAndLog(in, bucket);
      case LOG -> new SplitPosition(bucket, offset(in.readLong()), Optional.empty());
      case LAKE -> new SplitPosition(bucket, 0, Optional.of(new LakeFiles()));
      case LAKE_AND_LOG -> lakeAndLog(in, bucket);
      default -> throw new IOException("splits of kind " + kind + " are unknown");
    };
  }

  private static TableBucket bucket(DataInputStream in) throws IOException {
    long tableId = in.readLong();
    Long partitionId = null;
    if (in.readBoolean()) {
      partitionId = in.readLong();
      in.readUTF();
    }
    return new TableBucket(tableId, partitionId, in.readInt());
  }

  private static SplitPosition snapshotAndLog(DataInputStream in, TableBucket bucket)
      throws IOException {
    Snapshot snapshot = new Snapshot(in.readLong(), in.readLong());
    boolean finished = in.readBoolean();
    Optional<History> history = finished ? Optional.empty() : Optional.of(snapshot);
    return new SplitPosition(bucket, offset(in.readLong()), history);
  }

  private static SplitPosition lakeAndLog(DataInputStream in, TableBucket bucket)
      throws IOException {
    in.readInt();
    int lakeSplits = in.readBoolean() ? in.readInt() : 0;
    for (int i = 0; i < lakeSplits; i++) {
      in.skipNBytes(in.readInt());
    }
    long nextOffset = offset(in.readLong());
    in.readLong();
    in.readLong();
    in.readInt();
    boolean finished = in.readBoolean() || lakeSplits == 0;
    return new SplitPosition(
        bucket, nextOffset, finished ? Optional.empty() : Optional.of(new LakeFiles()));
  }

  /** Fluss writes -2 for the earliest offset there is. */
  private static long offset(long written) {
    return Math.max(0, written);
  }
}
