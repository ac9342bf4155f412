package dev.headwater.lake.server.flight;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Statements that readers have prepared, each until it is closed, nobody has used it for a while,
 * or its reader has too many newer ones. They outlive connections: a proxy takes a new one for each
 * call. Thread-safe.
 */
final class PreparedStatements {
  /** Characters of one reader's statements and their values. */
  static final int MOST_TEXT = 8 * 1024 * 1024;

  private final int mostOfAReader;
  private final Duration idle;
  private final LongSupplier nanos;

  /** By handle, the one unused longest first. */
  private final Map<String, Prepared> statements = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * A statement and the values of its question marks, once they are there.
   *
   * @param used when it was, by the clock of these statements
   */
  private record Prepared(String reader, String sql, List<Object> values, long used) {
    private long text() {
      long text = sql.length();
      for (Object value : values) {
        text += value == null ? 0 : value.toString().length();
      }
      return text;
    }
  }

  /** What is to run. */
  record Bound(String sql, List<Object> values) {}

  PreparedStatements(int mostOfAReader, Duration idle, LongSupplier nanos) {
    this.mostOfAReader = mostOfAReader;
    this.idle = idle;
    this.nanos = nanos;
  }

  /**
   * Keeps a statement.
   *
   * @return the handle its reader finds it by
   * @throws IllegalArgumentException when it is too long
   */
  synchronized String add(String reader, String sql) {
    String handle = UUID.randomUUID().toString();
    put(handle, new Prepared(reader, sql, List.of(), nanos.getAsLong()));
    return handle;
  }

  /** A statement of this reader; empty when it is closed. */
  synchronized Optional<Bound> find(String reader, String handle) {
    return live(reader, handle).map(found -> new Bound(found.sql(), found.values()));
  }

  /**
   * Gives a statement's question marks values.
   *
   * @return whether it is there
   * @throws IllegalArgumentException when they are too long
   */
  synchronized boolean bind(String reader, String handle, List<Object> values) {
    Optional<Prepared> found = live(reader, handle);
    found.ifPresent(was -> put(handle, new Prepared(reader, was.sql(), values, was.used())));
    return found.isPresent();
  }

  synchronized void close(String reader, String handle) {
    live(reader, handle).ifPresent(found -> statements.remove(handle));
  }

  synchronized int count() {
    return statements.size();
  }

  /** Why a statement may be closed that nobody has closed, and what to do. */
  String whyClosed() {
    return "the prepared statement is closed: nobody has used it for %d s, or %d newer ones of its reader took its place; prepare it again"
        .formatted(idle.toSeconds(), mostOfAReader);
  }

  private Optional<Prepared> live(String reader, String handle) {
    forgetIdle();
    Optional<Prepared> found =
        Optional.ofNullable(statements.get(handle))
            .filter(statement -> statement.reader().equals(reader));
    found.ifPresent(
        was ->
            statements.put(
                handle, new Prepared(reader, was.sql(), was.values(), nanos.getAsLong())));
    return found;
  }

  private void put(String handle, Prepared statement) {
    if (statement.text() > MOST_TEXT) {
      throw new IllegalArgumentException(
          "a prepared statement with its values is longer than 8 MB; give it less to look for");
    }
    forgetIdle();
    statements.put(handle, statement);
    makeRoom(statement.reader());
  }

  private void forgetIdle() {
    long now = nanos.getAsLong();
    statements.values().removeIf(statement -> now - statement.used() > idle.toNanos());
  }

  /** The newest one stays, whatever it holds. */
  private void makeRoom(String reader) {
    int count = 0;
    long text = 0;
    for (Prepared statement : statements.values()) {
      if (statement.reader().equals(reader)) {
        count++;
        text += statement.text();
      }
    }
    Iterator<Prepared> oldest = statements.values().iterator();
    while (count > mostOfAReader || text > MOST_TEXT) {
      Prepared statement = oldest.next();
      if (statement.reader().equals(reader)) {
        oldest.remove();
        count--;
        text -= statement.text();
      }
    }
  }
}
