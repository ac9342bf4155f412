-- customers: one row per customer, the newest version by updated_at, whatever order versions arrive in.
-- Written by ingest. Deletes are ignored.
CREATE TABLE IF NOT EXISTS customers (
  customer_id STRING NOT NULL COMMENT 'identity of the customer',
  name STRING NOT NULL COMMENT 'display name',
  email STRING COMMENT 'address, null when unknown',
  segment STRING COMMENT 'marketing segment, null when unknown',
  acquisition_channel STRING COMMENT 'channel the customer says it came by, null when unknown',
  country STRING COMMENT 'ISO 3166 code, null when unknown',
  opt_in BOOLEAN COMMENT 'whether the customer agreed to mail, null when unknown',
  updated_at TIMESTAMP_LTZ(3) NOT NULL COMMENT 'version: when this state became true',
  PRIMARY KEY (customer_id) NOT ENFORCED
) WITH (
  'table.merge-engine' = 'versioned',
  'table.merge-engine.versioned.ver-column' = 'updated_at',
  'table.delete.behavior' = 'IGNORE'
);
