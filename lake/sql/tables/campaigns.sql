-- campaigns: one row per campaign, the newest version by updated_at.
-- A materialized table over cold.marketing.campaigns, refreshed by the job campaigns. Ingest may write it too.
CREATE TABLE IF NOT EXISTS campaigns (
  campaign_id STRING NOT NULL COMMENT 'identity of the campaign',
  name STRING NOT NULL COMMENT 'display name, may change',
  channel STRING COMMENT 'marketing channel the campaign runs on, null when mixed',
  active BOOLEAN COMMENT 'false once the campaign is withdrawn, null when unknown',
  updated_at TIMESTAMP_LTZ(3) NOT NULL COMMENT 'version: when this state became true',
  PRIMARY KEY (campaign_id) NOT ENFORCED
) WITH (
  'table.merge-engine' = 'versioned',
  'table.merge-engine.versioned.ver-column' = 'updated_at'
);
