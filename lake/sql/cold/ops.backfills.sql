-- ops.backfills: one row per finished run of backfill. A run that broke off has rows in ops.reported only.
-- Written by backfill, appended to alone.
CREATE TABLE IF NOT EXISTS ops.backfills (
  run_id STRING NOT NULL COMMENT 'identity of the run',
  started_at TIMESTAMP_LTZ(6) NOT NULL COMMENT 'when it began',
  `seconds` DOUBLE NOT NULL COMMENT 'how long it took',
  table_names STRING NOT NULL COMMENT 'names of the tables, with commas',
  first_day STRING NOT NULL COMMENT 'first UTC date, yyyy-MM-dd',
  last_day STRING NOT NULL COMMENT 'last UTC date, yyyy-MM-dd',
  rows_read BIGINT NOT NULL COMMENT 'rows recomputed and rows served, together',
  rows_changed BIGINT NOT NULL COMMENT 'rows written or taken away',
  late_events BIGINT NOT NULL COMMENT 'late events taken into the archive',
  code_version STRING NOT NULL COMMENT 'version of Headwater, with a digest of what recomputes'
) WITH (
  'format-version' = '2',
  'commit.retry.num-retries' = '20',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20'
);
