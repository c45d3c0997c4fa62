-- The second step of signing in: what the codes are made from (sealed under the installation's secret), and the hashes of the recovery
-- codes that are left. It counts once a code was shown to work (`on_since`); a code is good once (`last_step`).
create table identity.second_factor (
  brand_id   uuid        not null,
  account_id uuid        not null,
  sealed     bytea       not null,
  recovery   bytea[]     not null default '{}',
  made_at    timestamptz not null,
  on_since   timestamptz,
  last_step  bigint      not null default 0,
  primary key (brand_id, account_id),
  foreign key (brand_id, account_id) references identity.account on delete cascade
);

alter table identity.second_factor enable row level security;
alter table identity.second_factor force row level security;
create policy own_brand on identity.second_factor using (
  current_setting('hospes.brand', true) = '*'
  or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid);

do $$
begin
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant select, insert, update, delete on identity.second_factor to hospes_app;
  end if;
end $$;
