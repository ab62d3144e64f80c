-- Which product of which maker a GTIN stands for, so that a Digital Link without a serial leads somewhere. A row without a
-- maker was released.
CREATE TABLE "registry"."gtin" (
  "gtin" text PRIMARY KEY,
  "maker_folded" text,
  "product" jsonb,
  "version" bigint NOT NULL
);
