-- Answers that wait out the seconds in which they can be taken back, and what agents have written and not sent.

create table conversations.held_reply (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  agent_id        uuid        not null,
  agent_name      text        not null,
  client_id       uuid        not null,
  body            text        not null,
  seen_seq        integer     not null,
  file_ids        uuid[]      not null default '{}',
  held_at         timestamptz not null,
  leaves_at       timestamptz not null,
  -- The thread had changed when it was to leave: it waits for its writer.
  stopped_at      timestamptz,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create index held_reply_due on conversations.held_reply (brand_id, leaves_at) where stopped_at is null;

create schema casework;
create table casework.draft (
  brand_id        uuid        not null,
  agent_id        uuid        not null,
  conversation_id uuid        not null,
  kind            text        not null check (kind in ('reply', 'note')),
  body            text        not null,
  saved_at        timestamptz not null,
  primary key (brand_id, agent_id, conversation_id, kind),
  foreign key (brand_id, agent_id) references identity.account on delete cascade,
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);

do $$
declare
  t record;
begin
  for t in select * from (values ('conversations', 'held_reply'), ('casework', 'draft')) as t (schema, name)
  loop
    execute format('alter table %I.%I enable row level security', t.schema, t.name);
    execute format('alter table %I.%I force row level security', t.schema, t.name);
    execute format(
      $policy$create policy own_brand on %I.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t.schema, t.name);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema casework to hospes_app;
    grant select, insert, update, delete on all tables in schema casework to hospes_app;
    grant select, insert, update, delete on all tables in schema conversations to hospes_app;
  end if;
end $$;
