-- Who stands at the wrong door: what they typed on its way to the right one, and how many came from where. And what the
-- guest door needs of a conversation and of the queue.

create schema doors;
-- What was typed, for the few minutes until the other door takes it; only whoever has the key finds it.
create table doors.handover (
  brand_id   uuid        not null references brand.brand,
  key_hash   bytea       not null,
  to_door    text        not null check (to_door in ('partner', 'guest')),
  source     text        not null,
  locale     text        not null,
  typed      jsonb       not null,
  made_at    timestamptz not null,
  expires_at timestamptz not null,
  primary key (brand_id, key_hash)
);
create index handover_expiry on doors.handover (brand_id, expires_at);

-- By the day, the door they came by, where, and what gave them away.
create table doors.wrong_door (
  brand_id      uuid    not null references brand.brand,
  day           date    not null,
  door          text    not null check (door in ('partner', 'guest')),
  source        text    not null,
  recognised_by text    not null,
  came          integer not null default 0,
  handed_over   integer not null default 0,
  primary key (brand_id, day, door, source, recognised_by)
);

-- How the asker was known when they asked; the level only of who has signed in with an account. Nothing: nobody has proved anything.
alter table conversations.conversation
  add column asker_proof text check (asker_proof in ('account', 'pin', 'short-pin', 'link')),
  add column asker_level smallint,
  add column asker_email text;

-- When time alone will change where it stands, as when check-in comes within the hours that go first.
alter table queue.entry add column rank_again_at timestamptz;
create index entry_rank_again on queue.entry (brand_id, rank_again_at) where rank_again_at is not null;

-- How many picks in a row have passed the ordinary lane by.
create table queue.turn (
  brand_id       uuid    not null references brand.brand,
  since_ordinary integer not null,
  primary key (brand_id)
);

-- How many were answered in an hour: what an honest wait is worked out from.
create table queue.pace (
  brand_id uuid        not null references brand.brand,
  hour     timestamptz not null,
  lane     smallint    not null,
  answered integer     not null,
  primary key (brand_id, hour, lane)
);

-- Pages kept for anonymous readers say when it is high season.
do $$
declare
  t text;
begin
  foreach t in array array['seasons.season', 'seasons.ending'] loop
    execute format('create trigger content_inserted after insert on %s referencing new table as changed for each statement execute function platform.content_changed()', t);
    execute format('create trigger content_updated after update on %s referencing new table as changed for each statement execute function platform.content_changed()', t);
  end loop;
end $$;

do $$
declare
  t text;
begin
  foreach t in array array['doors.handover', 'doors.wrong_door', 'queue.turn', 'queue.pace'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format(
      $policy$create policy own_brand on %s using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema doors to hospes_app;
    grant select, insert, update, delete on doors.handover, doors.wrong_door, queue.turn, queue.pace to hospes_app;
  end if;
end $$;
