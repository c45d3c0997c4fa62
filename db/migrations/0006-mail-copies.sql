-- A person may do without copies by e-mail; a mail knows its place in the conversation and when it may be tried again.

alter table identity.account add column mail_copies boolean not null default true;

alter table email.outgoing
  add column seq       integer not null default 0,
  add column try_after timestamptz;
create index outgoing_put_off on email.outgoing (brand_id, conversation_id) where sent_at is null and failed_at is null and try_after is not null;
