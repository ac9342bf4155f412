/**
 * Spark's process, as the command line and the schedule start it. May import: room, settle,
 * address, and lake; never the module batch. Begin with BatchProcess.
 */
package dev.headwater.jobs.batch;
