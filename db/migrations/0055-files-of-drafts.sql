-- What goes along with an answer that staff have not sent yet is kept as its words are.
alter table casework.draft add column file_ids uuid[] not null default '{}';
