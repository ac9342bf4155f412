-- orders: one row an order in arrived; the first version of it stays. A table with types has no place for a broken
-- line: an amount that is none or has more than two decimals, a time without a zone, a field that is no column.
WITH objects AS MATERIALIZED (
  SELECT line::jsonb AS entry
  FROM arrived
  WHERE line IS JSON OBJECT WITH UNIQUE KEYS
)
INSERT INTO orders (id, client_id, product_id, total, currency, ordered_at)
SELECT
  entry ->> 'order_id',
  entry ->> 'customer_id',
  entry ->> 'product_id',
  (entry ->> 'total_amount')::numeric(18, 2),
  entry ->> 'currency',
  (entry ->> 'order_time')::timestamptz
FROM objects
WHERE
  entry ->> 'total_amount' ~ '^-?\d{1,16}(\.\d{1,2})?$'
  AND entry ->> 'order_time' ~ '\d(Z|[+-]\d\d:\d\d)$'
  AND entry - ARRAY['order_id', 'customer_id', 'product_id', 'total_amount', 'currency', 'order_time'] = '{}'
ON CONFLICT (client_id, id) DO NOTHING;
