-- What leads look at, rolled up as it happens. `matter` and `given` are what each conversation and each of its promises has been
-- counted as; `hour` and `waiting` are the sums of them. What is counted twice changes nothing.

create schema reporting;

create table reporting.matter (
  brand_id        uuid        not null references brand.brand,
  conversation_id uuid        not null,
  door            text        not null,
  topic           text        not null,
  language        text        not null,
  channel         text        not null,
  opened_at       timestamptz not null,
  answered_at     timestamptz,
  closed_at       timestamptz,
  waiting_since   timestamptz,
  due_at          timestamptz,
  claimed_by      uuid,
  primary key (brand_id, conversation_id)
);
create index matter_waiting on reporting.matter (brand_id, waiting_since) where waiting_since is not null;
create index matter_due on reporting.matter (brand_id, due_at) where waiting_since is not null and due_at is not null;

create table reporting.given (
  brand_id        uuid          not null references brand.brand,
  conversation_id uuid          not null,
  started_at      timestamptz   not null,
  due_at          timestamptz   not null,
  moved_at        timestamptz[] not null,
  outcome         text check (outcome in ('kept', 'missed', 'ended')),
  settled_at      timestamptz,
  primary key (brand_id, conversation_id, started_at)
);
create index given_running on reporting.given (brand_id, due_at) where outcome is null;

-- An empty name stands for all of them. `times` counts first answers by how long they took.
create table reporting.hour (
  brand_id uuid        not null references brand.brand,
  door     text        not null,
  topic    text        not null,
  language text        not null,
  channel  text        not null,
  hour     timestamptz not null,
  opened   integer     not null,
  answered integer     not null,
  closed   integer     not null,
  kept     integer     not null,
  moved    integer     not null,
  missed   integer     not null,
  times    integer[]   not null,
  primary key (brand_id, door, topic, language, channel, hour)
);

create table reporting.waiting (
  brand_id  uuid    not null references brand.brand,
  door      text    not null,
  topic     text    not null,
  language  text    not null,
  channel   text    not null,
  waiting   integer not null,
  unclaimed integer not null,
  primary key (brand_id, door, topic, language, channel)
);

do $$
declare
  t text;
begin
  foreach t in array array['matter', 'given', 'hour', 'waiting'] loop
    execute format('alter table reporting.%I enable row level security', t);
    execute format('alter table reporting.%I force row level security', t);
    execute format(
      $policy$create policy own_brand on reporting.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema reporting to hospes_app;
    grant select, insert, update, delete on all tables in schema reporting to hospes_app;
  end if;
end $$;
