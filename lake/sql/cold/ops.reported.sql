-- ops.reported: one row per number of a day that was served at a moment, before and after each backfill of the day.
-- Written by backfill, appended to alone: what was reported on Monday is the newest of its numbers until then.
CREATE TABLE IF NOT EXISTS ops.reported (
  run_id STRING NOT NULL COMMENT 'run of backfill, as in ops.backfills',
  reported_at TIMESTAMP_LTZ(6) NOT NULL COMMENT 'when the number was read',
  `phase` STRING NOT NULL COMMENT 'before or after the run',
  `day` STRING NOT NULL COMMENT 'UTC date that the number is of, yyyy-MM-dd',
  table_name STRING NOT NULL COMMENT 'table that it was read from',
  `measure` STRING NOT NULL COMMENT 'what is counted; of amounts with their currency',
  `value` DECIMAL(38, 2) NOT NULL COMMENT 'the number'
) WITH (
  'format-version' = '2',
  'commit.retry.num-retries' = '20',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20'
);
