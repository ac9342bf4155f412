/**
 * Where rows go: the tables in Fluss, or nowhere in a dry run; partitions, the horizon's clock, and
 * what live ingests tell of themselves. May import rows, request, record and fault. Start with
 * IngestSink, then FlussSink.
 */
package dev.headwater.ingest.platform;
