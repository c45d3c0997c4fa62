-- An article's page shows what its text links to: looked for in the text at every reading, that took most of the database's time
-- for the page. It is written down with the text.
create function articles.linked(body text) returns text[] language sql immutable parallel safe
  return array(select distinct link[1] from regexp_matches(body, '\]\(article:([^)\s]+)', 'g') as link);

alter table articles.translation add column links text[] generated always as (articles.linked(body)) stored not null;
