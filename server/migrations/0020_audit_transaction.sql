-- In two steps, so that no row is written anew: what was there before has none, and was committed before anybody asked.
ALTER TABLE "audit_record" ADD COLUMN "txid" bigint;--> statement-breakpoint
ALTER TABLE "audit_record" ALTER COLUMN "txid" SET DEFAULT pg_current_xact_id()::text::bigint;
