CREATE INDEX "scan_alert_last_idx" ON "scan_alert" USING btree ("tenant_id","last_at","id");
--> statement-breakpoint
-- Payments that were begun before there were days to pay in get the day they would have been given when they were begun. The owner of the
-- tables is let past the policy for this alone.
ALTER TABLE payment NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE payment_method NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE payment p SET due_on = (p.created_at AT TIME ZONE t.time_zone)::date + m.due_days
  FROM tenant t, payment_method m
  WHERE p.state = 'pending' AND p.due_on IS NULL AND t.id = p.tenant_id
    AND m.tenant_id = p.tenant_id AND m.provider = p.provider AND m.code = p.method;
--> statement-breakpoint
ALTER TABLE payment_method FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE payment FORCE ROW LEVEL SECURITY;
