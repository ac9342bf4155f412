-- The newest time seen in events, orders and hits: the platform's clock.
SELECT MAX(newest_time) AS newest_time
FROM platform_progress
WHERE name = 'horizon'
