-- The rules of the ledger that hold whoever writes, enforced by triggers. Row-level triggers of a partitioned parent are
-- cloned to every partition, present and future (PostgreSQL 13 and newer), and stay deferrable.
-- SQLSTATE TM001 marks what only a fault of the program can cause; 23514 what a user can.

-- 1. Posting into a month and locking it exclude each other. Posters share an advisory lock of tenant and month, so they
-- never wait for each other and write nothing for it (a shared row lock on the period would burn a multixact for each
-- posting). Whoever locks takes it alone: waits for the posters before, and holds up those after until it commits.
CREATE FUNCTION fiscal_period_lock_key(p_day date) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT (extract(year from p_day) * 12 + extract(month from p_day))::int $$;
--> statement-breakpoint
CREATE FUNCTION journal_entry_before() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The look after the wait must see what was committed meanwhile; under an older snapshot it would not.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'journal entries are posted at isolation level read committed' USING ERRCODE = 'TM001';
  END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtext('fiscal_period ' || NEW.tenant_id), public.fiscal_period_lock_key(NEW.date));
  IF EXISTS (
    SELECT FROM public.fiscal_period p
    WHERE p.tenant_id = NEW.tenant_id AND p.starts_on = date_trunc('month', NEW.date::timestamp)::date AND p.state = 'locked'
  ) THEN
    RAISE EXCEPTION 'the period of % is locked', NEW.date
      USING ERRCODE = '23514', CONSTRAINT = 'journal_entry_period', TABLE = 'journal_entry', DETAIL = to_char(NEW.date, 'YYYY-MM');
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER journal_entry_before BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_entry_before();
--> statement-breakpoint
CREATE FUNCTION fiscal_period_before() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'periods are locked at isolation level read committed' USING ERRCODE = 'TM001';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('fiscal_period ' || NEW.tenant_id), public.fiscal_period_lock_key(NEW.starts_on));
  NEW.entry_count := NULL;
  IF NEW.state = 'locked' THEN
    SELECT count(*) INTO NEW.entry_count FROM public.journal_entry e
    WHERE e.tenant_id = NEW.tenant_id AND e.date BETWEEN NEW.starts_on AND NEW.ends_on;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER fiscal_period_before BEFORE INSERT OR UPDATE ON fiscal_period FOR EACH ROW EXECUTE FUNCTION fiscal_period_before();
--> statement-breakpoint

-- 2. An entry is whole: looked at once, when the transaction commits. Its lines are those of its own millisecond (a CHECK of
-- journal_line says so), which leaves one partition to read.
CREATE FUNCTION journal_entry_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  low uuid := (left(NEW.id::text, 13) || '-0000-0000-000000000000')::uuid;
  high uuid := (left(NEW.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid;
  s record;
BEGIN
  SELECT count(*) AS lines, count(DISTINCT l.line_no) AS numbers, max(l.line_no) AS last, sum(l.amount_minor) AS balance,
    count(DISTINCT l.currency) AS currencies, bool_and(l.date = NEW.date) AS same_day, count(a.id) AS accounts
  INTO s
  FROM public.journal_line l
  LEFT JOIN public.account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
  WHERE l.tenant_id = NEW.tenant_id AND l.entry_id = NEW.id AND l.id BETWEEN low AND high;
  IF s.lines <> NEW.line_count OR s.numbers <> NEW.line_count OR s.last <> NEW.line_count THEN
    RAISE EXCEPTION 'entry % says it has % lines and has %', NEW.id, NEW.line_count, s.lines
      USING ERRCODE = 'TM001', CONSTRAINT = 'journal_entry_whole', TABLE = 'journal_entry';
  END IF;
  IF s.balance <> 0 THEN
    RAISE EXCEPTION 'the lines of entry % sum to % and not to zero', NEW.id, s.balance
      USING ERRCODE = 'TM001', CONSTRAINT = 'journal_entry_balanced', TABLE = 'journal_entry';
  END IF;
  IF s.currencies <> 1 OR NOT s.same_day OR s.accounts <> NEW.line_count THEN
    RAISE EXCEPTION 'the lines of entry % need one currency, its date, and accounts of the chart', NEW.id
      USING ERRCODE = 'TM001', CONSTRAINT = 'journal_entry_lines_alike', TABLE = 'journal_entry';
  END IF;
  IF NEW.reverses_id IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM public.journal_reversal r
        WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.reverses_id AND r.entry_id = NEW.id)
      OR NOT EXISTS (SELECT FROM public.journal_entry e WHERE e.tenant_id = NEW.tenant_id AND e.id = NEW.reverses_id) THEN
      RAISE EXCEPTION 'entry % reverses %, which does not exist or is not marked as reversed', NEW.id, NEW.reverses_id
        USING ERRCODE = 'TM001', CONSTRAINT = 'journal_entry_reverses', TABLE = 'journal_entry';
    END IF;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER journal_entry_whole AFTER INSERT ON journal_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_entry_whole();
--> statement-breakpoint

-- 3. A line belongs to an entry and is the only one of its number. An entry that is whole has each number from 1 to its
-- line_count, so a line added later repeats one or exceeds them. The work is the same for each line, however many there are.
CREATE FUNCTION journal_line_belongs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  low uuid := (left(NEW.id::text, 13) || '-0000-0000-000000000000')::uuid;
  high uuid := (left(NEW.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM public.journal_entry e
      WHERE e.tenant_id = NEW.tenant_id AND e.id = NEW.entry_id AND e.line_count >= NEW.line_no)
    OR (SELECT count(*) FROM public.journal_line l
      WHERE l.tenant_id = NEW.tenant_id AND l.entry_id = NEW.entry_id AND l.line_no = NEW.line_no AND l.id BETWEEN low AND high) <> 1
  THEN
    RAISE EXCEPTION 'line % of entry % has no entry, or the entry was whole without it', NEW.line_no, NEW.entry_id
      USING ERRCODE = 'TM001', CONSTRAINT = 'journal_line_belongs', TABLE = 'journal_line';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER journal_line_belongs AFTER INSERT ON journal_line
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_line_belongs();
--> statement-breakpoint

-- 4. Lines point to accounts without a foreign key (its row lock on the few busy accounts would be the price of every
-- posting), so accounts stay: nobody but the owner of the table deletes one, and then it is a whole tenant that goes.
CREATE FUNCTION account_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_has_role(current_user, (SELECT c.relowner FROM pg_class c WHERE c.oid = TG_RELID), 'USAGE') THEN
    RAISE EXCEPTION 'accounts are archived, never deleted' USING ERRCODE = 'TM001', CONSTRAINT = 'account_stays', TABLE = 'account';
  END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER account_stays BEFORE DELETE ON account FOR EACH ROW EXECUTE FUNCTION account_stays();
--> statement-breakpoint

-- 5. All credit notes of an invoice together never exceed it. Two at once take turns by the invoice's advisory lock.
CREATE FUNCTION invoice_credit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  original public.invoice;
  credited numeric;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('invoice ' || NEW.corrects_id, 0));
  SELECT * INTO original FROM public.invoice i
  WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.corrects_id AND i.kind = 'invoice';
  IF original.id IS NULL OR original.order_id <> NEW.order_id OR original.currency <> NEW.currency THEN
    RAISE EXCEPTION 'credit note % does not correct an invoice of the same order and currency', NEW.id
      USING ERRCODE = 'TM001', CONSTRAINT = 'invoice_credit', TABLE = 'invoice';
  END IF;
  SELECT sum(c.gross_minor) INTO credited FROM public.invoice c
  WHERE c.tenant_id = NEW.tenant_id AND c.corrects_id = NEW.corrects_id;
  IF credited > original.gross_minor THEN
    RAISE EXCEPTION 'credit notes of % exceed the invoice of %', credited, original.gross_minor
      USING ERRCODE = '23514', CONSTRAINT = 'invoice_credit_limit', TABLE = 'invoice';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER invoice_credit AFTER INSERT ON invoice
  FOR EACH ROW WHEN (NEW.kind = 'credit_note') EXECUTE FUNCTION invoice_credit();
