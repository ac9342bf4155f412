/** Spark's process, as the command line and the schedule start it. */
package dev.headwater.jobs.batch;
