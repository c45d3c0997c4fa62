-- Floor 2: the brand, who signs in, what the booking platform tells us, and staff.

create schema brand;
create table brand.brand (
  id             uuid   not null primary key,
  key            text   not null unique,
  name           text   not null,
  app_name       text   not null,
  loyalty_name   text   not null,
  locales        text[] not null,
  default_locale text   not null,
  platform_url   text,
  colours        jsonb  not null default '{}',
  settings       jsonb  not null,
  is_demo        boolean not null default false
);

create schema directory;
create table directory.partner (
  brand_id      uuid not null references brand.brand,
  id            uuid not null,
  key           text not null,
  name          text not null,
  country       text not null,
  language      text not null,
  phone_on_file text,
  primary key (brand_id, id),
  unique (brand_id, key)
);

create table directory.property (
  brand_id        uuid not null,
  id              uuid not null,
  partner_id      uuid not null,
  property_number text not null,
  name            text not null,
  address         text not null,
  city            text not null,
  country         text not null,
  time_zone       text not null,
  language        text not null,
  status          text not null check (status in ('open', 'closed', 'snoozed')),
  stars           integer,
  latitude        double precision,
  longitude       double precision,
  provider        jsonb,
  account_manager text,
  primary key (brand_id, id),
  unique (brand_id, property_number),
  foreign key (brand_id, partner_id) references directory.partner
);
create index property_partner on directory.property (brand_id, partner_id, name);

create table directory.guest (
  brand_id      uuid    not null references brand.brand,
  id            uuid    not null,
  name          text    not null,
  language      text    not null,
  country       text    not null,
  loyalty_level integer not null check (loyalty_level between 0 and 3),
  primary key (brand_id, id)
);

create table directory.reservation (
  brand_id            uuid        not null,
  id                  uuid        not null,
  property_id         uuid        not null,
  guest_id            uuid        not null,
  confirmation_number text        not null,
  pin                 text        not null,
  arrival             date        not null,
  departure           date        not null,
  status              text        not null check (status in ('booked', 'cancelled', 'no-show', 'stayed')),
  rooms               integer     not null,
  guests              integer     not null,
  total_minor         bigint      not null,
  currency            text        not null,
  policy              jsonb       not null,
  booked_at           timestamptz not null,
  primary key (brand_id, id),
  unique (brand_id, confirmation_number),
  foreign key (brand_id, property_id) references directory.property,
  foreign key (brand_id, guest_id) references directory.guest
);
create index reservation_property on directory.reservation (brand_id, property_id, arrival);

create schema identity;
create table identity.account (
  brand_id      uuid        not null references brand.brand,
  id            uuid        not null,
  kind          text        not null check (kind in ('partner', 'agent')),
  email         text        not null,
  name          text        not null,
  locale        text        not null,
  time_zone     text        not null,
  password_hash text,
  why           jsonb,
  created_at    timestamptz not null default now(),
  primary key (brand_id, id)
);
create unique index account_email on identity.account (brand_id, kind, lower(email));

create table identity.session (
  brand_id     uuid        not null,
  token_hash   bytea       not null,
  account_id   uuid        not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  primary key (brand_id, token_hash),
  foreign key (brand_id, account_id) references identity.account on delete cascade
);
create index session_account on identity.session (brand_id, account_id);

create table identity.invitation (
  brand_id   uuid        not null references brand.brand,
  token_hash bytea       not null,
  email      text        not null,
  role       text        not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  primary key (brand_id, token_hash)
);

create table identity.caller_code (
  brand_id        uuid        not null,
  id              uuid        not null,
  account_id      uuid        not null,
  code_hash       bytea       not null,
  conversation_id uuid        not null,
  issued_at       timestamptz not null,
  expires_at      timestamptz not null,
  used_at         timestamptz,
  primary key (brand_id, id),
  foreign key (brand_id, account_id) references identity.account on delete cascade
);
create unique index caller_code_unused on identity.caller_code (brand_id, code_hash) where used_at is null;

create table identity.partner_user (
  brand_id   uuid   not null,
  account_id uuid   not null,
  partner_id uuid   not null,
  role_title jsonb  not null default '{}',
  rights     text[] not null,
  primary key (brand_id, account_id),
  foreign key (brand_id, account_id) references identity.account on delete cascade,
  foreign key (brand_id, partner_id) references directory.partner
);
create index partner_user_partner on identity.partner_user (brand_id, partner_id);

create schema staff;
create table staff.team (
  brand_id uuid  not null references brand.brand,
  key      text  not null,
  names    jsonb not null,
  primary key (brand_id, key)
);

create table staff.agent (
  brand_id   uuid    not null,
  account_id uuid    not null,
  roles      text[]  not null,
  languages  text[]  not null,
  teams      text[]  not null,
  capacity   integer not null,
  primary key (brand_id, account_id),
  foreign key (brand_id, account_id) references identity.account on delete cascade
);

create table staff.shift (
  brand_id   uuid        not null,
  account_id uuid        not null,
  on_since   timestamptz not null,
  primary key (brand_id, account_id),
  foreign key (brand_id, account_id) references staff.agent on delete cascade
);
