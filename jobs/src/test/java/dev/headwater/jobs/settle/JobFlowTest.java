package dev.headwater.jobs.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobFlowTest {
  private static final JobReads LAST = job("a_last", Set.of("mid", "other"), Set.of("mart"));
  private static final JobReads MIDDLE = job("b_middle", Set.of("first"), Set.of("mid"));
  private static final JobReads FIRST = job("c_first", Set.of("input"), Set.of("first", "other"));

  @Test
  void writersComeBeforeReaders() {
    JobFlow flow = JobFlow.of(List.of(LAST, MIDDLE, FIRST));

    assertThat(flow.jobs()).containsExactly(FIRST, MIDDLE, LAST);
    assertThat(flow.hasCycle()).isFalse();
    assertThat(flow.inputs()).containsExactly("input");
    assertThat(flow.between()).containsExactlyInAnyOrder("first", "mid", "other");
  }

  @Test
  void aJobThatReadsWhatItWritesIsACycle() {
    JobReads own = job("own", Set.of("input", "mart"), Set.of("mart"));

    JobFlow flow = JobFlow.of(List.of(own));

    assertThat(flow.jobs()).containsExactly(own);
    assertThat(flow.hasCycle()).isTrue();
  }

  @Test
  void jobsAroundACycleAreAllThereOnce() {
    JobReads there = job("there", Set.of("input", "back"), Set.of("forth"));
    JobReads back = job("back", Set.of("forth"), Set.of("back"));
    JobReads after = job("after", Set.of("forth"), Set.of("end"));

    JobFlow flow = JobFlow.of(List.of(after, back, there));

    assertThat(flow.jobs()).containsExactlyInAnyOrder(there, back, after);
    assertThat(flow.hasCycle()).isTrue();
  }

  private static JobReads job(String name, Set<String> sources, Set<String> sinks) {
    return new JobReads(name, "0", sources, sinks);
  }
}
