-- What every piece of a maker has in common: one row, so that a new name reaches all of its pieces at once.
CREATE TABLE "registry"."maker" (
  "folded" text PRIMARY KEY,
  "code" text NOT NULL,
  "name" text NOT NULL,
  "slug" text NOT NULL,
  "time_zone" text NOT NULL,
  "domains" text[] NOT NULL DEFAULT '{}'
);
--> statement-breakpoint
-- On the maker's own host it need not be named.
CREATE INDEX "maker_slug_idx" ON "registry"."maker" ("slug");
--> statement-breakpoint
CREATE INDEX "maker_domains_idx" ON "registry"."maker" USING gin ("domains");
--> statement-breakpoint
INSERT INTO "registry"."maker" ("folded", "code", "name", "slug", "time_zone")
  SELECT DISTINCT ON ("maker_folded") "maker_folded", "maker_code", coalesce("maker"->>'name', "maker_code"),
    coalesce("maker"->>'slug', lower("maker_code")), 'UTC'
  FROM "registry"."piece" ORDER BY "maker_folded", "version" DESC;
--> statement-breakpoint
ALTER TABLE "registry"."piece" DROP COLUMN "maker";
--> statement-breakpoint
ALTER TABLE "registry"."piece" ADD COLUMN "issued_on" date NOT NULL DEFAULT '2020-01-01';
--> statement-breakpoint
ALTER TABLE "registry"."piece" ALTER COLUMN "issued_on" DROP DEFAULT;
--> statement-breakpoint
CREATE INDEX "piece_issued_idx" ON "registry"."piece" ("issued_on", "line");
--> statement-breakpoint
-- For the check that goes through the pieces of each maker.
CREATE INDEX "piece_maker_idx" ON "registry"."piece" ("maker_folded", "id");
--> statement-breakpoint
DROP INDEX "registry"."piece_compact_key";
--> statement-breakpoint
ALTER TABLE "registry"."scan" ALTER COLUMN "piece_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "registry"."scan" ALTER COLUMN "maker_folded" SET NOT NULL;
--> statement-breakpoint
-- What verification answered, by the hour: the failures have no piece to be counted with.
CREATE TABLE "registry"."verify_outcome" (
  "hour" timestamptz NOT NULL,
  "outcome" text NOT NULL,
  "count" bigint NOT NULL,
  PRIMARY KEY ("hour", "outcome")
);
--> statement-breakpoint
-- What each check of both stores found.
CREATE TABLE "registry"."check_run" (
  "id" uuid PRIMARY KEY,
  "started_at" timestamptz NOT NULL,
  "finished_at" timestamptz NOT NULL,
  "tenants" integer NOT NULL,
  "checked" bigint NOT NULL,
  "repaired" bigint NOT NULL,
  "quarantined" bigint NOT NULL,
  "errors" bigint NOT NULL,
  "causes" jsonb NOT NULL
);
