-- order_first_click: one row per order with a click on its product in the hour before it: the earliest such click.
-- Reads events of the days, the day before and the day after, orders of the days and the day after:
-- the click of an order just after midnight may lie on the day before.
SELECT
  customer_id,
  order_id,
  earliest.event_id AS click_event_id,
  earliest.event_time AS click_time,
  earliest.earliness AS earliness
FROM (
  SELECT
    o.customer_id,
    o.order_id,
    MIN_BY(
      STRUCT(c.event_id, c.event_time, c.earliness),
      STRUCT(-c.earliness, c.event_id)
    ) AS earliest
  FROM orders AS o
  JOIN events AS c
    ON o.customer_id = c.customer_id
    AND o.product_id = c.product_id
    AND c.event_time BETWEEN o.order_time - INTERVAL '1' HOUR AND o.order_time
  WHERE o.order_date BETWEEN :first_day AND DATE_FORMAT(DATE_ADD(:last_day, 1), 'yyyy-MM-dd')
    AND c.event_date BETWEEN DATE_FORMAT(DATE_SUB(:first_day, 1), 'yyyy-MM-dd') AND DATE_FORMAT(DATE_ADD(:last_day, 1), 'yyyy-MM-dd')
    AND c.event_type IN ('click', 'page_view')
  GROUP BY
    o.customer_id,
    o.order_id
)
