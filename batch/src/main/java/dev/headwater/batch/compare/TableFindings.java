package dev.headwater.batch.compare;

import dev.headwater.batch.recompute.Mart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found in one table.
 *
 * @param mart the table
 * @param rowsRead rows recomputed and rows served, together
 * @param found rows that were wrong; after a backfill these were written
 * @param examples the first of them with both rows
 * @param stuck rows that should not be and cannot be taken away
 * @param unsure rows that still differ and never twice in the same way
 */
public record TableFindings(
    Mart mart, long rowsRead, WrongRows found, List<String> examples, long stuck, long unsure) {
  public TableFindings {
    examples = List.copyOf(examples);
  }

  public boolean isRight() {
    return found.all() == 0 && isSure();
  }

  public boolean isSure() {
    return stuck == 0 && unsure == 0;
  }

  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("table", mart.table());
    document.put("rows_read", rowsRead);
    document.put("missing", found.missing());
    document.put("invented", found.invented());
    document.put("different", found.different());
    document.put("stuck", stuck);
    document.put("unsure", unsure);
    return document;
  }
}
