package dev.headwater.jobs.run;

import java.util.List;

/**
 * What the plan check found about one job.
 *
 * @param job name of the job
 * @param promise joins that the header promises
 * @param operators operators of the plan, from the sink upwards; empty when there is no plan
 * @param plan the plan as Flink prints it; empty when there is none
 * @param problems broken rules, a sentence each; empty when the promise is kept
 */
public record PlanReport(
    String job, PlanPromise promise, List<String> operators, String plan, List<String> problems) {
  public PlanReport {
    operators = List.copyOf(operators);
    problems = List.copyOf(problems);
  }

  public boolean kept() {
    return problems.isEmpty();
  }
}
