-- What is reserved most often is reserved in two statements. The rest of the function is as it was.
CREATE OR REPLACE FUNCTION reserve_stock(
  p_tenant uuid, p_products uuid[], p_quantities numeric[], p_warehouse text, p_physical text[],
  p_entity text, p_source uuid, p_at timestamptz, p_id_prefix text
) RETURNS TABLE (sku text, available numeric, wanted numeric) LANGUAGE plpgsql AS $$
DECLARE
  item record;
  level record;
  below record;
  taken numeric;
  missing numeric;
  is_short boolean := false;
  products uuid[] := '{}';
  places uuid[] := '{}';
  lots uuid[] := '{}';
  quantities numeric[] := '{}';
  no_lot constant uuid := '00000000-0000-0000-0000-000000000000';
  known int;
BEGIN
  -- The usual order is of one product, and all that is left of it lies in one place: then there is nothing to choose.
  IF cardinality(p_products) = 1 THEN
    UPDATE public.stock_level l SET reserved = l.reserved + p_quantities[1]
    WHERE l.tenant_id = p_tenant AND l.product_id = p_products[1] AND l.on_hand - l.reserved >= p_quantities[1]
      AND (SELECT p.kind FROM public.location p WHERE p.tenant_id = p_tenant AND p.id = l.location_id) = ANY (p_physical)
      AND NOT EXISTS (
        SELECT FROM public.stock_level o
        WHERE o.tenant_id = p_tenant AND o.product_id = p_products[1] AND o.id <> l.id AND (o.on_hand > o.reserved OR o.allow_negative)
          AND (SELECT p.kind FROM public.location p WHERE p.tenant_id = p_tenant AND p.id = o.location_id) = ANY (p_physical)
      )
    RETURNING l.location_id, l.lot_id INTO level;
    IF FOUND THEN
      INSERT INTO public.stock_reservation
        (tenant_id, id, product_id, location_id, lot_id, quantity, state, source_entity, source_id, created_at)
      VALUES (p_tenant, (p_id_prefix || '00000001')::uuid, p_products[1], level.location_id, level.lot_id, p_quantities[1], 'open',
        p_entity, p_source, p_at);
      RETURN;
    END IF;
  END IF;
  FOR item IN
    SELECT i.product_id, sum(i.quantity) AS quantity FROM unnest(p_products, p_quantities) AS i (product_id, quantity)
    GROUP BY i.product_id ORDER BY i.product_id
  LOOP
    missing := item.quantity;
    -- All are locked in one order before the first is taken from in another.
    FOR level IN
      WITH locked AS MATERIALIZED (
        SELECT l.location_id, l.lot_id, l.on_hand - l.reserved AS free, p.code
        FROM public.stock_level l JOIN public.location p ON p.tenant_id = p_tenant AND p.id = l.location_id AND p.kind = ANY (p_physical)
        WHERE l.tenant_id = p_tenant AND l.product_id = item.product_id AND (l.on_hand > l.reserved OR l.allow_negative)
        ORDER BY l.location_id, l.lot_id
        FOR UPDATE OF l
      )
      SELECT k.location_id, k.lot_id, k.free FROM locked k WHERE k.free > 0 ORDER BY k.code <> p_warehouse, k.code, k.lot_id
    LOOP
      taken := least(level.free, missing);
      products := products || item.product_id;
      places := places || level.location_id;
      lots := lots || level.lot_id;
      quantities := quantities || taken;
      missing := missing - taken;
      EXIT WHEN missing = 0;
    END LOOP;
    CONTINUE WHEN missing = 0;
    -- A place where stock may fall below zero promises what nobody has.
    SELECT p.id INTO below FROM public.location p
    WHERE p.tenant_id = p_tenant AND p.kind = ANY (p_physical) AND p.allow_negative AND p.deleted_at IS NULL
    ORDER BY p.code <> p_warehouse, p.code LIMIT 1;
    IF NOT FOUND THEN
      is_short := true;
      available := item.quantity - missing;
      wanted := item.quantity;
      SELECT coalesce(p.sku, item.product_id::text) INTO sku FROM (SELECT) one
        LEFT JOIN public.product p ON p.tenant_id = p_tenant AND p.id = item.product_id;
      RETURN NEXT;
      CONTINUE;
    END IF;
    -- What the place has itself, and what it has not, is one promise.
    SELECT n INTO known FROM generate_subscripts(places, 1) n
    WHERE products[n] = item.product_id AND places[n] = below.id AND lots[n] = no_lot;
    IF FOUND THEN
      quantities[known] := quantities[known] + missing;
    ELSE
      INSERT INTO public.stock_level (tenant_id, id, product_id, location_id, lot_id, on_hand, reserved, allow_negative)
      VALUES (p_tenant, (p_id_prefix || lpad(to_hex(cardinality(places) + 1), 8, '0'))::uuid, item.product_id, below.id, no_lot, 0, 0, true)
      ON CONFLICT DO NOTHING;
      products := products || item.product_id;
      places := places || below.id;
      lots := lots || no_lot;
      quantities := quantities || missing;
    END IF;
  END LOOP;
  IF is_short THEN RETURN; END IF;
  FOR n IN 1 .. cardinality(places) LOOP
    UPDATE public.stock_level l SET reserved = l.reserved + quantities[n]
    WHERE l.tenant_id = p_tenant AND l.product_id = products[n] AND l.location_id = places[n] AND l.lot_id = lots[n];
    INSERT INTO public.stock_reservation
      (tenant_id, id, product_id, location_id, lot_id, quantity, state, source_entity, source_id, created_at)
    VALUES (p_tenant, (p_id_prefix || lpad(to_hex(n), 8, '0'))::uuid, products[n], places[n], lots[n], quantities[n], 'open',
      p_entity, p_source, p_at);
  END LOOP;
END $$;
--> statement-breakpoint
-- A stored answer is forgotten after a day: compressing it, or putting it aside, costs more than the room it takes.
ALTER TABLE idempotency_key SET (toast_tuple_target = 8160);
