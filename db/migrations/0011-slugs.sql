-- Translated addresses that outlive their words, what is featured when, and a number that says when a page is out of date.

create table topics.slug (
  brand_id   uuid    not null references brand.brand,
  door       text    not null check (door in ('partner', 'guest')),
  locale     text    not null,
  slug       text    not null,
  topic      text    not null,
  is_current boolean not null,
  primary key (brand_id, door, locale, slug)
);
create unique index slug_of_topic on topics.slug (brand_id, door, topic, locale) where is_current;

create table articles.former_slug (
  brand_id uuid        not null,
  locale   text        not null,
  slug     text        not null,
  key      text        not null,
  left_at  timestamptz not null,
  primary key (brand_id, locale, slug),
  foreign key (brand_id, key) references articles.article on delete cascade
);
create index former_slug_in_any_language on articles.former_slug (brand_id, slug);

-- Two articles may exchange their slugs in one statement.
alter table articles.translation drop constraint translation_brand_id_locale_slug_key;
alter table articles.translation add constraint translation_brand_id_locale_slug_key unique (brand_id, locale, slug) deferrable;
create index translation_by_slug on articles.translation (brand_id, slug);
create index translation_by_update on articles.translation (brand_id, locale, updated_at desc, key);
create index article_in_category on articles.article (brand_id, door, category, number);

create table articles.featured (
  brand_id   uuid      not null,
  door       text      not null check (door in ('partner', 'guest')),
  place      integer   not null,
  key        text      not null,
  months     integer[] not null,
  from_day   date,
  until_day  date,
  primary key (brand_id, door, place),
  foreign key (brand_id, key) references articles.article on delete cascade
);

-- What anonymous readers are shown carries this number; whoever writes it, in whatever way, a trigger counts it up in the same
-- transaction, so no writer can forget it.
create table platform.content_version (
  brand_id uuid   not null primary key,
  version  bigint not null
);

create function platform.content_changed() returns trigger language plpgsql as $$
begin
  insert into platform.content_version as known (brand_id, version)
  select distinct brand_id, 1 from changed
  on conflict (brand_id) do update set version = known.version + 1;
  return null;
end $$;

create function platform.brand_changed() returns trigger language plpgsql as $$
begin
  insert into platform.content_version as known (brand_id, version)
  select id, 1 from changed
  on conflict (brand_id) do update set version = known.version + 1;
  return null;
end $$;

create trigger brand_changed after update on brand.brand
  referencing new table as changed for each statement execute function platform.brand_changed();

do $$
declare
  t text;
begin
  foreach t in array array['topics.topic', 'topics.subtopic', 'topics.slug', 'topics.action', 'articles.article', 'articles.translation',
                           'articles.former_slug', 'articles.featured', 'notices.notice']
  loop
    execute format('create trigger content_inserted after insert on %s referencing new table as changed for each statement execute function platform.content_changed()', t);
    execute format('create trigger content_updated after update on %s referencing new table as changed for each statement execute function platform.content_changed()', t);
    execute format('create trigger content_deleted after delete on %s referencing old table as changed for each statement execute function platform.content_changed()', t);
  end loop;
end $$;

do $$
declare
  t text;
begin
  foreach t in array array['topics.slug', 'articles.former_slug', 'articles.featured', 'platform.content_version']
  loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format(
      $policy$create policy own_brand on %s using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
    if exists (select from pg_roles where rolname = 'hospes_app') then
      execute format('grant select, insert, update, delete on %s to hospes_app', t);
    end if;
  end loop;
end $$;
