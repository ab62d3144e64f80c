-- Per line and day the numbers go from 1 to what the counter says, and none is missing.
select coalesce(c.line, s.line) as line, coalesce(c.day, s.day) as day, c.last, s.pieces, s.lowest, s.highest
from serial_counter c
full join (
  select line, day, count(*) as pieces, min(seq) as lowest, max(seq) as highest from serial group by line, day
) s on s.line = c.line and s.day = c.day
where c.line is null or s.line is null or s.lowest <> 1 or s.highest <> c.last or s.pieces <> c.last
