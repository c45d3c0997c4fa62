-- What is sought: an index of the articles as they read, their vocabulary, synonyms, and the log of searches.

create extension if not exists pg_trgm;

create schema search;
create table search.document (
  brand_id    uuid     not null references brand.brand,
  locale      text     not null,
  key         text     not null,
  door        text     not null check (door in ('partner', 'guest')),
  lexemes     tsvector not null,
  phrases     text[]   not null,
  words       text[]   not null,
  paragraphs  text[]   not null,
  fingerprint text     not null,
  primary key (brand_id, locale, key)
);
create index document_lexemes on search.document using gin (lexemes);
create index document_words on search.document using gin (words);

-- Every word of the documents, without accents; `parts` are the lexemes of what a compound is made of.
create table search.word (
  brand_id  uuid    not null references brand.brand,
  door      text    not null check (door in ('partner', 'guest')),
  locale    text    not null,
  word      text    not null,
  spelling  text    not null,
  lexemes   text[]  not null,
  parts     text[]  not null,
  documents integer not null,
  primary key (brand_id, door, locale, word)
);
create index word_prefix on search.word (brand_id, door, locale, word text_pattern_ops);
create index word_similar on search.word using gin (word gin_trgm_ops);
create index word_lexemes on search.word using gin (lexemes);
create index word_parts on search.word using gin (parts);

-- Each term as it is recognised, small words and all, and as documents are asked for it: empty where little is left of it.
create table search.synonyms (
  brand_id uuid    not null references brand.brand,
  locale   text    not null,
  place    integer not null,
  terms    text[]  not null,
  phrases  text[]  not null,
  sayings  text[]  not null,
  primary key (brand_id, locale, place)
);

-- One search, of nobody: no person, network or browser is kept with it.
create table search.inquiry (
  brand_id uuid        not null references brand.brand,
  id       uuid        not null,
  door     text        not null check (door in ('partner', 'guest')),
  locale   text        not null,
  place    text        not null check (place in ('page', 'contact', 'api')),
  q        text        not null,
  results  integer     not null,
  asked_at timestamptz not null,
  primary key (brand_id, id)
);
create index inquiry_by_time on search.inquiry (brand_id, asked_at);
create index inquiry_without_result on search.inquiry (brand_id, asked_at) where results = 0;

create table search.click (
  brand_id   uuid        not null,
  inquiry_id uuid        not null,
  key        text        not null,
  position   integer     not null,
  clicked_at timestamptz not null,
  primary key (brand_id, inquiry_id, key),
  foreign key (brand_id, inquiry_id) references search.inquiry on delete cascade
);

do $$
declare
  t text;
begin
  foreach t in array array['document', 'word', 'synonyms', 'inquiry', 'click']
  loop
    execute format('alter table search.%I enable row level security', t);
    execute format('alter table search.%I force row level security', t);
    execute format(
      $policy$create policy own_brand on search.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema search to hospes_app;
    grant select, insert, update, delete on all tables in schema search to hospes_app;
  end if;
end $$;
