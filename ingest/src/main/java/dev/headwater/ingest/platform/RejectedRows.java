package dev.headwater.ingest.platform;

import dev.headwater.ingest.fault.Patience;
import dev.headwater.ingest.record.RejectedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.fluss.client.lookup.Lookuper;
import org.apache.fluss.client.table.Table;
import org.apache.fluss.client.table.writer.UpsertWriter;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.row.BinaryString;
import org.apache.fluss.row.GenericRow;

/**
 * Takes rows out of {@code rejected_records}. Only such as are there: the delete of an unknown key
 * leaves an empty batch in the log, over which the table's tiering would stumble.
 */
final class RejectedRows {
  private final Patience patience;
  private final Lookuper lookuper;
  private final UpsertWriter writer;
  private final int columns;
  private final int source;
  private final int position;

  RejectedRows(FlussLink link, TableInfo info) {
    Table table = link.connection().getTable(info.getTablePath());
    this.patience = link.patience();
    this.lookuper = table.newLookup().createLookuper();
    this.writer = table.newUpsert().createWriter();
    this.columns = info.getRowType().getFieldCount();
    this.source = info.getRowType().getFieldIndex("source");
    this.position = info.getRowType().getFieldIndex("position");
  }

  void forget(List<RejectedRecord.Place> places) {
    if (places.isEmpty()) {
      return;
    }
    List<CompletableFuture<?>> deleted = new ArrayList<>();
    for (RejectedRecord.Place place : present(places)) {
      GenericRow row = new GenericRow(columns);
      row.setField(source, BinaryString.fromString(place.source()));
      row.setField(position, place.position());
      deleted.add(writer.delete(row));
    }
    patience.call(
        "removing rejected records",
        () -> {
          writer.flush();
          return null;
        });
    CompletableFuture<Void> all =
        CompletableFuture.allOf(deleted.toArray(CompletableFuture[]::new));
    patience.await("removing rejected records", all);
  }

  private List<RejectedRecord.Place> present(List<RejectedRecord.Place> places) {
    List<CompletableFuture<Boolean>> answers = new ArrayList<>();
    for (RejectedRecord.Place place : places) {
      GenericRow key = GenericRow.of(BinaryString.fromString(place.source()), place.position());
      answers.add(lookuper.lookup(key).thenApply(result -> result.getSingletonRow() != null));
    }
    List<RejectedRecord.Place> present = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      if (patience.await("looking for rejected records", answers.get(i))) {
        present.add(places.get(i));
      }
    }
    return present;
  }
}
