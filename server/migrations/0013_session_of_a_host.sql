-- A session is good on the host where it was made: in this tenant, or (null) on the central host.
ALTER TABLE "identity"."session" ADD COLUMN "tenant_id" uuid;
