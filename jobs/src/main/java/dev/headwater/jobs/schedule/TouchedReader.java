package dev.headwater.jobs.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.jobs.address.PlatformAddresses;
import dev.headwater.jobs.query.QueryClient;
import dev.headwater.jobs.schedule.TouchedDays.Backfilled;
import dev.headwater.jobs.schedule.TouchedDays.LateEvent;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.cold.ColdCatalog;
import dev.headwater.lake.progress.HotHorizon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Finds the days that late events have touched.
 *
 * @param platform that has the late records
 * @param cold the catalog with the archive and the log of backfills
 */
public record TouchedReader(PlatformAddresses platform, ColdCatalog cold) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a run must have recomputed to count: all that events are in. */
  private static final Set<String> TABLES =
      Set.of(
          "first_touch",
          "order_first_click",
          "order_touches",
          "sessions",
          "product_clicks_daily",
          "order_mart");

  /** Whether there is nothing yet that could be recomputed. */
  public boolean isEmpty() {
    return Stream.of("archive.events", "archive.orders")
        .allMatch(table -> cold.table(table).currentSnapshot() == null);
  }

  /** Ranges of days to recompute, oldest first. */
  public List<DayRange> ranges() {
    Optional<LocalDate> closed = lastClosed();
    List<LateEvent> late = closed.isEmpty() ? List.of() : lateEvents();
    if (late.isEmpty()) {
      return List.of();
    }
    Map<String, Boolean> archived = new HashMap<>();
    Expression days =
        Expressions.in(
            "event_date", late.stream().map(event -> event.day().toString()).distinct().toArray());
    read(
        "archive.events",
        days,
        List.of("event_date", "event_id", "late"),
        row ->
            archived.put(
                row.getField("event_date") + "/" + row.getField("event_id"),
                (Boolean) row.getField("late")));
    SortedSet<LocalDate> touched =
        new TouchedDays(late, archived, backfilled()).until(closed.get());
    return TouchedDays.ranges(touched, besides(touched));
  }

  /** With all of the day after it, it is older than the hot horizon: no job restates it. */
  private Optional<LocalDate> lastClosed() {
    try (FlussClient client = new FlussClient(platform.bootstrapServers())) {
      HotHorizon horizon = HotHorizon.read(client);
      return horizon.newest().isEmpty() || horizon.days().isEmpty()
          ? Optional.empty()
          : Optional.of(
              LocalDate.ofInstant(horizon.newest().get(), ZoneOffset.UTC)
                  .minusDays(horizon.days().get() + 2L));
    }
  }

  private List<LateEvent> lateEvents() {
    List<LateEvent> events = new ArrayList<>();
    JsonNode rows =
        new QueryClient(platform.query())
            .rows(
                "SELECT record_time, record, recorded_at FROM late_records WHERE table_name = 'events' AND record IS NOT NULL");
    try {
      for (JsonNode row : rows) {
        events.add(
            new LateEvent(
                LocalDate.ofInstant(Instant.parse(row.get(0).asText()), ZoneOffset.UTC),
                JSON.readTree(row.get(1).asText()).path("event_id").asText(),
                Instant.parse(row.get(2).asText())));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a late record is no JSON", e);
    }
    return events;
  }

  private List<Backfilled> backfilled() {
    List<Backfilled> runs = new ArrayList<>();
    read(
        "ops.backfills",
        Expressions.alwaysTrue(),
        List.of("table_names", "first_day", "last_day", "started_at"),
        row -> {
          if (Arrays.asList(((String) row.getField("table_names")).split(",", -1))
              .containsAll(TABLES)) {
            runs.add(
                new Backfilled(
                    new DayRange(
                        LocalDate.parse((String) row.getField("first_day")),
                        LocalDate.parse((String) row.getField("last_day"))),
                    ((OffsetDateTime) row.getField("started_at")).toInstant()));
          }
        });
    return runs;
  }

  /** Days beside touched ones that the archive has events of. */
  private Set<LocalDate> besides(SortedSet<LocalDate> touched) {
    if (touched.isEmpty()) {
      return Set.of();
    }
    Set<LocalDate> days =
        touched.stream()
            .flatMap(day -> Stream.of(day.minusDays(1), day.plusDays(1)))
            .collect(Collectors.toSet());
    Set<LocalDate> found = new HashSet<>();
    read(
        "archive.events",
        Expressions.in("event_date", days.stream().map(LocalDate::toString).toArray()),
        List.of("event_date"),
        row -> found.add(LocalDate.parse((String) row.getField("event_date"))));
    return found;
  }

  private void read(
      String table, Expression filter, List<String> columns, Consumer<Record> consumer) {
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(cold.table(table)).select(columns).where(filter).build()) {
      rows.forEach(consumer);
    } catch (IOException e) {
      throw new UncheckedIOException("cold." + table + " cannot be read", e);
    }
  }
}
