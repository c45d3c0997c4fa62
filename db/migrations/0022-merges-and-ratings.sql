-- Conversations merged into another, those that are suspicious, what askers thought, and who of the staff was mentioned and read what.

create table conversations.merge (
  brand_id   uuid        not null,
  from_id    uuid        not null,
  into_id    uuid        not null check (into_id <> from_id),
  merged_by  uuid        not null,
  merged_at  timestamptz not null,
  was_open   boolean     not null,
  primary key (brand_id, from_id),
  foreign key (brand_id, from_id) references conversations.conversation on delete cascade,
  foreign key (brand_id, into_id) references conversations.conversation on delete cascade
);
create index merge_into on conversations.merge (brand_id, into_id);

-- Links in it are switched off until somebody of the staff clears it.
create table conversations.suspicion (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  because         text        not null check (because in ('staff', 'deceptive-link', 'reported')),
  marked_by       uuid,
  marked_at       timestamptz not null,
  cleared_by      uuid,
  cleared_at      timestamptz,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);

create table conversations.rating (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  rated_by        uuid,
  good            boolean     not null,
  why             text        not null default '',
  rated_at        timestamptz not null,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create index rating_newest on conversations.rating (brand_id, rated_at desc);

create table casework.mention (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  seq             integer     not null,
  agent_id        uuid        not null,
  mentioned_by    uuid        not null,
  mentioned_at    timestamptz not null,
  seen_at         timestamptz,
  primary key (brand_id, conversation_id, seq, agent_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade,
  foreign key (brand_id, agent_id) references identity.account on delete cascade
);
create index mention_unseen on casework.mention (brand_id, agent_id, mentioned_at desc) where seen_at is null;

-- Who of the staff has looked at which conversation, a row a day.
create table casework.reading (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  agent_id        uuid        not null,
  day             date        not null,
  first_at        timestamptz not null,
  last_at         timestamptz not null,
  primary key (brand_id, conversation_id, agent_id, day),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade,
  foreign key (brand_id, agent_id) references identity.account on delete cascade
);
create index reading_agent on casework.reading (brand_id, agent_id, day desc);

create table casework.view (
  brand_id uuid        not null,
  id       uuid        not null,
  owner_id uuid        not null,
  name     text        not null,
  shared   boolean     not null,
  filters  text        not null,
  made_at  timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, owner_id) references identity.account on delete cascade
);
create index view_owner on casework.view (brand_id, owner_id);

do $$
declare
  t record;
begin
  for t in select * from (values ('conversations', 'merge'), ('conversations', 'suspicion'), ('conversations', 'rating'),
    ('casework', 'mention'), ('casework', 'reading'), ('casework', 'view')) as t (schema, name)
  loop
    execute format('alter table %I.%I enable row level security', t.schema, t.name);
    execute format('alter table %I.%I force row level security', t.schema, t.name);
    execute format(
      $policy$create policy own_brand on %I.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t.schema, t.name);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant select, insert, update, delete on all tables in schema casework to hospes_app;
    grant select, insert, update, delete on all tables in schema conversations to hospes_app;
  end if;
end $$;
