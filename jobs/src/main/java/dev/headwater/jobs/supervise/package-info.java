/**
 * Keeps jobs and the tiering running: looks at them now and then, and starts again what has ended
 * or stands still. May import: flink, run, and lake. Begin with JobSupervisor.
 */
package dev.headwater.jobs.supervise;
