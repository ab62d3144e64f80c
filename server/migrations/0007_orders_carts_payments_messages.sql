CREATE TABLE "payment_method" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"provider" text NOT NULL,
	"name" text NOT NULL,
	"name_th" text,
	"instructions_text" text,
	"instructions_text_th" text,
	"enabled" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "payment_method_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "cart_line" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "cart_line" CASCADE;--> statement-breakpoint
DROP INDEX "message_entity_idx";--> statement-breakpoint
ALTER TABLE "shipping_method" ALTER COLUMN "tax_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sales_order" ALTER COLUMN "address" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sales_order_line" ALTER COLUMN "tax_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "cart" ADD COLUMN "lines" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cart" ADD COLUMN "prices_include_tax" boolean NOT NULL;--> statement-breakpoint
ALTER TABLE "cart" ADD COLUMN "shipping_price" numeric(20, 6);--> statement-breakpoint
ALTER TABLE "cart" ADD COLUMN "shipping_rate_percent" numeric(20, 6);--> statement-breakpoint
ALTER TABLE "shipping_method" ADD COLUMN "needs_address" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "locale" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "message" ADD COLUMN "link" text;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "method" text NOT NULL;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "received_on" date;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "tax_minor" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "credit_note_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "sales_order" ADD COLUMN "shipping_tax_code" text;--> statement-breakpoint
ALTER TABLE "sales_order" ADD COLUMN "shipping_tax_rate_percent" numeric(20, 6) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "sales_order" ADD COLUMN "prices_include_tax" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "sales_order" ADD COLUMN "shipping_tax_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sales_order" ADD COLUMN "tracking_number" text;--> statement-breakpoint
ALTER TABLE "sales_order" ADD COLUMN "tracking_url" text;--> statement-breakpoint
ALTER TABLE "sales_order" ADD COLUMN "refunded_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "payment_method_code_key" ON "payment_method" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE INDEX "payment_method_position_idx" ON "payment_method" USING btree ("tenant_id","position","id");--> statement-breakpoint
CREATE INDEX "cart_updated_idx" ON "cart" USING btree ("tenant_id","updated_at");--> statement-breakpoint
CREATE INDEX "message_state_idx" ON "message" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE INDEX "payment_state_idx" ON "payment" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_pending_key" ON "payment" USING btree ("tenant_id","order_id") WHERE "payment"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "sales_order_placed_idx" ON "sales_order" USING btree ("tenant_id","placed_at");--> statement-breakpoint
CREATE INDEX "message_entity_idx" ON "message" USING btree ("tenant_id","entity","entity_id","id");--> statement-breakpoint
ALTER TABLE "cart" ADD CONSTRAINT "cart_state" CHECK ("cart"."state" in ('open', 'converted'));--> statement-breakpoint
ALTER TABLE "cart" ADD CONSTRAINT "cart_converted" CHECK (("cart"."state" = 'converted') = ("cart"."order_id" is not null));--> statement-breakpoint
ALTER TABLE "cart" ADD CONSTRAINT "cart_lines" CHECK (jsonb_typeof("cart"."lines") = 'array');--> statement-breakpoint
ALTER TABLE "shipping_method" ADD CONSTRAINT "shipping_method_days" CHECK ("shipping_method"."min_days" >= 0 and "shipping_method"."max_days" >= coalesce("shipping_method"."min_days", 0));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_state" CHECK ("message"."state" in ('queued', 'sent', 'kept', 'failed'));--> statement-breakpoint
ALTER TABLE "message" ADD CONSTRAINT "message_sent" CHECK (("message"."state" = 'sent') = ("message"."sent_at" is not null));--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_state" CHECK ("payment"."state" in ('pending', 'captured', 'cancelled'));--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_captured" CHECK (("payment"."state" = 'captured') = ("payment"."captured_minor" > 0));--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_tax" CHECK ("refund"."tax_minor" between 0 and "refund"."amount_minor");--> statement-breakpoint
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_state" CHECK ("sales_order"."state" in ('placed', 'paid', 'shipped', 'cancelled', 'refunded'));--> statement-breakpoint
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_shipping_tax" CHECK ("sales_order"."shipping_tax_minor" between 0 and "sales_order"."tax_minor");