-- Working calendars, referred to by key; the phone lines' own hours become the first of them.

create schema calendars;

create table calendars.calendar (
  brand_id  uuid        not null references brand.brand,
  key       text        not null,
  place     integer     not null,
  names     jsonb       not null,
  time_zone text        not null,
  hours     jsonb       not null,
  holidays  jsonb       not null,
  edited_by uuid,
  edited_at timestamptz,
  primary key (brand_id, key)
);

do $$
begin
  alter table calendars.calendar enable row level security;
  alter table calendars.calendar force row level security;
  create policy own_brand on calendars.calendar using (
    current_setting('hospes.brand', true) = '*'
    or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid);
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema calendars to hospes_app;
    grant select, insert, update, delete on all tables in schema calendars to hospes_app;
  end if;
end $$;

insert into calendars.calendar (brand_id, key, place, names, time_zone, hours, holidays)
select brand_id, key, row_number() over (partition by brand_id order by key), jsonb_build_object('en', 'Telephone ' || key), time_zone, hours, holidays from voice.line;

alter table voice.line add column calendar text;
update voice.line set calendar = key;
alter table voice.line
  alter column calendar set not null,
  -- Both are published anew in one transaction, in whichever order.
  add foreign key (brand_id, calendar) references calendars.calendar (brand_id, key) deferrable initially deferred,
  drop column time_zone, drop column hours, drop column holidays;
