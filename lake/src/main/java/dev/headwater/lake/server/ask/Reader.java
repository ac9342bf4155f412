package dev.headwater.lake.server.ask;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who asks, and what they may read.
 *
 * @param name for words and logs; never the secret
 * @param readable names of tables and views in lower case, each with all that it reads itself;
 *     empty for everything
 */
public record Reader(String name, Optional<Set<String>> readable) {
  /** Stands for everyone where nobody is asked who they are. */
  public static final Reader ANYONE = new Reader("anyone", Optional.empty());

  private static final Set<String> SIDES = Set.of("", "headwater", "hot", "history");

  public Reader {
    Objects.requireNonNull(name, "name");
    readable = readable.map(Set::copyOf);
  }

  public boolean mayReadEverything() {
    return readable.isEmpty();
  }

  public boolean mayRead(String table) {
    return readable.isEmpty() || readable.get().contains(table.toLowerCase(Locale.ROOT));
  }

  /**
   * Returns when this reader may see what the query reads.
   *
   * @throws ForbiddenException with everything that it may not
   */
  public void require(ParsedQuery query) {
    if (mayReadEverything()) {
      return;
    }
    List<String> refused =
        query.tables().stream()
            .filter(table -> !SIDES.contains(table.schema()) || !mayRead(table.table()))
            .map(
                table ->
                    table.schema().isEmpty() ? table.table() : table.schema() + "." + table.table())
            .sorted()
            .toList();
    if (!refused.isEmpty()) {
      throw new ForbiddenException(
          "%s may not read %s; it may read %s"
              .formatted(
                  name,
                  String.join(", ", refused),
                  String.join(", ", new TreeSet<>(readable.orElseThrow()))));
    }
    // It names tables, their columns and the files behind them.
    if (!query.catalog().isEmpty()) {
      throw new ForbiddenException(
          "%s may not read the catalog (%s); DESCRIBE tells of a view that it may read"
              .formatted(name, String.join(", ", new TreeSet<>(query.catalog()))));
    }
  }
}
