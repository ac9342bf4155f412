/**
 * Writes a shop into files: order of arrival, duplicates, malformed lines, counts. May import
 * world, truth and seed. Start with ShopWriter, then RecordFile; Malformed lists the broken lines.
 */
package dev.headwater.ingest.generate.writing;
