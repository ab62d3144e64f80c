-- What a product is, what it is counted in and whether piece by piece stays as it is once it was in stock, numbered, ordered or
-- put on a ticket: every quantity and piece there means just that. Whoever is writing of it right now holds its key and is waited
-- for; what they wrote is seen.
CREATE FUNCTION product_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM public.product p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.id FOR UPDATE;
  IF EXISTS (SELECT FROM public.stock_move m WHERE m.tenant_id = NEW.tenant_id AND m.product_id = NEW.id)
    OR EXISTS (SELECT FROM public.serial s WHERE s.tenant_id = NEW.tenant_id AND s.product_id = NEW.id)
    OR EXISTS (SELECT FROM public.job_ticket t WHERE t.tenant_id = NEW.tenant_id AND t.product_id = NEW.id)
    OR EXISTS (SELECT FROM public.sales_order_line l WHERE l.tenant_id = NEW.tenant_id AND l.product_id = NEW.id)
  THEN
    RAISE EXCEPTION 'product % is in use', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'product_in_use', TABLE = 'product';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER product_stays BEFORE UPDATE OF kind, unit, serialised ON product FOR EACH ROW
  WHEN ((OLD.kind, OLD.unit, OLD.serialised) IS DISTINCT FROM (NEW.kind, NEW.unit, NEW.serialised))
  EXECUTE FUNCTION product_stays();
