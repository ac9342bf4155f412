-- campaigns: one row a campaign, as its newest version in arrived has it. A repeat changes nothing.
WITH versions AS MATERIALIZED (
  SELECT line::jsonb AS version
  FROM arrived
  WHERE line IS JSON OBJECT WITH UNIQUE KEYS
)
INSERT INTO campaigns (id, name, channel, active, modified_at)
SELECT DISTINCT ON (version ->> 'campaign_id')
  version ->> 'campaign_id',
  version ->> 'name',
  version ->> 'channel',
  (version ->> 'active')::boolean,
  (version ->> 'updated_at')::timestamptz
FROM versions
ORDER BY version ->> 'campaign_id', (version ->> 'updated_at')::timestamptz DESC
ON CONFLICT (id) DO UPDATE
SET
  name = excluded.name,
  channel = excluded.channel,
  active = excluded.active,
  modified_at = excluded.modified_at
WHERE excluded.modified_at > campaigns.modified_at;
