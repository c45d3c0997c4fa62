-- Copies the ticket that Request Tracker made itself until there are :tickets, with all that belongs to each: roles, who has them,
-- the first message. One of twenty is open; the last :long have two hundred messages.
\set ON_ERROR_STOP 1
begin;
set local session_replication_role = replica;
create temporary table base as select
  (select max(id) from principals) as principal, (select max(id) from groupmembers) as member, (select max(id) from cachedgroupmembers) as cached,
  (select max(id) from transactions) as transaction, (select max(id) from attachments) as attachment,
  (select min(id) from groups where domain = 'RT::Ticket-Role' and instance = 1) as role;
create function pg_temp.words() returns text language sql volatile as
$$ select left(repeat('The price shown for the last week of the month is not the one that was entered, and guests have begun to ask. ', 12), 80 + (1100 * random() * random())::int)
   || ' ' || string_agg('word' || floor(exp(random() * ln(50000)))::int, ' ') from generate_series(1, 8) $$;
create function pg_temp.columns_of(name regclass, variadic changed text[]) returns text language sql as
$$ select string_agg(coalesce((select substr(c, strpos(c, '=') + 1) from unnest(changed) c where split_part(c, '=', 1) = attname), 't.' || quote_ident(attname)), ', ' order by attnum)
   from pg_attribute where attrelid = name and attnum > 0 and not attisdropped $$;
create temporary table ids (n bigint);
insert into ids select generate_series(2, :tickets);
create function pg_temp.copy_of(name text, picked text, variadic changed text[]) returns void language plpgsql as
$$ begin execute format('insert into %s select %s from %s t, ids, base where %s', name, pg_temp.columns_of(name::regclass, variadic changed), name, picked); end $$;
select pg_temp.copy_of('tickets', 't.id = 1', 'id=n', 'effectiveid=n', 'subject=''The price shown is wrong '' || n',
  'status=case when n % 20 = 0 or n > (select max(n) - 20 from ids) then ''open'' else ''resolved'' end',
  'created=now() - (select max(n) from ids) * interval ''1 minute'' + n * interval ''1 minute''', 'lastupdated=now() - (select max(n) from ids) * interval ''1 minute'' + n * interval ''1 minute''');
select pg_temp.copy_of('principals', 't.id between base.role and base.role + 3', 'id=base.principal + (n - 2) * 4 + t.id - base.role + 1');
select pg_temp.copy_of('groups', 't.domain = ''RT::Ticket-Role'' and t.instance = 1', 'id=base.principal + (n - 2) * 4 + t.id - base.role + 1', 'instance=n');
select pg_temp.copy_of('groupmembers', 't.groupid between base.role and base.role + 3', 'id=base.member + (n - 2) * 4 + t.groupid - base.role + 1', 'groupid=base.principal + (n - 2) * 4 + t.groupid - base.role + 1');
select pg_temp.copy_of('cachedgroupmembers', 't.groupid between base.role and base.role + 3',
  'id=base.cached + (n - 2) * 12 + (base.cached - t.id) + 1', 'via=base.cached + (n - 2) * 12 + (base.cached - t.id) + 1',
  'groupid=base.principal + (n - 2) * 4 + t.groupid - base.role + 1', 'immediateparentid=base.principal + (n - 2) * 4 + t.immediateparentid - base.role + 1',
  'memberid=case when t.memberid = t.groupid then base.principal + (n - 2) * 4 + t.groupid - base.role + 1 else t.memberid end');
select pg_temp.copy_of('transactions', 't.type = ''Create'' and t.objecttype = ''RT::Ticket'' and t.objectid = 1', 'id=base.transaction + n', 'objectid=n');
select pg_temp.copy_of('attachments', 't.id = 1', 'id=base.attachment + n', 'transactionid=base.transaction + n', 'content=pg_temp.words()');
-- A copy that was not the last would be copied again.
delete from ids where n <= (select max(n) from ids) - :long;
create temporary table replies as select row_number() over () as place, n, s from ids, generate_series(2, 200) s;
insert into transactions (id, objecttype, objectid, timetaken, type, creator, created)
select base.transaction + :tickets + place, 'RT::Ticket', n, 0, 'Correspond', t.creator, now() - interval '1 day' + s * interval '1 minute'
from replies, base, transactions t where t.id = base.transaction + n;
insert into attachments (id, transactionid, parent, contenttype, contentencoding, content, headers, creator, created)
select base.attachment + :tickets + place, base.transaction + :tickets + place, 0, t.contenttype, t.contentencoding, left(t.content, 80 + 37 * (s % 20)), t.headers, t.creator, now()
from replies, base, attachments t where t.id = base.attachment + n;
select setval('tickets_id_seq', (select max(id) from tickets)), setval('principals_id_seq', (select max(id) from principals)), setval('groupmembers_id_seq', (select max(id) from groupmembers)),
  setval('cachedgroupmembers_id_seq', (select max(id) from cachedgroupmembers)), setval('transactions_id_seq', (select max(id) from transactions)), setval('attachments_id_seq', (select max(id) from attachments));
commit;
vacuum analyze;
