/**
 * The main class of Spark's process; it lists its commands. People use `headwater`, which starts
 * it. May import: every package of batch; nothing imports it. Rooms meet in tables: nothing of
 * lake, ingest or jobs, here and below. Begin with Batch.
 */
package dev.headwater.batch;
