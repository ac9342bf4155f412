package dev.headwater.lake.maintenance;

/**
 * What maintenance did to a table.
 *
 * @param table its name, with its catalog unless that is the lake
 * @param filesMerged small files that were merged
 * @param filesWritten files that took their place
 * @param snapshotsExpired snapshots that were dropped, with the files that only they named
 */
public record MaintenanceReport(
    String table, int filesMerged, int filesWritten, int snapshotsExpired) {
  static MaintenanceReport nothing(String table) {
    return new MaintenanceReport(table, 0, 0, 0);
  }
}
