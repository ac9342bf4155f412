-- attribution_credits: one row per attribution model and touch that has a part in an order: its share of the order and its
-- revenue. Within an order and model credits add up to exactly 1 and revenue to the amount of the order, to the cent.
-- Reads attribution_weights and order_mart.
-- Both are split by largest remainder. Credit, in units of 0.000000001: weight / sum of weights, cut off; the units that are
-- missing go one each to the touches with the largest parts cut off, of equal parts to the earlier on the path. Revenue, in
-- cents: amount * credit, cut off towards zero, and missing cents likewise; a refund is split as its amount without the sign.
CREATE VIEW IF NOT EXISTS attribution_credits AS
WITH weighed AS (
  SELECT
    model,
    customer_id,
    order_id,
    touch_event_id,
    touch_time,
    channel,
    campaign_id,
    path_position,
    path_length,
    1000000000 * weight AS units,
    SUM(weight) OVER (PARTITION BY model, customer_id, order_id) AS weights
  FROM attribution_weights
  WHERE weight > 0
),
credited AS (
  SELECT
    model,
    customer_id,
    order_id,
    touch_event_id,
    touch_time,
    channel,
    campaign_id,
    path_position,
    path_length,
    CAST(
      0.000000001 * CAST(
        (units - MOD(units, weights)) / weights
        + CASE
          WHEN weights * ROW_NUMBER() OVER (
              PARTITION BY model, customer_id, order_id
              ORDER BY MOD(units, weights) DESC, path_position ASC
            ) <= SUM(MOD(units, weights)) OVER (PARTITION BY model, customer_id, order_id)
            THEN 1
          ELSE 0
        END AS BIGINT
      ) AS DECIMAL(10, 9)
    ) AS credit
  FROM weighed
),
earned AS (
  SELECT
    c.model,
    c.customer_id,
    c.order_id,
    c.touch_event_id,
    c.touch_time,
    c.channel,
    c.campaign_id,
    c.path_position,
    c.path_length,
    c.credit,
    o.order_time,
    o.currency,
    CAST(o.total_amount AS DECIMAL(20, 2)) * c.credit AS exact
  FROM credited AS c
  JOIN order_mart AS o
    ON o.customer_id = c.customer_id AND o.order_id = c.order_id
  WHERE o.order_time IS NOT NULL
)
SELECT
  customer_id,
  order_id,
  touch_event_id,
  touch_time,
  channel,
  campaign_id,
  path_position,
  path_length,
  order_time,
  CAST(CAST(order_time AS DATE) AS VARCHAR(10)) AS order_date,
  currency,
  model,
  credit,
  CAST(
    exact - MOD(exact, 0.01)
    + CASE
      WHEN 0.01 * ROW_NUMBER() OVER (
          PARTITION BY model, customer_id, order_id
          ORDER BY ABS(MOD(exact, 0.01)) DESC, path_position ASC
        ) <= ABS(SUM(MOD(exact, 0.01)) OVER (PARTITION BY model, customer_id, order_id))
        THEN 0.01 * SIGN(exact)
      ELSE 0
    END AS DECIMAL(18, 2)
  ) AS revenue
FROM earned;
