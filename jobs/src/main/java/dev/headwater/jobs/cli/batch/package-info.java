/**
 * Commands that Spark's process carries out: campaigns, backfill, verify. May import: cli.options,
 * jobs.batch, address, and lake. Begin with RecomputeOptions, then BackfillCommand.
 */
package dev.headwater.jobs.cli.batch;
