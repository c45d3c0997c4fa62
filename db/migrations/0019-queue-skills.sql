-- Who can answer whom: doors and working hours of an agent, presence on duty, what kind of work a place in the queue is,
-- offers, calls and chats that are live, where a conversation was handed over to, and why each decision was taken.

alter table staff.agent
  add column doors text[] not null default '{partner,guest}' check (doors <@ array['partner', 'guest'] and cardinality(doors) > 0),
  add column hours jsonb;

-- `seen_at` is null for those whose desk never said that it is there (a program, a test): they cannot be lost.
alter table staff.shift
  add column presence       text        not null default 'here' check (presence in ('here', 'away', 'lost')),
  add column presence_since timestamptz not null default now(),
  add column seen_at        timestamptz;
create index shift_seen on staff.shift (brand_id, seen_at) where presence <> 'lost' and seen_at is not null;

-- `asked_all`: everybody who could take it was asked; it stands in the queue and is offered again when somebody new comes on duty.
alter table queue.entry
  add column work       text not null default 'message' check (work in ('message', 'chat', 'call')),
  add column offered_to uuid,
  add column asked_all  boolean not null default false;
update queue.entry set language = split_part(language, '-', 1);
create index entry_skill on queue.entry (brand_id, lane, team, language, door, work, due_at, conversation_id) where claimed_by is null;

create index entry_live on queue.entry (brand_id) where claimed_by is null and work <> 'message';

-- The ordinary lane's share is kept by every agent, so that no team's agents use up another's.
drop table queue.turn;
create table queue.turn (
  brand_id       uuid    not null,
  agent_id       uuid    not null,
  since_ordinary integer not null,
  primary key (brand_id, agent_id),
  foreign key (brand_id, agent_id) references staff.agent on delete cascade
);

-- Somebody on the line or in a chat, from when they came until they left.
create table queue.live (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  work            text        not null check (work in ('chat', 'call')),
  since           timestamptz not null,
  language        text,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);

-- Another team than the subtopic's, by hand.
create table queue.routing (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  team            text        not null,
  routed_by       uuid        not null,
  routed_at       timestamptz not null,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);

-- An offer to one agent. `round` is the waiting it belongs to: nobody is asked twice within one.
create table queue.offer (
  brand_id        uuid        not null,
  id              uuid        not null,
  conversation_id uuid        not null,
  agent_id        uuid        not null,
  round           timestamptz not null,
  offered_at      timestamptz not null,
  expires_at      timestamptz not null,
  outcome         text        check (outcome in ('accepted', 'declined', 'expired', 'withdrawn')),
  ended_at        timestamptz,
  primary key (brand_id, id),
  unique (brand_id, conversation_id, round, agent_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade,
  foreign key (brand_id, agent_id) references staff.agent on delete cascade
);
create unique index offer_open_conversation on queue.offer (brand_id, conversation_id) where outcome is null;
create unique index offer_open_agent on queue.offer (brand_id, agent_id) where outcome is null;
create index offer_open_until on queue.offer (brand_id, expires_at) where outcome is null;

-- Every decision of the queue and of people about it: whom it concerns, who took it, why, and who was passed over.
create table queue.decision (
  brand_id        uuid        not null,
  id              uuid        not null,
  conversation_id uuid        not null,
  kind            text        not null,
  agent_id        uuid,
  by_id           uuid,
  reasons         jsonb       not null default '[]',
  passed          jsonb       not null default '[]',
  decided_at      timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create index decision_of on queue.decision (brand_id, conversation_id, decided_at);

alter table conversations.entry drop constraint entry_kind_check, add constraint entry_kind_check
  check (kind in ('message', 'reply', 'note', 'received', 'read', 'taken', 'released', 'handed-over', 'closed', 'reopened', 'promise-moved', 'announced'));

do $$
declare
  t text;
begin
  foreach t in array array['turn', 'live', 'routing', 'offer', 'decision'] loop
    execute format('alter table queue.%I enable row level security', t);
    execute format('alter table queue.%I force row level security', t);
    execute format(
      $policy$create policy own_brand on queue.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema queue to hospes_app;
    grant select, insert, update, delete on all tables in schema queue to hospes_app;
  end if;
end $$;
