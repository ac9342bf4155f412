-- ops.verifications: one row per finished run of verify.
-- Written by verify, appended to alone: what the newest row says is told as a metric.
CREATE TABLE IF NOT EXISTS ops.verifications (
  run_id STRING NOT NULL COMMENT 'identity of the run',
  started_at TIMESTAMP_LTZ(6) NOT NULL COMMENT 'when it began',
  `seconds` DOUBLE NOT NULL COMMENT 'how long it took',
  table_names STRING NOT NULL COMMENT 'names of the tables, with commas',
  first_day STRING NOT NULL COMMENT 'first UTC date, yyyy-MM-dd',
  last_day STRING NOT NULL COMMENT 'last UTC date, yyyy-MM-dd',
  rows_read BIGINT NOT NULL COMMENT 'rows recomputed and rows served, together',
  rows_wrong BIGINT NOT NULL COMMENT 'rows missing, invented or different',
  code_version STRING NOT NULL COMMENT 'version of Headwater, with a digest of what recomputes'
) WITH (
  'format-version' = '2',
  'commit.retry.num-retries' = '20',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20'
);
