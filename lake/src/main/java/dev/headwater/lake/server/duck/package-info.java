/**
 * DuckDB: the database, its parser, types, errors and values. May import ask, catalogs and lake.
 * Start with QueryDatabase.
 */
package dev.headwater.lake.server.duck;
