package dev.headwater.jobs.settle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.flink.FlinkRest;
import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.TestingFlink;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunningJobsTest {
  @Test
  void aJobIsNotHiddenBehindAReplacementThatDidNotComeUp() throws IOException {
    try (TestingFlink flink =
        TestingFlink.of()
            .run("touches", JobState.RUNNING, 1, -1)
            .run("touches", JobState.CANCELED, 3, 4)) {
      assertThat(new RunningJobs(new FlinkRest(flink.url())).look())
          .containsExactly(new JobReads("touches", "touches-1", Set.of("t"), Set.of("u")));
    }
  }
}
