ALTER TABLE "stock_level" DROP CONSTRAINT "stock_level_tenant_id_location_id_location_tenant_id_id_fk";
--> statement-breakpoint
ALTER TABLE "location" ADD CONSTRAINT "location_allow_negative_key" UNIQUE("tenant_id","id","allow_negative");--> statement-breakpoint
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_location_fk" FOREIGN KEY ("tenant_id","location_id","allow_negative") REFERENCES "public"."location"("tenant_id","id","allow_negative") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "location_parent_idx" ON "location" USING btree ("tenant_id","parent_id") WHERE "location"."parent_id" is not null;--> statement-breakpoint
CREATE INDEX "stock_move_from_idx" ON "stock_move" USING btree ("tenant_id","from_location_id","id");--> statement-breakpoint
CREATE INDEX "stock_move_to_idx" ON "stock_move" USING btree ("tenant_id","to_location_id","id");--> statement-breakpoint
CREATE INDEX "stock_move_lot_idx" ON "stock_move" USING btree ("tenant_id","lot_id","id") WHERE "stock_move"."lot_id" <> '00000000-0000-0000-0000-000000000000';--> statement-breakpoint
CREATE INDEX "stock_move_serial_idx" ON "stock_move" USING btree ("tenant_id","serial_id","id") WHERE "stock_move"."serial_id" is not null;--> statement-breakpoint
ALTER TABLE "location" ADD CONSTRAINT "location_virtual_below_zero" CHECK ("location"."allow_negative" or "location"."kind" in ('warehouse', 'zone', 'bin'));--> statement-breakpoint
ALTER TABLE "stock_move" ADD CONSTRAINT "stock_move_piece" CHECK ("serial_id" is null or "quantity" = 1);--> statement-breakpoint
ALTER TABLE "stock_move" ADD CONSTRAINT "stock_move_value" CHECK ("value_minor" >= 0);--> statement-breakpoint
ALTER TABLE "stock_value" ADD CONSTRAINT "stock_value_sign" CHECK (sign("stock_value"."quantity") * "stock_value"."value_minor" >= 0 and ("stock_value"."quantity" <> 0 or "stock_value"."value_minor" = 0));