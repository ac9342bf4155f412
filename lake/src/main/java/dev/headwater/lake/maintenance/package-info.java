/**
 * Keeps files few and snapshots young, of tiered tables in the lake and of tables in the cold
 * catalog. May import cold, catalogs, tables, client and lake. Start with LakeMaintenance, then
 * ColdMaintenance.
 */
package dev.headwater.lake.maintenance;
