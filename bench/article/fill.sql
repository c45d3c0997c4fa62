-- Makes articles, so many in so many languages, from those that are there: each copy has its number in its title and address, and its
-- sections in another order. They were written at some time of the last two years, one in three hundred within two days. Columns that later migrations add are copied as they are; generated ones fill themselves.
do $fill$
declare
  in_languages text[] := array[:locales];
  wanted int := :count;
  shipped int := (select count(*) from articles.article);
  article text := (select string_agg(quote_ident(column_name), ', ') from information_schema.columns
                   where table_schema = 'articles' and table_name = 'article' and is_generated = 'NEVER');
  translation text := (select string_agg(quote_ident(column_name), ', ') from information_schema.columns
                       where table_schema = 'articles' and table_name = 'translation' and is_generated = 'NEVER');
begin
  create temporary table copy on commit drop as
    select a.key as original, c as number, case c when 0 then a.key else a.key || '-' || c end as key
    from articles.article a, generate_series(0, wanted / shipped) as c
    order by c, a.number limit wanted;

  execute format($insert$
    insert into articles.article (%1$s)
    select %2$s from copy c join articles.article a on a.key = c.original,
      lateral jsonb_populate_record(a, jsonb_build_object('key', c.key, 'number', a.number + c.number * %3$s)) as made
    where c.number > 0 $insert$, article, regexp_replace(article, '(\w+)', 'made.\1', 'g'), shipped);

  execute format($insert$
    insert into articles.translation (%1$s)
    select %2$s from copy c cross join unnest($1) as l
      join articles.translation t on t.key = c.original
        and t.locale = case when exists (select from articles.translation own where own.key = c.original and own.locale = l) then l else 'en' end,
      lateral (select string_to_array(regexp_replace(t.body, E'\n(?=## )', E'\n\u0001', 'g'), E'\u0001') as all) as part,
      lateral (select c.number %% greatest(cardinality(part.all) - 1, 1) + 2 as first) as turn,
      lateral jsonb_populate_record(t, case c.number when 0 then jsonb_build_object('locale', l) else jsonb_build_object(
        'key', c.key, 'locale', l, 'updated_at', now() - interval '1 hour' * (hashtext(c.key || l) & 16383), 'title', t.title || ' ' || c.number, 'slug', t.slug || '-' || c.number,
        'body', array_to_string(part.all[1:1] || part.all[turn.first:] || part.all[2:turn.first - 1], '')) end) as made
    where c.number > 0 or t.locale <> l $insert$, translation, regexp_replace(translation, '(\w+)', 'made.\1', 'g')) using in_languages;
end $fill$;
