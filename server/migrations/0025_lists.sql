CREATE TABLE "import_run" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"list" text NOT NULL,
	"file_name" text,
	"rows" integer NOT NULL,
	"created" integer NOT NULL,
	"updated" integer NOT NULL,
	"by_id" text,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"undone_at" timestamp with time zone,
	"undone" integer,
	CONSTRAINT "import_run_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "imported_record" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "imported_record_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"owner_id" text NOT NULL,
	"owner_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "saved_view_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "imported_record" ADD CONSTRAINT "imported_record_tenant_id_import_id_import_run_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."import_run"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imported_record_import_idx" ON "imported_record" USING btree ("tenant_id","import_id");--> statement-breakpoint
CREATE INDEX "saved_view_list_idx" ON "saved_view" USING btree ("tenant_id","list","id");--> statement-breakpoint
CREATE INDEX "product_name_idx" ON "product" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE INDEX "customer_name_idx" ON "customer" USING btree ("tenant_id","name","id");--> statement-breakpoint
CREATE INDEX "job_ticket_due_idx" ON "job_ticket" USING btree ("tenant_id","due_on","id");