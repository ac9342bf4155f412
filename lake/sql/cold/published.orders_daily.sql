-- published.orders_daily: one row per day and currency; amounts of different currencies are never added.
-- Written by backfill, by day and only where a day has changed.
CREATE TABLE IF NOT EXISTS published.orders_daily (
  order_date STRING NOT NULL COMMENT 'UTC date, yyyy-MM-dd',
  currency STRING NOT NULL COMMENT 'ISO 4217 code',
  orders BIGINT NOT NULL COMMENT 'orders placed that day',
  revenue DECIMAL(18, 2) NOT NULL COMMENT 'their amounts, refunds subtracted'
) PARTITIONED BY (order_date) WITH (
  'format-version' = '2',
  'commit.retry.num-retries' = '20',
  'write.distribution-mode' = 'none',
  'write.metadata.delete-after-commit.enabled' = 'true',
  'write.metadata.previous-versions-max' = '20'
);
