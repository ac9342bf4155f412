package dev.headwater.jobs.cli.words;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What there is to say of things of one kind: a table for a person and documents for a program. An
 * empty Optional is an empty cell, and null.
 */
public final class Table<T> {
  private final Map<String, Function<T, ?>> titled = new LinkedHashMap<>();
  private final Map<String, Function<T, ?>> named = new LinkedHashMap<>();

  /** Said to both. */
  public Table<T> both(String title, String name, Function<T, ?> value) {
    return titled(title, value).named(name, value);
  }

  /** A number that is said to both, to a person with its thousands apart. */
  public Table<T> count(String title, String name, ToLongFunction<T> value) {
    return titled(title, row -> "%,d".formatted(value.applyAsLong(row)))
        .named(name, value::applyAsLong);
  }

  /** Said to a person. */
  public Table<T> titled(String title, Function<T, ?> cell) {
    titled.put(title, cell);
    return this;
  }

  /** Said to a program. */
  public Table<T> named(String name, Function<T, ?> value) {
    named.put(name, value);
    return this;
  }

  /** One line a row, under a head. */
  public String text(Iterable<? extends T> rows) {
    TextTable table = new TextTable(List.copyOf(titled.keySet()));
    for (T row : rows) {
      table.row(titled.values().stream().map(column -> plain(column.apply(row))).toList());
    }
    return table.text();
  }

  /** One document a row. */
  public List<Map<String, Object>> documents(Iterable<? extends T> rows) {
    List<Map<String, Object>> documents = new ArrayList<>();
    rows.forEach(row -> documents.add(document(row)));
    return documents;
  }

  /** The document of one row, its fields in their order. */
  public Map<String, Object> document(T row) {
    Map<String, Object> document = new LinkedHashMap<>();
    named.forEach((name, column) -> document.put(name, plain(column.apply(row))));
    return document;
  }

  /** Prints one document with all rows under a name, or a table of them. */
  public void print(boolean json, String name, Iterable<? extends T> rows) {
    if (json) {
      Json.print(Map.of(name, documents(rows)));
    } else {
      System.out.print(text(rows));
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElse(null));
    }
    return value instanceof Instant time ? time.toString() : value;
  }
}
