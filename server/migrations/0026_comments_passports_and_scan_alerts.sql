CREATE TABLE "comment" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"body" text NOT NULL,
	"mentions" jsonb NOT NULL,
	"author_id" text NOT NULL,
	"author_name" text NOT NULL,
	"edited_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "comment_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"label" text,
	"actor_name" text NOT NULL,
	"excerpt" text,
	"source_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notice_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "passport" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"serial_id" uuid NOT NULL,
	"status_index" integer NOT NULL,
	"version" integer NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_why" text,
	CONSTRAINT "passport_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "passport_consent" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"operator_id" text NOT NULL,
	"name" text NOT NULL,
	"given" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "passport_consent_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "passport_counter" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"next" integer NOT NULL,
	CONSTRAINT "passport_counter_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "passport_profile" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "passport_profile_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "scan_alert" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"detector" text NOT NULL,
	"subject" text NOT NULL,
	"serial_id" uuid,
	"state" text NOT NULL,
	"score" double precision NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"sightings" integer NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"reason" text,
	CONSTRAINT "scan_alert_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "scan_alert_state" CHECK ("scan_alert"."state" in ('open', 'confirmed', 'dismissed')),
	CONSTRAINT "scan_alert_decided" CHECK (("scan_alert"."state" = 'open') = ("scan_alert"."decided_at" is null)),
	CONSTRAINT "scan_alert_piece" CHECK (("scan_alert"."detector" = 'guessing') = ("scan_alert"."serial_id" is null))
);
--> statement-breakpoint
CREATE TABLE "scan_evidence" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"score" double precision NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"evidence" jsonb NOT NULL,
	CONSTRAINT "scan_evidence_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "passport" ADD CONSTRAINT "passport_tenant_id_serial_id_serial_tenant_id_id_fk" FOREIGN KEY ("tenant_id","serial_id") REFERENCES "public"."serial"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scan_evidence" ADD CONSTRAINT "scan_evidence_tenant_id_alert_id_scan_alert_tenant_id_id_fk" FOREIGN KEY ("tenant_id","alert_id") REFERENCES "public"."scan_alert"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comment_entity_idx" ON "comment" USING btree ("tenant_id","entity","entity_id","id");--> statement-breakpoint
CREATE INDEX "notice_user_idx" ON "notice" USING btree ("tenant_id","user_id","id");--> statement-breakpoint
CREATE INDEX "notice_unread_idx" ON "notice" USING btree ("tenant_id","user_id") WHERE "notice"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notice_source_idx" ON "notice" USING btree ("tenant_id","source_id");--> statement-breakpoint
CREATE UNIQUE INDEX "passport_serial_key" ON "passport" USING btree ("tenant_id","serial_id");--> statement-breakpoint
CREATE UNIQUE INDEX "passport_status_index_key" ON "passport" USING btree ("tenant_id","status_index");--> statement-breakpoint
CREATE INDEX "passport_consent_operator_idx" ON "passport_consent" USING btree ("tenant_id","operator_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "passport_profile_product_key" ON "passport_profile" USING btree ("tenant_id","product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scan_alert_subject_key" ON "scan_alert" USING btree ("tenant_id","detector","subject");--> statement-breakpoint
CREATE INDEX "scan_alert_state_idx" ON "scan_alert" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE INDEX "scan_alert_serial_idx" ON "scan_alert" USING btree ("tenant_id","serial_id") WHERE "scan_alert"."serial_id" is not null;--> statement-breakpoint
CREATE INDEX "scan_evidence_alert_idx" ON "scan_evidence" USING btree ("tenant_id","alert_id","id");