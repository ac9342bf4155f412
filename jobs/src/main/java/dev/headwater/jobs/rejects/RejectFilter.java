package dev.headwater.jobs.rejects;

import dev.headwater.ingest.Ingest;
import dev.headwater.ingest.record.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which rejected records are meant; what is empty means all.
 *
 * @param table that they were for
 * @param reason code of a {@link Reason}
 * @param source that they came from, as a whole
 */
public record RejectFilter(
    Optional<String> table, Optional<String> reason, Optional<String> source) {
  public RejectFilter {
    Objects.requireNonNull(source, "source");
    table.ifPresent(name -> requireOneOf("table", name, Ingest.tables()));
    reason.ifPresent(
        code ->
            requireOneOf(
                "reason", code, Arrays.stream(Reason.values()).map(Reason::code).toList()));
  }

  private static void requireOneOf(String what, String value, List<String> known) {
    if (!known.contains(value)) {
      throw new IllegalArgumentException(
          "there is no %s '%s'; give one of %s".formatted(what, value, String.join(", ", known)));
    }
  }

  /** The same as a condition on {@code rejected_records AS r}. */
  String condition() {
    List<String> conditions = new ArrayList<>(List.of("TRUE"));
    table.ifPresent(name -> conditions.add("r.table_name = " + literal(name)));
    reason.ifPresent(code -> conditions.add("r.reason = " + literal(code)));
    source.ifPresent(name -> conditions.add("r.\"source\" = " + literal(name)));
    return String.join(" AND ", conditions);
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
