-- Chats: conversations somebody is in now. Who has proved nothing follows their one chat by a session that speaks for nothing else.

do $$
begin
  execute (
    select format('alter table conversations.entry drop constraint entry_kind_check, add constraint entry_kind_check %s',
      replace(pg_get_constraintdef(oid), 'ARRAY[', 'ARRAY[''chat''::text, '))
    from pg_constraint where conrelid = 'conversations.entry'::regclass and conname = 'entry_kind_check');
end $$;

alter table identity.session drop constraint session_proof_check;
alter table identity.session add constraint session_proof_check check (proof in ('pin', 'short-pin', 'link', 'account', 'visit'));

create schema chat;

-- `here_until`: when whoever asks counts as gone unless their page is heard of again; null once they have left.
-- `agent_id`: who they were told is with them.
create table chat.chat (
  brand_id        uuid        not null references brand.brand,
  conversation_id uuid        not null,
  begun_at        timestamptz not null,
  here_until      timestamptz,
  left_at         timestamptz,
  left_how        text        check (left_how in ('lost', 'message', 'email')),
  agent_id        uuid,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade,
  check (here_until is not null or left_at is not null),
  check ((left_at is null) = (left_how is null))
);
create index chat_here on chat.chat (brand_id, here_until) where here_until is not null;

alter table chat.chat enable row level security;
alter table chat.chat force row level security;
create policy own_brand on chat.chat using (
  current_setting('hospes.brand', true) = '*'
  or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid);

do $$
begin
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema chat to hospes_app;
    grant select, insert, update, delete on all tables in schema chat to hospes_app;
  end if;
end $$;
