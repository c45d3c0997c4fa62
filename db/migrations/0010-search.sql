-- What is sought: an index of the articles as they read, their vocabulary, synonyms, and the log of searches.
-- Row security lets an index be used for comparisons that PostgreSQL knows to give nothing away: those of `text` are, those of
-- full text, arrays and trigrams are not. So what is asked of each search lies in rows under a lexeme.

create schema search;
create table search.document (
  brand_id    uuid     not null references brand.brand,
  locale      text     not null,
  key         text     not null,
  door        text     not null check (door in ('partner', 'guest')),
  phrases     text[]   not null,
  words       text[]   not null,
  paragraphs  text[]   not null,
  fingerprint text     not null,
  primary key (brand_id, locale, key)
);

-- How loudly a document says a lexeme, from 0 to 1: what `ts_rank` would say of one word.
create table search.posting (
  brand_id uuid not null references brand.brand,
  door     text not null,
  locale   text not null,
  lexeme   text not null,
  key      text not null,
  rank     real not null,
  primary key (brand_id, door, locale, lexeme, key)
);
create index posting_of_document on search.posting (brand_id, locale, key);

-- Counted up with every change of a language's index or synonyms: what a node remembers of it is good for one number.
create table search.edition (
  brand_id uuid    not null references brand.brand,
  locale   text    not null,
  number   integer not null,
  primary key (brand_id, locale)
);

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
  foreach t in array array['document', 'posting', 'edition', 'word', 'synonyms', 'inquiry', 'click']
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
