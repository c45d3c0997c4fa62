-- Fills an installation with :count conversations as they look after a year: 5 % wait for staff, 5 % are answered, the rest is
-- closed; partners of very different size. Set-based, foreign keys unchecked while it runs.

set session_replication_role = replica;
set synchronous_commit = off;
set maintenance_work_mem = '512MB';

create temporary table sizes as
select greatest(8, :count / 200)::int as partners, greatest(40, :count / 10)::int as reservations, greatest(20, :count / 20)::int as guests;

create function pg_temp.id(kind text, n bigint) returns uuid language sql immutable parallel safe as
$$ select overlay(overlay(md5(kind || n) placing '4' from 13) placing 'a' from 17)::uuid $$;

-- Sorts by time, as UUID version 7 does.
create function pg_temp.timed_id(at timestamptz, kind text, n bigint) returns uuid language sql immutable parallel safe as
$$ select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(kind || n), 1, 3) || 'a' || substr(md5(kind || n), 4, 15))::uuid $$;

insert into directory.partner (brand_id, id, key, name, country, language)
select ':brand', pg_temp.id('partner', n), 'bench-' || n, 'Partner ' || n, 'SE', 'sv' from sizes, generate_series(1, partners) n;

-- Two places each.
insert into directory.property (brand_id, id, partner_id, property_number, name, address, city, country, time_zone, language, status)
select ':brand', pg_temp.id('property', n), pg_temp.id('partner', (n + 1) / 2), (20000000 + n)::text, 'Place ' || n, 'Street ' || n, 'Town', 'SE', 'Europe/Stockholm', 'sv', 'open'
from sizes, generate_series(1, partners * 2) n;

insert into identity.account (brand_id, id, kind, email, name, locale, time_zone)
select ':brand', pg_temp.id('account', n), 'partner', 'user' || n || '@bench.example', 'User ' || n, 'sv', 'Europe/Stockholm' from sizes, generate_series(1, partners) n;

insert into identity.partner_user (brand_id, account_id, partner_id, rights)
select ':brand', pg_temp.id('account', n), pg_temp.id('partner', n), '{contact-support,finance-cases}' from sizes, generate_series(1, partners) n;

insert into directory.guest (brand_id, id, name, language, country, loyalty_level)
select ':brand', pg_temp.id('guest', n), 'Guest ' || n, 'en', 'GB', n % 4 from sizes, generate_series(1, guests) n;

insert into directory.reservation (brand_id, id, property_id, guest_id, confirmation_number, arrival, departure, status, rooms, guests,
  total_minor, currency, policy, booked_at)
select ':brand', pg_temp.id('reservation', n), pg_temp.id('property', 1 + n % (partners * 2)), pg_temp.id('guest', 1 + n % sizes.guests), (5000000000 + n)::text,
  current_date - 300 + (n % 400), current_date - 298 + (n % 400), 'booked', 1, 2, 120000, 'SEK', '{"key": "flexible", "names": {"en": "Flexible"}, "freeUntilHours": 24}',
  now() - interval '320 days'
from sizes, generate_series(1, reservations) n;

create temporary table planned as
select n, state, pg_temp.timed_id(opened_at, 'c', n) as id, partner, pg_temp.id('partner', partner) as partner_id, pg_temp.id('account', partner) as asker_id, opened_at,
  (array['wrong-price', 'not-syncing', 'load-availability', 'restrictions'])[1 + n % 4] as subtopic,
  left(repeat('The price shown for the last week of the month is not the one that was entered, and guests have begun to ask. ', 12),
       80 + (1100 * random() * random())::int) as body
from (
  select n, case when n > :count * 0.95 then 'waiting' when n % 20 = 0 then 'answered' else 'closed' end as state,
    -- The square makes some partners write hundreds of times as often as others.
    1 + floor(partners * power(random(), 2))::int as partner,
    case when n > :count * 0.95 then now() - interval '21 hours' * (:count - n) / (:count * 0.05)
         else now() - interval '1 day' - interval '364 days' * (:count * 0.95 - n) / (:count * 0.95) end as opened_at
  from sizes, generate_series(1, :count) n) drawn;
analyze planned;

insert into conversations.conversation (brand_id, id, case_number, door, channel, partner_id, asker_id, asker_name, property_id, reservation_id, topic, subtopic, locale,
  excerpt, submission_id, needs_right, promised_at, received_at, opened_at, last_entry_at, last_seq, asker_seq, staff_seq, asker_read_seq, staff_read_seq)
select ':brand', id, 'H-' || lpad(upper(to_hex((n::bigint * 2654435761) % 4294967296)), 8, '0'), 'partner', 'message',
  partner_id, asker_id, 'User ' || partner, pg_temp.id('property', partner * 2),
  case when n % 5 = 0 then pg_temp.id('reservation', 1 + n % reservations) end, 'rates', subtopic, 'sv', left(body, 180), pg_temp.id('submission', n), 'contact-support',
  opened_at + interval '24 hours', opened_at, opened_at, opened_at, case state when 'waiting' then 2 when 'answered' then 3 else 4 end, 1,
  case state when 'waiting' then 0 else 3 end, 1, case state when 'waiting' then 0 else 3 end
from planned, sizes order by n;

insert into conversations.entry (brand_id, conversation_id, seq, kind, author_id, author_name, body, client_id, at)
select ':brand', id, seq, (array['message', 'received', 'reply', 'closed'])[seq], case when seq = 1 then asker_id end,
  case seq when 1 then 'User ' || partner when 3 then 'Maja' end, case when seq in (1, 3) then body end,
  case when seq in (1, 3) then pg_temp.id('client' || seq, n) end, opened_at + interval '1 minute' * (seq - 1)
from planned, generate_series(1, 4) seq where seq <= case state when 'waiting' then 2 when 'answered' then 3 else 4 end order by n, seq;

insert into conversations.closure (brand_id, conversation_id, outcome, closed_at)
select ':brand', id, 'solved', opened_at + interval '3 minutes' from planned where state = 'closed' order by n;

insert into promises.promise (brand_id, conversation_id, first_at, due_at, started_at, kept_at)
select ':brand', id, opened_at + interval '24 hours', opened_at + interval '24 hours', opened_at, case when state <> 'waiting' then opened_at + interval '2 minutes' end
from planned order by n;

insert into queue.entry (brand_id, conversation_id, lane, due_at, waiting_since, reasons, door, channel, team, language)
select ':brand', id, case when n % 100 = 0 then 0 when n % 10 = 0 then 1 else 2 end, opened_at + interval '24 hours', opened_at,
  jsonb_build_array(jsonb_build_object('kind', 'promise', 'by', opened_at + interval '24 hours'), jsonb_build_object('kind', 'waiting', 'since', opened_at)),
  'partner', 'message', 'rates', 'sv'
from planned where state = 'waiting' order by n;

-- One of ten is in somebody's hands.
insert into queue.claim (brand_id, conversation_id, agent_id, claimed_at)
select brand_id, conversation_id, (select account_id from staff.agent order by account_id limit 1), now()
from queue.entry where ('x' || right(conversation_id::text, 4))::bit(16)::int % 10 = 0 and conversation_id not in (select conversation_id from queue.claim);
update queue.entry e set claimed_by = c.agent_id from queue.claim c where c.conversation_id = e.conversation_id and e.claimed_by is null;

delete from queue.lane_count;
insert into queue.lane_count (brand_id, lane, channel, waiting)
select brand_id, lane, channel, count(*) from queue.entry where claimed_by is null group by brand_id, lane, channel;

-- What is here for those alone who measure writing.
insert into platform.fact (id, brand_id, name, conversation_id, partner_id, for_asker, seq, recorded_at, position)
select pg_temp.timed_id(opened_at, 'f', n), ':brand', 'conversation.opened', id, partner_id, true, 1, opened_at, last_position + n
from planned, platform.feed order by n;
update platform.feed set last_position = last_position + :count;

-- The bare statement's facts go into a table of the same shape, where no sequencer looks for them.
create schema bare;
create table bare.fact (like platform.fact including all);
insert into bare.fact overriding system value select * from platform.fact order by ordinal;

insert into email.outgoing (brand_id, id, conversation_id, kind, dedupe_key, recipient, subject, body_text, body_html, message_id, created_at, sent_at)
select ':brand', pg_temp.timed_id(opened_at, 'm', n), id, 'receipt', 'receipt:' || id || ':1', 'user' || partner || '@bench.example', 'We have your message', 'text',
  '<p>text</p>', '<' || n || '@bench.example>', opened_at, opened_at
from planned order by n;

reset session_replication_role;
