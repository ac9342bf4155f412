-- orders_daily: one row per day and currency; amounts of different currencies are never added.
-- Writers leave deletes out: a day's sums may be taken back before they are restated, and a delete too many stalls the lake.
CREATE TABLE IF NOT EXISTS orders_daily (
  order_date STRING NOT NULL COMMENT 'UTC date, yyyy-MM-dd',
  currency STRING NOT NULL COMMENT 'ISO 4217 code',
  orders BIGINT COMMENT 'orders placed that day',
  revenue DECIMAL(18, 2) COMMENT 'their amounts, refunds subtracted',
  PRIMARY KEY (order_date, currency) NOT ENFORCED
) WITH (
  'sink.ignore-delete' = 'true',
  'table.datalake.enabled' = 'true',
  'table.datalake.freshness' = '30s'
);
