-- marketing.campaign_costs: one row per version of what a campaign cost on a day; nothing is ever changed or removed.
-- Written by `campaigns load`, which only appends. The newest version of a campaign and day counts.
CREATE TABLE IF NOT EXISTS marketing.campaign_costs (
  campaign_id STRING NOT NULL COMMENT 'identity of the campaign',
  cost_date STRING NOT NULL COMMENT 'UTC date that the cost belongs to, yyyy-MM-dd',
  cost DECIMAL(18, 2) NOT NULL COMMENT 'what the campaign cost on that day',
  currency STRING NOT NULL COMMENT 'ISO 4217 code',
  updated_at TIMESTAMP_LTZ(6) NOT NULL COMMENT 'version: when this state became true, to the millisecond'
) WITH (
  'format-version' = '2',
  'commit.retry.num-retries' = '20'
);
