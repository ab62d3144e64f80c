-- Where a scan came from, as coarse as a country and a whole degree, and by what kind of device; null where nobody said.
ALTER TABLE "registry"."scan" ADD COLUMN "country" text;
--> statement-breakpoint
ALTER TABLE "registry"."scan" ADD COLUMN "lat" smallint;
--> statement-breakpoint
ALTER TABLE "registry"."scan" ADD COLUMN "lon" smallint;
--> statement-breakpoint
ALTER TABLE "registry"."scan" ADD COLUMN "device" text;
--> statement-breakpoint
-- Where the maker of unsold pieces is.
CREATE INDEX "scan_unsold_idx" ON "registry"."scan" ("maker_folded", "id")
  WHERE "outcome" IN ('reserved', 'issued', 'in_production', 'in_stock');
--> statement-breakpoint
-- Numbers that nobody issued, by client and day: the number only as a code of that day, never as it was typed.
CREATE TABLE "registry"."unknown_try" (
  "day" date NOT NULL,
  "client" text NOT NULL,
  "number_code" text NOT NULL,
  "maker_folded" text NOT NULL,
  "tries" integer NOT NULL,
  "first_at" timestamptz NOT NULL,
  "last_at" timestamptz NOT NULL,
  "country" text,
  PRIMARY KEY ("day", "client", "number_code")
);
--> statement-breakpoint
-- Scans counted for good, in the maker's days.
CREATE TABLE "registry"."scan_day" (
  "maker_folded" text NOT NULL,
  "day" date NOT NULL,
  "sku" text NOT NULL,
  "country" text NOT NULL,
  "device" text NOT NULL,
  "scans" bigint NOT NULL,
  PRIMARY KEY ("maker_folded", "day", "sku", "country", "device")
);
--> statement-breakpoint
-- Up to which scan the watch has looked.
CREATE TABLE "registry"."watch_position" (
  "id" integer PRIMARY KEY CHECK ("id" = 1),
  "scan_id" uuid NOT NULL
);
