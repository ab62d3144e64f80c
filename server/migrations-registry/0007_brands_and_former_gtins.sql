-- How a maker looks, so that its pages look like it also while the tenant store is away: colour, and the logo with its bytes.
ALTER TABLE "registry"."maker" ADD COLUMN "accent_colour" text;
--> statement-breakpoint
-- SHA-256 of the logo's bytes, which its address has: a new logo is at a new address.
ALTER TABLE "registry"."maker" ADD COLUMN "logo_hash" text;
--> statement-breakpoint
-- Of what comes in any order the highest stays.
ALTER TABLE "registry"."maker" ADD COLUMN "brand_version" bigint NOT NULL DEFAULT 0;
--> statement-breakpoint
CREATE TABLE "registry"."maker_logo" (
  "maker_folded" text PRIMARY KEY,
  "hash" text NOT NULL,
  "media_type" text NOT NULL,
  "bytes" bytea NOT NULL
);
--> statement-breakpoint
-- Whose a GTIN was before the platform's staff gave it to another maker, as [{maker, sku}]: codes that were printed then still lead
-- to their pieces.
ALTER TABLE "registry"."gtin" ADD COLUMN "former" jsonb NOT NULL DEFAULT '[]';
--> statement-breakpoint
-- The check goes through the GTINs of each maker.
CREATE INDEX "gtin_maker_idx" ON "registry"."gtin" ("maker_folded", "gtin");
--> statement-breakpoint
-- What was forgotten or archived because its time was over.
CREATE TABLE "registry"."retention_run" (
  "id" uuid PRIMARY KEY,
  "at" timestamptz NOT NULL,
  "what" text NOT NULL,
  "before" timestamptz NOT NULL,
  "rows" bigint NOT NULL
);
