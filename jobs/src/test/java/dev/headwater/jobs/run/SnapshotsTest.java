package dev.headwater.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
  private static final JobDefinition JOB = job("copy", 1);

  @TempDir Path directory;
  private Snapshots snapshots;

  @BeforeEach
  void open() {
    snapshots = new Snapshots(directory.resolve("checkpoints"), directory.resolve("savepoints"));
  }

  private static JobDefinition job(String name, int value) {
    return JobDefinition.parse(name, "-- Plan: no join\nINSERT INTO t (x) SELECT " + value + ";");
  }

  private static Path complete(Path snapshot, Instant written) throws IOException {
    Files.createDirectories(snapshot);
    Path metadata = Files.writeString(snapshot.resolve("_metadata"), "");
    Files.setLastModifiedTime(metadata, FileTime.from(written));
    return snapshot;
  }

  private Path checkpoint(JobDefinition job, String path, long second) throws IOException {
    return complete(snapshots.checkpoints(job).resolve(path), Instant.ofEpochSecond(second));
  }

  private Path savepoint(JobDefinition job, String path, long second) throws IOException {
    return complete(snapshots.savepoints(job).resolve(path), Instant.ofEpochSecond(second));
  }

  @Test
  void aJobThatNeverRanHasNone() {
    assertThat(snapshots.newest(JOB)).isEmpty();
  }

  @Test
  void theNewestCheckpointOfAllRunsIsFoundNotTheOneWithTheHighestNumber() throws IOException {
    checkpoint(JOB, "aaaa/chk-7", 100);
    Path newest = checkpoint(JOB, "bbbb/chk-2", 200);

    assertThat(snapshots.newest(JOB)).contains(newest);
  }

  @Test
  void aSavepointCountsLikeACheckpoint() throws IOException {
    checkpoint(JOB, "aaaa/chk-7", 100);
    Path savepoint = savepoint(JOB, "savepoint-aaaa-1", 200);

    assertThat(snapshots.newest(JOB)).contains(savepoint);

    Path later = checkpoint(JOB, "bbbb/chk-1", 300);

    assertThat(snapshots.newest(JOB)).contains(later);
  }

  @Test
  void whatWasNotCompletedIsPassedOver() throws IOException {
    Path complete = checkpoint(JOB, "aaaa/chk-7", 100);
    Files.createDirectories(snapshots.checkpoints(JOB).resolve("aaaa/chk-8"));
    Files.createDirectories(snapshots.checkpoints(JOB).resolve("aaaa/shared"));

    assertThat(snapshots.newest(JOB)).contains(complete);
  }

  @Test
  void anotherJobsSnapshotsAreNotTaken() throws IOException {
    checkpoint(job("other", 1), "aaaa/chk-7", 100);

    assertThat(snapshots.newest(JOB)).isEmpty();
  }

  @Test
  void aChangedScriptStartsAnewEvenWhenItStopsBeforeItsFirstCheckpoint() throws IOException {
    Path old = checkpoint(JOB, "aaaa/chk-7", 100);
    JobDefinition changed = job("copy", 2);

    assertThat(snapshots.newest(changed)).isEmpty();
    Files.createDirectories(snapshots.checkpoints(changed).resolve("bbbb/chk-1"));
    assertThat(snapshots.newest(changed)).isEmpty();

    Path own = checkpoint(changed, "bbbb/chk-1", 50);

    assertThat(snapshots.newest(changed)).contains(own);
    assertThat(snapshots.newest(JOB)).contains(old);
  }

  @Test
  void aScriptThatChangedBackStartsAnewToo() throws IOException {
    checkpoint(JOB, "aaaa/chk-7", 100);
    savepoint(JOB, "savepoint-aaaa-1", 200);
    JobDefinition changed = job("copy", 2);
    Path own = checkpoint(changed, "bbbb/chk-1", 300);
    Path other = checkpoint(job("other", 1), "cccc/chk-1", 100);

    snapshots.discardOtherScripts(changed);

    assertThat(snapshots.newest(JOB)).isEmpty();
    assertThat(snapshots.newest(changed)).contains(own);
    assertThat(other).exists();
  }

  @Test
  void aDiscardedJobStartsAnew() throws IOException {
    checkpoint(JOB, "aaaa/chk-7", 100);
    savepoint(JOB, "savepoint-aaaa-1", 200);

    snapshots.discard(JOB);
    snapshots.discard(JOB);

    assertThat(snapshots.newest(JOB)).isEmpty();
  }
}
