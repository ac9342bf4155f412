-- order_mart_first_click: the earliest click before each order, mirrored.
-- Reads order_first_click (versioned). Writes first_click_* of order_mart (partial update). State: none.
-- Late rows: an earlier click restates the row.
-- Plan: no join
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO order_mart (
  customer_id,
  order_id,
  first_click_event_id,
  first_click_time
)
SELECT
  customer_id,
  order_id,
  click_event_id,
  click_time
FROM order_first_click;
