-- marketing.campaigns: one row per version of a campaign; nothing is ever changed or removed.
-- Written by `campaigns load`, which only appends: the table campaigns follows it and would skip any other commit.
CREATE TABLE IF NOT EXISTS marketing.campaigns (
  campaign_id STRING NOT NULL COMMENT 'identity of the campaign',
  name STRING NOT NULL COMMENT 'display name, may change',
  channel STRING COMMENT 'marketing channel the campaign runs on, null when mixed',
  active BOOLEAN COMMENT 'false once the campaign is withdrawn, null when unknown',
  updated_at TIMESTAMP_LTZ(6) NOT NULL COMMENT 'version: when this state became true, to the millisecond'
) WITH (
  'format-version' = '2',
  'commit.retry.num-retries' = '20'
);
