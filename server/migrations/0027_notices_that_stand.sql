CREATE TABLE "notice_standing" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_standing_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "reorder_point" numeric(20, 6);--> statement-breakpoint
ALTER TABLE "notice" ADD COLUMN "count" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_method" ADD COLUMN "due_days" integer DEFAULT 7;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "captured_by" text;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "due_on" date;--> statement-breakpoint
CREATE UNIQUE INDEX "notice_standing_key" ON "notice_standing" USING btree ("tenant_id","kind","entity_id");--> statement-breakpoint
CREATE INDEX "product_reorder_idx" ON "product" USING btree ("tenant_id","id") WHERE "product"."reorder_point" is not null;--> statement-breakpoint
CREATE INDEX "payment_due_idx" ON "payment" USING btree ("tenant_id","due_on","id") WHERE "payment"."state" = 'pending';--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_reorder_not_negative" CHECK ("product"."reorder_point" >= 0);--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_count" CHECK ("notice"."count" > 0);--> statement-breakpoint
ALTER TABLE "payment_method" ADD CONSTRAINT "payment_method_due_days" CHECK ("payment_method"."due_days" between 0 and 365);