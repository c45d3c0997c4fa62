-- A desk fetches a conversation when a hand comes near its row: that is written down too, and told apart from opening it.
alter table casework.reading add column opened boolean not null default true;
