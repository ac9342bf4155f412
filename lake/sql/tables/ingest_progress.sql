-- ingest_progress: one row per ingest from a live source that runs, or that ended without a word.
-- Written by ingest every few seconds; who ends in order takes its row away, so that an old one says that its ingest was killed or is cut off.
CREATE TABLE IF NOT EXISTS ingest_progress (
  name STRING NOT NULL COMMENT 'source, group, table and process',
  `source` STRING NOT NULL COMMENT 'what is read, such as topic shop-orders',
  group_name STRING COMMENT 'whose members share the source, null for a source of one reader',
  table_name STRING NOT NULL COMMENT 'table that records go to',
  records BIGINT NOT NULL COMMENT 'records that are safe since it started',
  behind BIGINT NOT NULL COMMENT 'records that are there and not read yet',
  started_at TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when it started, by its own clock',
  heard_at TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when it wrote this row, by its own clock',
  PRIMARY KEY (name) NOT ENFORCED
);
