-- product_clicks_daily: one row per product and day with clicks.
CREATE TABLE IF NOT EXISTS product_clicks_daily (
  click_date STRING NOT NULL COMMENT 'UTC date, yyyy-MM-dd',
  product_id STRING NOT NULL COMMENT 'product clicked on',
  clicks BIGINT COMMENT 'clicks and page views on the product that day',
  PRIMARY KEY (click_date, product_id) NOT ENFORCED
) WITH (
  'table.datalake.enabled' = 'true',
  'table.datalake.freshness' = '30s'
);
