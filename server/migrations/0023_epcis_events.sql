CREATE TABLE "epcis_capture" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"success" boolean NOT NULL,
	"error_behaviour" text NOT NULL,
	"captured" integer NOT NULL,
	"duplicates" integer NOT NULL,
	"refused" integer NOT NULL,
	"errors" jsonb NOT NULL,
	"actor_name" text NOT NULL,
	CONSTRAINT "epcis_capture_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "epcis_captured_id" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"event_row_id" uuid NOT NULL,
	"captured_at" timestamp with time zone NOT NULL,
	CONSTRAINT "epcis_captured_id_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "epcis_event" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"origin" text NOT NULL,
	"type" text NOT NULL,
	"action" text,
	"biz_step" text,
	"disposition" text,
	"read_point" text COLLATE "C",
	"biz_location" text COLLATE "C",
	"event_time" timestamp with time zone NOT NULL,
	"record_time" timestamp with time zone NOT NULL,
	"event_id" text NOT NULL,
	"event_key" uuid NOT NULL,
	"declared_at" timestamp with time zone,
	"error_reason" text,
	"capture_id" uuid,
	"document" jsonb NOT NULL,
	CONSTRAINT "epcis_event_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "epcis_event_term" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"event_row_id" uuid NOT NULL,
	"role" text NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"event_time" timestamp with time zone NOT NULL,
	CONSTRAINT "epcis_event_term_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "epcis_progress" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"through_id" uuid NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "epcis_progress_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "epcis_query" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "epcis_query_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "lot_epc_class" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lot_id" uuid NOT NULL,
	"epc_class" text COLLATE "C" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lot_epc_class_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "lot_epc_class" ADD CONSTRAINT "lot_epc_class_tenant_id_lot_id_lot_tenant_id_id_fk" FOREIGN KEY ("tenant_id","lot_id") REFERENCES "public"."lot"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "epcis_event_time_idx" ON "epcis_event" USING btree ("tenant_id","event_time","id");--> statement-breakpoint
CREATE INDEX "epcis_event_record_time_idx" ON "epcis_event" USING btree ("tenant_id","record_time","id");--> statement-breakpoint
CREATE INDEX "epcis_event_biz_step_idx" ON "epcis_event" USING btree ("tenant_id","biz_step","event_time","id");--> statement-breakpoint
CREATE INDEX "epcis_event_disposition_idx" ON "epcis_event" USING btree ("tenant_id","disposition","event_time","id");--> statement-breakpoint
CREATE INDEX "epcis_event_read_point_idx" ON "epcis_event" USING btree ("tenant_id","read_point","event_time","id");--> statement-breakpoint
CREATE INDEX "epcis_event_biz_location_idx" ON "epcis_event" USING btree ("tenant_id","biz_location","event_time","id");--> statement-breakpoint
CREATE INDEX "epcis_event_key_idx" ON "epcis_event" USING btree ("tenant_id","event_key","id");--> statement-breakpoint
CREATE INDEX "epcis_event_term_value_idx" ON "epcis_event_term" USING btree ("tenant_id","value","event_time","event_row_id","role");--> statement-breakpoint
CREATE INDEX "epcis_event_term_event_idx" ON "epcis_event_term" USING btree ("tenant_id","event_row_id");--> statement-breakpoint
CREATE UNIQUE INDEX "epcis_progress_source_key" ON "epcis_progress" USING btree ("tenant_id","source");--> statement-breakpoint
CREATE UNIQUE INDEX "epcis_query_name_key" ON "epcis_query" USING btree ("tenant_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "lot_epc_class_key" ON "lot_epc_class" USING btree ("tenant_id","lot_id","epc_class");--> statement-breakpoint
CREATE INDEX "lot_epc_class_class_idx" ON "lot_epc_class" USING btree ("tenant_id","epc_class");