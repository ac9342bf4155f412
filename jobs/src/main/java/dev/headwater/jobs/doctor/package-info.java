/**
 * Checks that find what is wrong with a machine or a platform, each with what to do. May import:
 * address, config, flink, retention, run, status, and lake. Begin with Doctor; a new check goes
 * into one of the …Checks.
 */
package dev.headwater.jobs.doctor;
