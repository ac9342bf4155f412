-- Sessions by the day and the channel they began with, the newest 60 days.
SELECT
  CAST(session_start AS DATE) AS day,
  COALESCE(channel, '(none)') AS channel,
  COUNT(*) AS sessions,
  SUM(events) AS events,
  SUM(EXTRACT(EPOCH FROM session_end - session_start)) / 60 AS minutes
FROM sessions_history
WHERE merged_away IS NOT TRUE
  AND session_start > (SELECT MAX(session_start) FROM sessions_history) - INTERVAL '60' DAY
GROUP BY
  CAST(session_start AS DATE),
  COALESCE(channel, '(none)')
ORDER BY
  day,
  channel
