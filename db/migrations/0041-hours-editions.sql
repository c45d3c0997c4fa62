-- What each working calendar was, edition by edition, and every change of a rule by leads: for looking back, and for taking it back.
-- `by` is null where content files said so. What stands when this is installed is the first edition.
create table calendars.edition (
  brand_id uuid        not null references brand.brand,
  key      text        not null,
  number   integer     not null,
  calendar jsonb       not null,
  at       timestamptz not null,
  by       uuid,
  primary key (brand_id, key, number)
);

-- `before` and `after` are null where the content's rule held.
create table promises.rule_change (
  brand_id uuid        not null references brand.brand,
  number   integer     not null,
  door     text        not null check (door in ('partner', 'guest')),
  topic    text        not null,
  subtopic text        not null,
  before   jsonb,
  after    jsonb,
  at       timestamptz not null,
  by       uuid        not null,
  primary key (brand_id, number)
);

do $$
declare
  each text;
begin
  foreach each in array array['calendars.edition', 'promises.rule_change'] loop
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

insert into calendars.edition (brand_id, key, number, calendar, at, by)
select brand_id, key, 1, jsonb_build_object('key', key, 'names', names, 'timeZone', time_zone, 'hours', hours, 'holidays', holidays), coalesce(edited_at, now()), edited_by
from calendars.calendar;

insert into promises.rule_change (brand_id, number, door, topic, subtopic, before, after, at, by)
select brand_id, row_number() over (partition by brand_id order by set_at, door, topic, subtopic), door, topic, subtopic, null, rule, set_at, set_by
from promises.rule;
