-- sessions_history: the sessions that there are; those that there were are tombstones, which nobody compares.
-- Reads sessions as recomputed.
SELECT
  customer_id,
  session_start,
  session_end,
  events,
  page_views,
  clicks,
  entry_page,
  exit_page,
  channel,
  FALSE AS merged_away
FROM sessions
