-- What there is to ask: tables and views with what they hold.
SELECT
  table_name,
  TABLE_COMMENT AS comment
FROM information_schema.tables
WHERE table_schema = 'headwater'
ORDER BY table_name
