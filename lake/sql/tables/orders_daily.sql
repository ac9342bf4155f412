-- orders_daily: one row per day and currency; amounts of different currencies are never added.
CREATE TABLE IF NOT EXISTS orders_daily (
  order_date STRING NOT NULL COMMENT 'UTC date, yyyy-MM-dd',
  currency STRING NOT NULL COMMENT 'ISO 4217 code',
  orders BIGINT COMMENT 'orders placed that day',
  revenue DECIMAL(18, 2) COMMENT 'their amounts, refunds subtracted',
  PRIMARY KEY (order_date, currency) NOT ENFORCED
) WITH (
  'table.datalake.enabled' = 'true',
  'table.datalake.freshness' = '30s'
);
