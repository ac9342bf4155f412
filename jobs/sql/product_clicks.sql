-- product_clicks: one row per click or page view on a product.
-- Reads events (insert-only). Writes product_clicks (first_row). State: none. Late rows: become clicks like any other.
-- Plan: no join
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO product_clicks (
  click_date,
  customer_id,
  product_id,
  event_id,
  click_time
)
SELECT
  event_date,
  customer_id,
  product_id,
  event_id,
  event_time
FROM events
WHERE product_id IS NOT NULL AND event_type IN ('click', 'page_view');
