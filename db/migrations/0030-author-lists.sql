-- What authors keep for all articles, edition by edition: the words of a language, and what is featured. `by` is null where
-- content files said so. What stands when this is installed is the first edition.
create table search.synonyms_edition (
  brand_id uuid        not null references brand.brand,
  locale   text        not null,
  number   integer     not null,
  groups   jsonb       not null,
  at       timestamptz not null,
  by       uuid,
  primary key (brand_id, locale, number)
);

create table articles.featured_edition (
  brand_id uuid        not null references brand.brand,
  number   integer     not null,
  entries  jsonb       not null,
  at       timestamptz not null,
  by       uuid,
  primary key (brand_id, number)
);

do $$
declare
  each text;
begin
  foreach each in array array['search.synonyms_edition', 'articles.featured_edition'] loop
    execute format('alter table %s enable row level security', each);
    execute format('alter table %s force row level security', each);
    execute format($policy$create policy own_brand on %s using (
      current_setting('hospes.brand', true) = '*'
      or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, each);
    if exists (select from pg_roles where rolname = 'hospes_app') then
      execute format('grant select, insert, update, delete on %s to hospes_app', each);
    end if;
  end loop;
end $$;

insert into search.synonyms_edition (brand_id, locale, number, groups, at)
select brand_id, locale, 1, jsonb_agg(to_jsonb(terms) order by place), now() from search.synonyms group by brand_id, locale;

insert into articles.featured_edition (brand_id, number, entries, at)
select brand_id, 1, jsonb_agg(jsonb_build_object('door', door, 'article', key, 'months', to_jsonb(months), 'from', from_day, 'until', until_day) order by door desc, place), now()
from articles.featured group by brand_id;
