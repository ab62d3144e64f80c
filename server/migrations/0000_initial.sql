CREATE TABLE "audit_record" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"operation" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text,
	"label" text,
	"input" jsonb,
	"changes" jsonb,
	"request_id" text NOT NULL,
	CONSTRAINT "audit_record_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer NOT NULL,
	"response" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_key_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_th" text,
	"type" text NOT NULL,
	"purpose" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "account_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "invoice" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"series" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"order_id" uuid NOT NULL,
	"date" date NOT NULL,
	"currency" text NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"gross_minor" bigint NOT NULL,
	"entry_id" uuid NOT NULL,
	"corrects_id" uuid,
	"posted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "invoice_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "invoice_gross" CHECK ("invoice"."gross_minor" = "invoice"."net_minor" + "invoice"."tax_minor")
);
--> statement-breakpoint
CREATE TABLE "fiscal_period" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"state" text NOT NULL,
	"locked_by" text,
	"locked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fiscal_period_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "fiscal_period_days" CHECK ("fiscal_period"."starts_on" <= "fiscal_period"."ends_on")
);
--> statement-breakpoint
CREATE TABLE "journal_entry" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"journal" text NOT NULL,
	"date" date NOT NULL,
	"memo" text NOT NULL,
	"source_entity" text,
	"source_id" uuid,
	"reverses_id" uuid,
	"posted_at" timestamp with time zone NOT NULL,
	"posted_by" text NOT NULL,
	CONSTRAINT "journal_entry_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "journal_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"account_id" uuid NOT NULL,
	"date" date NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"memo" text,
	CONSTRAINT "journal_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "journal_line_amount" CHECK ("journal_line"."amount_minor" <> 0)
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "number_series" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"series" text NOT NULL,
	"last" bigint NOT NULL,
	CONSTRAINT "number_series_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "bill_of_materials" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"bom_version" integer NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "bill_of_materials_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "bom_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"bom_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"component_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"scrap_percent" numeric(20, 6) DEFAULT '0' NOT NULL,
	"note" text,
	CONSTRAINT "bom_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "bom_line_quantity_positive" CHECK ("bom_line"."quantity" > 0),
	CONSTRAINT "bom_line_scrap_percent" CHECK ("bom_line"."scrap_percent" >= 0 and "bom_line"."scrap_percent" < 100)
);
--> statement-breakpoint
CREATE TABLE "product" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sku" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"name_th" text,
	"description" text,
	"description_th" text,
	"kind" text NOT NULL,
	"unit" text NOT NULL,
	"template_id" uuid,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"category" text,
	"serialised" boolean DEFAULT false NOT NULL,
	"serial_code" text,
	"serial_code_folded" text,
	"line" text,
	"price" numeric(20, 6),
	"currency" text NOT NULL,
	"tax_code" text,
	"standard_cost" numeric(20, 6),
	"weight_g" integer,
	"gtin" text,
	"published" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "product_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "product_serialised_has_code" CHECK (not "product"."serialised" or ("product"."serial_code" is not null and "product"."line" is not null)),
	CONSTRAINT "product_price_not_negative" CHECK ("product"."price" >= 0),
	CONSTRAINT "product_cost_not_negative" CHECK ("product"."standard_cost" >= 0)
);
--> statement-breakpoint
CREATE TABLE "product_image" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"file_id" uuid NOT NULL,
	"alt" text,
	"alt_th" text,
	CONSTRAINT "product_image_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "routing" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"routing_version" integer NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "routing_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "routing_operation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"routing_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_th" text,
	"work_centre_id" uuid NOT NULL,
	"predecessors" text[] NOT NULL,
	"standard_minutes" numeric(20, 6) NOT NULL,
	"setup_minutes" numeric(20, 6) DEFAULT '0' NOT NULL,
	"evidence" text[] NOT NULL,
	CONSTRAINT "routing_operation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "routing_operation_minutes" CHECK ("routing_operation"."standard_minutes" >= 0 and "routing_operation"."setup_minutes" >= 0)
);
--> statement-breakpoint
CREATE TABLE "work_centre" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_th" text,
	"rate_per_hour" numeric(20, 6) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "work_centre_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "work_centre_rate" CHECK ("work_centre"."rate_per_hour" >= 0)
);
--> statement-breakpoint
CREATE TABLE "cart" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"state" text NOT NULL,
	"currency" text NOT NULL,
	"email" text,
	"name" text,
	"phone" text,
	"address" jsonb,
	"shipping_code" text,
	"order_id" uuid,
	"converted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cart_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "cart_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cart_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cart_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "cart_line_quantity" CHECK ("cart_line"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "shipping_method" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_th" text,
	"price" numeric(20, 6) NOT NULL,
	"tax_code" text NOT NULL,
	"min_days" integer,
	"max_days" integer,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "shipping_method_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "shipping_method_price" CHECK ("shipping_method"."price" >= 0)
);
--> statement-breakpoint
CREATE TABLE "customer" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"tax_id" text,
	"address" jsonb,
	"customer_group" text,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "customer_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "stored_file" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"entity" text,
	"entity_id" text,
	"visibility" text NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "stored_file_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "feature_flag_change" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"flag_id" uuid NOT NULL,
	"flag" text NOT NULL,
	"enabled" boolean NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "feature_flag_change_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "tenant_feature_flag" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"flag" text NOT NULL,
	"enabled" boolean NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"why" text NOT NULL,
	CONSTRAINT "tenant_feature_flag_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "api_key" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_key_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "member_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "role" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"permissions" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "role_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "location" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_th" text,
	"kind" text NOT NULL,
	"parent_id" uuid,
	"allow_negative" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "location_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "lot" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"code" text NOT NULL,
	"received_on" date,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "lot_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "stock_level" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"lot_id" uuid DEFAULT '00000000-0000-0000-0000-000000000000' NOT NULL,
	"on_hand" numeric(20, 6) DEFAULT '0' NOT NULL,
	"reserved" numeric(20, 6) DEFAULT '0' NOT NULL,
	"allow_negative" boolean NOT NULL,
	CONSTRAINT "stock_level_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_level_not_negative" CHECK ("stock_level"."allow_negative" or "stock_level"."on_hand" >= 0),
	CONSTRAINT "stock_level_reserved" CHECK ("stock_level"."reserved" >= 0 and ("stock_level"."allow_negative" or "stock_level"."reserved" <= "stock_level"."on_hand"))
);
--> statement-breakpoint
CREATE TABLE "stock_move" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"product_id" uuid NOT NULL,
	"lot_id" uuid DEFAULT '00000000-0000-0000-0000-000000000000' NOT NULL,
	"serial_id" uuid,
	"from_location_id" uuid NOT NULL,
	"to_location_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"value_minor" bigint NOT NULL,
	"reason" text,
	"source_entity" text,
	"source_id" uuid,
	"reverses_id" uuid,
	"actor_id" text,
	CONSTRAINT "stock_move_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_move_quantity" CHECK ("stock_move"."quantity" > 0),
	CONSTRAINT "stock_move_places" CHECK ("stock_move"."from_location_id" <> "stock_move"."to_location_id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "stock_reservation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"lot_id" uuid DEFAULT '00000000-0000-0000-0000-000000000000' NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"state" text NOT NULL,
	"source_entity" text NOT NULL,
	"source_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "stock_reservation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stock_reservation_quantity" CHECK ("stock_reservation"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "stock_value" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"value_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "stock_value_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "job_ticket" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"line" text NOT NULL,
	"product_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"due_on" date,
	"priority" integer DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"held_from" text,
	"bom_id" uuid,
	"routing_id" uuid,
	"good_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"scrapped_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"earned_minutes" numeric(20, 6) DEFAULT '0' NOT NULL,
	"total_minutes" numeric(20, 6) DEFAULT '0' NOT NULL,
	"material_cost_minor" bigint DEFAULT 0 NOT NULL,
	"labour_cost_minor" bigint DEFAULT 0 NOT NULL,
	"finished_cost_minor" bigint DEFAULT 0 NOT NULL,
	"note" text,
	"released_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "job_ticket_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "job_ticket_quantity" CHECK ("job_ticket"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "ticket_material" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"product_id" uuid NOT NULL,
	"quantity_per_piece" numeric(20, 6) NOT NULL,
	"quantity_required" numeric(20, 6) NOT NULL,
	"quantity_consumed" numeric(20, 6) DEFAULT '0' NOT NULL,
	CONSTRAINT "ticket_material_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "ticket_task" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_th" text,
	"work_centre_id" uuid NOT NULL,
	"rate_per_hour" numeric(20, 6) NOT NULL,
	"predecessors" text[] NOT NULL,
	"standard_minutes" numeric(20, 6) NOT NULL,
	"setup_minutes" numeric(20, 6) NOT NULL,
	"evidence" text[] NOT NULL,
	"good_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"rejected_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	CONSTRAINT "ticket_task_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "token_material" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"serial_id" uuid,
	"product_id" uuid NOT NULL,
	"lot_id" uuid NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"move_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "token_material_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "token_task" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"state" text NOT NULL,
	"good_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"rejected_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"operator_id" text,
	"running_since" timestamp with time zone,
	"worked_minutes" numeric(20, 6) DEFAULT '0' NOT NULL,
	CONSTRAINT "token_task_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "work_token" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"serial_id" uuid,
	"quantity" numeric(20, 6) NOT NULL,
	"state" text NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "work_token_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "running_log" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"operator_id" text NOT NULL,
	"task_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	CONSTRAINT "running_log_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "wip_device_event" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"log_id" uuid NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "wip_device_event_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "wip_log" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"event" text NOT NULL,
	"ticket_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"operator_id" text NOT NULL,
	"operator_name" text NOT NULL,
	"good_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"rejected_quantity" numeric(20, 6) DEFAULT '0' NOT NULL,
	"device_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"device_event_id" uuid NOT NULL,
	"minutes" numeric(20, 6) DEFAULT '0' NOT NULL,
	"labour_cost_minor" bigint DEFAULT 0 NOT NULL,
	"note" text,
	"reverses_id" uuid,
	"file_ids" uuid[],
	CONSTRAINT "wip_log_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "wip_log_quantities" CHECK ("wip_log"."good_quantity" >= 0 and "wip_log"."rejected_quantity" >= 0)
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "message" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"entity" text,
	"entity_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "message_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"state" text NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"captured_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"reference" text,
	"captured_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "payment_amounts" CHECK ("payment"."amount_minor" > 0 and "payment"."captured_minor" between 0 and "payment"."amount_minor" and "payment"."refunded_minor" between 0 and "payment"."captured_minor")
);
--> statement-breakpoint
CREATE TABLE "provider_event" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "provider_event_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "refund" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"reason" text NOT NULL,
	"reference" text,
	"refunded_by" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "refund_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "refund_amount" CHECK ("refund"."amount_minor" > 0)
);
--> statement-breakpoint
CREATE TABLE "tax_code" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_th" text,
	"rate_percent" numeric(20, 6) NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "tax_code_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "tax_code_rate" CHECK ("tax_code"."rate_percent" >= 0 and "tax_code"."rate_percent" <= 100)
);
--> statement-breakpoint
CREATE TABLE "sales_order" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"token_hash" text NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"customer_id" uuid,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"address" jsonb NOT NULL,
	"shipping_code" text NOT NULL,
	"shipping_name" text NOT NULL,
	"currency" text NOT NULL,
	"items_net_minor" bigint NOT NULL,
	"shipping_net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"paid_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"locale" text NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"shipped_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"cancel_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sales_order_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sales_order_total" CHECK ("sales_order"."total_minor" = "sales_order"."items_net_minor" + "sales_order"."shipping_net_minor" + "sales_order"."tax_minor"),
	CONSTRAINT "sales_order_paid" CHECK ("sales_order"."paid_minor" between 0 and "sales_order"."total_minor" and "sales_order"."refunded_minor" between 0 and "sales_order"."paid_minor")
);
--> statement-breakpoint
CREATE TABLE "sales_order_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"product_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"name" text NOT NULL,
	"quantity" numeric(20, 6) NOT NULL,
	"unit_price" numeric(20, 6) NOT NULL,
	"tax_code" text NOT NULL,
	"tax_rate_percent" numeric(20, 6) NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"gross_minor" bigint NOT NULL,
	CONSTRAINT "sales_order_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sales_order_line_quantity" CHECK ("sales_order_line"."quantity" > 0),
	CONSTRAINT "sales_order_line_gross" CHECK ("sales_order_line"."gross_minor" = "sales_order_line"."net_minor" + "sales_order_line"."tax_minor")
);
--> statement-breakpoint
CREATE TABLE "serial_counter" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"line" text NOT NULL,
	"day" date NOT NULL,
	"last" bigint NOT NULL,
	CONSTRAINT "serial_counter_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "serial_counter_last" CHECK ("serial_counter"."last" between 0 and 33554431)
);
--> statement-breakpoint
CREATE TABLE "serial_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"code_folded" text NOT NULL,
	"line_index" integer NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "serial_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "serial_line_index" CHECK ("serial_line"."line_index" between 0 and 31)
);
--> statement-breakpoint
CREATE TABLE "serial" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"human" text NOT NULL,
	"folded" text NOT NULL,
	"compact" text,
	"kind" text NOT NULL,
	"line" text NOT NULL,
	"day" date NOT NULL,
	"seq" bigint NOT NULL,
	"product_id" uuid NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"ticket_id" uuid,
	"location_id" uuid,
	"order_line_id" uuid,
	"made_on" date,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "serial_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "serial_compact_of_standard" CHECK (("serial"."kind" = 'standard') = ("serial"."compact" is not null))
);
--> statement-breakpoint
CREATE TABLE "serial_event" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"serial_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"reason" text,
	"location_id" uuid,
	"source_entity" text,
	"source_id" uuid,
	CONSTRAINT "serial_event_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "tenant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"code_folded" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"legal_name" text,
	"tax_id" text,
	"address" jsonb,
	"time_zone" text NOT NULL,
	"currency" text NOT NULL,
	"locale" text NOT NULL,
	"prices_include_tax" boolean DEFAULT true NOT NULL,
	"status" text NOT NULL,
	"plan" text NOT NULL,
	"trial_ends_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tenant_domain" (
	"domain" text PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"verified_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bill_of_materials" ADD CONSTRAINT "bill_of_materials_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_line" ADD CONSTRAINT "bom_line_tenant_id_bom_id_bill_of_materials_tenant_id_id_fk" FOREIGN KEY ("tenant_id","bom_id") REFERENCES "public"."bill_of_materials"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bom_line" ADD CONSTRAINT "bom_line_tenant_id_component_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","component_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_tenant_id_template_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","template_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_image" ADD CONSTRAINT "product_image_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing" ADD CONSTRAINT "routing_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_operation" ADD CONSTRAINT "routing_operation_tenant_id_routing_id_routing_tenant_id_id_fk" FOREIGN KEY ("tenant_id","routing_id") REFERENCES "public"."routing"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_operation" ADD CONSTRAINT "routing_operation_tenant_id_work_centre_id_work_centre_tenant_id_id_fk" FOREIGN KEY ("tenant_id","work_centre_id") REFERENCES "public"."work_centre"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_tenant_id_cart_id_cart_tenant_id_id_fk" FOREIGN KEY ("tenant_id","cart_id") REFERENCES "public"."cart"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "location" ADD CONSTRAINT "location_tenant_id_parent_id_location_tenant_id_id_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."location"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot" ADD CONSTRAINT "lot_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_tenant_id_location_id_location_tenant_id_id_fk" FOREIGN KEY ("tenant_id","location_id") REFERENCES "public"."location"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_value" ADD CONSTRAINT "stock_value_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_ticket" ADD CONSTRAINT "job_ticket_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_material" ADD CONSTRAINT "ticket_material_tenant_id_ticket_id_job_ticket_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ticket_id") REFERENCES "public"."job_ticket"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_material" ADD CONSTRAINT "ticket_material_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_task" ADD CONSTRAINT "ticket_task_tenant_id_ticket_id_job_ticket_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ticket_id") REFERENCES "public"."job_ticket"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_task" ADD CONSTRAINT "ticket_task_tenant_id_work_centre_id_work_centre_tenant_id_id_fk" FOREIGN KEY ("tenant_id","work_centre_id") REFERENCES "public"."work_centre"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_task" ADD CONSTRAINT "token_task_tenant_id_token_id_work_token_tenant_id_id_fk" FOREIGN KEY ("tenant_id","token_id") REFERENCES "public"."work_token"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_task" ADD CONSTRAINT "token_task_tenant_id_task_id_ticket_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."ticket_task"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_token" ADD CONSTRAINT "work_token_tenant_id_ticket_id_job_ticket_tenant_id_id_fk" FOREIGN KEY ("tenant_id","ticket_id") REFERENCES "public"."job_ticket"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "running_log" ADD CONSTRAINT "running_log_tenant_id_task_id_ticket_task_tenant_id_id_fk" FOREIGN KEY ("tenant_id","task_id") REFERENCES "public"."ticket_task"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_tenant_id_order_id_sales_order_tenant_id_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."sales_order"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_tenant_id_payment_id_payment_tenant_id_id_fk" FOREIGN KEY ("tenant_id","payment_id") REFERENCES "public"."payment"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_order" ADD CONSTRAINT "sales_order_tenant_id_customer_id_customer_tenant_id_id_fk" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_order_line" ADD CONSTRAINT "sales_order_line_tenant_id_order_id_sales_order_tenant_id_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."sales_order"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_order_line" ADD CONSTRAINT "sales_order_line_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "serial" ADD CONSTRAINT "serial_tenant_id_product_id_product_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."product"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant_domain" ADD CONSTRAINT "tenant_domain_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_record_entity_idx" ON "audit_record" USING btree ("tenant_id","entity","entity_id","id");--> statement-breakpoint
CREATE INDEX "idempotency_key_created_idx" ON "idempotency_key" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "account_code_key" ON "account" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "account_purpose_key" ON "account" USING btree ("tenant_id","purpose");--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_number_key" ON "invoice" USING btree ("tenant_id","series","number");--> statement-breakpoint
CREATE UNIQUE INDEX "fiscal_period_start_key" ON "fiscal_period" USING btree ("tenant_id","starts_on");--> statement-breakpoint
CREATE INDEX "journal_entry_source_idx" ON "journal_entry" USING btree ("tenant_id","source_entity","source_id");--> statement-breakpoint
CREATE INDEX "journal_entry_date_idx" ON "journal_entry" USING btree ("tenant_id","date","id");--> statement-breakpoint
CREATE INDEX "journal_line_entry_idx" ON "journal_line" USING btree ("tenant_id","entry_id");--> statement-breakpoint
CREATE INDEX "journal_line_account_idx" ON "journal_line" USING btree ("tenant_id","account_id","date");--> statement-breakpoint
CREATE UNIQUE INDEX "number_series_key" ON "number_series" USING btree ("tenant_id","series");--> statement-breakpoint
CREATE UNIQUE INDEX "bill_of_materials_version_key" ON "bill_of_materials" USING btree ("tenant_id","product_id","bom_version");--> statement-breakpoint
CREATE UNIQUE INDEX "bom_line_no_key" ON "bom_line" USING btree ("tenant_id","bom_id","line_no");--> statement-breakpoint
CREATE INDEX "bom_line_component_idx" ON "bom_line" USING btree ("tenant_id","component_id");--> statement-breakpoint
CREATE UNIQUE INDEX "product_sku_key" ON "product" USING btree ("tenant_id","sku");--> statement-breakpoint
CREATE UNIQUE INDEX "product_slug_key" ON "product" USING btree ("tenant_id","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "product_serial_code_key" ON "product" USING btree ("tenant_id","serial_code_folded");--> statement-breakpoint
CREATE UNIQUE INDEX "product_gtin_key" ON "product" USING btree ("tenant_id","gtin");--> statement-breakpoint
CREATE INDEX "product_shop_idx" ON "product" USING btree ("tenant_id","published","name","id");--> statement-breakpoint
CREATE INDEX "product_template_idx" ON "product" USING btree ("tenant_id","template_id");--> statement-breakpoint
CREATE UNIQUE INDEX "product_image_position_key" ON "product_image" USING btree ("tenant_id","product_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "routing_version_key" ON "routing" USING btree ("tenant_id","product_id","routing_version");--> statement-breakpoint
CREATE UNIQUE INDEX "routing_operation_code_key" ON "routing_operation" USING btree ("tenant_id","routing_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "work_centre_code_key" ON "work_centre" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "cart_line_product_key" ON "cart_line" USING btree ("tenant_id","cart_id","product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shipping_method_code_key" ON "shipping_method" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_code_key" ON "customer" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE INDEX "customer_email_idx" ON "customer" USING btree ("tenant_id","email");--> statement-breakpoint
CREATE INDEX "stored_file_entity_idx" ON "stored_file" USING btree ("tenant_id","entity","entity_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tenant_feature_flag_key" ON "tenant_feature_flag" USING btree ("tenant_id","flag");--> statement-breakpoint
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key" USING btree ("tenant_id","hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_token_key" ON "invitation" USING btree ("tenant_id","token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "member_user_key" ON "member" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "member_email_idx" ON "member" USING btree ("tenant_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "role_key_key" ON "role" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "location_code_key" ON "location" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "lot_code_key" ON "lot" USING btree ("tenant_id","product_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "stock_level_place_key" ON "stock_level" USING btree ("tenant_id","product_id","location_id","lot_id");--> statement-breakpoint
CREATE INDEX "stock_move_product_idx" ON "stock_move" USING btree ("tenant_id","product_id","id");--> statement-breakpoint
CREATE INDEX "stock_move_source_idx" ON "stock_move" USING btree ("tenant_id","source_entity","source_id");--> statement-breakpoint
CREATE INDEX "stock_reservation_source_idx" ON "stock_reservation" USING btree ("tenant_id","source_entity","source_id");--> statement-breakpoint
CREATE INDEX "stock_reservation_open_idx" ON "stock_reservation" USING btree ("tenant_id","product_id","location_id","lot_id") WHERE "stock_reservation"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "stock_value_product_key" ON "stock_value" USING btree ("tenant_id","product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "job_ticket_number_key" ON "job_ticket" USING btree ("tenant_id","number");--> statement-breakpoint
CREATE INDEX "job_ticket_state_idx" ON "job_ticket" USING btree ("tenant_id","state","due_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_material_line_key" ON "ticket_material" USING btree ("tenant_id","ticket_id","line_no");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_task_code_key" ON "ticket_task" USING btree ("tenant_id","ticket_id","code");--> statement-breakpoint
CREATE INDEX "token_material_token_idx" ON "token_material" USING btree ("tenant_id","token_id");--> statement-breakpoint
CREATE INDEX "token_material_serial_idx" ON "token_material" USING btree ("tenant_id","serial_id");--> statement-breakpoint
CREATE INDEX "token_material_lot_idx" ON "token_material" USING btree ("tenant_id","lot_id","serial_id");--> statement-breakpoint
CREATE UNIQUE INDEX "token_task_key" ON "token_task" USING btree ("tenant_id","token_id","task_id");--> statement-breakpoint
CREATE INDEX "token_task_task_idx" ON "token_task" USING btree ("tenant_id","task_id","state");--> statement-breakpoint
CREATE INDEX "token_task_operator_idx" ON "token_task" USING btree ("tenant_id","operator_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "work_token_code_key" ON "work_token" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "work_token_number_key" ON "work_token" USING btree ("tenant_id","ticket_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "work_token_serial_key" ON "work_token" USING btree ("tenant_id","serial_id");--> statement-breakpoint
CREATE INDEX "wip_log_ticket_idx" ON "wip_log" USING btree ("tenant_id","ticket_id","id");--> statement-breakpoint
CREATE INDEX "wip_log_token_idx" ON "wip_log" USING btree ("tenant_id","token_id","id");--> statement-breakpoint
CREATE INDEX "message_entity_idx" ON "message" USING btree ("tenant_id","entity","entity_id");--> statement-breakpoint
CREATE INDEX "payment_order_idx" ON "payment" USING btree ("tenant_id","order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_event_key" ON "provider_event" USING btree ("tenant_id","provider","event_id");--> statement-breakpoint
CREATE INDEX "refund_payment_idx" ON "refund" USING btree ("tenant_id","payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tax_code_code_key" ON "tax_code" USING btree ("tenant_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "sales_order_number_key" ON "sales_order" USING btree ("tenant_id","number");--> statement-breakpoint
CREATE INDEX "sales_order_state_idx" ON "sales_order" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE INDEX "sales_order_email_idx" ON "sales_order" USING btree ("tenant_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "sales_order_line_no_key" ON "sales_order_line" USING btree ("tenant_id","order_id","line_no");--> statement-breakpoint
CREATE INDEX "sales_order_line_product_idx" ON "sales_order_line" USING btree ("tenant_id","product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "serial_counter_key" ON "serial_counter" USING btree ("tenant_id","line","day");--> statement-breakpoint
CREATE UNIQUE INDEX "serial_line_code_key" ON "serial_line" USING btree ("tenant_id","code_folded");--> statement-breakpoint
CREATE UNIQUE INDEX "serial_line_index_key" ON "serial_line" USING btree ("tenant_id","line_index");--> statement-breakpoint
CREATE UNIQUE INDEX "serial_folded_key" ON "serial" USING btree ("tenant_id","folded");--> statement-breakpoint
CREATE UNIQUE INDEX "serial_compact_key" ON "serial" USING btree ("tenant_id","compact");--> statement-breakpoint
CREATE INDEX "serial_product_state_idx" ON "serial" USING btree ("tenant_id","product_id","state","id");--> statement-breakpoint
CREATE INDEX "serial_ticket_idx" ON "serial" USING btree ("tenant_id","ticket_id");--> statement-breakpoint
CREATE INDEX "serial_order_line_idx" ON "serial" USING btree ("tenant_id","order_line_id") WHERE "serial"."order_line_id" is not null;--> statement-breakpoint
CREATE INDEX "serial_event_serial_idx" ON "serial_event" USING btree ("tenant_id","serial_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "tenant_code_folded_key" ON "tenant" USING btree ("code_folded");--> statement-breakpoint
CREATE UNIQUE INDEX "tenant_slug_key" ON "tenant" USING btree ("slug");