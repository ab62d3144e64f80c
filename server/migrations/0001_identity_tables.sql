-- Users, passwords and sessions: the tables that better-auth 1.7 asks for (user, session, account, verification and
-- the two-factor plugin's), described in server/modules/identity/account/tables.ts, and our own throttle of sign-ins.
-- The schema itself is made by the migration program, which also gives the role its rights.
CREATE TABLE "identity"."user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'user' NOT NULL,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_key" UNIQUE ("email"),
	CONSTRAINT "user_email_lower" CHECK ("email" = lower("email")),
	CONSTRAINT "user_role" CHECK ("role" IN ('user', 'platform'))
);
--> statement-breakpoint
CREATE TABLE "identity"."session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL REFERENCES "identity"."user" ("id") ON DELETE CASCADE,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_key" UNIQUE ("token")
);
--> statement-breakpoint
CREATE INDEX "session_user_idx" ON "identity"."session" ("user_id");
--> statement-breakpoint
CREATE INDEX "session_expires_idx" ON "identity"."session" ("expires_at");
--> statement-breakpoint
CREATE TABLE "identity"."account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL REFERENCES "identity"."user" ("id") ON DELETE CASCADE,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_provider_key" UNIQUE ("provider_id", "account_id")
);
--> statement-breakpoint
CREATE INDEX "account_user_idx" ON "identity"."account" ("user_id");
--> statement-breakpoint
CREATE TABLE "identity"."verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "verification_identifier_idx" ON "identity"."verification" ("identifier");
--> statement-breakpoint
CREATE INDEX "verification_expires_idx" ON "identity"."verification" ("expires_at");
--> statement-breakpoint
CREATE TABLE "identity"."two_factor" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL REFERENCES "identity"."user" ("id") ON DELETE CASCADE,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"failed_verification_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	CONSTRAINT "two_factor_user_key" UNIQUE ("user_id")
);
--> statement-breakpoint
CREATE TABLE "identity"."sign_in_throttle" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "sign_in_throttle_ends_idx" ON "identity"."sign_in_throttle" ("window_ends_at");
