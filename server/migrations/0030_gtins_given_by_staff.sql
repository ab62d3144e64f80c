-- The platform's staff may take a GTIN from the workshop that claimed it wrongly, although its pieces carry it: the transaction says
-- of which GTIN. The codes of those pieces lead to them all the same (gtin_claim.former).
CREATE OR REPLACE FUNCTION product_gtin_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF lpad(OLD.gtin, 14, '0') = current_setting('app.gtin_given', true) THEN
    RETURN NEW;
  END IF;
  PERFORM FROM public.product p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.id FOR UPDATE;
  IF EXISTS (SELECT FROM public.serial s
    WHERE s.tenant_id = NEW.tenant_id AND s.product_id = NEW.id AND s.kind = 'standard' AND s.state <> 'void')
  THEN
    RAISE EXCEPTION 'pieces of product % carry its GTIN', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'gtin_on_pieces', TABLE = 'product';
  END IF;
  RETURN NEW;
END $$;
