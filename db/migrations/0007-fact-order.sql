-- Facts are placed in the order in which they were written under their conversation's lock, which their ids do not tell.

alter table platform.fact add column ordinal bigint generated always as identity;
drop index platform.fact_unsequenced;
create index fact_unsequenced on platform.fact (ordinal) where position is null;
