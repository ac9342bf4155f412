/**
 * Drops hot days that nobody looks into any more, once the archive holds them. May import: address,
 * flink, run, settle, and lake. Begin with Retention; DayCheck says when a day may go.
 */
package dev.headwater.jobs.retention;
