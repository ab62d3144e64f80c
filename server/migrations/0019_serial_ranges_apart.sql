-- No two ranges of pre-printed numbers of a workshop have a number in common, whoever registers them at once.
ALTER TABLE serial_range ADD CONSTRAINT serial_range_apart
  EXCLUDE USING gist (tenant_id WITH =, head WITH =, width WITH =, int8range(low, high, '[]') WITH &&);
