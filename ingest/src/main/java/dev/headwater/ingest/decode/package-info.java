/**
 * Formats of lines: JSON, CSV and the combined log. May import record and fault; knows neither
 * source nor sink. Start with RecordDecoder; a new format is a class here, a name in record.Format
 * and a case in run.IngestPlan.lineDecoder.
 */
package dev.headwater.ingest.decode;
