-- first_touch: one row per customer, the earliest marketing touch of all days.
-- Reads events. The smaller id is first where even the hash of two ids is the same.
SELECT
  customer_id,
  earliest.event_id AS touch_event_id,
  earliest.channel AS channel,
  earliest.campaign_id AS campaign_id,
  earliest.event_time AS touch_time,
  earliest.earliness AS earliness
FROM (
  SELECT
    customer_id,
    MIN_BY(
      STRUCT(event_id, channel, campaign_id, event_time, earliness),
      STRUCT(-earliness, event_id)
    ) AS earliest
  FROM events
  WHERE channel IS NOT NULL OR campaign_id IS NOT NULL
  GROUP BY customer_id
)
