-- Links by which somebody who has forgotten a password chooses another. The newest one counts; kept as a hash.
create table identity.password_reset (
  brand_id   uuid        not null,
  token_hash bytea       not null,
  account_id uuid        not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  primary key (brand_id, token_hash),
  foreign key (brand_id, account_id) references identity.account on delete cascade
);
create index password_reset_account on identity.password_reset (brand_id, account_id);

alter table identity.password_reset enable row level security;
alter table identity.password_reset force row level security;
create policy own_brand on identity.password_reset using (
  current_setting('hospes.brand', true) = '*'
  or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid);

do $$
begin
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant select, insert, update, delete on identity.password_reset to hospes_app;
  end if;
end $$;
