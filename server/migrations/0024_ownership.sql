CREATE TABLE "claim_code" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"serial_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" text NOT NULL,
	CONSTRAINT "claim_code_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "ownership_request" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"serial_id" uuid NOT NULL,
	"way" text NOT NULL,
	"transfer_id" uuid,
	"email" text NOT NULL,
	"name" text,
	"locale" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "ownership_request_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "ownership_request_way" CHECK ("ownership_request"."way" in ('code', 'order', 'transfer')),
	CONSTRAINT "ownership_request_transfer" CHECK (("ownership_request"."way" = 'transfer') = ("ownership_request"."transfer_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "owner" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"locale" text NOT NULL,
	"verified_at" timestamp with time zone NOT NULL,
	CONSTRAINT "owner_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "owner_link" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "owner_link_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "ownership" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"serial_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	"warranty_until" date,
	"warranty_months" integer,
	"version" integer NOT NULL,
	CONSTRAINT "ownership_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "ownership_warranty" CHECK (("ownership"."warranty_until" is null) = ("ownership"."warranty_months" is null))
);
--> statement-breakpoint
CREATE TABLE "ownership_event" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"serial_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"from_owner_id" uuid,
	"way" text,
	"note" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ownership_event_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "ownership_event_kind" CHECK ("ownership_event"."kind" in ('claimed', 'transferred', 'stolen', 'recovered')),
	CONSTRAINT "ownership_event_from" CHECK (("ownership_event"."kind" = 'transferred') = ("ownership_event"."from_owner_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "recall" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"state" text NOT NULL,
	"criteria" jsonb NOT NULL,
	"reason" text NOT NULL,
	"text" text NOT NULL,
	"text_th" text,
	"started_at" timestamp with time zone NOT NULL,
	"started_by" text NOT NULL,
	"extended_at" timestamp with time zone,
	"lifted_at" timestamp with time zone,
	"lifted_by" text,
	"lift_reason" text,
	"people_count" integer DEFAULT 0 NOT NULL,
	"told_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "recall_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "recall_state" CHECK ("recall"."state" in ('active', 'lifted')),
	CONSTRAINT "recall_lifted" CHECK (("recall"."state" = 'lifted') = ("recall"."lifted_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "recall_piece" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"recall_id" uuid NOT NULL,
	"serial_id" uuid NOT NULL,
	"from_state" text NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "recall_piece_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "recall_piece_state" CHECK ("recall_piece"."state" in ('recalled', 'lifted'))
);
--> statement-breakpoint
CREATE TABLE "recall_recipient" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"recall_id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"locale" text NOT NULL,
	"serial_ids" uuid[] NOT NULL,
	"told_at" timestamp with time zone,
	"ended" boolean DEFAULT false NOT NULL,
	CONSTRAINT "recall_recipient_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "service_entry" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"serial_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"on" date NOT NULL,
	"done_by" text NOT NULL,
	"description" text NOT NULL,
	"parts" jsonb NOT NULL,
	"photo_ids" uuid[] NOT NULL,
	"under_warranty" boolean NOT NULL,
	"corrects_id" uuid,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "service_entry_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "service_entry_kind" CHECK ("service_entry"."kind" in ('repair', 'care', 'inspection', 'alteration'))
);
--> statement-breakpoint
CREATE TABLE "ownership_transfer" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"serial_id" uuid NOT NULL,
	"from_owner_id" uuid NOT NULL,
	"to_email" text,
	"code_hash" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"to_owner_id" uuid,
	CONSTRAINT "ownership_transfer_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "ownership_transfer_state" CHECK ("ownership_transfer"."state" in ('offered', 'accepted', 'cancelled', 'expired')),
	CONSTRAINT "ownership_transfer_ended" CHECK (("ownership_transfer"."state" = 'offered') = ("ownership_transfer"."ended_at" is null)),
	CONSTRAINT "ownership_transfer_to" CHECK (("ownership_transfer"."state" = 'accepted') = ("ownership_transfer"."to_owner_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "warranty_months" integer;--> statement-breakpoint
ALTER TABLE "claim_code" ADD CONSTRAINT "claim_code_tenant_id_serial_id_serial_tenant_id_id_fk" FOREIGN KEY ("tenant_id","serial_id") REFERENCES "public"."serial"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership_request" ADD CONSTRAINT "ownership_request_tenant_id_serial_id_serial_tenant_id_id_fk" FOREIGN KEY ("tenant_id","serial_id") REFERENCES "public"."serial"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "owner_link" ADD CONSTRAINT "owner_link_tenant_id_owner_id_owner_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."owner"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership" ADD CONSTRAINT "ownership_tenant_id_serial_id_serial_tenant_id_id_fk" FOREIGN KEY ("tenant_id","serial_id") REFERENCES "public"."serial"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership" ADD CONSTRAINT "ownership_tenant_id_owner_id_owner_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."owner"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership_event" ADD CONSTRAINT "ownership_event_tenant_id_serial_id_serial_tenant_id_id_fk" FOREIGN KEY ("tenant_id","serial_id") REFERENCES "public"."serial"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recall_piece" ADD CONSTRAINT "recall_piece_tenant_id_recall_id_recall_tenant_id_id_fk" FOREIGN KEY ("tenant_id","recall_id") REFERENCES "public"."recall"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recall_piece" ADD CONSTRAINT "recall_piece_tenant_id_serial_id_serial_tenant_id_id_fk" FOREIGN KEY ("tenant_id","serial_id") REFERENCES "public"."serial"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recall_recipient" ADD CONSTRAINT "recall_recipient_tenant_id_recall_id_recall_tenant_id_id_fk" FOREIGN KEY ("tenant_id","recall_id") REFERENCES "public"."recall"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_entry" ADD CONSTRAINT "service_entry_tenant_id_serial_id_serial_tenant_id_id_fk" FOREIGN KEY ("tenant_id","serial_id") REFERENCES "public"."serial"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership_transfer" ADD CONSTRAINT "ownership_transfer_tenant_id_serial_id_serial_tenant_id_id_fk" FOREIGN KEY ("tenant_id","serial_id") REFERENCES "public"."serial"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ownership_transfer" ADD CONSTRAINT "ownership_transfer_tenant_id_from_owner_id_owner_tenant_id_id_fk" FOREIGN KEY ("tenant_id","from_owner_id") REFERENCES "public"."owner"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "claim_code_serial_key" ON "claim_code" USING btree ("tenant_id","serial_id");--> statement-breakpoint
CREATE UNIQUE INDEX "claim_code_hash_key" ON "claim_code" USING btree ("tenant_id","code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "ownership_request_token_key" ON "ownership_request" USING btree ("tenant_id","token_hash");--> statement-breakpoint
CREATE INDEX "ownership_request_email_idx" ON "ownership_request" USING btree ("tenant_id","email","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "owner_email_key" ON "owner" USING btree ("tenant_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "owner_link_token_key" ON "owner_link" USING btree ("tenant_id","token_hash");--> statement-breakpoint
CREATE INDEX "owner_link_owner_idx" ON "owner_link" USING btree ("tenant_id","owner_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "ownership_serial_key" ON "ownership" USING btree ("tenant_id","serial_id");--> statement-breakpoint
CREATE INDEX "ownership_owner_idx" ON "ownership" USING btree ("tenant_id","owner_id","serial_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ownership_event_version_key" ON "ownership_event" USING btree ("tenant_id","serial_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "recall_number_key" ON "recall" USING btree ("tenant_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "recall_piece_key" ON "recall_piece" USING btree ("tenant_id","recall_id","serial_id");--> statement-breakpoint
CREATE UNIQUE INDEX "recall_piece_open_key" ON "recall_piece" USING btree ("tenant_id","serial_id") WHERE "recall_piece"."state" = 'recalled';--> statement-breakpoint
CREATE UNIQUE INDEX "recall_recipient_key" ON "recall_recipient" USING btree ("tenant_id","recall_id","email");--> statement-breakpoint
CREATE INDEX "recall_recipient_waiting_idx" ON "recall_recipient" USING btree ("tenant_id","recall_id","id") WHERE "recall_recipient"."told_at" is null;--> statement-breakpoint
CREATE INDEX "service_entry_serial_idx" ON "service_entry" USING btree ("tenant_id","serial_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "service_entry_corrects_key" ON "service_entry" USING btree ("tenant_id","corrects_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ownership_transfer_code_key" ON "ownership_transfer" USING btree ("tenant_id","code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "ownership_transfer_offered_key" ON "ownership_transfer" USING btree ("tenant_id","serial_id") WHERE "ownership_transfer"."state" = 'offered';--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_warranty_months" CHECK ("product"."warranty_months" between 1 and 600);