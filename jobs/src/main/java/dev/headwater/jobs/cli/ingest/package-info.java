/**
 * Commands that bring records in: from files, Kafka, Postgres and HTTP, and refused ones once more.
 * May import: cli.options, cli.words, rejects, address, ingest, and lake. Begin with IngestCommand.
 */
package dev.headwater.jobs.cli.ingest;
