-- All conversations by what was said in them, by person, property and number; and the lists of them by filters.

-- Lower case, without accents: how what is sought and what is found are compared.
create function search.plain(words text) returns text language sql immutable parallel safe
  return regexp_replace(normalize(lower(words), NFD), '[\u0300-\u036f]+', '', 'g');

-- What is said in which conversation, a row a word: row security lets comparisons of text use an index, those of tsvector not.
create table search.conversation_word (
  brand_id        uuid not null,
  word            text not null,
  conversation_id uuid not null,
  primary key (brand_id, word, conversation_id),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);
create index conversation_word_of on search.conversation_word (brand_id, conversation_id);

create index conversation_newest on conversations.conversation (brand_id, last_entry_at desc, id desc);
create index conversation_topic on conversations.conversation (brand_id, door, topic, last_entry_at desc, id desc);
create index conversation_language on conversations.conversation (brand_id, locale, last_entry_at desc, id desc);

create function search.words_of(words text) returns setof text language sql immutable parallel safe
  return unnest(tsvector_to_array(to_tsvector('simple', left(search.plain(words), 300000))));

insert into search.conversation_word (brand_id, word, conversation_id)
select distinct c.brand_id, w.word, c.id
from conversations.conversation c
left join directory.property p on p.brand_id = c.brand_id and p.id = c.property_id
left join directory.reservation r on r.brand_id = c.brand_id and r.id = c.reservation_id
left join directory.guest g on g.brand_id = r.brand_id and g.id = r.guest_id
cross join lateral search.words_of(concat_ws(' ', c.case_number, replace(c.case_number, '-', ''), c.asker_name, c.asker_email, c.callback_number,
  p.name, p.property_number, r.confirmation_number, g.name,
  (select string_agg(e.body, ' ' order by e.seq) from conversations.entry e where e.brand_id = c.brand_id and e.conversation_id = c.id and e.kind in ('message', 'reply', 'note')))) as w (word)
where length(w.word) <= 100;

alter table search.conversation_word enable row level security;
alter table search.conversation_word force row level security;
create policy own_brand on search.conversation_word using (
  current_setting('hospes.brand', true) = '*'
  or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid);
do $$
begin
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant select, insert, update, delete on search.conversation_word to hospes_app;
    grant execute on function search.plain(text), search.words_of(text) to hospes_app;
  end if;
end $$;
