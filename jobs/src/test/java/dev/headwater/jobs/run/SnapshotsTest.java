package dev.headwater.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  void ofWhatEndedRunsHaveLeftOnlyTheNewestStay() throws IOException {
    List<Path> gone =
        List.of(
            checkpoint(JOB, "aaaa/chk-7", 100),
            checkpoint(JOB, "aaaa/chk-8", 101),
            savepoint(JOB, "savepoint-aaaa-1", 102),
            checkpoint(JOB, "bbbb/chk-1", 103));
    Path second = checkpoint(JOB, "bbbb/chk-2", 104);
    Path newest = savepoint(JOB, "savepoint-bbbb-1", 105);
    Path incomplete = Files.createDirectories(snapshots.checkpoints(JOB).resolve("bbbb/chk-3"));
    Path empty = Files.createDirectories(snapshots.checkpoints(JOB).resolve("cccc/shared"));
    Path other = checkpoint(job("other", 1), "dddd/chk-1", 1);

    new Snapshots(snapshots.checkpoints(), snapshots.savepoints(), 2)
        .forgetOld(JOB, Optional.of(newest));

    assertThat(snapshots.newestFirst(JOB)).containsExactly(newest, second);
    assertThat(gone).allSatisfy(path -> assertThat(path).doesNotExist());
    assertThat(incomplete).doesNotExist();
    assertThat(empty.getParent()).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void whatAJobGoesOnFromStaysHoweverOldItIs() throws IOException {
    Path readable = checkpoint(JOB, "aaaa/chk-7", 100);
    checkpoint(JOB, "bbbb/chk-1", 101);
    Path newest = checkpoint(JOB, "bbbb/chk-2", 102);

    new Snapshots(snapshots.checkpoints(), snapshots.savepoints(), 1)
        .forgetOld(JOB, Optional.of(readable));

    assertThat(snapshots.newestFirst(JOB)).containsExactly(newest, readable);
  }

  @Test
  void aJobKeepsAtLeastOne() {
    assertThatThrownBy(() -> new Snapshots(directory, directory, 0))
        .hasMessage("a job that keeps 0 snapshots has nothing to go on from; keep at least 1");
  }

  @Test
  void itIsRememberedWhoWasStopped() {
    snapshots.stopped().note(JOB);
    assertThat(snapshots.stopped().names()).containsExactly("copy");

    snapshots.stopped().forget(JOB);
    assertThat(snapshots.stopped().names()).isEmpty();
  }

  @Test
  void whatCommentsAndBlanksSayMakesNoOtherScript() throws IOException {
    Path own = checkpoint(JOB, "aaaa/chk-7", 100);
    JobDefinition commented =
        JobDefinition.parse(
            "copy", "-- Why.\n-- Plan: no join\nINSERT INTO t (x) -- one\n  SELECT /* the */ 1;\n");

    assertThat(snapshots.newest(commented)).contains(own);
    assertThat(snapshots.haveSeen(commented)).isTrue();
    assertThat(snapshots.haveSeenAnother(commented)).isFalse();
    assertThat(snapshots.newest(job("copy", 2))).isEmpty();
    assertThat(snapshots.haveSeenAnother(job("copy", 2))).isTrue();
  }

  @Test
  void whatWasLeftBeforeCommentsMadeNoDifferenceIsGoneOnFrom() throws IOException {
    Path before =
        complete(
            snapshots
                .checkpoints()
                .resolve("copy")
                .resolve(Fingerprint.ofText(JOB))
                .resolve("aaaa/chk-7"),
            Instant.ofEpochSecond(100));

    snapshots.discardOtherScripts(JOB);
    snapshots.forgetOld(JOB, Optional.of(before));

    assertThat(snapshots.newestFirst(JOB)).containsExactly(before);
  }

  @Test
  void aChangeThatWouldMakeOtherRowsWantsAWord() throws IOException {
    String plan = "-- Plan: 1 lookup join\n";
    String sql = "INSERT INTO t (x) SELECT %d FROM a JOIN b FOR SYSTEM_TIME AS OF a.p ON a.k = b.k";
    JobDefinition before = JobDefinition.parse("lookup", plan + sql.formatted(1));
    JobDefinition changed = JobDefinition.parse("lookup", plan + sql.formatted(2));
    RestorePoint.requireWordForChange(changed, snapshots);
    checkpoint(before, "aaaa/chk-7", 100);
    checkpoint(JOB, "aaaa/chk-7", 100);

    assertThatThrownBy(() -> RestorePoint.requireWordForChange(changed, snapshots))
        .hasMessageStartingWith("lookup is not started: its statements have changed")
        .hasMessageEndingWith("headwater jobs start lookup --begin-anew");
    RestorePoint.requireWordForChange(before, snapshots);
    RestorePoint.requireWordForChange(job("copy", 2), snapshots);
    snapshots.discard(changed);
    RestorePoint.requireWordForChange(changed, snapshots);
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
