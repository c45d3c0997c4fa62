-- What staff keep in hand about a conversation: saved replies, put aside, reminders, tags, links.

create table casework.saved_reply (
  brand_id uuid    not null references brand.brand,
  door     text    not null check (door in ('partner', 'guest')),
  key      text    not null,
  place    integer not null,
  topics   text[]  not null,
  names    jsonb   not null,
  bodies   jsonb   not null,
  primary key (brand_id, door, key)
);

alter table conversations.entry drop constraint entry_kind_check;
alter table conversations.entry add constraint entry_kind_check check (kind in (
  'message', 'reply', 'note', 'received', 'read', 'taken', 'released', 'handed-over', 'closed', 'reopened', 'promise-moved', 'announced',
  'snoozed', 'woken', 'merged', 'unmerged', 'split'));

-- Put aside until a time, or until the asker writes: it waits for nobody meanwhile.
create table conversations.snooze (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  snoozed_by      uuid        not null,
  snoozed_at      timestamptz not null,
  wakes_at        timestamptz,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create index snooze_due on conversations.snooze (brand_id, wakes_at) where wakes_at is not null;

create table casework.reminder (
  brand_id        uuid        not null,
  id              uuid        not null,
  conversation_id uuid        not null,
  kind            text        not null check (kind in ('follow-up', 'relocation')),
  what            text        not null default '',
  for_agent       uuid        not null,
  due_at          timestamptz not null,
  made_by         uuid        not null,
  made_at         timestamptz not null,
  rang_at         timestamptz,
  done_at         timestamptz,
  done_by         uuid,
  primary key (brand_id, id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade,
  foreign key (brand_id, for_agent) references identity.account on delete cascade
);
create index reminder_conversation on casework.reminder (brand_id, conversation_id) where done_at is null;
create index reminder_agent on casework.reminder (brand_id, for_agent, due_at) where done_at is null;
create index reminder_due on casework.reminder (brand_id, due_at) where done_at is null and rang_at is null;

create table casework.tag (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  tag             text        not null,
  tagged_by       uuid        not null,
  tagged_at       timestamptz not null,
  primary key (brand_id, conversation_id, tag),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create index tag_conversations on casework.tag (brand_id, tag, conversation_id);

-- Two conversations that belong together; the smaller id first.
create table casework.link (
  brand_id  uuid        not null,
  one_id    uuid        not null,
  other_id  uuid        not null check (one_id < other_id),
  linked_by uuid        not null,
  linked_at timestamptz not null,
  primary key (brand_id, one_id, other_id),
  foreign key (brand_id, one_id) references conversations.conversation on delete cascade,
  foreign key (brand_id, other_id) references conversations.conversation on delete cascade
);
create index link_other on casework.link (brand_id, other_id);

do $$
declare
  t record;
begin
  for t in select * from (values ('casework', 'saved_reply'), ('casework', 'reminder'), ('casework', 'tag'), ('casework', 'link'), ('conversations', 'snooze')) as t (schema, name)
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
