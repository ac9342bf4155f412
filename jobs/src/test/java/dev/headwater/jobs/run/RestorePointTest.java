package dev.headwater.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.lake.LakeException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStateHandle.Mode;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePointTest {
  private static final JobDefinition MART = shipped("order_mart");
  private static final JobDefinition CUSTOMER = shipped("order_mart_customer");
  private static final JobDefinition ARCHIVE = shipped("archive_orders");

  @TempDir Path directory;

  private static JobDefinition shipped(String name) {
    return JobDefinitions.load().named(List.of(name)).get(0);
  }

  /** A snapshot whose state is in a file of five bytes. */
  private Path snapshot(String name) throws IOException {
    Path snapshot = Files.createDirectories(directory.resolve(name));
    Path file = Files.writeString(snapshot.resolve("state"), "state");
    OperatorState operator = new OperatorState("source", "uid", new OperatorID(), 1, 1);
    operator.putState(
        0,
        OperatorSubtaskState.builder()
            .setManagedOperatorState(
                new OperatorStreamStateHandle(
                    Map.of("s", new StateMetaInfo(new long[] {0}, Mode.SPLIT_DISTRIBUTE)),
                    new FileStateHandle(
                        new org.apache.flink.core.fs.Path(file.toUri()), Files.size(file))))
            .build());
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(snapshot.resolve("_metadata")))) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(1, List.of(operator), List.of()), out);
    }
    return snapshot;
  }

  private Path withoutItsFile(String name) throws IOException {
    Path snapshot = snapshot(name);
    Files.delete(snapshot.resolve("state"));
    return snapshot;
  }

  private Path cutOff(String name) throws IOException {
    Path snapshot = snapshot(name);
    byte[] whole = Files.readAllBytes(snapshot.resolve("_metadata"));
    Files.write(snapshot.resolve("_metadata"), Arrays.copyOf(whole, whole.length / 2));
    return snapshot;
  }

  @Test
  void theNewestIsTakenWhenItCanBeRead() throws IOException {
    Path newest = snapshot("chk-2");

    for (JobDefinition job : List.of(MART, CUSTOMER, ARCHIVE)) {
      assertThat(RestorePoint.choose(job, List.of(newest, snapshot("chk-1")))).contains(newest);
      assertThat(RestorePoint.choose(job, List.of())).isEmpty();
    }
  }

  @Test
  void anOlderOneIsTakenWhenTheNewestCannotBeRead() throws IOException {
    Path older = snapshot("chk-1");

    for (JobDefinition job : List.of(MART, CUSTOMER)) {
      assertThat(RestorePoint.choose(job, List.of(withoutItsFile("chk-3"), cutOff("chk-2"), older)))
          .contains(older);
    }
  }

  @Test
  void aJobThatMayBeginAnewDoesSoWhenNoneCanBeRead() throws IOException {
    assertThat(RestorePoint.choose(MART, List.of(cutOff("chk-2"), withoutItsFile("chk-1"))))
        .isEmpty();
  }

  @Test
  void aJobWhoseRowsTellWhatWasKnownDoesNotBeginAnew() throws IOException {
    Path newest = cutOff("chk-2");

    assertThatThrownBy(() -> RestorePoint.choose(CUSTOMER, List.of(newest)))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith(
            "order_mart_customer is not started: where it was cannot be read (" + newest + ": ")
        .hasMessageContaining("would tell what is known today")
        .hasMessageEndingWith("headwater jobs start order_mart_customer --begin-anew");
  }

  @Test
  void anArchiveGoesBackToNoOlderOneBecauseItAppends() throws IOException {
    List<Path> snapshots = List.of(withoutItsFile("chk-2"), snapshot("chk-1"));

    assertThatThrownBy(() -> RestorePoint.choose(ARCHIVE, snapshots))
        .isInstanceOf(LakeException.class)
        .hasMessageContaining("chk-2: its file state is gone")
        .hasMessageContaining("would be there twice");
  }

  @Test
  void onlyTheseJobsMayNotBeginAnew() {
    assertThat(JobDefinitions.load().all())
        .filteredOn(job -> job.fallback() != Fallback.BEGINNING)
        .extracting(JobDefinition::name)
        .containsExactly("archive_events", "archive_orders", "order_mart_customer");
  }
}
