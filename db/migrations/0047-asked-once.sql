-- The connection's brand is asked once a statement, as an initial plan, instead of once a row: what adds up many rows takes half as long.
do $$
declare
  p record;
begin
  for p in
    select schemaname, tablename, case when qual like '%brand_id%' then 'brand_id' else 'id' end as brand_column
    from pg_policies where policyname = 'own_brand'
  loop
    execute format(
      $policy$alter policy own_brand on %I.%I using (
        (select current_setting('hospes.brand', true)) = '*'
        or %I = (select nullif(nullif(current_setting('hospes.brand', true), '*'), '')::uuid))$policy$,
      p.schemaname, p.tablename, p.brand_column);
  end loop;
end $$;
