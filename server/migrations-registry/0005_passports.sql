-- What a maker has published of a piece: the page's content, and the credential that says the same, as it was signed.
CREATE TABLE "registry"."passport" (
  "piece_id" uuid PRIMARY KEY,
  "maker_folded" text NOT NULL,
  "maker_code" text NOT NULL,
  "maker_name" text NOT NULL,
  "compact" text NOT NULL,
  "version" integer NOT NULL,
  "status_index" integer NOT NULL,
  "revoked" boolean NOT NULL,
  "content" jsonb NOT NULL,
  "credential" json NOT NULL,
  "updated_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "passport_status_key" ON "registry"."passport" ("maker_folded", "status_index");
--> statement-breakpoint
CREATE INDEX "passport_compact_idx" ON "registry"."passport" ("maker_folded", "compact");
