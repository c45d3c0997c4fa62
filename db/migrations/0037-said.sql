-- What is said in which conversation, a bit a conversation: words that stand in half of them are found as fast as rare ones.

-- Conversations are counted within their brand, those that were spoken in last the highest.
create table search.conversation_number (
  brand_id        uuid    not null,
  conversation_id uuid    not null,
  number          integer not null,
  seen_seq        integer not null default 0,
  primary key (brand_id, conversation_id) include (number),
  unique (brand_id, number),
  foreign key (brand_id, conversation_id) references conversations.conversation on delete cascade
);

-- Which of 1,024 conversations say a word: bit n of block b stands for the conversation numbered 1024 b + n.
create table search.said (
  brand_id uuid      not null references brand.brand,
  word     text      not null,
  block    integer   not null,
  numbers  bit(1024) not null,
  primary key (brand_id, word, block)
) with (fillfactor = 80);
create index said_block on search.said (brand_id, block);

insert into search.conversation_number (brand_id, conversation_id, number, seen_seq)
select brand_id, id, row_number() over (partition by brand_id order by last_entry_at, id) - 1, last_seq from conversations.conversation;

insert into search.said (brand_id, word, block, numbers)
select w.brand_id, w.word, n.number / 1024, bit_or(set_bit(0::bit(1024), n.number % 1024, 1))
from search.conversation_word w join search.conversation_number n using (brand_id, conversation_id)
group by w.brand_id, w.word, n.number / 1024
order by w.brand_id, w.word, n.number / 1024;

drop table search.conversation_word;

-- What was said in a conversation that is gone is found no more, and kept no more.
create function search.unsay() returns trigger language plpgsql as $$
begin
  delete from search.said s where s.brand_id = old.brand_id and s.block = old.number / 1024 and s.numbers = set_bit(0::bit(1024), old.number % 1024, 1);
  update search.said s set numbers = set_bit(s.numbers, old.number % 1024, 0)
  where s.brand_id = old.brand_id and s.block = old.number / 1024 and get_bit(s.numbers, old.number % 1024) = 1;
  return null;
end $$;
create trigger number_gone after delete on search.conversation_number for each row execute function search.unsay();

do $$
declare
  t text;
begin
  foreach t in array array['conversation_number', 'said'] loop
    execute format('alter table search.%I enable row level security', t);
    execute format('alter table search.%I force row level security', t);
    execute format(
      $policy$create policy own_brand on search.%I using (
        current_setting('hospes.brand', true) = '*'
        or brand_id = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$, t);
  end loop;
  if exists (select from pg_roles where rolname = 'hospes_app') then
    grant select, insert, update, delete on search.conversation_number, search.said to hospes_app;
  end if;
end $$;
