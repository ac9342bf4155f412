/**
 * Commands on tables: what there is, further columns, made anew, kept small. May import:
 * cli.options, cli.words, evolve, flink, run, address, and lake. Begin with TablesCommand.
 */
package dev.headwater.jobs.cli.tables;
