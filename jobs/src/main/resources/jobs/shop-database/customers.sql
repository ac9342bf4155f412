-- clients: one row a client, as its newest version in arrived has it. A repeat changes nothing.
WITH versions AS MATERIALIZED (
  SELECT line::jsonb AS version
  FROM arrived
  WHERE line IS JSON OBJECT WITH UNIQUE KEYS
)
INSERT INTO clients (id, full_name, email, tier, came_by, country, newsletter, modified_at)
SELECT DISTINCT ON (version ->> 'customer_id')
  version ->> 'customer_id',
  version ->> 'name',
  version ->> 'email',
  version ->> 'segment',
  version ->> 'acquisition_channel',
  version ->> 'country',
  (version ->> 'opt_in')::boolean,
  (version ->> 'updated_at')::timestamptz
FROM versions
ORDER BY version ->> 'customer_id', (version ->> 'updated_at')::timestamptz DESC
ON CONFLICT (id) DO UPDATE
SET
  full_name = excluded.full_name,
  email = excluded.email,
  tier = excluded.tier,
  came_by = excluded.came_by,
  country = excluded.country,
  newsletter = excluded.newsletter,
  modified_at = excluded.modified_at
WHERE excluded.modified_at > clients.modified_at;
