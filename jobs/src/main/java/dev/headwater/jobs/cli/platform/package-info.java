/**
 * Commands on a running platform: its state, its health, its jobs, its credentials. May import:
 * cli.options, cli.words, doctor, flink, run, settle, status, address, and lake. Begin with
 * StatusCommand.
 */
package dev.headwater.jobs.cli.platform;
