-- Sessions, their length and events, by the channel of the first event; all sessions first.
SELECT
  CASE GROUPING(channel) WHEN 1 THEN '(all)' ELSE COALESCE(channel, '(none)') END AS entry_channel,
  COUNT(*) AS sessions,
  CAST(SUM(TIMESTAMPDIFF(SECOND, session_start, session_end)) / 60.0 / COUNT(*) AS DECIMAL(10, 1)) AS minutes_a_session,
  CAST(1.0 * SUM(events) / COUNT(*) AS DECIMAL(10, 1)) AS events_a_session
FROM sessions
GROUP BY GROUPING SETS ((channel), ())
ORDER BY sessions DESC, entry_channel
