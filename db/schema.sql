-- Generated from the migrated database by `hospes schema`; a test holds it fresh.

CREATE OR REPLACE FUNCTION articles.linked(body text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT DISTINCT link.link[1] AS link FROM regexp_matches(linked.body, '\]\(article:([^)\s]+)'::text, 'g'::text) link(link));

CREATE OR REPLACE FUNCTION platform.brand_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into platform.content_version as known (brand_id, version)
  select id, 1 from changed
  on conflict (brand_id) do update set version = known.version + 1;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION platform.content_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into platform.content_version as known (brand_id, version)
  select distinct brand_id, 1 from changed
  on conflict (brand_id) do update set version = known.version + 1;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION promises.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'what happened to a promise is never changed';
end $function$;

CREATE OR REPLACE FUNCTION search.plain(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(NORMALIZE(lower(words), NFD), '[\u0300-\u036f]+'::text, ''::text, 'g'::text);

CREATE OR REPLACE FUNCTION search.unsay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from search.said s where s.brand_id = old.brand_id and s.block = old.number / 1024 and s.numbers = set_bit(0::bit(1024), old.number % 1024, 1);
  update search.said s set numbers = set_bit(s.numbers, old.number % 1024, 0)
  where s.brand_id = old.brand_id and s.block = old.number / 1024 and get_bit(s.numbers, old.number % 1024) = 1;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION search.words_of(words text)
 RETURNS SETOF text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN unnest(tsvector_to_array(to_tsvector('simple'::regconfig, "left"(search.plain(words), 300000))));

create table articles.article (
  brand_id uuid not null,
  key text not null,
  number integer not null,
  door text not null,
  category text not null,
  topics text[] not null,
  related text[] not null,
  owner text not null,
  reviewed date not null,
  constraint article_pkey PRIMARY KEY (brand_id, key),
  constraint article_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint article_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
create index article_in_category ON articles.article USING btree (brand_id, door, category, number);
create trigger content_deleted AFTER DELETE ON articles.article REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_inserted AFTER INSERT ON articles.article REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_updated AFTER UPDATE ON articles.article REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
alter table articles.article enable row level security;
alter table articles.article force row level security;
create policy own_brand on articles.article as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.avoided (
  brand_id uuid not null,
  day date not null,
  key text not null,
  topic text not null,
  contacts integer not null,
  constraint avoided_pkey PRIMARY KEY (brand_id, day, key, topic),
  constraint avoided_brand_id_key_fkey FOREIGN KEY (brand_id, key) REFERENCES articles.article(brand_id, key) ON DELETE CASCADE
);
alter table articles.avoided enable row level security;
alter table articles.avoided force row level security;
create policy own_brand on articles.avoided as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.contact_after (
  brand_id uuid not null,
  conversation_id uuid not null,
  key text not null,
  locale text not null,
  revision integer not null,
  read_at timestamp with time zone not null,
  at timestamp with time zone not null,
  constraint contact_after_pkey PRIMARY KEY (brand_id, conversation_id, key),
  constraint contact_after_brand_id_key_fkey FOREIGN KEY (brand_id, key) REFERENCES articles.article(brand_id, key) ON DELETE CASCADE
);
create index contact_after_at ON articles.contact_after USING btree (brand_id, at);
alter table articles.contact_after enable row level security;
alter table articles.contact_after force row level security;
create policy own_brand on articles.contact_after as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.draft (
  brand_id uuid not null,
  key text not null,
  locale text not null,
  title text not null,
  slug text not null,
  summary text not null,
  synonyms text[] not null,
  body text not null,
  state text not null default 'draft'::text,
  version integer not null default 1,
  based_on integer not null,
  at timestamp with time zone not null,
  by uuid not null,
  constraint draft_pkey PRIMARY KEY (brand_id, key, locale),
  constraint draft_brand_id_key_fkey FOREIGN KEY (brand_id, key) REFERENCES articles.article(brand_id, key) ON DELETE CASCADE,
  constraint draft_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'review'::text])))
);
alter table articles.draft enable row level security;
alter table articles.draft force row level security;
create policy own_brand on articles.draft as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.featured (
  brand_id uuid not null,
  door text not null,
  place integer not null,
  key text not null,
  months integer[] not null,
  from_day date,
  until_day date,
  constraint featured_pkey PRIMARY KEY (brand_id, door, place),
  constraint featured_brand_id_key_fkey FOREIGN KEY (brand_id, key) REFERENCES articles.article(brand_id, key) ON DELETE CASCADE,
  constraint featured_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
create trigger content_deleted AFTER DELETE ON articles.featured REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_inserted AFTER INSERT ON articles.featured REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_updated AFTER UPDATE ON articles.featured REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
alter table articles.featured enable row level security;
alter table articles.featured force row level security;
create policy own_brand on articles.featured as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.featured_edition (
  brand_id uuid not null,
  number integer not null,
  entries jsonb not null,
  at timestamp with time zone not null,
  by uuid,
  constraint featured_edition_pkey PRIMARY KEY (brand_id, number),
  constraint featured_edition_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table articles.featured_edition enable row level security;
alter table articles.featured_edition force row level security;
create policy own_brand on articles.featured_edition as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.former_slug (
  brand_id uuid not null,
  locale text not null,
  slug text not null,
  key text not null,
  left_at timestamp with time zone not null,
  constraint former_slug_pkey PRIMARY KEY (brand_id, locale, slug),
  constraint former_slug_brand_id_key_fkey FOREIGN KEY (brand_id, key) REFERENCES articles.article(brand_id, key) ON DELETE CASCADE
);
create index former_slug_in_any_language ON articles.former_slug USING btree (brand_id, slug);
create trigger content_deleted AFTER DELETE ON articles.former_slug REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_inserted AFTER INSERT ON articles.former_slug REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_updated AFTER UPDATE ON articles.former_slug REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
alter table articles.former_slug enable row level security;
alter table articles.former_slug force row level security;
create policy own_brand on articles.former_slug as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.handled (
  brand_id uuid not null,
  kind text not null,
  subject text not null,
  locale text not null,
  at timestamp with time zone not null,
  by uuid not null,
  constraint handled_pkey PRIMARY KEY (brand_id, kind, subject, locale),
  constraint handled_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table articles.handled enable row level security;
alter table articles.handled force row level security;
create policy own_brand on articles.handled as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.imported (
  brand_id uuid not null,
  key text not null,
  locale text not null,
  digest bytea not null,
  constraint imported_pkey PRIMARY KEY (brand_id, key, locale),
  constraint imported_brand_id_key_fkey FOREIGN KEY (brand_id, key) REFERENCES articles.article(brand_id, key) ON DELETE CASCADE
);
alter table articles.imported enable row level security;
alter table articles.imported force row level security;
create policy own_brand on articles.imported as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.reading (
  brand_id uuid not null,
  reader text not null,
  key text not null,
  locale text not null,
  revision integer not null,
  reader_locale text not null,
  topic text,
  subtopic text,
  at timestamp with time zone not null,
  constraint reading_pkey PRIMARY KEY (brand_id, reader, key),
  constraint reading_brand_id_key_fkey FOREIGN KEY (brand_id, key) REFERENCES articles.article(brand_id, key) ON DELETE CASCADE
);
create index reading_at ON articles.reading USING btree (brand_id, at);
create index reading_unsettled ON articles.reading USING btree (brand_id, reader, topic) WHERE (topic IS NOT NULL);
alter table articles.reading enable row level security;
alter table articles.reading force row level security;
create policy own_brand on articles.reading as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.revision (
  brand_id uuid not null,
  key text not null,
  locale text not null,
  number integer not null,
  title text not null,
  summary text not null,
  body text not null,
  at timestamp with time zone not null,
  by uuid,
  constraint revision_pkey PRIMARY KEY (brand_id, key, locale, number),
  constraint revision_brand_id_key_locale_fkey FOREIGN KEY (brand_id, key, locale) REFERENCES articles.translation(brand_id, key, locale) ON DELETE CASCADE,
  constraint revision_number_check CHECK ((number > 0))
);
alter table articles.revision enable row level security;
alter table articles.revision force row level security;
create policy own_brand on articles.revision as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.saved (
  brand_id uuid not null,
  account_id uuid not null,
  key text not null,
  at timestamp with time zone not null,
  constraint saved_pkey PRIMARY KEY (brand_id, account_id, key),
  constraint saved_brand_id_key_fkey FOREIGN KEY (brand_id, key) REFERENCES articles.article(brand_id, key) ON DELETE CASCADE
);
alter table articles.saved enable row level security;
alter table articles.saved force row level security;
create policy own_brand on articles.saved as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.translation (
  brand_id uuid not null,
  key text not null,
  locale text not null,
  title text not null,
  slug text not null,
  summary text not null,
  synonyms text[] not null,
  body text not null,
  updated_at timestamp with time zone not null,
  revision integer not null default 1,
  facts text[],
  links text[] not null generated always as (articles.linked(body)) stored,
  constraint translation_pkey PRIMARY KEY (brand_id, key, locale),
  constraint translation_brand_id_locale_slug_key UNIQUE (brand_id, locale, slug) DEFERRABLE,
  constraint translation_brand_id_key_fkey FOREIGN KEY (brand_id, key) REFERENCES articles.article(brand_id, key) ON DELETE CASCADE
);
create index translation_by_slug ON articles.translation USING btree (brand_id, slug);
create index translation_by_update ON articles.translation USING btree (brand_id, locale, updated_at DESC, key);
create trigger content_deleted AFTER DELETE ON articles.translation REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_inserted AFTER INSERT ON articles.translation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_updated AFTER UPDATE ON articles.translation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
alter table articles.translation enable row level security;
alter table articles.translation force row level security;
create policy own_brand on articles.translation as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table articles.vote (
  brand_id uuid not null,
  key text not null,
  locale text not null,
  revision integer not null,
  reader text not null,
  reader_locale text not null,
  helpful boolean not null,
  reason text,
  comment text,
  at timestamp with time zone not null,
  constraint vote_pkey PRIMARY KEY (brand_id, key, locale, revision, reader),
  constraint vote_brand_id_key_locale_revision_fkey FOREIGN KEY (brand_id, key, locale, revision) REFERENCES articles.revision(brand_id, key, locale, number) ON DELETE CASCADE,
  constraint vote_check CHECK (((NOT helpful) OR (reason IS NULL))),
  constraint vote_reason_check CHECK ((reason = ANY (ARRAY['outdated'::text, 'not-clear'::text, 'did-not-answer'::text, 'wrong'::text, 'missing-language'::text, 'other'::text])))
);
create index vote_reader ON articles.vote USING btree (brand_id, reader);
alter table articles.vote enable row level security;
alter table articles.vote force row level security;
create policy own_brand on articles.vote as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table brand.brand (
  id uuid not null,
  key text not null,
  name text not null,
  app_name text not null,
  loyalty_name text not null,
  locales text[] not null,
  default_locale text not null,
  platform_url text,
  colours jsonb not null default '{}'::jsonb,
  settings jsonb not null,
  is_demo boolean not null default false,
  constraint brand_pkey PRIMARY KEY (id),
  constraint brand_key_key UNIQUE (key)
);
create trigger brand_changed AFTER UPDATE ON brand.brand REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.brand_changed();
alter table brand.brand enable row level security;
alter table brand.brand force row level security;
create policy own_brand on brand.brand as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table calendars.calendar (
  brand_id uuid not null,
  key text not null,
  place integer not null,
  names jsonb not null,
  time_zone text not null,
  hours jsonb not null,
  holidays jsonb not null,
  edited_by uuid,
  edited_at timestamp with time zone,
  constraint calendar_pkey PRIMARY KEY (brand_id, key),
  constraint calendar_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table calendars.calendar enable row level security;
alter table calendars.calendar force row level security;
create policy own_brand on calendars.calendar as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table calendars.edition (
  brand_id uuid not null,
  key text not null,
  number integer not null,
  calendar jsonb not null,
  at timestamp with time zone not null,
  by uuid,
  constraint edition_pkey PRIMARY KEY (brand_id, key, number),
  constraint edition_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table calendars.edition enable row level security;
alter table calendars.edition force row level security;
create policy own_brand on calendars.edition as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table casework.draft (
  brand_id uuid not null,
  agent_id uuid not null,
  conversation_id uuid not null,
  kind text not null,
  body text not null,
  saved_at timestamp with time zone not null,
  file_ids uuid[] not null default '{}'::uuid[],
  constraint draft_pkey PRIMARY KEY (brand_id, agent_id, conversation_id, kind),
  constraint draft_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE,
  constraint draft_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint draft_kind_check CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text])))
);
alter table casework.draft enable row level security;
alter table casework.draft force row level security;
create policy own_brand on casework.draft as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table casework.link (
  brand_id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  linked_by uuid not null,
  linked_at timestamp with time zone not null,
  constraint link_pkey PRIMARY KEY (brand_id, one_id, other_id),
  constraint link_brand_id_one_id_fkey FOREIGN KEY (brand_id, one_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint link_brand_id_other_id_fkey FOREIGN KEY (brand_id, other_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint link_check CHECK ((one_id < other_id))
);
create index link_other ON casework.link USING btree (brand_id, other_id);
alter table casework.link enable row level security;
alter table casework.link force row level security;
create policy own_brand on casework.link as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table casework.mention (
  brand_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  agent_id uuid not null,
  mentioned_by uuid not null,
  mentioned_at timestamp with time zone not null,
  seen_at timestamp with time zone,
  constraint mention_pkey PRIMARY KEY (brand_id, conversation_id, seq, agent_id),
  constraint mention_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE,
  constraint mention_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE
);
create index mention_unseen ON casework.mention USING btree (brand_id, agent_id, mentioned_at DESC) WHERE (seen_at IS NULL);
alter table casework.mention enable row level security;
alter table casework.mention force row level security;
create policy own_brand on casework.mention as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table casework.reading (
  brand_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  day date not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  opened boolean not null default true,
  constraint reading_pkey PRIMARY KEY (brand_id, conversation_id, agent_id, day),
  constraint reading_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE,
  constraint reading_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE
);
create index reading_agent ON casework.reading USING btree (brand_id, agent_id, day DESC);
alter table casework.reading enable row level security;
alter table casework.reading force row level security;
create policy own_brand on casework.reading as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table casework.reminder (
  brand_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  kind text not null,
  what text not null default ''::text,
  for_agent uuid not null,
  due_at timestamp with time zone not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  rang_at timestamp with time zone,
  done_at timestamp with time zone,
  done_by uuid,
  constraint reminder_pkey PRIMARY KEY (brand_id, id),
  constraint reminder_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint reminder_brand_id_for_agent_fkey FOREIGN KEY (brand_id, for_agent) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE,
  constraint reminder_kind_check CHECK ((kind = ANY (ARRAY['follow-up'::text, 'relocation'::text])))
);
create index reminder_agent ON casework.reminder USING btree (brand_id, for_agent, due_at) WHERE (done_at IS NULL);
create index reminder_conversation ON casework.reminder USING btree (brand_id, conversation_id) WHERE (done_at IS NULL);
create index reminder_due ON casework.reminder USING btree (brand_id, due_at) WHERE ((done_at IS NULL) AND (rang_at IS NULL));
alter table casework.reminder enable row level security;
alter table casework.reminder force row level security;
create policy own_brand on casework.reminder as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table casework.saved_reply (
  brand_id uuid not null,
  door text not null,
  key text not null,
  place integer not null,
  topics text[] not null,
  names jsonb not null,
  bodies jsonb not null,
  actions jsonb not null default '[]'::jsonb,
  edited_by uuid,
  edited_at timestamp with time zone,
  removed boolean not null default false,
  constraint saved_reply_pkey PRIMARY KEY (brand_id, door, key),
  constraint saved_reply_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint saved_reply_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
alter table casework.saved_reply enable row level security;
alter table casework.saved_reply force row level security;
create policy own_brand on casework.saved_reply as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table casework.tag (
  brand_id uuid not null,
  conversation_id uuid not null,
  tag text not null,
  tagged_by uuid not null,
  tagged_at timestamp with time zone not null,
  constraint tag_pkey PRIMARY KEY (brand_id, conversation_id, tag),
  constraint tag_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE
);
create index tag_conversations ON casework.tag USING btree (brand_id, tag, conversation_id);
alter table casework.tag enable row level security;
alter table casework.tag force row level security;
create policy own_brand on casework.tag as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table casework.view (
  brand_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  shared boolean not null,
  filters text not null,
  made_at timestamp with time zone not null,
  constraint view_pkey PRIMARY KEY (brand_id, id),
  constraint view_brand_id_owner_id_fkey FOREIGN KEY (brand_id, owner_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE
);
create index view_owner ON casework.view USING btree (brand_id, owner_id);
alter table casework.view enable row level security;
alter table casework.view force row level security;
create policy own_brand on casework.view as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table chat.chat (
  brand_id uuid not null,
  conversation_id uuid not null,
  begun_at timestamp with time zone not null,
  here_until timestamp with time zone,
  left_at timestamp with time zone,
  left_how text,
  agent_id uuid,
  constraint chat_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint chat_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint chat_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint chat_check CHECK (((here_until IS NOT NULL) OR (left_at IS NOT NULL))),
  constraint chat_check1 CHECK (((left_at IS NULL) = (left_how IS NULL))),
  constraint chat_left_how_check CHECK ((left_how = ANY (ARRAY['lost'::text, 'message'::text, 'email'::text])))
);
create index chat_here ON chat.chat USING btree (brand_id, here_until) WHERE (here_until IS NOT NULL);
alter table chat.chat enable row level security;
alter table chat.chat force row level security;
create policy own_brand on chat.chat as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table contact.draft (
  brand_id uuid not null,
  account_id uuid not null,
  topic text not null,
  subtopic text not null,
  property_id uuid,
  confirmation text not null default ''::text,
  body text not null default ''::text,
  saved_at timestamp with time zone not null,
  constraint draft_pkey PRIMARY KEY (brand_id, account_id, topic, subtopic),
  constraint draft_brand_id_account_id_fkey FOREIGN KEY (brand_id, account_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE
);
alter table contact.draft enable row level security;
alter table contact.draft force row level security;
create policy own_brand on contact.draft as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table contact.draft_file (
  brand_id uuid not null,
  account_id uuid not null,
  topic text not null,
  subtopic text not null,
  file_id uuid not null,
  constraint draft_file_pkey PRIMARY KEY (brand_id, account_id, topic, subtopic, file_id),
  constraint draft_file_brand_id_account_id_topic_subtopic_fkey FOREIGN KEY (brand_id, account_id, topic, subtopic) REFERENCES contact.draft(brand_id, account_id, topic, subtopic) ON DELETE CASCADE,
  constraint draft_file_brand_id_file_id_fkey FOREIGN KEY (brand_id, file_id) REFERENCES platform.file(brand_id, id)
);
alter table contact.draft_file enable row level security;
alter table contact.draft_file force row level security;
create policy own_brand on contact.draft_file as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table conversations.attachment (
  brand_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  file_id uuid not null,
  name text not null,
  media_type text not null,
  byte_size integer not null,
  constraint attachment_pkey PRIMARY KEY (brand_id, conversation_id, file_id),
  constraint attachment_brand_id_conversation_id_seq_fkey FOREIGN KEY (brand_id, conversation_id, seq) REFERENCES conversations.entry(brand_id, conversation_id, seq) ON DELETE CASCADE,
  constraint attachment_brand_id_file_id_fkey FOREIGN KEY (brand_id, file_id) REFERENCES platform.file(brand_id, id)
);
alter table conversations.attachment enable row level security;
alter table conversations.attachment force row level security;
create policy own_brand on conversations.attachment as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table conversations.closing (
  brand_id uuid not null,
  conversation_id uuid not null,
  announced_by uuid,
  outcome text not null,
  reason text,
  announced_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  constraint closing_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint closing_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint closing_outcome_check CHECK ((outcome = ANY (ARRAY['solved'::text, 'answered'::text, 'not-possible'::text, 'duplicate'::text, 'no-reply'::text])))
);
create index closing_due ON conversations.closing USING btree (brand_id, closes_at);
alter table conversations.closing enable row level security;
alter table conversations.closing force row level security;
create policy own_brand on conversations.closing as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table conversations.closure (
  brand_id uuid not null,
  conversation_id uuid not null,
  closed_by uuid,
  outcome text not null,
  reason text,
  closed_at timestamp with time zone not null,
  constraint closure_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint closure_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint closure_outcome_check CHECK ((outcome = ANY (ARRAY['solved'::text, 'answered'::text, 'not-possible'::text, 'duplicate'::text, 'no-reply'::text])))
);
alter table conversations.closure enable row level security;
alter table conversations.closure force row level security;
create policy own_brand on conversations.closure as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table conversations.conversation (
  brand_id uuid not null,
  id uuid not null,
  case_number text not null,
  door text not null,
  channel text not null,
  partner_id uuid,
  asker_id uuid,
  asker_name text not null,
  property_id uuid,
  reservation_id uuid,
  topic text not null,
  subtopic text not null,
  locale text not null,
  excerpt text not null,
  submission_id uuid not null,
  needs_right text not null,
  callback_number text,
  promised_at timestamp with time zone,
  received_at timestamp with time zone,
  opened_at timestamp with time zone not null,
  last_entry_at timestamp with time zone not null,
  last_seq integer not null,
  asker_seq integer not null default 0,
  staff_seq integer not null default 0,
  asker_read_seq integer not null default 0,
  staff_read_seq integer not null default 0,
  asker_proof text,
  asker_level smallint,
  asker_email text,
  constraint conversation_pkey PRIMARY KEY (brand_id, id),
  constraint conversation_brand_id_case_number_key UNIQUE (brand_id, case_number),
  constraint conversation_brand_id_submission_id_key UNIQUE (brand_id, submission_id),
  constraint conversation_brand_id_asker_id_fkey FOREIGN KEY (brand_id, asker_id) REFERENCES identity.account(brand_id, id),
  constraint conversation_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint conversation_brand_id_partner_id_fkey FOREIGN KEY (brand_id, partner_id) REFERENCES directory.partner(brand_id, id),
  constraint conversation_brand_id_property_id_fkey FOREIGN KEY (brand_id, property_id) REFERENCES directory.property(brand_id, id),
  constraint conversation_brand_id_reservation_id_fkey FOREIGN KEY (brand_id, reservation_id) REFERENCES directory.reservation(brand_id, id),
  constraint conversation_asker_proof_check CHECK ((asker_proof = ANY (ARRAY['account'::text, 'pin'::text, 'short-pin'::text, 'link'::text, 'mail'::text]))),
  constraint conversation_channel_check CHECK ((channel = ANY (ARRAY['message'::text, 'chat'::text, 'email'::text, 'phone'::text, 'callback'::text, 'app'::text]))),
  constraint conversation_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
create index conversation_language ON conversations.conversation USING btree (brand_id, locale, last_entry_at DESC, id DESC);
create index conversation_newest ON conversations.conversation USING btree (brand_id, last_entry_at DESC, id DESC);
create index conversation_partner ON conversations.conversation USING btree (brand_id, partner_id, last_entry_at DESC, id DESC);
create index conversation_property ON conversations.conversation USING btree (brand_id, property_id, last_entry_at DESC) WHERE (property_id IS NOT NULL);
create index conversation_reservation ON conversations.conversation USING btree (brand_id, reservation_id) WHERE (reservation_id IS NOT NULL);
create index conversation_topic ON conversations.conversation USING btree (brand_id, door, topic, last_entry_at DESC, id DESC);
create index conversation_unread ON conversations.conversation USING btree (brand_id, partner_id) WHERE (staff_seq > asker_read_seq);
alter table conversations.conversation enable row level security;
alter table conversations.conversation force row level security;
create policy own_brand on conversations.conversation as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table conversations.entry (
  brand_id uuid not null,
  conversation_id uuid not null,
  seq integer not null,
  kind text not null,
  author_id uuid,
  author_name text,
  body text,
  data jsonb not null default '{}'::jsonb,
  client_id uuid,
  at timestamp with time zone not null,
  constraint entry_pkey PRIMARY KEY (brand_id, conversation_id, seq),
  constraint entry_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint entry_kind_check CHECK ((kind = ANY (ARRAY['chat'::text, 'reclassified'::text, 'message'::text, 'reply'::text, 'note'::text, 'received'::text, 'read'::text, 'taken'::text, 'released'::text, 'handed-over'::text, 'closed'::text, 'reopened'::text, 'promise-moved'::text, 'announced'::text, 'snoozed'::text, 'woken'::text, 'merged'::text, 'unmerged'::text, 'split'::text, 'call'::text, 'held'::text, 'automatic'::text, 'undelivered'::text])))
);
create unique index entry_client ON conversations.entry USING btree (brand_id, conversation_id, client_id) WHERE (client_id IS NOT NULL);
create index entry_split ON conversations.entry USING btree (brand_id, ((data ->> 'caseNumber'::text))) WHERE (kind = 'split'::text);
alter table conversations.entry enable row level security;
alter table conversations.entry force row level security;
create policy own_brand on conversations.entry as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table conversations.held_reply (
  brand_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  agent_name text not null,
  client_id uuid not null,
  body text not null,
  seen_seq integer not null,
  file_ids uuid[] not null default '{}'::uuid[],
  held_at timestamp with time zone not null,
  leaves_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  asks boolean not null default false,
  constraint held_reply_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint held_reply_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE
);
create index held_reply_due ON conversations.held_reply USING btree (brand_id, leaves_at) WHERE (stopped_at IS NULL);
alter table conversations.held_reply enable row level security;
alter table conversations.held_reply force row level security;
create policy own_brand on conversations.held_reply as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table conversations.merge (
  brand_id uuid not null,
  from_id uuid not null,
  into_id uuid not null,
  merged_by uuid not null,
  merged_at timestamp with time zone not null,
  was_open boolean not null,
  constraint merge_pkey PRIMARY KEY (brand_id, from_id),
  constraint merge_brand_id_from_id_fkey FOREIGN KEY (brand_id, from_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint merge_brand_id_into_id_fkey FOREIGN KEY (brand_id, into_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint merge_check CHECK ((into_id <> from_id))
);
create index merge_into ON conversations.merge USING btree (brand_id, into_id);
alter table conversations.merge enable row level security;
alter table conversations.merge force row level security;
create policy own_brand on conversations.merge as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table conversations.rating (
  brand_id uuid not null,
  conversation_id uuid not null,
  rated_by uuid,
  good boolean not null,
  why text not null default ''::text,
  rated_at timestamp with time zone not null,
  constraint rating_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint rating_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE
);
create index rating_bad ON conversations.rating USING btree (brand_id, rated_at DESC) WHERE ((NOT good) AND (why <> ''::text));
create index rating_newest ON conversations.rating USING btree (brand_id, rated_at DESC);
alter table conversations.rating enable row level security;
alter table conversations.rating force row level security;
create policy own_brand on conversations.rating as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table conversations.snooze (
  brand_id uuid not null,
  conversation_id uuid not null,
  snoozed_by uuid not null,
  snoozed_at timestamp with time zone not null,
  wakes_at timestamp with time zone,
  constraint snooze_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint snooze_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE
);
create index snooze_due ON conversations.snooze USING btree (brand_id, wakes_at) WHERE (wakes_at IS NOT NULL);
alter table conversations.snooze enable row level security;
alter table conversations.snooze force row level security;
create policy own_brand on conversations.snooze as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table conversations.suspicion (
  brand_id uuid not null,
  conversation_id uuid not null,
  because text not null,
  marked_by uuid,
  marked_at timestamp with time zone not null,
  cleared_by uuid,
  cleared_at timestamp with time zone,
  constraint suspicion_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint suspicion_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint suspicion_because_check CHECK ((because = ANY (ARRAY['staff'::text, 'deceptive-link'::text, 'reported'::text])))
);
alter table conversations.suspicion enable row level security;
alter table conversations.suspicion force row level security;
create policy own_brand on conversations.suspicion as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table correspondence.attachment (
  brand_id uuid not null,
  reservation_id uuid not null,
  seq integer not null,
  file_id uuid not null,
  name text not null,
  media_type text not null,
  byte_size integer not null,
  constraint attachment_pkey PRIMARY KEY (brand_id, file_id),
  constraint attachment_brand_id_reservation_id_seq_fkey FOREIGN KEY (brand_id, reservation_id, seq) REFERENCES correspondence.message(brand_id, reservation_id, seq) ON DELETE CASCADE
);
create index attachment_message ON correspondence.attachment USING btree (brand_id, reservation_id, seq);
alter table correspondence.attachment enable row level security;
alter table correspondence.attachment force row level security;
create policy own_brand on correspondence.attachment as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table correspondence.free_cancellation (
  brand_id uuid not null,
  reservation_id uuid not null,
  seq integer not null,
  asked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  answer text,
  answered_by uuid,
  answered_at timestamp with time zone,
  expired_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  constraint free_cancellation_pkey PRIMARY KEY (brand_id, reservation_id, seq),
  constraint free_cancellation_brand_id_reservation_id_seq_fkey FOREIGN KEY (brand_id, reservation_id, seq) REFERENCES correspondence.message(brand_id, reservation_id, seq) ON DELETE CASCADE,
  constraint free_cancellation_answer_check CHECK ((answer = ANY (ARRAY['free'::text, 'first-night'::text, 'no'::text])))
);
create index free_cancellation_expiry ON correspondence.free_cancellation USING btree (brand_id, expires_at) WHERE ((answered_at IS NULL) AND (expired_at IS NULL) AND (withdrawn_at IS NULL));
create unique index free_cancellation_open ON correspondence.free_cancellation USING btree (brand_id, reservation_id) WHERE ((answered_at IS NULL) AND (expired_at IS NULL) AND (withdrawn_at IS NULL));
alter table correspondence.free_cancellation enable row level security;
alter table correspondence.free_cancellation force row level security;
create policy own_brand on correspondence.free_cancellation as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table correspondence.message (
  brand_id uuid not null,
  reservation_id uuid not null,
  seq integer not null,
  kind text not null,
  side text not null,
  author_name text not null,
  body text not null,
  data jsonb not null default '{}'::jsonb,
  client_id uuid not null,
  at timestamp with time zone not null,
  constraint message_pkey PRIMARY KEY (brand_id, reservation_id, seq),
  constraint message_brand_id_reservation_id_client_id_key UNIQUE (brand_id, reservation_id, client_id),
  constraint message_brand_id_reservation_id_fkey FOREIGN KEY (brand_id, reservation_id) REFERENCES correspondence.thread(brand_id, reservation_id) ON DELETE CASCADE,
  constraint message_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'request'::text, 'withdrawn'::text, 'free-cancellation'::text, 'answer'::text, 'told'::text]))),
  constraint message_side_check CHECK ((side = ANY (ARRAY['guest'::text, 'property'::text, 'platform'::text])))
);
alter table correspondence.message enable row level security;
alter table correspondence.message force row level security;
create policy own_brand on correspondence.message as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table correspondence.thread (
  brand_id uuid not null,
  reservation_id uuid not null,
  partner_id uuid not null,
  property_id uuid not null,
  guest_name text not null,
  number text not null,
  excerpt text not null,
  last_at timestamp with time zone not null,
  last_seq integer not null default 0,
  guest_seq integer not null default 0,
  property_seq integer not null default 0,
  guest_read_seq integer not null default 0,
  property_read_seq integer not null default 0,
  constraint thread_pkey PRIMARY KEY (brand_id, reservation_id),
  constraint thread_brand_id_partner_id_fkey FOREIGN KEY (brand_id, partner_id) REFERENCES directory.partner(brand_id, id),
  constraint thread_brand_id_property_id_fkey FOREIGN KEY (brand_id, property_id) REFERENCES directory.property(brand_id, id),
  constraint thread_brand_id_reservation_id_fkey FOREIGN KEY (brand_id, reservation_id) REFERENCES directory.reservation(brand_id, id) ON DELETE CASCADE
);
create index thread_partner ON correspondence.thread USING btree (brand_id, partner_id, last_at DESC, reservation_id DESC);
create index thread_unread ON correspondence.thread USING btree (brand_id, partner_id) WHERE (guest_seq > property_read_seq);
alter table correspondence.thread enable row level security;
alter table correspondence.thread force row level security;
create policy own_brand on correspondence.thread as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table directory.guest (
  brand_id uuid not null,
  id uuid not null,
  name text not null,
  language text not null,
  country text not null,
  loyalty_level integer not null,
  email text,
  constraint guest_pkey PRIMARY KEY (brand_id, id),
  constraint guest_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint guest_loyalty_level_check CHECK (((loyalty_level >= 0) AND (loyalty_level <= 3)))
);
create index guest_email ON directory.guest USING btree (brand_id, lower(email)) WHERE (email IS NOT NULL);
alter table directory.guest enable row level security;
alter table directory.guest force row level security;
create policy own_brand on directory.guest as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table directory.partner (
  brand_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  country text not null,
  language text not null,
  phone_on_file text,
  constraint partner_pkey PRIMARY KEY (brand_id, id),
  constraint partner_brand_id_key_key UNIQUE (brand_id, key),
  constraint partner_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table directory.partner enable row level security;
alter table directory.partner force row level security;
create policy own_brand on directory.partner as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table directory.property (
  brand_id uuid not null,
  id uuid not null,
  partner_id uuid not null,
  property_number text not null,
  name text not null,
  address text not null,
  city text not null,
  country text not null,
  time_zone text not null,
  language text not null,
  status text not null,
  stars integer,
  latitude double precision,
  longitude double precision,
  provider jsonb,
  account_manager text,
  sought text not null generated always as (lower(regexp_replace(NORMALIZE(((((property_number || ' '::text) || name) || ' '::text) || city), NFD), '[̀-ͯ]'::text, ''::text, 'g'::text))) stored,
  constraint property_pkey PRIMARY KEY (brand_id, id),
  constraint property_brand_id_property_number_key UNIQUE (brand_id, property_number),
  constraint property_brand_id_partner_id_fkey FOREIGN KEY (brand_id, partner_id) REFERENCES directory.partner(brand_id, id),
  constraint property_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text, 'snoozed'::text])))
);
create index property_partner ON directory.property USING btree (brand_id, partner_id, name);
alter table directory.property enable row level security;
alter table directory.property force row level security;
create policy own_brand on directory.property as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table directory.refund (
  brand_id uuid not null,
  reservation_id uuid not null,
  amount_minor bigint not null,
  approved_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  with_bank_at timestamp with time zone,
  constraint refund_pkey PRIMARY KEY (brand_id, reservation_id),
  constraint refund_brand_id_reservation_id_fkey FOREIGN KEY (brand_id, reservation_id) REFERENCES directory.reservation(brand_id, id) ON DELETE CASCADE,
  constraint refund_amount_minor_check CHECK ((amount_minor > 0))
);
alter table directory.refund enable row level security;
alter table directory.refund force row level security;
create policy own_brand on directory.refund as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table directory.reservation (
  brand_id uuid not null,
  id uuid not null,
  property_id uuid not null,
  guest_id uuid not null,
  confirmation_number text not null,
  arrival date not null,
  departure date not null,
  status text not null,
  rooms integer not null,
  guests integer not null,
  total_minor bigint not null,
  currency text not null,
  policy jsonb not null,
  booked_at timestamp with time zone not null,
  arrival_time text,
  staying text,
  charged_by text not null default 'property'::text,
  cancelled_at timestamp with time zone,
  cancel_cost_minor bigint,
  constraint reservation_pkey PRIMARY KEY (brand_id, id),
  constraint reservation_brand_id_confirmation_number_key UNIQUE (brand_id, confirmation_number),
  constraint reservation_brand_id_guest_id_fkey FOREIGN KEY (brand_id, guest_id) REFERENCES directory.guest(brand_id, id),
  constraint reservation_brand_id_property_id_fkey FOREIGN KEY (brand_id, property_id) REFERENCES directory.property(brand_id, id),
  constraint reservation_charged_by_check CHECK ((charged_by = ANY (ARRAY['platform'::text, 'property'::text]))),
  constraint reservation_status_check CHECK ((status = ANY (ARRAY['booked'::text, 'cancelled'::text, 'no-show'::text, 'stayed'::text])))
);
create index reservation_property ON directory.reservation USING btree (brand_id, property_id, arrival);
alter table directory.reservation enable row level security;
alter table directory.reservation force row level security;
create policy own_brand on directory.reservation as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table doors.handover (
  brand_id uuid not null,
  key_hash bytea not null,
  to_door text not null,
  source text not null,
  locale text not null,
  typed jsonb not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint handover_pkey PRIMARY KEY (brand_id, key_hash),
  constraint handover_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint handover_to_door_check CHECK ((to_door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
create index handover_expiry ON doors.handover USING btree (brand_id, expires_at);
alter table doors.handover enable row level security;
alter table doors.handover force row level security;
create policy own_brand on doors.handover as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table doors.wrong_door (
  brand_id uuid not null,
  day date not null,
  door text not null,
  source text not null,
  recognised_by text not null,
  came integer not null default 0,
  handed_over integer not null default 0,
  constraint wrong_door_pkey PRIMARY KEY (brand_id, day, door, source, recognised_by),
  constraint wrong_door_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint wrong_door_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
alter table doors.wrong_door enable row level security;
alter table doors.wrong_door force row level security;
create policy own_brand on doors.wrong_door as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table email.outgoing (
  brand_id uuid not null,
  id uuid not null,
  conversation_id uuid,
  kind text not null,
  dedupe_key text not null,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  message_id text not null,
  created_at timestamp with time zone not null,
  attempts integer not null default 0,
  sent_at timestamp with time zone,
  failed_at timestamp with time zone,
  error text,
  seq integer not null default 0,
  try_after timestamp with time zone,
  null_sender boolean not null default false,
  reply_to text,
  looked_at timestamp with time zone,
  bounced_at timestamp with time zone,
  delayed_at timestamp with time zone,
  delayed_until timestamp with time zone,
  file_ids uuid[] not null default '{}'::uuid[],
  constraint outgoing_pkey PRIMARY KEY (brand_id, id),
  constraint outgoing_brand_id_dedupe_key_key UNIQUE (brand_id, dedupe_key),
  constraint outgoing_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
create index outgoing_delayed ON email.outgoing USING btree (brand_id, created_at DESC) WHERE ((delayed_at IS NOT NULL) AND (looked_at IS NULL));
create index outgoing_failed ON email.outgoing USING btree (brand_id, created_at DESC) WHERE ((failed_at IS NOT NULL) OR (bounced_at IS NOT NULL));
create index outgoing_newest ON email.outgoing USING btree (brand_id, created_at DESC, id DESC);
create index outgoing_put_off ON email.outgoing USING btree (brand_id, conversation_id) WHERE ((sent_at IS NULL) AND (failed_at IS NULL) AND (try_after IS NOT NULL));
create index outgoing_unsent ON email.outgoing USING btree (brand_id, created_at) WHERE ((sent_at IS NULL) AND (failed_at IS NULL));
alter table email.outgoing enable row level security;
alter table email.outgoing force row level security;
create policy own_brand on email.outgoing as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table email.report (
  brand_id uuid not null,
  id uuid not null,
  mail_id uuid,
  address text not null,
  kind text not null,
  status text,
  detail text not null,
  reported_at timestamp with time zone not null,
  constraint report_pkey PRIMARY KEY (brand_id, id),
  constraint report_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint report_kind_check CHECK ((kind = ANY (ARRAY['failed'::text, 'delayed'::text, 'complaint'::text])))
);
create index report_address ON email.report USING btree (brand_id, address, reported_at DESC);
alter table email.report enable row level security;
alter table email.report force row level security;
create policy own_brand on email.report as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table email.suppression (
  brand_id uuid not null,
  address text not null,
  because text not null,
  detail text not null,
  since timestamp with time zone not null,
  constraint suppression_pkey PRIMARY KEY (brand_id, address),
  constraint suppression_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint suppression_because_check CHECK ((because = ANY (ARRAY['unknown-address'::text, 'failures'::text, 'complaint'::text, 'by-hand'::text])))
);
alter table email.suppression enable row level security;
alter table email.suppression force row level security;
create policy own_brand on email.suppression as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table email.thread (
  brand_id uuid not null,
  conversation_id uuid not null,
  message_id text not null,
  subject text not null,
  constraint thread_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint thread_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table email.thread enable row level security;
alter table email.thread force row level security;
create policy own_brand on email.thread as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table email.way (
  brand_id uuid not null,
  name text not null,
  trouble text,
  detail text not null default ''::text,
  failing_since timestamp with time zone,
  looked_at timestamp with time zone not null,
  constraint way_pkey PRIMARY KEY (brand_id, name),
  constraint way_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint way_trouble_check CHECK ((trouble = ANY (ARRAY['credential'::text, 'connection'::text])))
);
alter table email.way enable row level security;
alter table email.way force row level security;
create policy own_brand on email.way as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table identity.account (
  brand_id uuid not null,
  id uuid not null,
  kind text not null,
  email text not null,
  name text not null,
  locale text not null,
  time_zone text not null,
  password_hash text,
  why jsonb,
  created_at timestamp with time zone not null default now(),
  mail_copies boolean not null default true,
  is_demo boolean not null default false,
  left_at timestamp with time zone,
  constraint account_pkey PRIMARY KEY (brand_id, id),
  constraint account_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['partner'::text, 'agent'::text, 'guest'::text])))
);
create unique index account_email ON identity.account USING btree (brand_id, kind, lower(email)) WHERE (kind <> 'guest'::text);
alter table identity.account enable row level security;
alter table identity.account force row level security;
create policy own_brand on identity.account as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table identity.caller_code (
  brand_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  conversation_id uuid not null,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint caller_code_pkey PRIMARY KEY (brand_id, id),
  constraint caller_code_brand_id_account_id_fkey FOREIGN KEY (brand_id, account_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE
);
create unique index caller_code_unused ON identity.caller_code USING btree (brand_id, code_hash) WHERE (used_at IS NULL);
alter table identity.caller_code enable row level security;
alter table identity.caller_code force row level security;
create policy own_brand on identity.caller_code as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table identity.guest_guard (
  brand_id uuid not null,
  number text not null,
  tries integer not null,
  tries_since timestamp with time zone not null,
  day_tries integer not null,
  day_since timestamp with time zone not null,
  locked_until timestamp with time zone,
  admitted boolean not null,
  constraint guest_guard_pkey PRIMARY KEY (brand_id, number)
);
alter table identity.guest_guard enable row level security;
alter table identity.guest_guard force row level security;
create policy own_brand on identity.guest_guard as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table identity.guest_pin (
  brand_id uuid not null,
  confirmation_number text not null,
  reservation_id uuid not null,
  digits smallint not null,
  pin_hash bytea not null,
  constraint guest_pin_pkey PRIMARY KEY (brand_id, confirmation_number),
  constraint guest_pin_brand_id_reservation_id_fkey FOREIGN KEY (brand_id, reservation_id) REFERENCES directory.reservation(brand_id, id) ON DELETE CASCADE,
  constraint guest_pin_digits_check CHECK ((digits = ANY (ARRAY[4, 6])))
);
alter table identity.guest_pin enable row level security;
alter table identity.guest_pin force row level security;
create policy own_brand on identity.guest_pin as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table identity.guest_ticket (
  brand_id uuid not null,
  token_hash bytea not null,
  kind text not null,
  account_id uuid,
  reservation_id uuid,
  tries_left integer not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint guest_ticket_pkey PRIMARY KEY (brand_id, token_hash),
  constraint guest_ticket_brand_id_account_id_fkey FOREIGN KEY (brand_id, account_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE,
  constraint guest_ticket_brand_id_reservation_id_fkey FOREIGN KEY (brand_id, reservation_id) REFERENCES directory.reservation(brand_id, id) ON DELETE CASCADE,
  constraint guest_ticket_kind_check CHECK ((kind = ANY (ARRAY['link'::text, 'code'::text, 'signed'::text])))
);
create index guest_ticket_expiry ON identity.guest_ticket USING btree (brand_id, expires_at);
alter table identity.guest_ticket enable row level security;
alter table identity.guest_ticket force row level security;
create policy own_brand on identity.guest_ticket as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table identity.invitation (
  brand_id uuid not null,
  token_hash bytea not null,
  email text not null,
  role text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  duties jsonb,
  constraint invitation_pkey PRIMARY KEY (brand_id, token_hash),
  constraint invitation_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table identity.invitation enable row level security;
alter table identity.invitation force row level security;
create policy own_brand on identity.invitation as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table identity.partner_user (
  brand_id uuid not null,
  account_id uuid not null,
  partner_id uuid not null,
  role_title jsonb not null default '{}'::jsonb,
  rights text[] not null,
  constraint partner_user_pkey PRIMARY KEY (brand_id, account_id),
  constraint partner_user_brand_id_account_id_fkey FOREIGN KEY (brand_id, account_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE,
  constraint partner_user_brand_id_partner_id_fkey FOREIGN KEY (brand_id, partner_id) REFERENCES directory.partner(brand_id, id)
);
create index partner_user_partner ON identity.partner_user USING btree (brand_id, partner_id);
alter table identity.partner_user enable row level security;
alter table identity.partner_user force row level security;
create policy own_brand on identity.partner_user as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table identity.password_reset (
  brand_id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint password_reset_pkey PRIMARY KEY (brand_id, token_hash),
  constraint password_reset_brand_id_account_id_fkey FOREIGN KEY (brand_id, account_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE
);
create index password_reset_account ON identity.password_reset USING btree (brand_id, account_id);
alter table identity.password_reset enable row level security;
alter table identity.password_reset force row level security;
create policy own_brand on identity.password_reset as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table identity.second_factor (
  brand_id uuid not null,
  account_id uuid not null,
  sealed bytea not null,
  recovery bytea[] not null default '{}'::bytea[],
  made_at timestamp with time zone not null,
  on_since timestamp with time zone,
  last_step bigint not null default 0,
  constraint second_factor_pkey PRIMARY KEY (brand_id, account_id),
  constraint second_factor_brand_id_account_id_fkey FOREIGN KEY (brand_id, account_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE
);
alter table identity.second_factor enable row level security;
alter table identity.second_factor force row level security;
create policy own_brand on identity.second_factor as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table identity.session (
  brand_id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  reservation_id uuid,
  proof text,
  constraint session_pkey PRIMARY KEY (brand_id, token_hash),
  constraint session_brand_id_account_id_fkey FOREIGN KEY (brand_id, account_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE,
  constraint session_brand_id_reservation_id_fkey FOREIGN KEY (brand_id, reservation_id) REFERENCES directory.reservation(brand_id, id) ON DELETE CASCADE,
  constraint session_proof_check CHECK ((proof = ANY (ARRAY['pin'::text, 'short-pin'::text, 'link'::text, 'account'::text, 'visit'::text])))
);
create index session_account ON identity.session USING btree (brand_id, account_id);
alter table identity.session enable row level security;
alter table identity.session force row level security;
create policy own_brand on identity.session as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table macros.held (
  brand_id uuid not null,
  conversation_id uuid not null,
  id uuid not null,
  agent_id uuid not null,
  agent_name text not null,
  key text not null,
  name text not null,
  actions jsonb not null,
  with_reply boolean not null,
  held_at timestamp with time zone not null,
  acts_at timestamp with time zone not null,
  refused text,
  constraint held_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint held_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE
);
create index held_due ON macros.held USING btree (brand_id, acts_at) WHERE (refused IS NULL);
alter table macros.held enable row level security;
alter table macros.held force row level security;
create policy own_brand on macros.held as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table notices.notice (
  brand_id uuid not null,
  key text not null,
  door text not null,
  topics text[] not null,
  severity text not null,
  titles jsonb not null,
  bodies jsonb not null,
  started_at timestamp with time zone not null,
  checked_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (brand_id, key),
  constraint notice_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint notice_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text]))),
  constraint notice_severity_check CHECK ((severity = ANY (ARRAY['fault'::text, 'maintenance'::text])))
);
create trigger content_deleted AFTER DELETE ON notices.notice REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_inserted AFTER INSERT ON notices.notice REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_updated AFTER UPDATE ON notices.notice REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
alter table notices.notice enable row level security;
alter table notices.notice force row level security;
create policy own_brand on notices.notice as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table platform.content_version (
  brand_id uuid not null,
  version bigint not null,
  constraint content_version_pkey PRIMARY KEY (brand_id)
);
alter table platform.content_version enable row level security;
alter table platform.content_version force row level security;
create policy own_brand on platform.content_version as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table platform.fact (
  id uuid not null,
  brand_id uuid not null,
  name text not null,
  conversation_id uuid,
  partner_id uuid,
  for_asker boolean not null default false,
  seq integer,
  payload jsonb not null default '{}'::jsonb,
  recorded_at timestamp with time zone not null default now(),
  "position" bigint,
  ordinal bigint not null generated always as identity,
  constraint fact_pkey PRIMARY KEY (id),
  constraint fact_position_key UNIQUE ("position")
);
create index fact_of_partner ON platform.fact USING btree (brand_id, partner_id, "position") WHERE for_asker;
create index fact_unsequenced ON platform.fact USING btree (ordinal) WHERE ("position" IS NULL);
alter table platform.fact enable row level security;
alter table platform.fact force row level security;
create policy own_brand on platform.fact as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table platform.feed (
  only_row boolean not null default true,
  last_position bigint not null default 0,
  constraint feed_pkey PRIMARY KEY (only_row),
  constraint feed_only_row_check CHECK (only_row)
);

create table platform.file (
  brand_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  sha256 bytea not null,
  name text not null,
  media_type text not null,
  byte_size integer not null,
  stored_at timestamp with time zone not null default now(),
  scan text,
  constraint file_pkey PRIMARY KEY (brand_id, id),
  constraint file_byte_size_check CHECK ((byte_size > 0)),
  constraint file_scan_check CHECK ((scan = ANY (ARRAY['pending'::text, 'clean'::text, 'infected'::text, 'too-large'::text])))
);
create index file_pending ON platform.file USING btree (brand_id, stored_at) WHERE (scan = 'pending'::text);
alter table platform.file enable row level security;
alter table platform.file force row level security;
create policy own_brand on platform.file as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table platform.rate_limit (
  brand_id uuid not null,
  subject text not null,
  window_start timestamp with time zone not null,
  attempts integer not null,
  constraint rate_limit_pkey PRIMARY KEY (brand_id, subject)
);
alter table platform.rate_limit enable row level security;
alter table platform.rate_limit force row level security;
create policy own_brand on platform.rate_limit as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table postbox.arrival (
  brand_id uuid not null,
  id uuid not null,
  hash bytea not null,
  recipient text not null,
  sender text not null,
  remote text not null,
  helo text not null,
  trusted boolean not null,
  source text not null,
  raw bytea not null,
  byte_size integer not null,
  received_at timestamp with time zone not null,
  state text not null default 'new'::text,
  attempts integer not null default 0,
  handled_at timestamp with time zone,
  outcome text,
  reason text,
  conversation_id uuid,
  seq integer,
  from_address text,
  from_name text,
  subject text,
  message_id text,
  has_html boolean not null default false,
  verdict jsonb,
  unread text,
  cleared_at timestamp with time zone,
  constraint arrival_pkey PRIMARY KEY (brand_id, id),
  constraint arrival_brand_id_hash_key UNIQUE (brand_id, hash),
  constraint arrival_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint arrival_outcome_check CHECK ((outcome = ANY (ARRAY['opened'::text, 'added'::text, 'held'::text, 'accepted'::text, 'unreadable'::text, 'automatic'::text, 'undelivered'::text, 'complaint'::text, 'relayed'::text, 'refused'::text, 'set-aside'::text]))),
  constraint arrival_state_check CHECK ((state = ANY (ARRAY['new'::text, 'done'::text, 'parked'::text]))),
  constraint arrival_unread_check CHECK ((unread = ANY (ARRAY['too-large'::text, 'not-given'::text])))
);
create index arrival_conversation ON postbox.arrival USING btree (brand_id, conversation_id) WHERE (conversation_id IS NOT NULL);
create index arrival_kept ON postbox.arrival USING btree (brand_id, received_at) WHERE (cleared_at IS NULL);
create index arrival_named ON postbox.arrival USING hash (message_id);
create index arrival_newest ON postbox.arrival USING btree (brand_id, received_at DESC, id DESC);
create index arrival_waiting ON postbox.arrival USING btree (brand_id, received_at) WHERE (state <> 'done'::text);
alter table postbox.arrival enable row level security;
alter table postbox.arrival force row level security;
create policy own_brand on postbox.arrival as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table postbox.mailbox (
  brand_id uuid not null,
  name text not null,
  first_seen_at timestamp with time zone not null,
  uid_validity bigint,
  last_uid bigint not null default 0,
  read_at timestamp with time zone,
  held_by uuid,
  held_until timestamp with time zone,
  trouble text,
  detail text not null default ''::text,
  failing_since timestamp with time zone,
  constraint mailbox_pkey PRIMARY KEY (brand_id, name),
  constraint mailbox_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint mailbox_trouble_check CHECK ((trouble = ANY (ARRAY['credential'::text, 'encryption'::text, 'folder'::text, 'not-allowed'::text, 'connection'::text])))
);
alter table postbox.mailbox enable row level security;
alter table postbox.mailbox force row level security;
create policy own_brand on postbox.mailbox as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table promises.promise (
  brand_id uuid not null,
  conversation_id uuid not null,
  first_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  started_at timestamp with time zone not null,
  moves integer not null default 0,
  kept_at timestamp with time zone,
  missed_at timestamp with time zone,
  ended_at timestamp with time zone,
  seen_seq integer not null default 0,
  span_minutes double precision not null default 0,
  paused_at timestamp with time zone,
  left_minutes double precision[],
  kept_by text,
  topic text,
  subtopic text,
  check_in_at timestamp with time zone,
  warned_at timestamp with time zone,
  warn_at timestamp with time zone,
  wake_at timestamp with time zone,
  constraint promise_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint promise_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint promise_kept_by_check CHECK ((kept_by = ANY (ARRAY['first'::text, 'last'::text])))
);
create index promise_running ON promises.promise USING btree (brand_id, due_at) WHERE ((kept_at IS NULL) AND (missed_at IS NULL) AND (ended_at IS NULL));
create index promise_warn ON promises.promise USING btree (brand_id, warn_at) WHERE ((kept_at IS NULL) AND (ended_at IS NULL) AND (paused_at IS NULL));
alter table promises.promise enable row level security;
alter table promises.promise force row level security;
create policy own_brand on promises.promise as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table promises.rule (
  brand_id uuid not null,
  door text not null,
  topic text not null,
  subtopic text not null,
  rule jsonb not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint rule_pkey PRIMARY KEY (brand_id, door, topic, subtopic),
  constraint rule_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint rule_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
alter table promises.rule enable row level security;
alter table promises.rule force row level security;
create policy own_brand on promises.rule as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table promises.rule_change (
  brand_id uuid not null,
  number integer not null,
  door text not null,
  topic text not null,
  subtopic text not null,
  before jsonb,
  after jsonb,
  at timestamp with time zone not null,
  by uuid not null,
  constraint rule_change_pkey PRIMARY KEY (brand_id, number),
  constraint rule_change_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint rule_change_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
alter table promises.rule_change enable row level security;
alter table promises.rule_change force row level security;
create policy own_brand on promises.rule_change as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table promises.step (
  brand_id uuid not null,
  conversation_id uuid not null,
  number integer not null,
  kind text not null,
  at timestamp with time zone not null,
  first_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  reason text,
  constraint step_pkey PRIMARY KEY (brand_id, conversation_id, number),
  constraint step_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES promises.promise(brand_id, conversation_id) ON DELETE CASCADE,
  constraint step_kind_check CHECK ((kind = ANY (ARRAY['started'::text, 'paused'::text, 'resumed'::text, 'warned'::text, 'moved'::text, 'recomputed'::text, 'kept'::text, 'missed'::text, 'ended'::text])))
);
create trigger step_stays BEFORE UPDATE ON promises.step FOR EACH ROW EXECUTE FUNCTION promises.refuse_change();
alter table promises.step enable row level security;
alter table promises.step force row level security;
create policy own_brand on promises.step as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table push.device (
  brand_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  session_hash bytea not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  public_key text not null,
  locale text not null,
  name text not null,
  added_at timestamp with time zone not null,
  constraint device_pkey PRIMARY KEY (brand_id, id),
  constraint device_brand_id_account_id_fkey FOREIGN KEY (brand_id, account_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE,
  constraint device_brand_id_public_key_fkey FOREIGN KEY (brand_id, public_key) REFERENCES push.key(brand_id, public_key),
  constraint device_brand_id_session_hash_fkey FOREIGN KEY (brand_id, session_hash) REFERENCES identity.session(brand_id, token_hash) ON DELETE CASCADE,
  constraint device_endpoint_check CHECK ((length(endpoint) <= 2000))
);
create index device_account ON push.device USING btree (brand_id, account_id);
create unique index device_endpoint ON push.device USING btree (brand_id, endpoint);
create index device_session ON push.device USING btree (brand_id, session_hash);
alter table push.device enable row level security;
alter table push.device force row level security;
create policy own_brand on push.device as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table push.key (
  brand_id uuid not null,
  public_key text not null,
  sealed bytea not null,
  made_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  constraint key_pkey PRIMARY KEY (brand_id, public_key),
  constraint key_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
create unique index key_in_use ON push.key USING btree (brand_id) WHERE (retired_at IS NULL);
alter table push.key enable row level security;
alter table push.key force row level security;
create policy own_brand on push.key as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table push.notification (
  brand_id uuid not null,
  device_id uuid not null,
  about text not null,
  what text not null,
  seq integer not null,
  ref text not null default ''::text,
  due_at timestamp with time zone,
  claimed_until timestamp with time zone,
  withdrawn boolean not null default false,
  shown_at timestamp with time zone,
  buzzed_at timestamp with time zone,
  attempts integer not null default 0,
  error text,
  told_at timestamp with time zone not null,
  constraint notification_pkey PRIMARY KEY (brand_id, device_id, about),
  constraint notification_brand_id_device_id_fkey FOREIGN KEY (brand_id, device_id) REFERENCES push.device(brand_id, id) ON DELETE CASCADE,
  constraint notification_what_check CHECK ((what = ANY (ARRAY['answer'::text, 'promise'::text, 'closing'::text, 'closed'::text, 'letter'::text, 'notice'::text])))
);
create index notification_about ON push.notification USING btree (brand_id, about);
create index notification_due ON push.notification USING btree (brand_id, due_at) WHERE (due_at IS NOT NULL);
alter table push.notification enable row level security;
alter table push.notification force row level security;
create policy own_brand on push.notification as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table push.wish (
  brand_id uuid not null,
  account_id uuid not null,
  kinds text[] not null,
  quiet_from smallint,
  quiet_until smallint,
  constraint wish_pkey PRIMARY KEY (brand_id, account_id),
  constraint wish_brand_id_account_id_fkey FOREIGN KEY (brand_id, account_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE,
  constraint wish_check CHECK (((((quiet_from IS NULL) = (quiet_until IS NULL)) AND (quiet_from IS DISTINCT FROM quiet_until)) OR (quiet_from IS NULL))),
  constraint wish_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  constraint wish_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 1439)))
);
alter table push.wish enable row level security;
alter table push.wish force row level security;
create policy own_brand on push.wish as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table queue.claim (
  brand_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  claimed_at timestamp with time zone not null,
  constraint claim_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint claim_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES staff.agent(brand_id, account_id),
  constraint claim_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE
);
create index claim_agent ON queue.claim USING btree (brand_id, agent_id, claimed_at DESC);
alter table queue.claim enable row level security;
alter table queue.claim force row level security;
create policy own_brand on queue.claim as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table queue.decision (
  brand_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  kind text not null,
  agent_id uuid,
  by_id uuid,
  reasons jsonb not null default '[]'::jsonb,
  passed jsonb not null default '[]'::jsonb,
  decided_at timestamp with time zone not null,
  constraint decision_pkey PRIMARY KEY (brand_id, id),
  constraint decision_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE
);
create index decision_of ON queue.decision USING btree (brand_id, conversation_id, decided_at);
alter table queue.decision enable row level security;
alter table queue.decision force row level security;
create policy own_brand on queue.decision as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table queue.entry (
  brand_id uuid not null,
  conversation_id uuid not null,
  lane smallint not null,
  due_at timestamp with time zone not null,
  waiting_since timestamp with time zone not null,
  reasons jsonb not null,
  door text not null,
  channel text not null,
  team text not null,
  language text not null,
  claimed_by uuid,
  rank_again_at timestamp with time zone,
  work text not null default 'message'::text,
  offered_to uuid,
  asked_all boolean not null default false,
  constraint entry_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint entry_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint entry_work_check CHECK ((work = ANY (ARRAY['message'::text, 'chat'::text, 'call'::text])))
);
create index entry_live ON queue.entry USING btree (brand_id) WHERE ((claimed_by IS NULL) AND (work <> 'message'::text));
create index entry_mine ON queue.entry USING btree (brand_id, claimed_by, lane, due_at) WHERE (claimed_by IS NOT NULL);
create index entry_order ON queue.entry USING btree (brand_id, lane, due_at, conversation_id) WHERE (claimed_by IS NULL);
create index entry_rank_again ON queue.entry USING btree (brand_id, rank_again_at) WHERE (rank_again_at IS NOT NULL);
create index entry_skill ON queue.entry USING btree (brand_id, lane, team, language, door, work, due_at, conversation_id) WHERE (claimed_by IS NULL);
alter table queue.entry enable row level security;
alter table queue.entry force row level security;
create policy own_brand on queue.entry as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table queue.lane_count (
  brand_id uuid not null,
  lane smallint not null,
  channel text not null,
  waiting integer not null,
  constraint lane_count_pkey PRIMARY KEY (brand_id, lane, channel)
);
alter table queue.lane_count enable row level security;
alter table queue.lane_count force row level security;
create policy own_brand on queue.lane_count as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table queue.live (
  brand_id uuid not null,
  conversation_id uuid not null,
  work text not null,
  since timestamp with time zone not null,
  language text,
  constraint live_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint live_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint live_work_check CHECK ((work = ANY (ARRAY['chat'::text, 'call'::text])))
);
alter table queue.live enable row level security;
alter table queue.live force row level security;
create policy own_brand on queue.live as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table queue.offer (
  brand_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  round timestamp with time zone not null,
  offered_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  outcome text,
  ended_at timestamp with time zone,
  constraint offer_pkey PRIMARY KEY (brand_id, id),
  constraint offer_brand_id_conversation_id_round_agent_id_key UNIQUE (brand_id, conversation_id, round, agent_id),
  constraint offer_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES staff.agent(brand_id, account_id) ON DELETE CASCADE,
  constraint offer_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint offer_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'declined'::text, 'expired'::text, 'withdrawn'::text])))
);
create unique index offer_open_agent ON queue.offer USING btree (brand_id, agent_id) WHERE (outcome IS NULL);
create unique index offer_open_conversation ON queue.offer USING btree (brand_id, conversation_id) WHERE (outcome IS NULL);
create index offer_open_until ON queue.offer USING btree (brand_id, expires_at) WHERE (outcome IS NULL);
alter table queue.offer enable row level security;
alter table queue.offer force row level security;
create policy own_brand on queue.offer as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table queue.pace (
  brand_id uuid not null,
  hour timestamp with time zone not null,
  lane smallint not null,
  answered integer not null,
  constraint pace_pkey PRIMARY KEY (brand_id, hour, lane),
  constraint pace_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table queue.pace enable row level security;
alter table queue.pace force row level security;
create policy own_brand on queue.pace as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table queue.routing (
  brand_id uuid not null,
  conversation_id uuid not null,
  team text not null,
  routed_by uuid not null,
  routed_at timestamp with time zone not null,
  constraint routing_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint routing_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE
);
alter table queue.routing enable row level security;
alter table queue.routing force row level security;
create policy own_brand on queue.routing as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table queue.turn (
  brand_id uuid not null,
  agent_id uuid not null,
  since_ordinary integer not null,
  constraint turn_pkey PRIMARY KEY (brand_id, agent_id),
  constraint turn_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES staff.agent(brand_id, account_id) ON DELETE CASCADE
);
alter table queue.turn enable row level security;
alter table queue.turn force row level security;
create policy own_brand on queue.turn as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table reporting.given (
  brand_id uuid not null,
  conversation_id uuid not null,
  started_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  moved_at timestamp with time zone[] not null,
  outcome text,
  settled_at timestamp with time zone,
  by_last boolean not null default false,
  constraint given_pkey PRIMARY KEY (brand_id, conversation_id, started_at),
  constraint given_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint given_outcome_check CHECK ((outcome = ANY (ARRAY['kept'::text, 'missed'::text, 'ended'::text])))
);
create index given_running ON reporting.given USING btree (brand_id, due_at) WHERE (outcome IS NULL);
alter table reporting.given enable row level security;
alter table reporting.given force row level security;
create policy own_brand on reporting.given as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table reporting.hour (
  brand_id uuid not null,
  door text not null,
  topic text not null,
  language text not null,
  channel text not null,
  hour timestamp with time zone not null,
  opened integer not null,
  answered integer not null,
  closed integer not null,
  kept integer not null,
  moved integer not null,
  missed integer not null,
  times integer[] not null,
  good integer not null default 0,
  bad integer not null default 0,
  kept_last integer not null default 0,
  constraint hour_pkey PRIMARY KEY (brand_id, door, topic, language, channel, hour),
  constraint hour_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table reporting.hour enable row level security;
alter table reporting.hour force row level security;
create policy own_brand on reporting.hour as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table reporting.matter (
  brand_id uuid not null,
  conversation_id uuid not null,
  door text not null,
  topic text not null,
  language text not null,
  channel text not null,
  opened_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  closed_at timestamp with time zone,
  waiting_since timestamp with time zone,
  due_at timestamp with time zone,
  claimed_by uuid,
  rated_at timestamp with time zone,
  rated_good boolean,
  warn_at timestamp with time zone,
  constraint matter_pkey PRIMARY KEY (brand_id, conversation_id),
  constraint matter_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
create index matter_due ON reporting.matter USING btree (brand_id, due_at) WHERE ((waiting_since IS NOT NULL) AND (due_at IS NOT NULL));
create index matter_waiting ON reporting.matter USING btree (brand_id, waiting_since) WHERE (waiting_since IS NOT NULL);
create index matter_warn ON reporting.matter USING btree (brand_id, warn_at) WHERE ((waiting_since IS NOT NULL) AND (warn_at IS NOT NULL));
alter table reporting.matter enable row level security;
alter table reporting.matter force row level security;
create policy own_brand on reporting.matter as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table reporting.waiting (
  brand_id uuid not null,
  door text not null,
  topic text not null,
  language text not null,
  channel text not null,
  waiting integer not null,
  unclaimed integer not null,
  constraint waiting_pkey PRIMARY KEY (brand_id, door, topic, language, channel),
  constraint waiting_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table reporting.waiting enable row level security;
alter table reporting.waiting force row level security;
create policy own_brand on reporting.waiting as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table search.click (
  brand_id uuid not null,
  inquiry_id uuid not null,
  key text not null,
  "position" integer not null,
  clicked_at timestamp with time zone not null,
  constraint click_pkey PRIMARY KEY (brand_id, inquiry_id, key),
  constraint click_brand_id_inquiry_id_fkey FOREIGN KEY (brand_id, inquiry_id) REFERENCES search.inquiry(brand_id, id) ON DELETE CASCADE
);
alter table search.click enable row level security;
alter table search.click force row level security;
create policy own_brand on search.click as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table search.conversation_number (
  brand_id uuid not null,
  conversation_id uuid not null,
  number integer not null,
  seen_seq integer not null default 0,
  constraint conversation_number_pkey PRIMARY KEY (brand_id, conversation_id) INCLUDE (number),
  constraint conversation_number_brand_id_number_key UNIQUE (brand_id, number),
  constraint conversation_number_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE
);
create trigger number_gone AFTER DELETE ON search.conversation_number FOR EACH ROW EXECUTE FUNCTION search.unsay();
alter table search.conversation_number enable row level security;
alter table search.conversation_number force row level security;
create policy own_brand on search.conversation_number as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table search.document (
  brand_id uuid not null,
  locale text not null,
  key text not null,
  door text not null,
  phrases text[] not null,
  words text[] not null,
  paragraphs text[] not null,
  fingerprint text not null,
  constraint document_pkey PRIMARY KEY (brand_id, locale, key),
  constraint document_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint document_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
alter table search.document enable row level security;
alter table search.document force row level security;
create policy own_brand on search.document as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table search.edition (
  brand_id uuid not null,
  locale text not null,
  number integer not null,
  constraint edition_pkey PRIMARY KEY (brand_id, locale),
  constraint edition_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table search.edition enable row level security;
alter table search.edition force row level security;
create policy own_brand on search.edition as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table search.inquiry (
  brand_id uuid not null,
  id uuid not null,
  door text not null,
  locale text not null,
  place text not null,
  q text not null,
  results integer not null,
  asked_at timestamp with time zone not null,
  contact_at timestamp with time zone,
  constraint inquiry_pkey PRIMARY KEY (brand_id, id),
  constraint inquiry_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint inquiry_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text]))),
  constraint inquiry_place_check CHECK ((place = ANY (ARRAY['page'::text, 'contact'::text, 'api'::text, 'topic'::text, 'lost'::text])))
);
create index inquiry_by_time ON search.inquiry USING btree (brand_id, asked_at);
create index inquiry_without_result ON search.inquiry USING btree (brand_id, asked_at) WHERE (results = 0);
alter table search.inquiry enable row level security;
alter table search.inquiry force row level security;
create policy own_brand on search.inquiry as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table search.posting (
  brand_id uuid not null,
  door text not null,
  locale text not null,
  lexeme text not null,
  key text not null,
  rank real not null,
  constraint posting_pkey PRIMARY KEY (brand_id, locale, key, lexeme),
  constraint posting_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
create index posting_loudest ON search.posting USING btree (brand_id, door, locale, lexeme, rank DESC, key);
alter table search.posting enable row level security;
alter table search.posting force row level security;
create policy own_brand on search.posting as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table search.said (
  brand_id uuid not null,
  word text not null,
  block integer not null,
  numbers bit(1024) not null,
  constraint said_pkey PRIMARY KEY (brand_id, word, block),
  constraint said_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
create index said_block ON search.said USING btree (brand_id, block);
alter table search.said enable row level security;
alter table search.said force row level security;
create policy own_brand on search.said as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table search.seeker (
  brand_id uuid not null,
  reader text not null,
  inquiry_id uuid not null,
  at timestamp with time zone not null,
  constraint seeker_pkey PRIMARY KEY (brand_id, reader, inquiry_id),
  constraint seeker_brand_id_inquiry_id_fkey FOREIGN KEY (brand_id, inquiry_id) REFERENCES search.inquiry(brand_id, id) ON DELETE CASCADE
);
create index seeker_by_time ON search.seeker USING btree (brand_id, at);
alter table search.seeker enable row level security;
alter table search.seeker force row level security;
create policy own_brand on search.seeker as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table search.synonyms (
  brand_id uuid not null,
  locale text not null,
  place integer not null,
  terms text[] not null,
  phrases text[] not null,
  sayings text[] not null,
  constraint synonyms_pkey PRIMARY KEY (brand_id, locale, place),
  constraint synonyms_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table search.synonyms enable row level security;
alter table search.synonyms force row level security;
create policy own_brand on search.synonyms as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table search.synonyms_edition (
  brand_id uuid not null,
  locale text not null,
  number integer not null,
  groups jsonb not null,
  at timestamp with time zone not null,
  by uuid,
  constraint synonyms_edition_pkey PRIMARY KEY (brand_id, locale, number),
  constraint synonyms_edition_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table search.synonyms_edition enable row level security;
alter table search.synonyms_edition force row level security;
create policy own_brand on search.synonyms_edition as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table search.word (
  brand_id uuid not null,
  door text not null,
  locale text not null,
  word text not null,
  spelling text not null,
  lexemes text[] not null,
  parts text[] not null,
  documents integer not null,
  constraint word_pkey PRIMARY KEY (brand_id, door, locale, word),
  constraint word_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint word_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
alter table search.word enable row level security;
alter table search.word force row level security;
create policy own_brand on search.word as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table seasons.ending (
  brand_id uuid not null,
  season_id uuid not null,
  ended_by uuid,
  ended_at timestamp with time zone not null,
  constraint ending_pkey PRIMARY KEY (brand_id, season_id),
  constraint ending_brand_id_ended_by_fkey FOREIGN KEY (brand_id, ended_by) REFERENCES identity.account(brand_id, id),
  constraint ending_brand_id_season_id_fkey FOREIGN KEY (brand_id, season_id) REFERENCES seasons.season(brand_id, id) ON DELETE CASCADE
);
create trigger content_inserted AFTER INSERT ON seasons.ending REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_updated AFTER UPDATE ON seasons.ending REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
alter table seasons.ending enable row level security;
alter table seasons.ending force row level security;
create policy own_brand on seasons.ending as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table seasons.season (
  brand_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  doors text[] not null,
  countries text[] not null,
  languages text[] not null,
  topics text[] not null,
  wait_factor double precision not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  began_at timestamp with time zone,
  constraint season_pkey PRIMARY KEY (brand_id, id),
  constraint season_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint season_brand_id_made_by_fkey FOREIGN KEY (brand_id, made_by) REFERENCES identity.account(brand_id, id),
  constraint season_check CHECK ((ends_at > starts_at)),
  constraint season_doors_check CHECK ((cardinality(doors) > 0)),
  constraint season_kind_check CHECK ((kind = ANY (ARRAY['planned'::text, 'declared'::text]))),
  constraint season_wait_factor_check CHECK (((wait_factor >= (1)::double precision) AND (wait_factor <= (5)::double precision)))
);
create index season_by_end ON seasons.season USING btree (brand_id, ends_at);
create trigger content_inserted AFTER INSERT ON seasons.season REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_updated AFTER UPDATE ON seasons.season REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
alter table seasons.season enable row level security;
alter table seasons.season force row level security;
create policy own_brand on seasons.season as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table selfservice.change (
  brand_id uuid not null,
  id uuid not null,
  reservation_id uuid not null,
  kind text not null,
  before jsonb not null,
  after jsonb not null,
  changed_by uuid,
  changed_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  refused_at timestamp with time zone,
  constraint change_pkey PRIMARY KEY (brand_id, id),
  constraint change_brand_id_reservation_id_fkey FOREIGN KEY (brand_id, reservation_id) REFERENCES directory.reservation(brand_id, id) ON DELETE CASCADE,
  constraint change_kind_check CHECK ((kind = ANY (ARRAY['dates'::text, 'arrival-time'::text, 'details'::text, 'request'::text, 'cancellation'::text])))
);
create index change_reservation ON selfservice.change USING btree (brand_id, reservation_id, changed_at DESC);
alter table selfservice.change enable row level security;
alter table selfservice.change force row level security;
create policy own_brand on selfservice.change as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table selfservice.notification (
  brand_id uuid not null,
  id uuid not null,
  reservation_id uuid not null,
  change_id uuid,
  name text not null,
  payload jsonb not null,
  written_at timestamp with time zone not null,
  attempts integer not null default 0,
  try_after timestamp with time zone,
  sent_at timestamp with time zone,
  failed_at timestamp with time zone,
  error text,
  constraint notification_pkey PRIMARY KEY (brand_id, id),
  constraint notification_brand_id_reservation_id_fkey FOREIGN KEY (brand_id, reservation_id) REFERENCES directory.reservation(brand_id, id) ON DELETE CASCADE
);
create index notification_unsent ON selfservice.notification USING btree (brand_id, written_at, id) WHERE ((sent_at IS NULL) AND (failed_at IS NULL));
alter table selfservice.notification enable row level security;
alter table selfservice.notification force row level security;
create policy own_brand on selfservice.notification as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table staff.agent (
  brand_id uuid not null,
  account_id uuid not null,
  roles text[] not null,
  languages text[] not null,
  teams text[] not null,
  capacity integer not null,
  doors text[] not null default '{partner,guest}'::text[],
  hours jsonb,
  constraint agent_pkey PRIMARY KEY (brand_id, account_id),
  constraint agent_brand_id_account_id_fkey FOREIGN KEY (brand_id, account_id) REFERENCES identity.account(brand_id, id) ON DELETE CASCADE,
  constraint agent_doors_check CHECK (((doors <@ ARRAY['partner'::text, 'guest'::text]) AND (cardinality(doors) > 0)))
);
alter table staff.agent enable row level security;
alter table staff.agent force row level security;
create policy own_brand on staff.agent as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table staff.shift (
  brand_id uuid not null,
  account_id uuid not null,
  on_since timestamp with time zone not null,
  presence text not null default 'here'::text,
  presence_since timestamp with time zone not null default now(),
  seen_at timestamp with time zone,
  constraint shift_pkey PRIMARY KEY (brand_id, account_id),
  constraint shift_brand_id_account_id_fkey FOREIGN KEY (brand_id, account_id) REFERENCES staff.agent(brand_id, account_id) ON DELETE CASCADE,
  constraint shift_presence_check CHECK ((presence = ANY (ARRAY['here'::text, 'away'::text, 'lost'::text])))
);
create index shift_seen ON staff.shift USING btree (brand_id, seen_at) WHERE ((presence <> 'lost'::text) AND (seen_at IS NOT NULL));
alter table staff.shift enable row level security;
alter table staff.shift force row level security;
create policy own_brand on staff.shift as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table staff.team (
  brand_id uuid not null,
  key text not null,
  names jsonb not null,
  constraint team_pkey PRIMARY KEY (brand_id, key),
  constraint team_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
alter table staff.team enable row level security;
alter table staff.team force row level security;
create policy own_brand on staff.team as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table topics.action (
  brand_id uuid not null,
  key text not null,
  kind text not null,
  path text,
  names jsonb not null,
  hints jsonb not null,
  constraint action_pkey PRIMARY KEY (brand_id, key),
  constraint action_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint action_kind_check CHECK ((kind = ANY (ARRAY['built-in'::text, 'platform'::text])))
);
create trigger content_deleted AFTER DELETE ON topics.action REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_inserted AFTER INSERT ON topics.action REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_updated AFTER UPDATE ON topics.action REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
alter table topics.action enable row level security;
alter table topics.action force row level security;
create policy own_brand on topics.action as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table topics.slug (
  brand_id uuid not null,
  door text not null,
  locale text not null,
  slug text not null,
  topic text not null,
  is_current boolean not null,
  constraint slug_pkey PRIMARY KEY (brand_id, door, locale, slug),
  constraint slug_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint slug_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
create unique index slug_of_topic ON topics.slug USING btree (brand_id, door, topic, locale) WHERE is_current;
create trigger content_deleted AFTER DELETE ON topics.slug REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_inserted AFTER INSERT ON topics.slug REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_updated AFTER UPDATE ON topics.slug REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
alter table topics.slug enable row level security;
alter table topics.slug force row level security;
create policy own_brand on topics.slug as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table topics.subtopic (
  brand_id uuid not null,
  door text not null,
  topic text not null,
  key text not null,
  place integer not null,
  names jsonb not null,
  rules jsonb not null,
  constraint subtopic_pkey PRIMARY KEY (brand_id, door, topic, key),
  constraint subtopic_brand_id_door_topic_fkey FOREIGN KEY (brand_id, door, topic) REFERENCES topics.topic(brand_id, door, key) ON DELETE CASCADE
);
create trigger content_deleted AFTER DELETE ON topics.subtopic REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_inserted AFTER INSERT ON topics.subtopic REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_updated AFTER UPDATE ON topics.subtopic REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
alter table topics.subtopic enable row level security;
alter table topics.subtopic force row level security;
create policy own_brand on topics.subtopic as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table topics.topic (
  brand_id uuid not null,
  door text not null,
  key text not null,
  place integer not null,
  names jsonb not null,
  scope jsonb not null,
  team text not null,
  constraint topic_pkey PRIMARY KEY (brand_id, door, key),
  constraint topic_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint topic_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text])))
);
create trigger content_deleted AFTER DELETE ON topics.topic REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_inserted AFTER INSERT ON topics.topic REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
create trigger content_updated AFTER UPDATE ON topics.topic REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION platform.content_changed();
alter table topics.topic enable row level security;
alter table topics.topic force row level security;
create policy own_brand on topics.topic as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table voice.call (
  brand_id uuid not null,
  id uuid not null,
  provider text not null,
  provider_id text not null,
  direction text not null,
  line text,
  door text not null,
  locale text not null,
  number text,
  state text not null,
  step text not null,
  tries smallint not null default 0,
  keyed text,
  level smallint not null default 0,
  proof text not null default 'none'::text,
  claimed_name text,
  property_id uuid,
  account_id uuid,
  conversation_id uuid,
  callback_id uuid,
  agent_id uuid,
  room text not null,
  held boolean not null default false,
  started_at timestamp with time zone not null,
  waiting_since timestamp with time zone,
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended text,
  outcome text,
  constraint call_pkey PRIMARY KEY (brand_id, id),
  constraint call_brand_id_provider_provider_id_key UNIQUE (brand_id, provider, provider_id),
  constraint call_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint call_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint call_brand_id_property_id_fkey FOREIGN KEY (brand_id, property_id) REFERENCES directory.property(brand_id, id),
  constraint call_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint call_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text]))),
  constraint call_level_check CHECK (((level >= 0) AND (level <= 3))),
  constraint call_proof_check CHECK ((proof = ANY (ARRAY['none'::text, 'claim'::text, 'pin'::text, 'code'::text, 'sign-in'::text, 'number-on-file'::text]))),
  constraint call_state_check CHECK ((state = ANY (ARRAY['asking'::text, 'waiting'::text, 'talking'::text, 'ended'::text])))
);
create index call_newest ON voice.call USING btree (brand_id, started_at DESC, id DESC);
create index call_of_conversation ON voice.call USING btree (brand_id, conversation_id, started_at DESC) WHERE (conversation_id IS NOT NULL);
create index call_waiting ON voice.call USING btree (brand_id, waiting_since) WHERE (state = 'waiting'::text);
alter table voice.call enable row level security;
alter table voice.call force row level security;
create policy own_brand on voice.call as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table voice.callback (
  brand_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  about text not null,
  number text not null,
  check_code bytea,
  why text not null,
  level smallint not null default 0,
  proof text not null default 'none'::text,
  place_since timestamp with time zone not null,
  not_before timestamp with time zone not null,
  tries smallint not null default 0,
  state text not null,
  made_at timestamp with time zone not null,
  constraint callback_pkey PRIMARY KEY (brand_id, id),
  constraint callback_brand_id_conversation_id_fkey FOREIGN KEY (brand_id, conversation_id) REFERENCES conversations.conversation(brand_id, id) ON DELETE CASCADE,
  constraint callback_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint callback_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'calling'::text, 'reached'::text, 'not-reached'::text, 'withdrawn'::text]))),
  constraint callback_why_check CHECK ((why = ANY (ARRAY['asked'::text, 'dropped'::text, 'fault'::text])))
);
create index callback_due ON voice.callback USING btree (brand_id, not_before) WHERE (state = 'waiting'::text);
create unique index callback_once ON voice.callback USING btree (brand_id, about) WHERE (state = ANY (ARRAY['waiting'::text, 'calling'::text]));
alter table voice.callback enable row level security;
alter table voice.callback force row level security;
create policy own_brand on voice.callback as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table voice.event (
  brand_id uuid not null,
  provider text not null,
  leg_id text not null,
  event text not null,
  sequence integer not null,
  received_at timestamp with time zone not null,
  constraint event_pkey PRIMARY KEY (brand_id, provider, leg_id, event, sequence),
  constraint event_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id)
);
create index event_age ON voice.event USING btree (brand_id, received_at);
alter table voice.event enable row level security;
alter table voice.event force row level security;
create policy own_brand on voice.event as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table voice.leg (
  brand_id uuid not null,
  provider text not null,
  leg_id text not null,
  call_id uuid,
  side text not null,
  agent_id uuid,
  ringing_at timestamp with time zone,
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  cause text,
  due text,
  due_at timestamp with time zone,
  due_tries smallint not null default 0,
  constraint leg_pkey PRIMARY KEY (brand_id, provider, leg_id),
  constraint leg_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint leg_due_check CHECK ((due = ANY (ARRAY['end'::text, 'ask'::text]))),
  constraint leg_side_check CHECK ((side = ANY (ARRAY['caller'::text, 'agent'::text])))
);
create index leg_due ON voice.leg USING btree (brand_id, due_at) WHERE (due IS NOT NULL);
create index leg_of_call ON voice.leg USING btree (brand_id, call_id) WHERE (call_id IS NOT NULL);
alter table voice.leg enable row level security;
alter table voice.leg force row level security;
create policy own_brand on voice.leg as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table voice.line (
  brand_id uuid not null,
  key text not null,
  door text not null,
  kind text not null,
  country text not null,
  languages text[] not null,
  number text not null,
  cost jsonb not null,
  toll text not null default 'local'::text,
  calendar text not null,
  constraint line_pkey PRIMARY KEY (brand_id, key),
  constraint line_brand_id_calendar_fkey FOREIGN KEY (brand_id, calendar) REFERENCES calendars.calendar(brand_id, key) DEFERRABLE INITIALLY DEFERRED,
  constraint line_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES brand.brand(id),
  constraint line_door_check CHECK ((door = ANY (ARRAY['partner'::text, 'guest'::text]))),
  constraint line_kind_check CHECK ((kind = ANY (ARRAY['local'::text, 'round-the-clock'::text, 'emergency'::text]))),
  constraint line_toll_check CHECK ((toll = ANY (ARRAY['free'::text, 'local'::text, 'abroad'::text])))
);
alter table voice.line enable row level security;
alter table voice.line force row level security;
create policy own_brand on voice.line as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));

create table voice.seat (
  brand_id uuid not null,
  agent_id uuid not null,
  call_id uuid not null,
  role text not null default 'main'::text,
  state text not null,
  leg_id text,
  since timestamp with time zone not null,
  muted boolean not null default false,
  constraint seat_pkey PRIMARY KEY (brand_id, agent_id),
  constraint seat_brand_id_agent_id_fkey FOREIGN KEY (brand_id, agent_id) REFERENCES staff.agent(brand_id, account_id),
  constraint seat_brand_id_call_id_fkey FOREIGN KEY (brand_id, call_id) REFERENCES voice.call(brand_id, id) ON DELETE CASCADE,
  constraint seat_role_check CHECK ((role = ANY (ARRAY['main'::text, 'asked'::text]))),
  constraint seat_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'talking'::text, 'noting'::text])))
);
create unique index seat_of_call ON voice.seat USING btree (brand_id, call_id, role);
alter table voice.seat enable row level security;
alter table voice.seat force row level security;
create policy own_brand on voice.seat as permissive for all to public using (((( SELECT current_setting('hospes.brand'::text, true) AS current_setting) = '*'::text) OR (brand_id = ( SELECT (NULLIF(NULLIF(current_setting('hospes.brand'::text, true), '*'::text), ''::text))::uuid AS "nullif"))));
