-- archive.events: one row per distinct accepted event, kept for ever in the cold catalog.
-- Written by the job archive_events, and by backfill: the late rows. Partitioned by day; what retention drops is still here.
-- Late rows have partitions of their own: the job that starts anew writes all the others again.
CREATE TABLE IF NOT EXISTS archive.events (
  event_date STRING NOT NULL COMMENT 'UTC date of event_time, yyyy-MM-dd',
  event_id STRING NOT NULL COMMENT 'identity of the event',
  customer_id STRING NOT NULL COMMENT 'who acted',
  event_type STRING NOT NULL COMMENT 'free text; click and page_view with a product are clicks',
  product_id STRING COMMENT 'product the event is about, null when none',
  campaign_id STRING COMMENT 'campaign that led here, null when none',
  channel STRING COMMENT 'marketing channel that led here, null when none',
  page_host STRING COMMENT 'host of the page, null when unknown',
  referrer STRING COMMENT 'page that led here, null when none',
  event_time TIMESTAMP_LTZ(6) NOT NULL COMMENT 'when the event happened, to the millisecond',
  late BOOLEAN NOT NULL COMMENT 'whether it came after its day had left the hot tables, and backfill took it in'
) PARTITIONED BY (event_date, late) WITH (
  'format-version' = '2',
  'commit.retry.num-retries' = '20',
  'write.distribution-mode' = 'none',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20'
);
