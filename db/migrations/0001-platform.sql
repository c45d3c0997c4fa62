-- What the platform itself keeps: facts with their place in the change feed, stored files, counters against guessing.

create schema platform;

create table platform.fact (
  id              uuid        not null primary key,
  brand_id        uuid        not null,
  name            text        not null,
  conversation_id uuid,
  partner_id      uuid,
  for_asker       boolean     not null default false,
  seq             integer,
  payload         jsonb       not null default '{}',
  recorded_at     timestamptz not null default now(),
  position        bigint      unique
);
create index fact_unsequenced on platform.fact (id) where position is null;
create index fact_of_partner on platform.fact (brand_id, partner_id, position) where for_asker;

create table platform.feed (
  only_row      boolean not null primary key default true check (only_row),
  last_position bigint  not null default 0
);
insert into platform.feed default values;

create table platform.file (
  brand_id   uuid        not null,
  id         uuid        not null,
  owner_id   uuid        not null,
  sha256     bytea       not null,
  name       text        not null,
  media_type text        not null,
  byte_size  integer     not null check (byte_size > 0),
  stored_at  timestamptz not null default now(),
  primary key (brand_id, id)
);

create table platform.rate_limit (
  brand_id     uuid        not null,
  subject      text        not null,
  window_start timestamptz not null,
  attempts     integer     not null,
  primary key (brand_id, subject)
);
