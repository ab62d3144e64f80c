CREATE TABLE "gtin_claim" (
	"gtin" text PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"product_id" uuid,
	"claimed_at" timestamp with time zone NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"linked_version" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "gtin_claim_tenant_idx" ON "gtin_claim" USING btree ("tenant_id","gtin");