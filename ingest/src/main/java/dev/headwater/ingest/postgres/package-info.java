/**
 * Tables of Postgres as a source: the rows that are there, then every change, by Debezium's engine
 * and a replication slot. May import run and what lies below it; no other source. Start with
 * PostgresSource; PostgresLines tells what each record of the engine is.
 */
package dev.headwater.ingest.postgres;
