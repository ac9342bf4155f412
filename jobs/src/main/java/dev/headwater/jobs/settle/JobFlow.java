package dev.headwater.jobs.settle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Jobs in the order in which data flows through their tables.
 *
 * @param jobs writers of a table before its readers, as far as there is such an order
 * @param hasCycle whether some jobs read what they write, directly or through others
 */
record JobFlow(List<JobReads> jobs, boolean hasCycle) {
  JobFlow {
    jobs = List.copyOf(jobs);
  }

  static JobFlow of(List<JobReads> jobs) {
    List<JobReads> left = new ArrayList<>(jobs);
    left.sort(Comparator.comparing(JobReads::jobName));
    List<JobReads> ordered = new ArrayList<>();
    boolean cycle = false;
    while (!left.isEmpty()) {
      Set<String> stillWritten = written(left);
      List<JobReads> next =
          left.stream()
              .filter(job -> job.sourceTables().stream().noneMatch(stillWritten::contains))
              .toList();
      if (next.isEmpty()) {
        cycle = true;
        next = List.of(left.get(0));
      }
      ordered.addAll(next);
      left.removeAll(next);
    }
    return new JobFlow(ordered, cycle);
  }

  /** Tables that the jobs read and none of them writes. */
  Set<String> inputs() {
    Set<String> inputs = read();
    inputs.removeAll(written(jobs));
    return inputs;
  }

  /** Tables that one job writes and another reads. */
  Set<String> between() {
    Set<String> between = read();
    between.retainAll(written(jobs));
    return between;
  }

  private Set<String> read() {
    return jobs.stream().flatMap(job -> job.sourceTables().stream()).collect(Collectors.toSet());
  }

  private static Set<String> written(List<JobReads> jobs) {
    return jobs.stream().flatMap(job -> job.sinkTables().stream()).collect(Collectors.toSet());
  }
}
