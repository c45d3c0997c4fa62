-- People of the demo world, whose password everybody knows: they can sign in only where the demo is open.
alter table identity.account add column is_demo boolean not null default false;
