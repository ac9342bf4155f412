-- events: the archived ones with their earliness, which grows as a time gets earlier; of equal times the id whose MD5 begins
-- with the larger five hex digits is larger. The same number as the version of first_touch and order_first_click.
SELECT
  event_date,
  event_id,
  customer_id,
  event_type,
  product_id,
  campaign_id,
  channel,
  page_host,
  event_time,
  (4102444800000 - UNIX_MILLIS(event_time)) * 1048576 + CAST(CONV(SUBSTRING(MD5(event_id), 1, 5), 16, 10) AS BIGINT) AS earliness
FROM archived_events
