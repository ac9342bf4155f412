/**
 * Changes of tables that are in use: further columns, and a table made anew from what it is
 * computed from. May import: address, config, flink, query, run, sql, and lake. Begin with
 * TableEvolution; TableRebuild is beside it.
 */
package dev.headwater.jobs.evolve;
