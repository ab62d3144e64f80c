CREATE TABLE "user_workshop" (
	"user_id" text NOT NULL,
	"tenant_id" uuid NOT NULL,
	CONSTRAINT "user_workshop_user_id_tenant_id_pk" PRIMARY KEY("user_id","tenant_id")
);
--> statement-breakpoint
CREATE INDEX "user_workshop_tenant_idx" ON "user_workshop" USING btree ("tenant_id","user_id");