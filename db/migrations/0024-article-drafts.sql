-- What authors write before readers see it: one draft for each language of an article, counted up with every save, so that
-- nobody writes over another's words unseen.
create table articles.draft (
  brand_id   uuid        not null,
  key        text        not null,
  locale     text        not null,
  title      text        not null,
  slug       text        not null,
  summary    text        not null,
  synonyms   text[]      not null,
  body       text        not null,
  state      text        not null default 'draft' check (state in ('draft', 'review')),
  version    integer     not null default 1,
  -- The published revision it was begun from; 0 where there was none.
  based_on   integer     not null,
  at         timestamptz not null,
  by         uuid        not null,
  primary key (brand_id, key, locale),
  foreign key (brand_id, key) references articles.article on delete cascade
);

alter table articles.draft enable row level security;
alter table articles.draft force row level security;
create policy own_brand on articles.draft using (
  current_setting('hospes.brand', true) = '*'
  or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid);

do $$
begin
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant select, insert, update, delete on articles.draft to hospes_app;
  end if;
end $$;
