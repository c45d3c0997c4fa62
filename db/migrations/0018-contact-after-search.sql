-- When somebody wrote to staff after a search: of whom is known for half an hour only, apart from the log that stays.
alter table search.inquiry add column contact_at timestamptz;

create table search.seeker (
  brand_id   uuid        not null,
  reader     text        not null,
  inquiry_id uuid        not null,
  at         timestamptz not null,
  primary key (brand_id, reader, inquiry_id),
  foreign key (brand_id, inquiry_id) references search.inquiry on delete cascade
);
create index seeker_by_time on search.seeker (brand_id, at);

alter table search.seeker enable row level security;
alter table search.seeker force row level security;
create policy own_brand on search.seeker using (
  current_setting('hospes.brand', true) = '*'
  or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid);

do $$
begin
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant select, insert, update, delete on search.seeker to hospes_app;
  end if;
end $$;
