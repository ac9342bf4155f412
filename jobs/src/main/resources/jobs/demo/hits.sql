-- The client addresses with the most requests in 5 minutes.
SELECT
  window_start,
  host,
  hits
FROM host_hits_5m
ORDER BY hits DESC, window_start, host
LIMIT 5
