package dev.headwater.ingest.postgres;

import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.fault.Quoted;
import dev.headwater.ingest.postgres.PostgresSettings.Phase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The replication slot, which is the only memory of an ingest: where the changes begin that are not
 * acknowledged. While the rows of the beginning are not all acknowledged it has another name, so
 * that whoever comes after a kill knows. For one thread.
 */
public record PostgresSlot(PostgresSession session, PostgresSettings settings) {
  /** For so long the server may take to notice that a client is gone. */
  private static final Duration RELEASE = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private record State(String name, String database, String plugin, int process, boolean lost) {}

  /** Finds where an earlier run came to, or makes a slot at the present. */
  Phase begin() {
    if (find(settings.slot()).isPresent()) {
      requireUsable(awaitFree(settings.slot()));
      // A run was killed between the two steps of finishing.
      dropFree(settings.unfinishedSlot());
      return Phase.CHANGES;
    }
    if (find(settings.unfinishedSlot()).isPresent()) {
      requireUsable(awaitFree(settings.unfinishedSlot()));
    } else {
      session.ask(
          "making replication slot " + settings.slot(),
          "SELECT lsn::text FROM pg_create_logical_replication_slot(?, 'pgoutput')",
          row -> row.getString(1),
          settings.unfinishedSlot());
    }
    return Phase.SNAPSHOT;
  }

  /** All rows of the beginning are acknowledged; the changes since then come next. */
  void finishSnapshot() {
    session.ask(
        "naming replication slot " + settings.slot(),
        "SELECT lsn::text FROM pg_copy_logical_replication_slot(?, ?)",
        row -> row.getString(1),
        settings.unfinishedSlot(),
        settings.slot());
    dropFree(settings.unfinishedSlot());
  }

  /** Drops both; whether there was one. */
  public boolean drop() {
    boolean finished = dropFree(settings.slot());
    return dropFree(settings.unfinishedSlot()) || finished;
  }

  private boolean dropFree(String name) {
    if (find(name).isEmpty()) {
      return false;
    }
    awaitFree(name);
    session.ask(
        "dropping replication slot " + name,
        "SELECT pg_drop_replication_slot(?)::text",
        row -> row.getString(1),
        name);
    return true;
  }

  private Optional<State> find(String name) {
    return session
        .ask(
            "looking for replication slot " + name,
            "SELECT slot_name, COALESCE(database, ''), COALESCE(plugin, ''),"
                + " COALESCE(active_pid, 0), COALESCE(wal_status, '') = 'lost'"
                + " FROM pg_replication_slots WHERE slot_name = ?",
            row ->
                new State(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getInt(4),
                    row.getBoolean(5)),
            name)
        .stream()
        .findFirst();
  }

  private State awaitFree(String name) {
    long started = System.nanoTime();
    Optional<State> slot = find(name);
    while (slot.isPresent()
        && slot.get().process() != 0
        && System.nanoTime() - started < RELEASE.toNanos()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      slot = find(name);
    }
    State state =
        slot.orElseThrow(
            () ->
                new IngestException.External(
                    "replication slot %s was just dropped; run the same command again", name));
    if (state.process() != 0) {
      throw new IngestException.User(
          "replication slot %s is in use by process %s of the server at %s; stop the ingest that"
              + " reads from it, or give another name with --slot",
          name, state.process(), settings.address().server());
    }
    return state;
  }

  private void requireUsable(State slot) {
    if (!slot.database().equals(settings.address().database())
        || !slot.plugin().equals("pgoutput")) {
      throw new IngestException.User(
          "replication slot %s belongs to database %s and plugin %s, not to this ingest; give"
              + " another name with --slot",
          slot.name(), Quoted.of(slot.database()), Quoted.of(slot.plugin()));
    }
    if (slot.lost()) {
      throw new IngestException.User(
          "the server at %s has removed changes that replication slot %s had not read"
              + " (max_slot_wal_keep_size); begin again with all rows: run the command once with"
              + " --drop-slot, and then as before",
          settings.address().server(), slot.name());
    }
  }
}
