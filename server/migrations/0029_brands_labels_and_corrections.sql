CREATE TABLE "brand" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"logo_file_id" uuid,
	"accent_colour" text,
	"version" bigint NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "brand_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "brand_accent_colour" CHECK ("brand"."accent_colour" ~ '^#[0-9a-f]{6}$')
);
--> statement-breakpoint
CREATE TABLE "label_template" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"version" bigint NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "label_template_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "passport_access" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"serial_id" uuid,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"uses" integer DEFAULT 0 NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "passport_access_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "passport_access_uses" CHECK (("passport_access"."uses" = 0) = ("passport_access"."last_used_at" is null))
);
--> statement-breakpoint
ALTER TABLE "ownership_request" DROP CONSTRAINT "ownership_request_way";--> statement-breakpoint
ALTER TABLE "ownership_event" DROP CONSTRAINT "ownership_event_kind";--> statement-breakpoint
ALTER TABLE "owner" ALTER COLUMN "email" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "gtin_claim" ADD COLUMN "former" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "owner" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "passport_access" ADD CONSTRAINT "passport_access_tenant_id_serial_id_serial_tenant_id_id_fk" FOREIGN KEY ("tenant_id","serial_id") REFERENCES "public"."serial"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "brand_tenant_key" ON "brand" USING btree ("tenant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "label_template_tenant_key" ON "label_template" USING btree ("tenant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "passport_access_token_key" ON "passport_access" USING btree ("tenant_id","token_hash");--> statement-breakpoint
CREATE INDEX "passport_access_serial_idx" ON "passport_access" USING btree ("tenant_id","serial_id");--> statement-breakpoint
ALTER TABLE "ownership_request" ADD CONSTRAINT "ownership_request_way" CHECK ("ownership_request"."way" in ('code', 'order', 'transfer', 'maker'));--> statement-breakpoint
ALTER TABLE "owner" ADD CONSTRAINT "owner_erased" CHECK (("owner"."erased_at" is null) = ("owner"."email" is not null) and ("owner"."erased_at" is null or "owner"."name" = ''));--> statement-breakpoint
ALTER TABLE "ownership_event" ADD CONSTRAINT "ownership_event_kind" CHECK ("ownership_event"."kind" in ('claimed', 'transferred', 'stolen', 'recovered', 'withdrawn'));