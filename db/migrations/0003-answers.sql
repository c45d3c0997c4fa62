-- What answers before a person does: topics, articles, notices; and the phone directory.

create schema topics;
create table topics.topic (
  brand_id uuid    not null references brand.brand,
  door     text    not null check (door in ('partner', 'guest')),
  key      text    not null,
  place    integer not null,
  names    jsonb   not null,
  scope    jsonb   not null,
  team     text    not null,
  primary key (brand_id, door, key)
);

create table topics.subtopic (
  brand_id uuid    not null,
  door     text    not null,
  topic    text    not null,
  key      text    not null,
  place    integer not null,
  names    jsonb   not null,
  rules    jsonb   not null,
  primary key (brand_id, door, topic, key),
  foreign key (brand_id, door, topic) references topics.topic on delete cascade
);

create table topics.action (
  brand_id uuid  not null references brand.brand,
  key      text  not null,
  kind     text  not null check (kind in ('built-in', 'platform')),
  path     text,
  names    jsonb not null,
  hints    jsonb not null,
  primary key (brand_id, key)
);

create schema articles;
create table articles.article (
  brand_id uuid    not null references brand.brand,
  key      text    not null,
  number   integer not null,
  door     text    not null check (door in ('partner', 'guest')),
  category text    not null,
  topics   text[]  not null,
  related  text[]  not null,
  owner    text    not null,
  reviewed date    not null,
  primary key (brand_id, key)
);

create table articles.translation (
  brand_id   uuid        not null,
  key        text        not null,
  locale     text        not null,
  title      text        not null,
  slug       text        not null,
  summary    text        not null,
  synonyms   text[]      not null,
  body       text        not null,
  updated_at timestamptz not null,
  primary key (brand_id, key, locale),
  unique (brand_id, locale, slug),
  foreign key (brand_id, key) references articles.article on delete cascade
);

create schema notices;
create table notices.notice (
  brand_id    uuid        not null references brand.brand,
  key         text        not null,
  door        text        not null check (door in ('partner', 'guest')),
  topics      text[]      not null,
  severity    text        not null check (severity in ('fault', 'maintenance')),
  titles      jsonb       not null,
  bodies      jsonb       not null,
  started_at  timestamptz not null,
  checked_at  timestamptz not null,
  resolved_at timestamptz,
  primary key (brand_id, key)
);

create schema voice;
create table voice.line (
  brand_id  uuid   not null references brand.brand,
  key       text   not null,
  door      text   not null check (door in ('partner', 'guest')),
  kind      text   not null check (kind in ('local', 'round-the-clock')),
  country   text   not null,
  languages text[] not null,
  number    text   not null,
  time_zone text   not null,
  cost      jsonb  not null,
  hours     jsonb  not null,
  holidays  jsonb  not null,
  primary key (brand_id, key)
);
