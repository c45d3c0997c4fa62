-- What a text says that must be the same in every language: the settings it quotes and its own numbers. Null until the text is
-- written the next time; what is not known differs from nothing.
alter table articles.translation add column facts text[];
