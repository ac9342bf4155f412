/**
 * Jobs: their definitions from jobs/sql, the plan that each promises, starting, stopping and
 * restoring them. May import: flink, sql, fault, and lake. Begin with JobDefinition, then
 * JobRunner.
 */
package dev.headwater.jobs.run;
