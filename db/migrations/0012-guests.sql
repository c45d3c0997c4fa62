-- Guests sign in, carry things out alone and write with the property. A PIN is kept as a keyed hash and nowhere else.

alter table directory.guest add column email text;
create index guest_email on directory.guest (brand_id, lower(email)) where email is not null;

-- `arrival_time` and `staying` are what the guest has said; who charges, and what a cancellation cost, as the platform tells.
alter table directory.reservation
  drop column pin,
  add column arrival_time      text,
  add column staying           text,
  add column charged_by        text   not null default 'property' check (charged_by in ('platform', 'property')),
  add column cancelled_at      timestamptz,
  add column cancel_cost_minor bigint;

create table directory.refund (
  brand_id       uuid        not null,
  reservation_id uuid        not null,
  amount_minor   bigint      not null check (amount_minor > 0),
  approved_at    timestamptz not null,
  sent_at        timestamptz,
  with_bank_at   timestamptz,
  primary key (brand_id, reservation_id),
  foreign key (brand_id, reservation_id) references directory.reservation on delete cascade
);

-- A guest's account has the id of the directory's guest; the same address may have booked as several.
alter table identity.account drop constraint account_kind_check, add constraint account_kind_check check (kind in ('partner', 'agent', 'guest'));
drop index identity.account_email;
create unique index account_email on identity.account (brand_id, kind, lower(email)) where kind <> 'guest';

-- What a guest's session speaks for: one booking, or (null) the account; and how the guest has proved it.
alter table identity.session
  add column reservation_id uuid,
  add column proof          text check (proof in ('pin', 'short-pin', 'link', 'account')),
  add foreign key (brand_id, reservation_id) references directory.reservation on delete cascade;

create table identity.guest_pin (
  brand_id            uuid     not null,
  confirmation_number text     not null,
  reservation_id      uuid     not null,
  digits              smallint not null check (digits in (4, 6)),
  pin_hash            bytea    not null,
  primary key (brand_id, confirmation_number),
  foreign key (brand_id, reservation_id) references directory.reservation on delete cascade
);

-- One row for each number somebody has tried, also for those that are not there.
create table identity.guest_guard (
  brand_id     uuid        not null,
  number       text        not null,
  tries        integer     not null,
  tries_since  timestamptz not null,
  day_tries    integer     not null,
  day_since    timestamptz not null,
  locked_until timestamptz,
  admitted     boolean     not null,
  primary key (brand_id, number)
);

-- Links and codes sent by mail, and links of the platform that are good for one time.
create table identity.guest_ticket (
  brand_id       uuid        not null,
  token_hash     bytea       not null,
  kind           text        not null check (kind in ('link', 'code', 'signed')),
  account_id     uuid,
  reservation_id uuid,
  tries_left     integer     not null,
  expires_at     timestamptz not null,
  used_at        timestamptz,
  primary key (brand_id, token_hash),
  foreign key (brand_id, account_id) references identity.account on delete cascade,
  foreign key (brand_id, reservation_id) references directory.reservation on delete cascade
);
create index guest_ticket_expiry on identity.guest_ticket (brand_id, expires_at);

create schema correspondence;
-- Everything a guest and a property say to each other about one stay; counted without gaps under the thread's row lock.
create table correspondence.thread (
  brand_id          uuid        not null,
  reservation_id    uuid        not null,
  partner_id        uuid        not null,
  property_id       uuid        not null,
  guest_name        text        not null,
  number            text        not null,
  excerpt           text        not null,
  last_at           timestamptz not null,
  last_seq          integer     not null default 0,
  guest_seq         integer     not null default 0,
  property_seq      integer     not null default 0,
  guest_read_seq    integer     not null default 0,
  property_read_seq integer     not null default 0,
  primary key (brand_id, reservation_id),
  foreign key (brand_id, reservation_id) references directory.reservation on delete cascade,
  foreign key (brand_id, partner_id) references directory.partner,
  foreign key (brand_id, property_id) references directory.property
);
create index thread_partner on correspondence.thread (brand_id, partner_id, last_at desc, reservation_id desc);
create index thread_unread on correspondence.thread (brand_id, partner_id) where guest_seq > property_read_seq;

create table correspondence.message (
  brand_id       uuid        not null,
  reservation_id uuid        not null,
  seq            integer     not null,
  kind           text        not null check (kind in ('message', 'request', 'withdrawn', 'free-cancellation', 'answer', 'told')),
  side           text        not null check (side in ('guest', 'property', 'platform')),
  author_name    text        not null,
  body           text        not null,
  data           jsonb       not null default '{}',
  client_id      uuid        not null,
  at             timestamptz not null,
  primary key (brand_id, reservation_id, seq),
  unique (brand_id, reservation_id, client_id),
  foreign key (brand_id, reservation_id) references correspondence.thread on delete cascade
);

-- A guest asks to cancel free of charge; the property chooses one of the answers there are, until the time is over.
create table correspondence.free_cancellation (
  brand_id       uuid        not null,
  reservation_id uuid        not null,
  seq            integer     not null,
  asked_at       timestamptz not null,
  expires_at     timestamptz not null,
  answer         text        check (answer in ('free', 'first-night', 'no')),
  answered_by    uuid,
  answered_at    timestamptz,
  expired_at     timestamptz,
  primary key (brand_id, reservation_id, seq),
  foreign key (brand_id, reservation_id, seq) references correspondence.message on delete cascade
);
create unique index free_cancellation_open on correspondence.free_cancellation (brand_id, reservation_id) where answered_at is null and expired_at is null;
create index free_cancellation_expiry on correspondence.free_cancellation (brand_id, expires_at) where answered_at is null and expired_at is null;

create schema selfservice;
-- What a guest has changed alone, as it was and as it became; the id comes with the form, so that twice is once.
create table selfservice.change (
  brand_id       uuid        not null,
  id             uuid        not null,
  reservation_id uuid        not null,
  kind           text        not null check (kind in ('dates', 'arrival-time', 'details', 'request', 'cancellation')),
  before         jsonb       not null,
  after          jsonb       not null,
  changed_by     uuid,
  changed_at     timestamptz not null,
  undone_at      timestamptz,
  refused_at     timestamptz,
  primary key (brand_id, id),
  foreign key (brand_id, reservation_id) references directory.reservation on delete cascade
);
create index change_reservation on selfservice.change (brand_id, reservation_id, changed_at desc);

-- What the booking platform is to be told, in order for each reservation.
create table selfservice.notification (
  brand_id       uuid        not null,
  id             uuid        not null,
  reservation_id uuid        not null,
  change_id      uuid,
  name           text        not null,
  payload        jsonb       not null,
  written_at     timestamptz not null,
  attempts       integer     not null default 0,
  try_after      timestamptz,
  sent_at        timestamptz,
  failed_at      timestamptz,
  error          text,
  primary key (brand_id, id),
  foreign key (brand_id, reservation_id) references directory.reservation on delete cascade
);
create index notification_unsent on selfservice.notification (brand_id, written_at, id) where sent_at is null and failed_at is null;

do $$
declare
  t record;
begin
  for t in
    select n.nspname as schema, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r'
      and (n.nspname in ('correspondence', 'selfservice')
           or (n.nspname, c.relname) in (('directory', 'refund'), ('identity', 'guest_pin'), ('identity', 'guest_guard'), ('identity', 'guest_ticket')))
  loop
    execute format('alter table %I.%I enable row level security', t.schema, t.name);
    execute format('alter table %I.%I force row level security', t.schema, t.name);
    execute format(
      $policy$create policy own_brand on %I.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$,
      t.schema, t.name);
  end loop;
  if not exists (select from pg_roles where rolname = 'hospes_app') then return; end if;
  grant usage on schema correspondence, selfservice to hospes_app;
  grant select, insert, update, delete on all tables in schema correspondence, selfservice to hospes_app;
  grant select, insert, update, delete on directory.refund, identity.guest_pin, identity.guest_guard, identity.guest_ticket to hospes_app;
end $$;
