package dev.headwater.lake.archive;

/**
 * What maintenance did to a table of the archive.
 *
 * @param table its name in the cold catalog
 * @param filesMerged small files that were merged
 * @param filesWritten files that took their place
 * @param snapshotsExpired snapshots that were dropped, with the files that only they named
 */
public record MaintenanceReport(
    String table, int filesMerged, int filesWritten, int snapshotsExpired) {}
