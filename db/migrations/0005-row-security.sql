-- Every connection states the brand it works for ('*' for the installation's own jobs); rows of other brands do not exist for it.

do $$
begin
  if not exists (select from pg_roles where rolname = 'hospes_app') then
    create role hospes_app nologin;
  end if;
  execute format('grant hospes_app to %I', current_user);
exception when insufficient_privilege then
  raise notice 'no right to create the role hospes_app: row security binds the connecting owner instead';
end $$;

do $$
declare
  t record;
begin
  for t in
    select n.nspname as schema, c.relname as name,
           case when n.nspname = 'brand' then 'id' else 'brand_id' end as brand_column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r'
      and n.nspname in ('platform', 'brand', 'identity', 'directory', 'staff', 'topics', 'articles', 'notices', 'voice',
                        'conversations', 'promises', 'queue', 'email', 'contact')
      and c.relname <> 'feed'
  loop
    execute format('alter table %I.%I enable row level security', t.schema, t.name);
    execute format('alter table %I.%I force row level security', t.schema, t.name);
    execute format(
      $policy$create policy own_brand on %I.%I using (
        current_setting('hospes.brand', true) = '*'
        or %I = nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid)$policy$,
      t.schema, t.name, t.brand_column);
  end loop;
end $$;

do $$
declare
  s text;
begin
  if not exists (select from pg_roles where rolname = 'hospes_app') then return; end if;
  foreach s in array array['platform', 'brand', 'identity', 'directory', 'staff', 'topics', 'articles', 'notices', 'voice',
                           'conversations', 'promises', 'queue', 'email', 'contact']
  loop
    execute format('grant usage on schema %I to hospes_app', s);
    execute format('grant select, insert, update, delete on all tables in schema %I to hospes_app', s);
  end loop;
end $$;
