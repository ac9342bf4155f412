-- attribution_weights: one row per attribution model and touch on the path to an order, with the weight of the touch.
-- Reads order_paths. Weights are whole numbers, so that every engine computes the same; within an order and model only their
-- ratio counts.
-- first, last: one touch has all. linear: all the same. position_based: the first and the last touch have 40 % each, those
-- between share 20 %; two touches have half each, a single one has all. time_decay: a touch has half the weight of one that is
-- half_life_days later, in whole millionths of the last touch's.
CREATE VIEW IF NOT EXISTS attribution_weights AS
WITH parameters (model, half_life_days) AS (
  VALUES
    ('first', 0),
    ('last', 0),
    ('linear', 0),
    ('position_based', 0),
    ('time_decay', 7)
)
SELECT
  m.model,
  p.customer_id,
  p.order_id,
  p.touch_event_id,
  p.touch_time,
  p.channel,
  p.campaign_id,
  p.path_position,
  p.path_length,
  CAST(
    CASE
      WHEN m.model = 'first' AND p.path_position > 1 THEN 0
      WHEN m.model = 'last' AND p.path_position < p.path_length THEN 0
      WHEN m.model = 'position_based' AND p.path_length > 2 AND p.path_position IN (1, p.path_length)
        THEN 2 * (p.path_length - 2)
      WHEN m.model = 'time_decay'
        THEN ROUND(1000000 * POWER(
          CAST(0.5 AS DOUBLE),
          CAST(p.seconds_before_order - MIN(p.seconds_before_order) OVER (PARTITION BY p.customer_id, p.order_id) AS DOUBLE)
            / (86400 * m.half_life_days)))
      ELSE 1
    END AS BIGINT
  ) AS weight
FROM order_paths AS p
CROSS JOIN parameters AS m;
