-- The touch that brought an order, written the usual way: an interval join that keeps both sides for the window, and a rank
-- that keeps the best row of each order. Ranked by a plain time: by the time attribute, Flink would hold every answer back until
-- the watermark has passed the whole window, a week later. The peer that AttributionBench measures against; no job of the product.
SET 'table.local-time-zone' = 'UTC';
USE CATALOG fluss;
USE headwater;

CREATE TABLE usual_touches (
  customer_id STRING,
  event_id STRING,
  channel STRING,
  touch_time TIMESTAMP_LTZ(3),
  WATERMARK FOR touch_time AS touch_time - INTERVAL '1' HOUR
);

CREATE TABLE usual_orders (
  customer_id STRING,
  order_id STRING,
  order_time TIMESTAMP_LTZ(3),
  WATERMARK FOR order_time AS order_time - INTERVAL '1' HOUR
);

CREATE TABLE usual_attribution (
  customer_id STRING,
  order_id STRING,
  touch_event_id STRING,
  touch_time TIMESTAMP_LTZ(3),
  channel STRING,
  PRIMARY KEY (customer_id, order_id) NOT ENFORCED
);

INSERT INTO usual_attribution (
  customer_id,
  order_id,
  touch_event_id,
  touch_time,
  channel
)
SELECT
  customer_id,
  order_id,
  event_id,
  CAST(touch_time AS TIMESTAMP_LTZ(3)),
  channel
FROM (
  SELECT
    o.customer_id,
    o.order_id,
    t.event_id,
    CAST(t.touch_time AS TIMESTAMP(3)) AS touch_time,
    t.channel,
    ROW_NUMBER() OVER (
      PARTITION BY o.customer_id, o.order_id
      ORDER BY CAST(t.touch_time AS TIMESTAMP(3)) ASC
    ) AS place
  FROM usual_orders AS o
  JOIN usual_touches AS t
    ON o.customer_id = t.customer_id
    AND t.touch_time BETWEEN o.order_time - INTERVAL '7' DAY AND o.order_time
)
WHERE place = 1;
