-- customer_first_touch: one row per customer that has a touch, with the customer's newest attributes.
-- Reads first_touch as recomputed, and customers as served: they have no archive.
SELECT
  f.customer_id,
  c.name AS customer_name,
  c.segment AS customer_segment,
  c.acquisition_channel,
  c.country,
  f.touch_event_id,
  f.channel,
  f.campaign_id,
  f.touch_time
FROM first_touch AS f
JOIN customers AS c
  ON f.customer_id = c.customer_id
