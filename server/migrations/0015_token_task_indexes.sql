DROP INDEX "token_task_task_idx";--> statement-breakpoint
DROP INDEX "token_task_paused_idx";--> statement-breakpoint
-- Rows that every log changes a few times: room on the page lets PostgreSQL change them without touching an index.
ALTER TABLE "token_task" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "work_token" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "ticket_task" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "job_ticket" SET (fillfactor = 80);
