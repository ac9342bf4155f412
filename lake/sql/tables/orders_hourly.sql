-- orders_hourly: one row per hour and currency; amounts of different currencies are never added.
-- Not in the lake: orders_daily reads it as a stream, and Fluss holds all of it.
CREATE TABLE IF NOT EXISTS orders_hourly (
  order_hour TIMESTAMP_LTZ(3) NOT NULL COMMENT 'start of the hour, UTC',
  currency STRING NOT NULL COMMENT 'ISO 4217 code',
  orders BIGINT COMMENT 'orders placed in the hour',
  revenue DECIMAL(18, 2) COMMENT 'their amounts, refunds subtracted',
  PRIMARY KEY (order_hour, currency) NOT ENFORCED
);
