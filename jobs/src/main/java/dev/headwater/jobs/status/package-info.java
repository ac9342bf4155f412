/**
 * What a platform is doing now, part by part, as a value. May import: address, checkpoint, config,
 * flink, query, retention, run, schedule, sql, and lake. Begin with Status; StatusReader fills it.
 */
package dev.headwater.jobs.status;
