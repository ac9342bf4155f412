-- published.product_clicks_daily: one row per product and day with clicks, for readers who want whole days.
-- Written by backfill, by day and only where a day has changed.
CREATE TABLE IF NOT EXISTS published.product_clicks_daily (
  click_date STRING NOT NULL COMMENT 'UTC date, yyyy-MM-dd',
  product_id STRING NOT NULL COMMENT 'product clicked on',
  clicks BIGINT NOT NULL COMMENT 'clicks and page views on the product that day'
) PARTITIONED BY (click_date) WITH (
  'format-version' = '2',
  'commit.retry.num-retries' = '20',
  'write.distribution-mode' = 'none',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20'
);
