-- A GTIN belongs to one product over all workshops: whoever writes a product that has one claims it, and who no longer has it
-- releases it. Two who want the same meet at the key: the second waits for the first and is refused when it commits.
CREATE FUNCTION product_claims_gtin() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  had text := CASE WHEN TG_OP = 'UPDATE' THEN lpad(OLD.gtin, 14, '0') END;
  has text := lpad(NEW.gtin, 14, '0');
  holder uuid;
BEGIN
  IF had IS NOT DISTINCT FROM has THEN
    UPDATE public.gtin_claim SET version = version + 1
      WHERE gtin = has AND tenant_id = NEW.tenant_id AND product_id = NEW.id;
    RETURN NULL;
  END IF;
  IF had IS NOT NULL THEN
    UPDATE public.gtin_claim SET product_id = NULL, version = version + 1
      WHERE gtin = had AND tenant_id = OLD.tenant_id AND product_id = OLD.id;
  END IF;
  IF has IS NOT NULL THEN
    INSERT INTO public.gtin_claim AS c (gtin, tenant_id, product_id, claimed_at)
      VALUES (has, NEW.tenant_id, NEW.id, NEW.updated_at)
      ON CONFLICT (gtin) DO UPDATE SET tenant_id = excluded.tenant_id, product_id = excluded.product_id,
        claimed_at = excluded.claimed_at, version = c.version + 1
      WHERE c.product_id IS NULL;
    IF NOT FOUND THEN
      SELECT c.tenant_id INTO holder FROM public.gtin_claim c WHERE c.gtin = has;
      RAISE EXCEPTION 'GTIN % belongs to another product', has USING ERRCODE = '23505', TABLE = 'gtin_claim',
        CONSTRAINT = CASE WHEN holder = NEW.tenant_id THEN 'gtin_taken' ELSE 'gtin_claimed' END;
    END IF;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER product_claims_gtin_insert AFTER INSERT ON product FOR EACH ROW
  WHEN (NEW.gtin IS NOT NULL) EXECUTE FUNCTION product_claims_gtin();
--> statement-breakpoint
CREATE TRIGGER product_claims_gtin_update AFTER UPDATE ON product FOR EACH ROW
  WHEN ((OLD.gtin IS NOT NULL OR NEW.gtin IS NOT NULL)
    AND (OLD.gtin, OLD.sku, OLD.name, OLD.name_th, OLD.slug, OLD.published, OLD.deleted_at)
      IS DISTINCT FROM (NEW.gtin, NEW.sku, NEW.name, NEW.name_th, NEW.slug, NEW.published, NEW.deleted_at))
  EXECUTE FUNCTION product_claims_gtin();
--> statement-breakpoint
-- The QR code of a piece leads back by its product's GTIN, for as long as the piece lasts. Whoever is issuing a piece right now
-- holds the product's key and is waited for.
CREATE FUNCTION product_gtin_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM public.product p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.id FOR UPDATE;
  IF EXISTS (SELECT FROM public.serial s
    WHERE s.tenant_id = NEW.tenant_id AND s.product_id = NEW.id AND s.kind = 'standard' AND s.state <> 'void')
  THEN
    RAISE EXCEPTION 'pieces of product % carry its GTIN', NEW.id
      USING ERRCODE = '23514', CONSTRAINT = 'gtin_on_pieces', TABLE = 'product';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER product_gtin_stays BEFORE UPDATE OF gtin ON product FOR EACH ROW
  WHEN (OLD.gtin IS NOT NULL AND lpad(OLD.gtin, 14, '0') IS DISTINCT FROM lpad(NEW.gtin, 14, '0'))
  EXECUTE FUNCTION product_gtin_stays();
--> statement-breakpoint
-- Products that have one already, the oldest first. The owner of the tables is let past the policy for this alone.
ALTER TABLE product NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO gtin_claim (gtin, tenant_id, product_id, claimed_at)
  SELECT DISTINCT ON (lpad(gtin, 14, '0')) lpad(gtin, 14, '0'), tenant_id, id, created_at
  FROM product WHERE gtin IS NOT NULL ORDER BY lpad(gtin, 14, '0'), created_at, id;
--> statement-breakpoint
ALTER TABLE product FORCE ROW LEVEL SECURITY;
