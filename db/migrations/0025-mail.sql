-- Mail that comes in, as it came and what became of it; what is known of addresses that mail does not reach; and the kinds of
-- entry that mail brings into a conversation.

create schema postbox;
-- Stored before the sender is told 250. The hash is of recipient and mail, so that a repeat is the same row.
create table postbox.arrival (
  brand_id        uuid        not null references brand.brand,
  id              uuid        not null,
  hash            bytea       not null,
  recipient       text        not null,
  sender          text        not null,
  remote          text        not null,
  helo            text        not null,
  trusted         boolean     not null,
  source          text        not null,
  raw             bytea       not null,
  byte_size       integer     not null,
  received_at     timestamptz not null,
  state           text        not null default 'new' check (state in ('new', 'done', 'parked')),
  attempts        integer     not null default 0,
  handled_at      timestamptz,
  outcome         text        check (outcome in ('opened', 'added', 'held', 'accepted', 'unreadable', 'automatic', 'undelivered', 'complaint', 'relayed', 'refused', 'set-aside')),
  reason          text,
  conversation_id uuid,
  seq             integer,
  from_address    text,
  from_name       text,
  subject         text,
  message_id      text,
  has_html        boolean     not null default false,
  verdict         jsonb,
  primary key (brand_id, id),
  unique (brand_id, hash)
);
create index arrival_newest on postbox.arrival (brand_id, received_at desc, id desc);
create index arrival_waiting on postbox.arrival (brand_id, received_at) where state <> 'done';
create index arrival_conversation on postbox.arrival (brand_id, conversation_id) where conversation_id is not null;

-- An address that mail is not sent to any more, until somebody lifts it.
create table email.suppression (
  brand_id  uuid        not null references brand.brand,
  address   text        not null,
  because   text        not null check (because in ('unknown-address', 'failures', 'complaint', 'by-hand')),
  detail    text        not null,
  since     timestamptz not null,
  primary key (brand_id, address)
);

-- What mail servers have said about mails of ours.
create table email.report (
  brand_id    uuid        not null references brand.brand,
  id          uuid        not null,
  mail_id     uuid,
  address     text        not null,
  kind        text        not null check (kind in ('failed', 'delayed', 'complaint')),
  status      text,
  detail      text        not null,
  reported_at timestamptz not null,
  primary key (brand_id, id)
);
create index report_address on email.report (brand_id, address, reported_at desc);

-- The newest mail of the asker in a conversation: what an answer answers, so that it stands in the same thread of their mailbox.
create table email.thread (
  brand_id        uuid not null references brand.brand,
  conversation_id uuid not null,
  message_id      text not null,
  subject         text not null,
  primary key (brand_id, conversation_id)
);

alter table email.outgoing
  add column null_sender boolean not null default false,
  add column reply_to    text,
  add column looked_at   timestamptz,
  add column bounced_at  timestamptz;
create index outgoing_failed on email.outgoing (brand_id, created_at desc) where failed_at is not null or bounced_at is not null;

alter table conversations.entry drop constraint entry_kind_check;
alter table conversations.entry add constraint entry_kind_check check (kind in (
  'message', 'reply', 'note', 'received', 'read', 'taken', 'released', 'handed-over', 'closed', 'reopened', 'promise-moved', 'announced',
  'snoozed', 'woken', 'merged', 'unmerged', 'split', 'call', 'held', 'automatic', 'undelivered'));
alter table conversations.conversation drop constraint conversation_asker_proof_check;
alter table conversations.conversation add constraint conversation_asker_proof_check check (asker_proof in ('account', 'pin', 'short-pin', 'link', 'mail'));

-- What the operator's scanner says of a file: nothing where there is none.
alter table platform.file add column scan text check (scan in ('pending', 'clean', 'infected'));
create index file_pending on platform.file (brand_id, stored_at) where scan = 'pending';

do $$
declare
  t text;
begin
  foreach t in array array['postbox.arrival', 'email.suppression', 'email.report', 'email.thread'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format(
      $policy$create policy own_brand on %s using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema postbox to hospes_app;
    grant select, insert, update, delete on postbox.arrival, email.suppression, email.report, email.thread to hospes_app;
  end if;
end $$;
