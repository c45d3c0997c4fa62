-- What happened to each conversation's promise, as rows that are added and never changed; `promise` is where it stands after them.

create table promises.step (
  brand_id        uuid        not null,
  conversation_id uuid        not null,
  number          integer     not null,
  kind            text        not null check (kind in ('started', 'paused', 'resumed', 'warned', 'moved', 'recomputed', 'kept', 'missed', 'ended')),
  at              timestamptz not null,
  first_at        timestamptz not null,
  due_at          timestamptz not null,
  reason          text,
  primary key (brand_id, conversation_id, number),
  foreign key (brand_id, conversation_id) references promises.promise (brand_id, conversation_id) on delete cascade
);

insert into promises.step (brand_id, conversation_id, number, kind, at, first_at, due_at, reason)
select brand_id, conversation_id, row_number() over (partition by brand_id, conversation_id order by at, rank), kind, at, first_at, due_at, reason
from (
  select brand_id, conversation_id, 1 as rank, 'started' as kind, started_at as at, first_at, first_at as due_at, null as reason from promises.promise
  union all
  select m.brand_id, m.conversation_id, 2, 'moved', m.moved_at, p.first_at, m.to_at, m.reason
  from promises.move m join promises.promise p using (brand_id, conversation_id) where m.moved_at >= p.started_at
  union all
  select brand_id, conversation_id, 3, 'missed', missed_at, first_at, due_at, null from promises.promise where missed_at is not null
  union all
  select brand_id, conversation_id, 4, 'kept', kept_at, first_at, due_at, 'first' from promises.promise where kept_at is not null
  union all
  select brand_id, conversation_id, 5, 'ended', ended_at, first_at, due_at, null from promises.promise where ended_at is not null and kept_at is null
) past;

create function promises.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what happened to a promise is never changed';
end $$;
create trigger step_stays before update on promises.step for each row execute function promises.refuse_change();

drop table promises.move;

alter table promises.promise
  add column seen_seq integer not null default 0,
  add column span_minutes double precision not null default 0,
  add column paused_at timestamptz,
  add column left_minutes double precision[],
  add column kept_by text check (kept_by in ('first', 'last')),
  add column topic text,
  add column subtopic text,
  add column check_in_at timestamptz,
  add column warned_at timestamptz,
  add column warn_at timestamptz,
  add column wake_at timestamptz;

create index promise_warn on promises.promise (brand_id, warn_at) where kept_at is null and ended_at is null and paused_at is null;

-- What came after the promise was begun, kept or ended is still to be taken in.
update promises.promise p set
  kept_by = case when kept_at is not null then 'first' end,
  span_minutes = extract(epoch from first_at - started_at) / 60,
  warn_at = due_at - least(interval '2 hours', greatest(interval '15 minutes', (first_at - started_at) / 10)),
  seen_seq = coalesce((
    select max(e.seq) from conversations.entry e
    where e.brand_id = p.brand_id and e.conversation_id = p.conversation_id and e.at <= coalesce(p.kept_at, p.ended_at, p.started_at)), 0);

alter table conversations.held_reply add column asks boolean not null default false;

-- What leads have set for a subtopic at the desk; without a row the content's rule holds.
create table promises.rule (
  brand_id uuid        not null references brand.brand,
  door     text        not null check (door in ('partner', 'guest')),
  topic    text        not null,
  subtopic text        not null,
  rule     jsonb       not null,
  set_by   uuid        not null,
  set_at   timestamptz not null,
  primary key (brand_id, door, topic, subtopic)
);

alter table reporting.given add column by_last boolean not null default false;
update reporting.given set by_last = true where outcome = 'kept';
alter table reporting.hour add column kept_last integer not null default 0;
update reporting.hour set kept_last = kept;
alter table reporting.matter add column warn_at timestamptz;
update reporting.matter set warn_at = due_at - interval '30 minutes';
create index matter_warn on reporting.matter (brand_id, warn_at) where waiting_since is not null and warn_at is not null;

do $$
declare
  t text;
begin
  foreach t in array array['step', 'rule'] loop
    execute format('alter table promises.%I enable row level security', t);
    execute format('alter table promises.%I force row level security', t);
    execute format(
      $policy$create policy own_brand on promises.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant select, insert, update, delete on promises.rule, promises.step to hospes_app;
  end if;
end $$;
