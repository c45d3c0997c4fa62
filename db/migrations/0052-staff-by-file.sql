-- What somebody invited will do, where the invitation says it; and when somebody left the staff, whom no password lets in since.
alter table identity.invitation add column duties jsonb;
alter table identity.account add column left_at timestamptz;
