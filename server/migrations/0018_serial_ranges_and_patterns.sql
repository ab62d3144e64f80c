CREATE TABLE "serial_number_counter" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scope" text NOT NULL,
	"last" bigint NOT NULL,
	CONSTRAINT "serial_number_counter_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "serial_number_counter_last" CHECK ("serial_number_counter"."last" >= 0)
);
--> statement-breakpoint
CREATE TABLE "serial_range" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"line" text NOT NULL,
	"product_id" uuid,
	"prefix" text NOT NULL,
	"digits" integer NOT NULL,
	"first" bigint NOT NULL,
	"last" bigint NOT NULL,
	"head" text COLLATE "C" NOT NULL,
	"width" integer NOT NULL,
	"low" bigint NOT NULL,
	"high" bigint NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"voided" integer DEFAULT 0 NOT NULL,
	"next" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "serial_range_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "serial_range_numbers" CHECK ("serial_range"."first" >= 0 and "serial_range"."last" >= "serial_range"."first" and "serial_range"."high" - "serial_range"."low" = "serial_range"."last" - "serial_range"."first"),
	CONSTRAINT "serial_range_account" CHECK ("serial_range"."used" >= 0 and "serial_range"."voided" >= 0 and "serial_range"."used" + "serial_range"."voided" <= "serial_range"."last" - "serial_range"."first" + 1)
);
--> statement-breakpoint
CREATE TABLE "serial_range_number" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"range_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"fate" text NOT NULL,
	"serial_id" uuid,
	"reason" text,
	"at" timestamp with time zone NOT NULL,
	"actor_name" text NOT NULL,
	CONSTRAINT "serial_range_number_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "serial_range_number_fate" CHECK (("serial_range_number"."fate" = 'used') = ("serial_range_number"."serial_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "serial" ADD COLUMN "pattern" text;--> statement-breakpoint
ALTER TABLE "serial_range" ADD CONSTRAINT "serial_range_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "serial_range_number" ADD CONSTRAINT "serial_range_number_tenant_id_range_id_serial_range_tenant_id_id_fk" FOREIGN KEY ("tenant_id","range_id") REFERENCES "public"."serial_range"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "serial_range_number" ADD CONSTRAINT "serial_range_number_tenant_id_serial_id_serial_tenant_id_id_fk" FOREIGN KEY ("tenant_id","serial_id") REFERENCES "public"."serial"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "serial_number_counter_key" ON "serial_number_counter" USING btree ("tenant_id","scope");--> statement-breakpoint
CREATE INDEX "serial_range_head_idx" ON "serial_range" USING btree ("tenant_id","head","width");--> statement-breakpoint
CREATE UNIQUE INDEX "serial_range_number_key" ON "serial_range_number" USING btree ("tenant_id","range_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "serial_range_number_serial_key" ON "serial_range_number" USING btree ("tenant_id","serial_id") WHERE "serial_range_number"."serial_id" is not null;--> statement-breakpoint
ALTER TABLE "serial" ADD CONSTRAINT "serial_pattern_of_legacy" CHECK ("serial"."pattern" is null or "serial"."kind" = 'legacy');