-- Notifications on people's devices: who is reached where, what each wants to be told of, and what is still to be said.

create schema push;

-- The keys we are known by at push services. A device goes on with the key it subscribed under until it subscribes anew; `sealed` is the
-- private half, under the installation's secret.
create table push.key (
  brand_id   uuid        not null references brand.brand,
  public_key text        not null,
  sealed     bytea       not null,
  made_at    timestamptz not null,
  retired_at timestamptz,
  primary key (brand_id, public_key)
);
create unique index key_in_use on push.key (brand_id) where retired_at is null;

-- A device is reached as long as the session it was told under lasts: whatever ends that ends this.
create table push.device (
  brand_id     uuid        not null,
  id           uuid        not null,
  account_id   uuid        not null,
  session_hash bytea       not null,
  endpoint     text        not null check (length(endpoint) <= 2000),
  p256dh       text        not null,
  auth         text        not null,
  public_key   text        not null,
  locale       text        not null,
  name         text        not null,
  added_at     timestamptz not null,
  primary key (brand_id, id),
  foreign key (brand_id, account_id) references identity.account on delete cascade,
  foreign key (brand_id, session_hash) references identity.session on delete cascade,
  foreign key (brand_id, public_key) references push.key
);
create unique index device_endpoint on push.device (brand_id, endpoint);
create index device_account on push.device (brand_id, account_id);
create index device_session on push.device (brand_id, session_hash);

-- Without a row what the code says holds. Quiet hours are minutes of the day in the person's zone; from later than until runs past midnight.
create table push.wish (
  brand_id    uuid     not null,
  account_id  uuid     not null,
  kinds       text[]   not null,
  quiet_from  smallint check (quiet_from between 0 and 1439),
  quiet_until smallint check (quiet_until between 0 and 1439),
  primary key (brand_id, account_id),
  foreign key (brand_id, account_id) references identity.account on delete cascade,
  check ((quiet_from is null) = (quiet_until is null) and quiet_from is distinct from quiet_until or quiet_from is null)
);

-- What a device shows or is to show about one thing: one row, however much happens. `due_at`: when something is to be sent, null when
-- nothing is; `shown_at`: since when it shows it; `withdrawn`: read elsewhere, to be taken away.
create table push.notification (
  brand_id      uuid        not null,
  device_id     uuid        not null,
  about         text        not null,
  what          text        not null check (what in ('answer', 'promise', 'closing', 'closed', 'letter', 'notice')),
  seq           integer     not null,
  ref           text        not null default '',
  due_at        timestamptz,
  claimed_until timestamptz,
  withdrawn     boolean     not null default false,
  shown_at      timestamptz,
  buzzed_at     timestamptz,
  attempts      integer     not null default 0,
  error         text,
  told_at       timestamptz not null,
  primary key (brand_id, device_id, about),
  foreign key (brand_id, device_id) references push.device on delete cascade
);
create index notification_due on push.notification (brand_id, due_at) where due_at is not null;
create index notification_about on push.notification (brand_id, about);

do $$
declare
  t text;
begin
  foreach t in array array['key', 'device', 'wish', 'notification'] loop
    execute format('alter table push.%I enable row level security', t);
    execute format('alter table push.%I force row level security', t);
    execute format(
      $policy$create policy own_brand on push.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant usage on schema push to hospes_app;
    grant select, insert, update, delete on all tables in schema push to hospes_app;
  end if;
end $$;
