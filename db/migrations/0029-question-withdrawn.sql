-- A guest may take the question for free cancellation back as long as it is open; cancelling takes it back too.
alter table correspondence.free_cancellation add column withdrawn_at timestamptz;
drop index correspondence.free_cancellation_open;
create unique index free_cancellation_open on correspondence.free_cancellation (brand_id, reservation_id)
  where answered_at is null and expired_at is null and withdrawn_at is null;
drop index correspondence.free_cancellation_expiry;
create index free_cancellation_expiry on correspondence.free_cancellation (brand_id, expires_at)
  where answered_at is null and expired_at is null and withdrawn_at is null;
