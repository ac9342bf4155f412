package dev.headwater.batch.backfill;

import dev.headwater.batch.compare.Inspection;
import dev.headwater.batch.compare.TableFindings;
import dev.headwater.batch.recompute.Days;
import dev.headwater.batch.recompute.Mart;
import dev.headwater.batch.recompute.Recompute;
import dev.headwater.batch.run.SparkWork;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that recomputes tables for days and compares them with what is served. */
public abstract class RangeWork extends SparkWork {
  private static final int MOST_LOOKS = 10;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Tables, or all.")
  List<String> names = List.of();

  @Option(names = "--from", paramLabel = "DATE", description = "First UTC day, yyyy-MM-dd.")
  LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last UTC day (default: the first).")
  LocalDate to;

  @Option(
      names = "--query",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Arrow Flight SQL.")
  String query;

  @Option(
      names = "--settle",
      paramLabel = "URL",
      required = true,
      description = "Where to ask to settle.")
  URI settleAt;

  @Override
  protected void check() {
    days(Optional.empty());
    marts();
  }

  /** The named days; the default when none are named. */
  final Optional<Days> days(Optional<Days> otherwise) {
    if (from == null) {
      if (to != null) {
        throw new IllegalArgumentException("--to %s needs --from".formatted(to));
      }
      return otherwise;
    }
    return Optional.of(
        new Days(from, to == null ? from : to).begunBy(LocalDate.now(ZoneOffset.UTC)));
  }

  /** The named tables; all when none are named. */
  final Set<Mart> marts() {
    return names.isEmpty() || names.contains("all")
        ? EnumSet.allOf(Mart.class)
        : EnumSet.copyOf(names.stream().map(Mart::named).toList());
  }

  /**
   * Looks at tables of which none is made of another one of them, until what differs is sure. The
   * platform has settled.
   */
  final List<TableFindings> inspect(
      Recompute recompute, Collection<Mart> marts, Days days, Optional<String> fluss) {
    recompute.refresh();
    List<Inspection> inspections =
        AtOnce.each(
            marts,
            mart -> {
              step("comparing " + mart.table());
              return new Inspection(recompute, mart, days);
            });
    for (int look = 1; look < MOST_LOOKS && !open(inspections).isEmpty(); look++) {
      settle();
      recompute.refresh();
      step(
          open(inspections).stream()
              .map(inspection -> inspection.mart().table())
              .collect(Collectors.joining(", ", "looking again at ", "")));
      AtOnce.each(open(inspections), inspection -> inspection.lookAgain(fluss));
    }
    return inspections.stream().map(Inspection::findings).toList();
  }

  /** Waits until all that was accepted is in the marts and in the archive. */
  final void settle() {
    step("waiting for the platform to settle");
    Settling.await(settleAt);
  }

  private static List<Inspection> open(List<Inspection> inspections) {
    return inspections.stream().filter(Inspection::isOpen).toList();
  }

  /** Tables in turns: what is made of others comes when those are right. */
  public static List<List<Mart>> turns(Set<Mart> marts) {
    Map<Boolean, List<Mart>> byNeed =
        marts.stream().collect(Collectors.partitioningBy(mart -> mart.needs().isEmpty()));
    return Stream.of(byNeed.get(true), byNeed.get(false)).filter(turn -> !turn.isEmpty()).toList();
  }
}
