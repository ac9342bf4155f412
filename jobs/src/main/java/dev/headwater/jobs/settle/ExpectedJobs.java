package dev.headwater.jobs.settle;

import dev.headwater.jobs.flink.JobState;
import dev.headwater.jobs.flink.JobSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What Flink's list of jobs says of those that a platform is to run. What runs is not the list: a
 * job that somebody stopped would be missed by nobody.
 *
 * @param alive the run of each job that runs, or is on its way to run or to its end
 * @param missing names of jobs that Flink does not have: not submitted yet, or forgotten
 * @param over the last run of each job that has ended and not come back
 */
record ExpectedJobs(List<JobSummary> alive, List<String> missing, List<JobSummary> over) {
  ExpectedJobs {
    alive = List.copyOf(alive);
    missing = List.copyOf(missing);
    over = List.copyOf(over);
  }

  /**
   * Looks for the jobs.
   *
   * @param expected names of the jobs
   * @param runs Flink's list, newest first
   */
  static ExpectedJobs of(Collection<String> expected, List<JobSummary> runs) {
    List<JobSummary> alive = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<JobSummary> over = new ArrayList<>();
    for (String job : expected) {
      Optional<JobSummary> run = JobSummary.current(runs, job);
      if (run.isEmpty()) {
        missing.add(job);
      } else if (run.get().state().isAlive()) {
        alive.add(run.get());
      } else {
        over.add(run.get());
      }
    }
    return new ExpectedJobs(alive, missing, over);
  }

  /** The words for a run that is over. */
  static String words(JobSummary over, Optional<String> reason) {
    String state =
        over.state() == JobState.CANCELED || over.state() == JobState.FINISHED
            ? "stopped"
            : over.state() + reason.map(why -> ": " + why).orElse("");
    return "job " + over.name() + " is " + state + start(over.name());
  }

  /** The words for a job that Flink does not have. */
  static String missing(String job) {
    return "job " + job + " is not running" + start(job);
  }

  static String start(String job) {
    return "; start it with `headwater jobs start " + job + "`";
  }
}
