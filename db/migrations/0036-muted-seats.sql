-- An agent who is not heard in the room while they still hear it.
alter table voice.seat add column muted boolean not null default false;
