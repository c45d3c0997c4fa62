-- Periods of high demand, planned or declared, and who ended which when. An empty list of a scope means everybody.

create schema seasons;
create table seasons.season (
  brand_id    uuid             not null references brand.brand,
  id          uuid             not null,
  kind        text             not null check (kind in ('planned', 'declared')),
  name        text             not null,
  doors       text[]           not null check (cardinality(doors) > 0),
  countries   text[]           not null,
  languages   text[]           not null,
  topics      text[]           not null,
  wait_factor double precision not null check (wait_factor between 1 and 5),
  starts_at   timestamptz      not null,
  ends_at     timestamptz      not null check (ends_at > starts_at),
  made_by     uuid             not null,
  made_at     timestamptz      not null,
  began_at    timestamptz,
  primary key (brand_id, id),
  foreign key (brand_id, made_by) references identity.account
);
create index season_by_end on seasons.season (brand_id, ends_at);

-- Who ended it and when; nobody when it ended by itself.
create table seasons.ending (
  brand_id  uuid        not null,
  season_id uuid        not null,
  ended_by  uuid,
  ended_at  timestamptz not null,
  primary key (brand_id, season_id),
  foreign key (brand_id, season_id) references seasons.season on delete cascade,
  foreign key (brand_id, ended_by) references identity.account
);

do $$
declare
  t text;
begin
  foreach t in array array['season', 'ending'] loop
    execute format('alter table seasons.%I enable row level security', t);
    execute format('alter table seasons.%I force row level security', t);
    execute format(
      $policy$create policy own_brand on seasons.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema seasons to hospes_app;
    grant select, insert, update, delete on all tables in schema seasons to hospes_app;
  end if;
end $$;
