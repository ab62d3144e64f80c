CREATE TABLE "journal_reversal" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "journal_reversal_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "fiscal_period" DROP CONSTRAINT "fiscal_period_days";--> statement-breakpoint
DROP INDEX "journal_line_entry_idx";--> statement-breakpoint
DROP INDEX "journal_line_account_idx";--> statement-breakpoint
ALTER TABLE "invoice" ALTER COLUMN "entry_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "fiscal_period" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "fiscal_period" ADD COLUMN "entry_count" bigint;--> statement-breakpoint
ALTER TABLE "journal_entry" ADD COLUMN "line_count" integer NOT NULL;--> statement-breakpoint
CREATE INDEX "invoice_order_idx" ON "invoice" USING btree ("tenant_id","order_id");--> statement-breakpoint
CREATE INDEX "invoice_entry_idx" ON "invoice" USING btree ("tenant_id","entry_id");--> statement-breakpoint
CREATE INDEX "invoice_corrects_idx" ON "invoice" USING btree ("tenant_id","corrects_id");--> statement-breakpoint
CREATE INDEX "journal_line_entry_idx" ON "journal_line" USING btree ("tenant_id","entry_id","line_no");--> statement-breakpoint
CREATE INDEX "journal_line_account_idx" ON "journal_line" USING btree ("tenant_id","account_id","date","id","amount_minor");--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_type" CHECK ("account"."type" in ('asset', 'liability', 'equity', 'income', 'expense'));--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_purpose_kept" CHECK ("account"."purpose" is null or "account"."deleted_at" is null);--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_amounts" CHECK ("invoice"."net_minor" >= 0 and "invoice"."tax_minor" >= 0);--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_kind" CHECK ("invoice"."kind" in ('invoice', 'credit_note'));--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_corrects" CHECK (("invoice"."kind" = 'credit_note') = ("invoice"."corrects_id" is not null));--> statement-breakpoint
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_entry" CHECK ("invoice"."entry_id" is not null or "invoice"."gross_minor" = 0);--> statement-breakpoint
ALTER TABLE "fiscal_period" ADD CONSTRAINT "fiscal_period_state" CHECK ("fiscal_period"."state" in ('open', 'locked'));--> statement-breakpoint
ALTER TABLE "fiscal_period" ADD CONSTRAINT "fiscal_period_lock" CHECK (("fiscal_period"."state" = 'locked') = ("fiscal_period"."locked_at" is not null) and ("fiscal_period"."state" = 'locked') = ("fiscal_period"."entry_count" is not null));--> statement-breakpoint
ALTER TABLE "fiscal_period" ADD CONSTRAINT "fiscal_period_days" CHECK (extract(day from "fiscal_period"."starts_on") = 1 and "fiscal_period"."ends_on" = ("fiscal_period"."starts_on" + interval '1 month - 1 day')::date);--> statement-breakpoint
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_journal" CHECK ("journal" in ('general', 'sales', 'purchase', 'bank', 'stock', 'manufacturing', 'opening'));--> statement-breakpoint
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_lines" CHECK ("line_count" >= 2);--> statement-breakpoint
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_source" CHECK (("source_entity" is null) = ("source_id" is null));--> statement-breakpoint
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_no" CHECK ("line_no" >= 1);--> statement-breakpoint
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_moment" CHECK (left("id"::text, 13) = left("entry_id"::text, 13));