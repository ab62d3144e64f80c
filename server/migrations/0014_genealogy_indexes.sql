DROP INDEX "ticket_task_work_centre_idx";--> statement-breakpoint
DROP INDEX "token_material_lot_idx";--> statement-breakpoint
CREATE INDEX "token_task_paused_idx" ON "token_task" USING btree ("tenant_id","operator_id") WHERE "token_task"."state" = 'paused';--> statement-breakpoint
CREATE INDEX "token_material_lot_idx" ON "token_material" USING btree ("tenant_id","lot_id","id");