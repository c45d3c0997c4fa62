-- What the provider still has to be told of a leg, so that it is done even when the program dies or the provider is away just then.
alter table voice.leg
  add column due text check (due in ('end', 'ask')),
  add column due_at timestamptz,
  add column due_tries smallint not null default 0;
create index leg_due on voice.leg (brand_id, due_at) where due is not null;
