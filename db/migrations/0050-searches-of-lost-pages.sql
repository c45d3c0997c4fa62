-- What the words of an address where nothing is looked for, and a search narrowed to a topic, are kept as other searches are: found
-- nothing, they are work too.
alter table search.inquiry drop constraint inquiry_place_check;
alter table search.inquiry add constraint inquiry_place_check check (place in ('page', 'contact', 'api', 'topic', 'lost'));
