-- platform_progress: one row per clock of the platform. 'horizon' is the newest time seen in events, orders or hits.
-- Written by ingest. Versioned, so that a slower writer can never move a clock back.
CREATE TABLE IF NOT EXISTS platform_progress (
  name STRING NOT NULL COMMENT 'horizon, or hot_days',
  newest_time TIMESTAMP_LTZ(3) NOT NULL COMMENT 'version: newest time seen; for hot_days, when it was set',
  hot_days INT COMMENT 'length of the hot horizon in days, null on the horizon row',
  PRIMARY KEY (name) NOT ENFORCED
) WITH (
  'table.merge-engine' = 'versioned',
  'table.merge-engine.versioned.ver-column' = 'newest_time'
);
