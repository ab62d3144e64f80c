-- A message that was sent or has failed was tried; one that was kept was not.
select id, state, attempts
from message
where (state in ('sent', 'failed') and attempts = 0) or (state = 'kept' and attempts > 0)
