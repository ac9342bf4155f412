/**
 * Tables as DuckDB sees them: files of the lake, and a table in memory with what Fluss holds behind
 * them. May import duck, ask, union, catalogs, tables and client; not the engine. Start with
 * Mirror, then MirrorSteps; ServedTables is what queries can name.
 */
package dev.headwater.lake.server.mirror;
