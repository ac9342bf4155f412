-- host_referrer_hits_5m: one row per client address, referrer and 5 minutes with requests.
CREATE TABLE IF NOT EXISTS host_referrer_hits_5m (
  window_start TIMESTAMP_LTZ(3) NOT NULL COMMENT 'start of the 5 minutes, UTC',
  host STRING NOT NULL COMMENT 'address of the client',
  referrer STRING NOT NULL COMMENT 'page that led here, empty when none',
  hits BIGINT COMMENT 'requests in the 5 minutes',
  PRIMARY KEY (window_start, host, referrer) NOT ENFORCED
) WITH (
  'table.datalake.enabled' = 'true',
  'table.datalake.freshness' = '30s'
);
