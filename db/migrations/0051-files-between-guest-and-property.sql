-- Files that came by mail through a masked address: they stand with the message, and go along with the mail to the other side.
create table correspondence.attachment (
  brand_id       uuid    not null,
  reservation_id uuid    not null,
  seq            integer not null,
  file_id        uuid    not null,
  name           text    not null,
  media_type     text    not null,
  byte_size      integer not null,
  primary key (brand_id, file_id),
  foreign key (brand_id, reservation_id, seq) references correspondence.message on delete cascade
);
create index attachment_message on correspondence.attachment (brand_id, reservation_id, seq);

alter table correspondence.attachment enable row level security;
alter table correspondence.attachment force row level security;
create policy own_brand on correspondence.attachment using (
  (select current_setting('hospes.brand', true)) = '*'
  or brand_id = (select nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid));

do $$
begin
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant select, insert, update, delete on correspondence.attachment to hospes_app;
  end if;
end $$;

alter table email.outgoing add column file_ids uuid[] not null default '{}';
