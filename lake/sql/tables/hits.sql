-- hits: one row per HTTP request of a web access log, as the server wrote it.
-- Written by ingest (combined-log). A log without keys: a file fed twice on purpose counts twice.
-- The log of a day is kept until the day is dropped, so that a job that starts anew counts whole windows.
CREATE TABLE IF NOT EXISTS hits (
  hit_date STRING NOT NULL COMMENT 'UTC date of hit_time, yyyy-MM-dd',
  `source` STRING NOT NULL COMMENT 'where the request was read from, usually a file name',
  `position` BIGINT NOT NULL COMMENT 'line in the source, from 1',
  host STRING NOT NULL COMMENT 'address of the client',
  remote_user STRING COMMENT 'authenticated user, null when none',
  hit_time TIMESTAMP_LTZ(3) NOT NULL COMMENT 'when the server received the request',
  `method` STRING COMMENT 'HTTP method',
  path STRING COMMENT 'requested path with its query string',
  protocol STRING COMMENT 'HTTP protocol and version',
  status INT NOT NULL COMMENT 'HTTP status of the response',
  response_bytes BIGINT COMMENT 'size of the response body in bytes, null when the log has none',
  referrer STRING COMMENT 'page that led here, null when none',
  user_agent STRING COMMENT 'what the client said it is, null when none'
) PARTITIONED BY (hit_date) WITH (
  'scan.partition.discovery.interval' = '2s',
  'table.log.ttl' = '0s',
  'table.datalake.enabled' = 'true',
  'table.datalake.freshness' = '30s'
);
