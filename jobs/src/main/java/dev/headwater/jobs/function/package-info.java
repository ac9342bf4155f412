/**
 * Functions that jobs call in their SQL: counts by window, sessions, tombstones. The files in
 * jobs/sql name these classes. May import: Flink's table API; nothing of Headwater. Begin with
 * Tally, the simplest one.
 */
package dev.headwater.jobs.function;
