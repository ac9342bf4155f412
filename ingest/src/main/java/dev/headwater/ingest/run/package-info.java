/**
 * One run of an ingest: a thread reads a source, one sends batches, and one follows what is
 * acknowledged. May import platform and what lies below it; knows sources by EventSource alone.
 * Start with EventSource, then IngestRun; a new source is a package beside file, kafka, postgres
 * and rejects.
 */
package dev.headwater.ingest.run;
