-- Lines kept for safety alone, and what a call costs whoever makes it.

alter table voice.line drop constraint line_kind_check;
alter table voice.line add constraint line_kind_check check (kind in ('local', 'round-the-clock', 'emergency'));
alter table voice.line add column toll text not null default 'local' check (toll in ('free', 'local', 'abroad'));
