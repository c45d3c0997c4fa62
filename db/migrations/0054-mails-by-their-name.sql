-- A mail that comes by two addresses of ours is known by its name; a name can be of any length.
create index arrival_named on postbox.arrival using hash (message_id);
