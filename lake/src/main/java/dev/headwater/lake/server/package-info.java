/** The query server: DuckDB over the lake's files and what Fluss holds after them. */
package dev.headwater.lake.server;
