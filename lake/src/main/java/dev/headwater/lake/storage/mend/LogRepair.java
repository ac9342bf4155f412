package dev.headwater.lake.storage.mend;

import dev.headwater.lake.LakeException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Mends the logs of a tablet server that was killed in the middle of a write.
 *
 * <p>A kill can leave a prefix of one batch at the end of a bucket's last segment. It is cut, and
 * nothing else is. Such a batch was never acknowledged: a single replica answers a write only after
 * its append to the file has returned, and key-value stores, snapshots, remote segments and the
 * lake take only records below the high watermark, which moves after the append. So nothing points
 * past a cut, and a writer that waits for its acknowledgements writes the batch again.
 *
 * <p>The tablet server notes its high watermarks only every few seconds, and after an unclean stop
 * it truncates every log to the noted one: it waits as a follower for a leader that has the rest.
 * With a single replica nobody has it, and acknowledged rows would be lost. So the end of each log
 * is noted as its high watermark.
 *
 * <p>Goes when Fluss cuts a torn batch by itself (issue 2941), and keeps what a single replica
 * acknowledged.
 */
public final class LogRepair {
  private static final String STOPPED_CLEANLY = ".fluss_cleanshutdown";

  private LogRepair() {}

  /**
   * Cuts incomplete last batches and keeps all whole ones. Call it before every start of a tablet
   * server without replicas; after its clean stop there is nothing to do and nothing is read.
   *
   * @param fluss the tablet server's data directory; may be absent
   * @return what was cut, in the order of the files; empty when all logs end with a whole batch
   * @throws LakeException when a log is damaged elsewhere or ends before an offset that the tablet
   *     server noted as written, with no file changed; when files cannot be read or written
   */
  public static List<Cut> mend(Path fluss) {
    return repaired(
        fluss,
        () -> {
          AcknowledgedOffsets acknowledged = AcknowledgedOffsets.read(fluss);
          List<Cut> cuts =
              cut(
                  fluss,
                  (bucket, segment, tail) -> {
                    requireAcknowledged(segment, tail, acknowledged.of(bucket));
                    acknowledged.raise(bucket, tail.nextOffset());
                  });
          acknowledged.write();
          return cuts;
        });
  }

  /**
   * Cuts incomplete last batches for a tablet server with replicas. The noted high watermarks stay:
   * what is above them may be a write that no other replica has, and what is missing below them
   * another one has. The leader's log decides.
   *
   * @param fluss the tablet server's data directory; may be absent
   * @return what was cut
   * @throws LakeException when a log is damaged elsewhere, or files cannot be read or written
   */
  public static List<Cut> cutReplica(Path fluss) {
    return repaired(fluss, () -> cut(fluss, (bucket, segment, tail) -> {}));
  }

  /** Looks at a log before any is changed; throws to leave all as they are. */
  private interface Look {
    void at(Path bucket, Path segment, SegmentTail tail);
  }

  private interface Repair {
    List<Cut> run() throws IOException;
  }

  private static List<Cut> repaired(Path fluss, Repair repair) {
    if (!Files.isDirectory(fluss) || Files.exists(fluss.resolve(STOPPED_CLEANLY))) {
      return List.of();
    }
    try {
      return repair.run();
    } catch (IOException e) {
      throw LakeException.user(
          "the logs in " + fluss + " cannot be examined (" + e + "): correct its permissions", e);
    }
  }

  /** All logs are read before the first is changed, so that a refusal leaves all as it was. */
  private static List<Cut> cut(Path fluss, Look look) throws IOException {
    List<Cut> cuts = new ArrayList<>();
    for (Path bucket : TabletLogs.buckets(fluss)) {
      Optional<Path> segment = TabletLogs.lastSegment(bucket);
      if (segment.isPresent()) {
        SegmentTail tail = SegmentReader.tail(segment.get());
        look.at(bucket, segment.get(), tail);
        torn(segment.get(), tail).ifPresent(cuts::add);
      }
    }
    for (Cut cut : cuts) {
      apply(cut);
    }
    return cuts;
  }

  private static Optional<Cut> torn(Path segment, SegmentTail tail) {
    return tail.tornBytes() > 0
        ? Optional.of(new Cut(segment, tail.wholeBytes(), tail.tornBytes(), tail.nextOffset()))
        : Optional.empty();
  }

  private static void requireAcknowledged(Path segment, SegmentTail tail, long acknowledged) {
    if (tail.nextOffset() < acknowledged) {
      throw LakeException.user(
          String.format(
              "log %s ends at offset %d, but offsets below %d were acknowledged: rows are missing,"
                  + " so nothing was changed; restore the whole data directory from a backup",
              segment, tail.nextOffset(), acknowledged));
    }
  }

  private static void apply(Cut cut) throws IOException {
    // A missing index makes the tablet server read the segment and build it anew.
    String name = cut.file().getFileName().toString();
    String offset = name.substring(0, name.indexOf('.'));
    Files.deleteIfExists(cut.file().resolveSibling(offset + ".index"));
    Files.deleteIfExists(cut.file().resolveSibling(offset + ".timeindex"));
    try (FileChannel channel = FileChannel.open(cut.file(), StandardOpenOption.WRITE)) {
      channel.truncate(cut.position());
      channel.force(true);
    }
  }
}
