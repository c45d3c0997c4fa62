-- What was said in the last moments before the words became bits (0037) may not have been read yet: it counts as unseen, so that
-- the job that still waits for it reads it.
update search.conversation_number n set seen_seq = 0
from conversations.conversation c
where c.brand_id = n.brand_id and c.id = n.conversation_id and c.last_entry_at > now() - interval '1 day';
