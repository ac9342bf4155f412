package dev.headwater.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JobPlanTest {
  private static final String EXPLANATION =
      """
      == Abstract Syntax Tree ==
      LogicalSink(table=[a])
      +- LogicalJoin(condition=[true])

      == Optimized Physical Plan ==
      Join(joinType=[InnerJoin])

      == Optimized Execution Plan ==
      Sink(table=[a], upsertMaterialize=[true])
      +- Calc(select=[x, CAST(y AS BIGINT)])
         +- Join(joinType=[LeftOuterJoin], where=[(Rank(x) = 1)])
            :- Exchange(distribution=[hash[x]])
            :  +- DropUpdateBefore
            :     +- TableSourceScan(table=[[b]])
            +- DeltaJoin(joinType=[InnerJoin])(reuse_id=[1])
      """;

  @Test
  void operatorsAreThoseOfTheExecutionPlanFromTheSinkUpwards() {
    assertThat(JobPlan.ofExplanation(EXPLANATION).operators())
        .containsExactly("Sink", "Calc", "Join", "Exchange", "TableSourceScan", "DeltaJoin");
  }

  @Test
  void aJoinThatKeepsStateIsToldApartFromOneThatDoesNot() {
    JobPlan plan = JobPlan.ofExplanation(EXPLANATION);

    assertThat(plan.count("Join")).isEqualTo(1);
    assertThat(plan.count("DeltaJoin")).isEqualTo(1);
    assertThat(plan.stateful()).containsExactly("Join", "SinkUpsertMaterializer");
  }

  @Test
  void textWithoutAnExecutionPlanIsRefusedAndShown() {
    assertThatThrownBy(() -> JobPlan.ofExplanation("== Abstract Syntax Tree =="))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no execution plan in: == Abstract Syntax Tree ==");
  }
}
