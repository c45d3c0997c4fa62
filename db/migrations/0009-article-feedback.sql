-- What was published when, what readers say of it, keep and read, and what authors have done about it.

alter table articles.translation add column revision integer not null default 1;

create table articles.revision (
  brand_id uuid        not null,
  key      text        not null,
  locale   text        not null,
  number   integer     not null check (number > 0),
  title    text        not null,
  summary  text        not null,
  body     text        not null,
  at       timestamptz not null,
  by       uuid,
  primary key (brand_id, key, locale, number),
  foreign key (brand_id, key, locale) references articles.translation on delete cascade
);
insert into articles.revision (brand_id, key, locale, number, title, summary, body, at)
  select brand_id, key, locale, revision, title, summary, body, updated_at from articles.translation;

-- What the content file said when it was last taken over; locale '' is what all languages share. A row that says something
-- else by now was edited here, and an import leaves it alone.
create table articles.imported (
  brand_id uuid  not null,
  key      text  not null,
  locale   text  not null,
  digest   bytea not null,
  primary key (brand_id, key, locale),
  foreign key (brand_id, key) references articles.article on delete cascade
);

-- A reader is `account:` and an id, or `visitor:` and the hash of what their browser keeps.
create table articles.vote (
  brand_id      uuid        not null,
  key           text        not null,
  locale        text        not null,
  revision      integer     not null,
  reader        text        not null,
  reader_locale text        not null,
  helpful       boolean     not null,
  reason        text        check (reason in ('outdated', 'not-clear', 'did-not-answer', 'wrong', 'missing-language', 'other')),
  comment       text,
  at            timestamptz not null,
  primary key (brand_id, key, locale, revision, reader),
  foreign key (brand_id, key, locale, revision) references articles.revision on delete cascade,
  check (not helpful or reason is null)
);
create index vote_reader on articles.vote (brand_id, reader);

create table articles.saved (
  brand_id   uuid        not null,
  account_id uuid        not null,
  key        text        not null,
  at         timestamptz not null,
  primary key (brand_id, account_id, key),
  foreign key (brand_id, key) references articles.article on delete cascade
);

-- The last time somebody known read an article; `topic` and `subtopic` when the contact flow led there and it is not settled
-- yet whether it saved them the contact.
create table articles.reading (
  brand_id      uuid        not null,
  reader        text        not null,
  key           text        not null,
  locale        text        not null,
  revision      integer     not null,
  reader_locale text        not null,
  topic         text,
  subtopic      text,
  at            timestamptz not null,
  primary key (brand_id, reader, key),
  foreign key (brand_id, key) references articles.article on delete cascade
);
create index reading_at on articles.reading (brand_id, at);
create index reading_unsettled on articles.reading (brand_id, reader, topic) where topic is not null;

create table articles.contact_after (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  key             text        not null,
  locale          text        not null,
  revision        integer     not null,
  read_at         timestamptz not null,
  at              timestamptz not null,
  primary key (brand_id, conversation_id, key),
  foreign key (brand_id, key) references articles.article on delete cascade
);
create index contact_after_at on articles.contact_after (brand_id, at);

create table articles.avoided (
  brand_id uuid    not null,
  day      date    not null,
  key      text    not null,
  topic    text    not null,
  contacts integer not null,
  primary key (brand_id, day, key, topic),
  foreign key (brand_id, key) references articles.article on delete cascade
);

create table articles.handled (
  brand_id uuid        not null references brand.brand,
  kind     text        not null,
  subject  text        not null,
  locale   text        not null,
  at       timestamptz not null,
  by       uuid        not null,
  primary key (brand_id, kind, subject, locale)
);

do $$
declare
  t text;
begin
  foreach t in array array['revision', 'imported', 'vote', 'saved', 'reading', 'contact_after', 'avoided', 'handled']
  loop
    execute format('alter table articles.%I enable row level security', t);
    execute format('alter table articles.%I force row level security', t);
    execute format(
      $policy$create policy own_brand on articles.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant select, insert, update, delete on articles.revision, articles.imported, articles.vote, articles.saved, articles.reading,
      articles.contact_after, articles.avoided, articles.handled to hospes_app;
  end if;
end $$;
