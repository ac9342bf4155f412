/**
 * The tables and views as SQL files: read, checked against the rules, made, and compared with those
 * that are there. May import client and lake. Start with TableDefinitions; the files are in
 * resources under lake/sql.
 */
package dev.headwater.lake.tables;
