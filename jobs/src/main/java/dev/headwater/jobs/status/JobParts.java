package dev.headwater.jobs.status;

import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.JobSummary;
import dev.headwater.lake.storage.Tiering;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How the jobs are: those that a platform is to run, and others that run. */
final class JobParts {
  private JobParts() {}

  /**
   * One part a job.
   *
   * @param configured names of the jobs that the platform is to run
   * @param runs Flink's list, newest first
   * @param stopped names of jobs that somebody stopped
   * @param notStarted why jobs could not be started, by their names
   * @param reasons why a run of this id fails, if it is known
   */
  static List<Part> of(
      Collection<String> configured,
      List<JobSummary> runs,
      Set<String> stopped,
      Map<String, String> notStarted,
      Function<String, Optional<String>> reasons) {
    Set<String> names = new LinkedHashSet<>(configured);
    runs.stream()
        .filter(run -> run.state().isAlive() && !run.name().equals(Tiering.JOB_NAME))
        .map(JobSummary::name)
        .filter(name -> !name.startsWith("collect") && !name.startsWith("insert-into"))
        .forEach(names::add);
    return names.stream().map(name -> of(name, runs, stopped, notStarted, reasons)).toList();
  }

  private static Part of(
      String name,
      List<JobSummary> runs,
      Set<String> stopped,
      Map<String, String> notStarted,
      Function<String, Optional<String>> reasons) {
    Optional<JobSummary> run = JobSummary.current(runs, name);
    boolean isTaken = run.filter(one -> one.state() != JobState.FAILED).isPresent();
    if (!isTaken && notStarted.containsKey(name)) {
      return new Part(name, "NOT STARTED", false, notStarted.get(name));
    }
    if (run.isEmpty()) {
      return stopped.contains(name)
          ? stopped(name)
          : new Part(name, "STARTING", false, "not submitted yet");
    }
    JobState state = run.get().state();
    if (state == JobState.FINISHED || state == JobState.CANCELED) {
      return stopped(name);
    }
    boolean runsNow = state == JobState.RUNNING;
    return new Part(
        name, state.name(), runsNow, runsNow ? "" : reasons.apply(run.get().id()).orElse(""));
  }

  private static Part stopped(String name) {
    return new Part(name, "STOPPED", false, "start it with `headwater jobs start " + name + "`");
  }
}
