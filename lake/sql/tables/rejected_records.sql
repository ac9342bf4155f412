-- rejected_records: one row per record that could not be accepted, with its reason.
-- Written by ingest; `rejects replay` takes out what is accepted after a mend. Source and position are the key, so that a repeated read counts once.
CREATE TABLE IF NOT EXISTS rejected_records (
  `source` STRING NOT NULL COMMENT 'where the record was read from, usually a file name',
  `position` BIGINT NOT NULL COMMENT 'line in the source, from 1',
  table_name STRING NOT NULL COMMENT 'table the record was meant for',
  format STRING NOT NULL COMMENT 'how the payload is to be read: jsonl, csv or combined-log',
  reason STRING NOT NULL COMMENT 'short name of the rule that set it aside',
  detail STRING COMMENT 'the rule in words, with the value it met',
  payload STRING COMMENT 'the record as it was read; bytes that are not UTF-8 stand as U+FFFD',
  record_time TIMESTAMP_LTZ(3) COMMENT 'time the record carries, null when it could not be read',
  recorded_at TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when ingest set it aside',
  header STRING COMMENT 'header of a CSV source, without which the payload says nothing; null otherwise, and in rows of older versions',
  PRIMARY KEY (`source`, `position`) NOT ENFORCED
) WITH (
  'table.datalake.enabled' = 'true',
  'table.datalake.freshness' = '30s'
);
