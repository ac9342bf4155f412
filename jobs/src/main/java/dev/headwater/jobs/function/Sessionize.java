package dev.headwater.jobs.function;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.ArgumentTrait;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.functions.ChangelogFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * Sessions of customers, right in whatever order events arrive, for a table with the primary key
 * {@code (customer_id, session_start)}: every event writes the session that has it and deletes the
 * rows that are none.
 *
 * <p>In SQL: {@code sessionize(input => TABLE events PARTITION BY shard, gap_minutes => 30)}, where
 * the columns of the input are those of {@link SessionEvent}.
 */
@DataTypeHint(
    "ROW<customer_id STRING NOT NULL, session_start TIMESTAMP_LTZ(3) NOT NULL, "
        + "session_end TIMESTAMP_LTZ(3), events BIGINT, page_views BIGINT, clicks BIGINT, "
        + "entry_page STRING, exit_page STRING, channel STRING>")
public class Sessionize extends ProcessTableFunction<Row> implements ChangelogFunction {
  private transient StateHorizon horizon;

  /** Made by Flink. */
  public Sessionize() {}

  Sessionize(StateHorizon horizon) {
    this.horizon = horizon;
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogContext context) {
    return ChangelogMode.all();
  }

  @Override
  public void open(FunctionContext context) {
    horizon = StateHorizon.of(context);
  }

  /** Called by Flink for every event. */
  public void eval(
      @StateHint(ttl = "0 s") MapView<String, Session[]> sessions,
      @StateHint(ttl = "0 s") ShardClock clock,
      @ArgumentHint(value = ArgumentTrait.SET_SEMANTIC_TABLE, name = "input") SessionEvent event,
      @ArgumentHint(name = "gap_minutes") Integer gapMinutes)
      throws Exception {
    Duration gap = Duration.ofMinutes(gapMinutes);
    if (horizon.passesOver(clock, event.eventTime())) {
      return;
    }
    if (clock.moveTo(event.eventTime())) {
      // Later than the horizon by the gap: what goes can never be reached by an event again.
      forget(sessions, horizon.keptFrom(clock).minus(gap));
    }
    Session[] known = sessions.get(event.customerId());
    SessionChange change =
        SessionChange.of(known == null ? List.of() : Arrays.asList(known), event, gap);
    sessions.put(event.customerId(), change.sessions().toArray(Session[]::new));
    emit(event.customerId(), change);
  }

  private static void forget(MapView<String, Session[]> sessions, Instant keptFrom)
      throws Exception {
    List<String> customers = new ArrayList<>();
    for (String customer : sessions.keys()) {
      customers.add(customer);
    }
    for (String customer : customers) {
      Session[] all = sessions.get(customer);
      Session[] kept =
          Arrays.stream(all)
              .filter(session -> !session.end().isBefore(keptFrom))
              .toArray(Session[]::new);
      if (kept.length == 0) {
        sessions.remove(customer);
      } else if (kept.length < all.length) {
        sessions.put(customer, kept);
      }
    }
  }

  private void emit(String customer, SessionChange change) {
    Session joined = change.joined();
    collect(
        Row.ofKind(
            RowKind.UPDATE_AFTER,
            customer,
            joined.start(),
            joined.end(),
            joined.events(),
            joined.pageViews(),
            joined.clicks(),
            joined.entryPage(),
            joined.exitPage(),
            joined.channel()));
    for (Instant none : change.noStarts()) {
      collect(Row.ofKind(RowKind.DELETE, customer, none, null, null, null, null, null, null, null));
    }
  }
}
