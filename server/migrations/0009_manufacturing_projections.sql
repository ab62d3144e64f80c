ALTER TABLE "wip_log" DROP CONSTRAINT "wip_log_quantities";--> statement-breakpoint
DROP INDEX "token_task_operator_idx";--> statement-breakpoint
DROP INDEX "token_material_serial_idx";--> statement-breakpoint
DROP INDEX "work_token_serial_key";--> statement-breakpoint
ALTER TABLE "job_ticket" ADD COLUMN "held_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "job_ticket" ADD COLUMN "serialised" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "job_ticket" ADD COLUMN "labour_posted_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "job_ticket" ADD COLUMN "variance_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_material" ADD COLUMN "scrap_percent" numeric(20, 6) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "token_task" ADD COLUMN "operator_name" text;--> statement-breakpoint
ALTER TABLE "token_task" ADD COLUMN "labour_cost_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "work_token" ADD COLUMN "held_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "work_token" ADD COLUMN "finished_quantity" numeric(20, 6) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "work_token" ADD COLUMN "scrapped_quantity" numeric(20, 6) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "work_token" ADD COLUMN "material_cost_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "work_token" ADD COLUMN "labour_posted_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "work_token" ADD COLUMN "finished_cost_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "wip_device_event" ADD COLUMN "fingerprint" text NOT NULL;--> statement-breakpoint
ALTER TABLE "wip_device_event" ADD COLUMN "answer" text NOT NULL;--> statement-breakpoint
ALTER TABLE "wip_log" ADD COLUMN "to_operator_id" text;--> statement-breakpoint
ALTER TABLE "wip_log" ADD COLUMN "to_operator_name" text;--> statement-breakpoint
ALTER TABLE "wip_log" ADD COLUMN "recorded_by" text;--> statement-breakpoint
ALTER TABLE "wip_log" ADD COLUMN "finished_quantity" numeric(20, 6) DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "wip_log" ADD COLUMN "effects" jsonb;--> statement-breakpoint
CREATE INDEX "job_ticket_product_idx" ON "job_ticket" USING btree ("tenant_id","product_id","id");--> statement-breakpoint
CREATE INDEX "ticket_task_work_centre_idx" ON "ticket_task" USING btree ("tenant_id","work_centre_id");--> statement-breakpoint
CREATE INDEX "wip_log_operator_idx" ON "wip_log" USING btree ("tenant_id","operator_id","id");--> statement-breakpoint
CREATE INDEX "token_material_serial_idx" ON "token_material" USING btree ("tenant_id","serial_id") WHERE "token_material"."serial_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "work_token_serial_key" ON "work_token" USING btree ("tenant_id","serial_id") WHERE "work_token"."serial_id" is not null;--> statement-breakpoint
ALTER TABLE "job_ticket" ADD CONSTRAINT "job_ticket_good" CHECK ("job_ticket"."good_quantity" between 0 and "job_ticket"."quantity");--> statement-breakpoint
ALTER TABLE "job_ticket" ADD CONSTRAINT "job_ticket_earned" CHECK ("job_ticket"."earned_minutes" between 0 and "job_ticket"."total_minutes");--> statement-breakpoint
ALTER TABLE "job_ticket" ADD CONSTRAINT "job_ticket_held" CHECK (("job_ticket"."state" = 'on_hold') = ("job_ticket"."held_from" is not null));--> statement-breakpoint
ALTER TABLE "ticket_material" ADD CONSTRAINT "ticket_material_per_piece" CHECK ("ticket_material"."quantity_per_piece" > 0);--> statement-breakpoint
ALTER TABLE "ticket_task" ADD CONSTRAINT "ticket_task_quantities" CHECK ("ticket_task"."good_quantity" >= 0 and "ticket_task"."rejected_quantity" >= 0);--> statement-breakpoint
ALTER TABLE "token_task" ADD CONSTRAINT "token_task_quantities" CHECK ("token_task"."good_quantity" >= 0 and "token_task"."rejected_quantity" >= 0);--> statement-breakpoint
ALTER TABLE "token_task" ADD CONSTRAINT "token_task_running" CHECK (("token_task"."state" = 'running') = ("token_task"."running_since" is not null) and ("token_task"."state" <> 'running' or "token_task"."operator_id" is not null));--> statement-breakpoint
ALTER TABLE "work_token" ADD CONSTRAINT "work_token_finished" CHECK ("work_token"."finished_quantity" between 0 and "work_token"."quantity");--> statement-breakpoint
ALTER TABLE "work_token" ADD CONSTRAINT "work_token_held" CHECK (("work_token"."state" = 'on_hold') = ("work_token"."held_at" is not null));--> statement-breakpoint
ALTER TABLE "wip_log" ADD CONSTRAINT "wip_log_handover" CHECK (("event" = 'handover') = ("to_operator_id" is not null));--> statement-breakpoint
ALTER TABLE "wip_log" ADD CONSTRAINT "wip_log_quantities" CHECK ("good_quantity" >= 0 and "rejected_quantity" >= 0 and "finished_quantity" >= 0);