-- Saved replies that act, that leads change, and those that are about to act.

alter table casework.saved_reply
  add column actions   jsonb   not null default '[]',
  -- Changed or removed here: an import of files leaves it as it is.
  add column edited_by uuid,
  add column edited_at timestamptz,
  add column removed   boolean not null default false;

create schema macros;
create table macros.held (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  id              uuid        not null,
  agent_id        uuid        not null,
  agent_name      text        not null,
  key             text        not null,
  name            text        not null,
  actions         jsonb       not null,
  -- It acts once the answer it came with has left.
  with_reply      boolean     not null,
  held_at         timestamptz not null,
  acts_at         timestamptz not null,
  -- Why it could not act: nothing of it was done.
  refused         text,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create index held_due on macros.held (brand_id, acts_at) where refused is null;

-- One kind more than there are, whichever there are.
do $$
begin
  execute (
    select format('alter table conversations.entry drop constraint entry_kind_check, add constraint entry_kind_check %s',
      replace(pg_get_constraintdef(oid), 'ARRAY[', 'ARRAY[''reclassified''::text, '))
    from pg_constraint where conrelid = 'conversations.entry'::regclass and conname = 'entry_kind_check');
end $$;

alter table macros.held enable row level security;
alter table macros.held force row level security;
create policy own_brand on macros.held using (
  current_setting('hospes.brand', true) = '*'
  or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid);

do $$
begin
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema macros to hospes_app;
    grant select, insert, update, delete on all tables in schema macros to hospes_app;
  end if;
end $$;
