-- A search asks for the documents that say a lexeme loudest, and then for what these documents say; so a word that stands in twenty
-- thousand articles costs no more than one that stands in a few hundred.
drop index search.posting_of_document;
alter table search.posting drop constraint posting_pkey, add constraint posting_pkey primary key (brand_id, locale, key, lexeme);
create index posting_loudest on search.posting (brand_id, door, locale, lexeme, rank desc, key);
