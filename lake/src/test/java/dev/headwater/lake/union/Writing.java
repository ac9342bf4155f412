package dev.headwater.lake.union;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.AppendWriter;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.row.GenericRow;

/** Writes to one table and knows when all of it is there. */
public final class Writing {
  private final Table table;
  private final AppendWriter appends;
  private final UpsertWriter upserts;
  private final List<CompletableFuture<?>> pending = new ArrayList<>();

  public Writing(Table table) {
    this.table = table;
    boolean keyed = table.getTableInfo().hasPrimaryKey();
    this.appends = keyed ? null : table.newAppend().createWriter();
    this.upserts = keyed ? table.newUpsert().createWriter() : null;
  }

  public Table table() {
    return table;
  }

  public void append(GenericRow row) {
    pending.add(appends.append(row));
  }

  public void upsert(GenericRow row) {
    pending.add(upserts.upsert(row));
  }

  public void delete(GenericRow row) {
    pending.add(upserts.delete(row));
  }

  /** Returns when Fluss has everything; each call ends a batch of its own. */
  public void flush() {
    (upserts == null ? appends : upserts).flush();
    pending.forEach(CompletableFuture::join);
    pending.clear();
  }
}
