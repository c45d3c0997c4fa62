-- How far each mailbox that is fetched has been read, who reads it now, and what keeps it from being read; what keeps mail from
-- leaving; and mails whose bytes are not kept any more.

create table postbox.mailbox (
  brand_id      uuid        not null references brand.brand,
  name          text        not null,
  first_seen_at timestamptz not null,
  uid_validity  bigint,
  last_uid      bigint      not null default 0,
  read_at       timestamptz,
  held_by       uuid,
  held_until    timestamptz,
  trouble       text        check (trouble in ('credential', 'encryption', 'folder', 'not-allowed', 'connection')),
  detail        text        not null default '',
  failing_since timestamptz,
  primary key (brand_id, name)
);

-- One row a way out: what it last said.
create table email.way (
  brand_id      uuid        not null references brand.brand,
  name          text        not null,
  trouble       text        check (trouble in ('credential', 'connection')),
  detail        text        not null default '',
  failing_since timestamptz,
  looked_at     timestamptz not null,
  primary key (brand_id, name)
);

-- Why a mail of a mailbox was kept without being read: it is larger than is taken, or the server would not give it.
alter table postbox.arrival add column unread text check (unread in ('too-large', 'not-given'));
-- When its bytes were cleared away; what it says of itself, and its hash, stay.
alter table postbox.arrival add column cleared_at timestamptz;
create index arrival_kept on postbox.arrival (brand_id, received_at) where cleared_at is null;

do $$
declare
  t text;
begin
  foreach t in array array['postbox.mailbox', 'email.way'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format(
      $policy$create policy own_brand on %s using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant select, insert, update, delete on postbox.mailbox, email.way to hospes_app;
  end if;
end $$;
