-- Calls by the operator's telephony provider. What is keyed is never kept but for a confirmation number that goes on to the
-- guests' line; caller codes and PINs are checked and forgotten.

alter table conversations.entry drop constraint entry_kind_check;
alter table conversations.entry add constraint entry_kind_check check (kind in (
  'message', 'reply', 'note', 'received', 'read', 'taken', 'released', 'handed-over', 'closed', 'reopened', 'promise-moved', 'announced', 'snoozed', 'woken',
  'merged', 'unmerged', 'split', 'call'));

create table voice.call (
  brand_id        uuid        not null references brand.brand,
  id              uuid        not null,
  provider        text        not null,
  provider_id     text        not null,
  direction       text        not null check (direction in ('in', 'out')),
  line            text,
  door            text        not null check (door in ('partner', 'guest')),
  locale          text        not null,
  number          text,
  state           text        not null check (state in ('asking', 'waiting', 'talking', 'ended')),
  step            text        not null,
  tries           smallint    not null default 0,
  keyed           text,
  level           smallint    not null default 0 check (level between 0 and 3),
  proof           text        not null default 'none' check (proof in ('none', 'claim', 'pin', 'code', 'sign-in', 'number-on-file')),
  claimed_name    text,
  property_id     uuid,
  account_id      uuid,
  conversation_id uuid,
  callback_id     uuid,
  agent_id        uuid,
  room            text        not null,
  held            boolean     not null default false,
  started_at      timestamptz not null,
  waiting_since   timestamptz,
  answered_at     timestamptz,
  ended_at        timestamptz,
  ended           text,
  outcome         text,
  primary key (brand_id, id),
  unique (brand_id, provider, provider_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade,
  foreign key (brand_id, property_id) references directory.property
);
create index call_newest on voice.call (brand_id, started_at desc, id desc);
create index call_of_conversation on voice.call (brand_id, conversation_id, started_at desc) where conversation_id is not null;
create index call_waiting on voice.call (brand_id, waiting_since) where state = 'waiting';

-- The call log: one row a leg, told by the provider in any order and more than once.
create table voice.leg (
  brand_id    uuid        not null references brand.brand,
  provider    text        not null,
  leg_id      text        not null,
  call_id     uuid,
  side        text        not null check (side in ('caller', 'agent')),
  agent_id    uuid,
  ringing_at  timestamptz,
  answered_at timestamptz,
  ended_at    timestamptz,
  cause       text,
  primary key (brand_id, provider, leg_id)
);
create index leg_of_call on voice.leg (brand_id, call_id) where call_id is not null;

create table voice.event (
  brand_id    uuid        not null references brand.brand,
  provider    text        not null,
  leg_id      text        not null,
  event       text        not null,
  sequence    integer     not null,
  received_at timestamptz not null,
  primary key (brand_id, provider, leg_id, event, sequence)
);
create index event_age on voice.event (brand_id, received_at);

-- An agent has one seat at the telephone. The queue offers calls; `offered` is a colleague who is asked into one.
create table voice.seat (
  brand_id uuid        not null,
  agent_id uuid        not null,
  call_id  uuid        not null,
  role     text        not null default 'main' check (role in ('main', 'asked')),
  state    text        not null check (state in ('offered', 'talking', 'noting')),
  leg_id   text,
  since    timestamptz not null,
  primary key (brand_id, agent_id),
  foreign key (brand_id, agent_id) references staff.agent,
  foreign key (brand_id, call_id) references voice.call on delete cascade
);
create unique index seat_of_call on voice.seat (brand_id, call_id, role);

-- A promised call: it keeps the place in the queue that its asker had, or takes one when its time has come.
create table voice.callback (
  brand_id        uuid        not null references brand.brand,
  id              uuid        not null,
  conversation_id uuid        not null,
  about           text        not null,
  number          text        not null,
  check_code      bytea,
  why             text        not null check (why in ('asked', 'dropped', 'fault')),
  level           smallint    not null default 0,
  proof           text        not null default 'none',
  place_since     timestamptz not null,
  not_before      timestamptz not null,
  tries           smallint    not null default 0,
  state           text        not null check (state in ('waiting', 'calling', 'reached', 'not-reached', 'withdrawn')),
  made_at         timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create unique index callback_once on voice.callback (brand_id, about) where state in ('waiting', 'calling');
create index callback_due on voice.callback (brand_id, not_before) where state = 'waiting';

do $$
declare
  t text;
begin
  foreach t in array array['call', 'leg', 'event', 'seat', 'callback'] loop
    execute format('alter table voice.%I enable row level security', t);
    execute format('alter table voice.%I force row level security', t);
    execute format(
      $policy$create policy own_brand on voice.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema voice to hospes_app;
    grant select, insert, update, delete on all tables in schema voice to hospes_app;
  end if;
end $$;
