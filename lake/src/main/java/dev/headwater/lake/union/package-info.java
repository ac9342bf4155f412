/**
 * A table as one: what the lake holds, and what Fluss holds behind it, cut at one place and read
 * together. May import catalogs, client and lake; no Flink connector. Start with CutTaker for the
 * cut, then TableRead.
 */
package dev.headwater.lake.union;
