-- The public registry of serials: only what the public may see. A store of its own (REGISTRY_DATABASE_URL), a role of
-- its own. No row-level security: it has no tenant's secret, and every host answers for every maker.
CREATE TABLE "registry"."piece" (
  "id" uuid PRIMARY KEY,
  "maker_code" text NOT NULL,
  "maker_folded" text NOT NULL,
  "folded" text NOT NULL,
  "compact" text,
  "serial" text NOT NULL,
  "kind" text NOT NULL,
  "status" text NOT NULL,
  "version" integer NOT NULL,
  "line" text NOT NULL,
  "line_index" integer NOT NULL,
  "made_on" date,
  "product" jsonb NOT NULL,
  "maker" jsonb NOT NULL,
  "updated_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "piece_folded_key" ON "registry"."piece" ("maker_folded", "folded");
--> statement-breakpoint
CREATE INDEX "piece_standard_idx" ON "registry"."piece" ("folded") WHERE "kind" = 'standard';
--> statement-breakpoint
CREATE UNIQUE INDEX "piece_compact_key" ON "registry"."piece" ("maker_folded", "compact");
--> statement-breakpoint
CREATE INDEX "piece_compact_idx" ON "registry"."piece" ("compact");
--> statement-breakpoint
CREATE TABLE "registry"."scan_count" (
  "piece_id" uuid PRIMARY KEY,
  "scans" bigint NOT NULL,
  "first_at" timestamptz NOT NULL,
  "last_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registry"."scan" (
  "id" uuid PRIMARY KEY,
  "piece_id" uuid,
  "maker_folded" text,
  "at" timestamptz NOT NULL,
  "outcome" text NOT NULL,
  "client" text
);
--> statement-breakpoint
CREATE INDEX "scan_piece_idx" ON "registry"."scan" ("piece_id", "at");
