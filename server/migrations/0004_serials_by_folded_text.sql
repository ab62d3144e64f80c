ALTER TABLE "serial" DROP CONSTRAINT "serial_compact_of_standard";--> statement-breakpoint
DROP INDEX "serial_ticket_idx";--> statement-breakpoint
ALTER TABLE "serial" ALTER COLUMN "folded" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "serial" ALTER COLUMN "compact" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "serial" ALTER COLUMN "compact" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "serial_line" ADD COLUMN "legacy_pattern" text DEFAULT '{LINE}.{SKU}.{YYYY}{MM}{DD}.{SEQ}' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "serial_seq_key" ON "serial" USING btree ("tenant_id","line","day","seq");--> statement-breakpoint
CREATE INDEX "serial_available_idx" ON "serial" USING btree ("tenant_id","product_id","id") WHERE "serial"."state" = 'in_stock' and "serial"."order_line_id" is null;--> statement-breakpoint
CREATE INDEX "serial_ticket_idx" ON "serial" USING btree ("tenant_id","ticket_id") WHERE "serial"."ticket_id" is not null;--> statement-breakpoint
ALTER TABLE "serial" ADD CONSTRAINT "serial_compact_of_legacy" CHECK ("serial"."kind" = 'standard' or "serial"."compact" = "serial"."folded");