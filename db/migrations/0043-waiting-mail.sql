-- A mail that a receiving server has not taken yet: since when staff know of it, and until when it is tried.
alter table email.outgoing
  add column delayed_at    timestamptz,
  add column delayed_until timestamptz;
create index outgoing_delayed on email.outgoing (brand_id, created_at desc) where delayed_at is not null and looked_at is null;
