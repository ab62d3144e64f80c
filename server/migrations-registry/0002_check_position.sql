-- How far a check of both stores has come, so that one that was ended goes on from there.
CREATE TABLE "registry"."check_position" (
  "scope" text PRIMARY KEY,
  "run" uuid NOT NULL,
  "started_at" timestamptz NOT NULL,
  "tenant_id" uuid NOT NULL,
  "part" text NOT NULL,
  "after" uuid NOT NULL,
  "report" jsonb NOT NULL,
  "updated_at" timestamptz NOT NULL
);
