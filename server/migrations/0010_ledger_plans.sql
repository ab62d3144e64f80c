-- The triggers of the ledger look up a few rows by key. Planned for each call, over all partitions, that planning costs
-- three times the work itself; one generic plan prunes the partitions when it starts.
ALTER FUNCTION journal_entry_before() SET plan_cache_mode = force_generic_plan;
--> statement-breakpoint
ALTER FUNCTION journal_entry_whole() SET plan_cache_mode = force_generic_plan;
--> statement-breakpoint
ALTER FUNCTION journal_line_belongs() SET plan_cache_mode = force_generic_plan;
