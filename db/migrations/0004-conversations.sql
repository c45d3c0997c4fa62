-- Everything said about one matter, the promise given for it, its place in the queue, and the mail about it.

create schema conversations;
create table conversations.conversation (
  brand_id          uuid        not null references brand.brand,
  id                uuid        not null,
  case_number       text        not null,
  door              text        not null check (door in ('partner', 'guest')),
  channel           text        not null check (channel in ('message', 'chat', 'email', 'phone', 'callback', 'app')),
  partner_id        uuid,
  asker_id          uuid,
  asker_name        text        not null,
  property_id       uuid,
  reservation_id    uuid,
  topic             text        not null,
  subtopic          text        not null,
  locale            text        not null,
  excerpt           text        not null,
  submission_id     uuid        not null,
  needs_right       text        not null,
  callback_number   text,
  promised_at       timestamptz,
  received_at       timestamptz,
  opened_at         timestamptz not null,
  last_entry_at     timestamptz not null,
  last_seq          integer     not null,
  asker_seq         integer     not null default 0,
  staff_seq         integer     not null default 0,
  asker_read_seq    integer     not null default 0,
  staff_read_seq    integer     not null default 0,
  primary key (brand_id, id),
  unique (brand_id, case_number),
  unique (brand_id, submission_id),
  foreign key (brand_id, partner_id) references directory.partner,
  foreign key (brand_id, asker_id) references identity.account,
  foreign key (brand_id, property_id) references directory.property,
  foreign key (brand_id, reservation_id) references directory.reservation
);
create index conversation_partner on conversations.conversation (brand_id, partner_id, last_entry_at desc, id desc);
create index conversation_unread on conversations.conversation (brand_id, partner_id) where staff_seq > asker_read_seq;
create index conversation_reservation on conversations.conversation (brand_id, reservation_id) where reservation_id is not null;
create index conversation_property on conversations.conversation (brand_id, property_id, last_entry_at desc) where property_id is not null;

-- One line per thing that happened, counted without gaps under the conversation's row lock.
create table conversations.entry (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  seq             integer     not null,
  kind            text        not null check (kind in ('message', 'reply', 'note', 'received', 'read', 'taken', 'released', 'closed', 'reopened', 'promise-moved', 'announced')),
  author_id       uuid,
  author_name     text,
  body            text,
  data            jsonb       not null default '{}',
  client_id       uuid,
  at              timestamptz not null,
  primary key (brand_id, conversation_id, seq),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create unique index entry_client on conversations.entry (brand_id, conversation_id, client_id) where client_id is not null;

create table conversations.attachment (
  brand_id        uuid    not null,
  conversation_id uuid    not null,
  seq             integer not null,
  file_id         uuid    not null,
  name            text    not null,
  media_type      text    not null,
  byte_size       integer not null,
  primary key (brand_id, conversation_id, file_id),
  foreign key (brand_id, conversation_id, seq) references conversations.entry on delete cascade,
  foreign key (brand_id, file_id) references platform.file
);

create table conversations.closure (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  closed_by       uuid,
  outcome         text        not null check (outcome in ('solved', 'answered', 'not-possible', 'duplicate', 'no-reply')),
  reason          text,
  closed_at       timestamptz not null,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);

-- Announced to the asker: closes at this time unless they write.
create table conversations.closing (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  announced_by    uuid,
  outcome         text        not null check (outcome in ('solved', 'answered', 'not-possible', 'duplicate', 'no-reply')),
  reason          text,
  announced_at    timestamptz not null,
  closes_at       timestamptz not null,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create index closing_due on conversations.closing (brand_id, closes_at);

create schema promises;
create table promises.promise (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  first_at        timestamptz not null,
  due_at          timestamptz not null,
  started_at      timestamptz not null,
  moves           integer     not null default 0,
  kept_at         timestamptz,
  missed_at       timestamptz,
  ended_at        timestamptz,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create index promise_running on promises.promise (brand_id, due_at) where kept_at is null and missed_at is null and ended_at is null;

create table promises.move (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  number          integer     not null,
  from_at         timestamptz not null,
  to_at           timestamptz not null,
  reason          text        not null,
  moved_at        timestamptz not null,
  primary key (brand_id, conversation_id, number),
  foreign key (brand_id, conversation_id) references promises.promise on delete cascade
);

create schema queue;
-- A row stands here exactly while a conversation waits for staff.
create table queue.entry (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  lane            smallint    not null,
  due_at          timestamptz not null,
  waiting_since   timestamptz not null,
  reasons         jsonb       not null,
  door            text        not null,
  channel         text        not null,
  team            text        not null,
  language        text        not null,
  claimed_by      uuid,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create index entry_order on queue.entry (brand_id, lane, due_at, conversation_id) where claimed_by is null;
create index entry_mine on queue.entry (brand_id, claimed_by, lane, due_at) where claimed_by is not null;

create table queue.claim (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  agent_id        uuid        not null,
  claimed_at      timestamptz not null,
  primary key (brand_id, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade,
  foreign key (brand_id, agent_id) references staff.agent
);
create index claim_agent on queue.claim (brand_id, agent_id, claimed_at desc);

create table queue.lane_count (
  brand_id uuid     not null,
  lane     smallint not null,
  channel  text     not null,
  waiting  integer  not null,
  primary key (brand_id, lane, channel)
);

create schema email;
create table email.outgoing (
  brand_id        uuid        not null references brand.brand,
  id              uuid        not null,
  conversation_id uuid,
  kind            text        not null,
  dedupe_key      text        not null,
  recipient       text        not null,
  subject         text        not null,
  body_text       text        not null,
  body_html       text        not null,
  message_id      text        not null,
  created_at      timestamptz not null,
  attempts        integer     not null default 0,
  sent_at         timestamptz,
  failed_at       timestamptz,
  error           text,
  primary key (brand_id, id),
  unique (brand_id, dedupe_key)
);
create index outgoing_newest on email.outgoing (brand_id, created_at desc, id desc);
create index outgoing_unsent on email.outgoing (brand_id, created_at) where sent_at is null and failed_at is null;

create schema contact;
create table contact.draft (
  brand_id     uuid        not null,
  account_id   uuid        not null,
  topic        text        not null,
  subtopic     text        not null,
  property_id  uuid,
  confirmation text        not null default '',
  body         text        not null default '',
  saved_at     timestamptz not null,
  primary key (brand_id, account_id, topic, subtopic),
  foreign key (brand_id, account_id) references identity.account on delete cascade
);

create table contact.draft_file (
  brand_id   uuid not null,
  account_id uuid not null,
  topic      text not null,
  subtopic   text not null,
  file_id    uuid not null,
  primary key (brand_id, account_id, topic, subtopic, file_id),
  foreign key (brand_id, account_id, topic, subtopic) references contact.draft on delete cascade,
  foreign key (brand_id, file_id) references platform.file
);
