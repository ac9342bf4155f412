-- first_touches_of_all: every order with its first touch, if there is one.
-- Reads orders and first_touch. Writes order_mart. State: none, it says. Late rows: restate the answer.
-- Plan: 1 delta join
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

INSERT INTO order_mart (
  customer_id,
  order_id,
  first_touch_event_id
)
SELECT
  o.customer_id,
  o.order_id,
  f.touch_event_id
FROM orders AS o
LEFT JOIN first_touch AS f
  ON o.customer_id = f.customer_id;
