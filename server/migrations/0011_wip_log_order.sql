ALTER TABLE "token_task" ADD COLUMN "last_log_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "wip_log" ADD COLUMN "task_state" text NOT NULL;