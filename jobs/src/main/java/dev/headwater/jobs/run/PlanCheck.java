package dev.headwater.jobs.run;

import dev.headwater.jobs.sql.GatewaySession;
import dev.headwater.jobs.sql.SqlException;
import dev.headwater.jobs.sql.SqlStatement;
import dev.headwater.lake.tables.TableRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compiles jobs against the tables that exist and compares their plans with what their headers
 * promise. Flink falls back from a delta join to a stateful one without a word; this says which
 * rule of which table is broken.
 */
public final class PlanCheck {
  private static final String AGGREGATE = "GroupAggregate";
  private static final String FUNCTION = "ProcessTableFunction";

  private final URI gateway;
  private final ExistingTables tables;

  /**
   * A check against one platform.
   *
   * @param gateway address of the SQL gateway
   * @param tables finds the table as it exists
   */
  public PlanCheck(URI gateway, ExistingTables tables) {
    this.gateway = gateway;
    this.tables = tables;
  }

  /** Checks one job. */
  public PlanReport check(JobDefinition job) {
    try (GatewaySession session = GatewaySession.open(gateway, Map.of())) {
      for (SqlStatement statement : job.preparation()) {
        session.execute(statement.text());
      }
      JobPlan plan = plan(session, job);
      return new PlanReport(
          job.name(), job.promise(), plan.operators(), plan.text(), problems(job, plan));
    } catch (SqlException e) {
      List<String> problems = new ArrayList<>();
      problems.add("Flink makes no plan: " + e.getMessage());
      problems.addAll(tableProblems(job));
      return new PlanReport(job.name(), job.promise(), List.of(), "", problems);
    }
  }

  private static JobPlan plan(GatewaySession session, JobDefinition job) {
    try {
      return plan(session, job, "FORCE");
    } catch (SqlException noDeltaJoinPossible) {
      // What would run instead says more than a refusal.
      return plan(session, job, "AUTO");
    }
  }

  private static JobPlan plan(GatewaySession session, JobDefinition job, String strategy) {
    session.execute("SET 'table.optimizer.delta-join.strategy' = '" + strategy + "'");
    return JobPlan.ofExplanation(session.execute(job.explanation()).text());
  }

  private List<String> problems(JobDefinition job, JobPlan plan) {
    List<String> problems = new ArrayList<>();
    PlanPromise promise = job.promise();
    List<String> stateful = new ArrayList<>(plan.stateful());
    compare(problems, "delta join", promise.deltaJoins(), plan.count("DeltaJoin"));
    compare(problems, "lookup join", promise.lookupJoins(), plan.count("LookupJoin"));
    if (compare(problems, "aggregate", promise.aggregates(), plan.count(AGGREGATE))) {
      stateful.removeIf(AGGREGATE::equals);
    }
    if (compare(
        problems,
        "process table function",
        promise.processTableFunctions(),
        plan.count(FUNCTION))) {
      stateful.removeIf(FUNCTION::equals);
    }
    if (!stateful.isEmpty()) {
      problems.add("the plan keeps state in " + String.join(", ", stateful));
    }
    if (!problems.isEmpty()) {
      problems.addAll(tableProblems(job));
    }
    return problems;
  }

  private static boolean compare(List<String> problems, String kind, int promised, long planned) {
    if (promised != planned) {
      problems.add(
          "the header promises %d %s%s, the plan has %d"
              .formatted(promised, kind, promised == 1 ? "" : "s", planned));
    }
    return promised == planned;
  }

  private List<String> tableProblems(JobDefinition job) {
    if (job.promise().deltaJoins() == 0) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    JoinKeys keys = JoinKeys.of(job.statement().text());
    for (String table : keys.tables()) {
      tables
          .find(table)
          .ifPresent(
              descriptor ->
                  problems.addAll(
                      TableRules.deltaJoinProblems(table, descriptor, keys.comparedIn(table))));
    }
    return problems;
  }
}
