-- The shop's own database, in its own words: one row a client, an order and a campaign.
CREATE TABLE IF NOT EXISTS clients (
  id text PRIMARY KEY,
  full_name text NOT NULL,
  email text,
  tier text,
  came_by text,
  country text,
  newsletter boolean,
  modified_at timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS orders (
  id text,
  client_id text,
  product_id text NOT NULL,
  total numeric(18, 2) NOT NULL,
  currency text,
  ordered_at timestamptz NOT NULL,
  PRIMARY KEY (client_id, id)
);

CREATE TABLE IF NOT EXISTS campaigns (
  id text PRIMARY KEY,
  name text NOT NULL,
  channel text,
  active boolean,
  modified_at timestamptz NOT NULL
);

GRANT SELECT ON clients, orders, campaigns TO headwater;
