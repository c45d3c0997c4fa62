-- What askers thought is among the figures: each conversation's rating as it was counted, and the sums of good and bad ones by the hour.

alter table reporting.matter add column rated_at timestamptz, add column rated_good boolean;
alter table reporting.hour add column good integer not null default 0, add column bad integer not null default 0;

update reporting.matter m set rated_at = r.rated_at, rated_good = r.good
from conversations.rating r where r.brand_id = m.brand_id and r.conversation_id = m.conversation_id;

insert into reporting.hour as known (brand_id, door, topic, language, channel, hour, opened, answered, closed, kept, moved, missed, times, good, bad)
select brand_id, coalesce(door, ''), coalesce(topic, ''), coalesce(language, ''), coalesce(channel, ''), hour, 0, 0, 0, 0, 0, 0, array_fill(0, array[23]),
  count(*) filter (where rated_good), count(*) filter (where not rated_good)
from (select *, date_trunc('hour', rated_at, 'UTC') as hour from reporting.matter where rated_at is not null) m
group by grouping sets ((brand_id, hour), (brand_id, hour, door), (brand_id, hour, door, topic), (brand_id, hour, language), (brand_id, hour, channel),
  (brand_id, hour, door, language), (brand_id, hour, door, channel), (brand_id, hour, door, topic, language), (brand_id, hour, door, topic, channel))
on conflict (brand_id, door, topic, language, channel, hour) do update set good = known.good + excluded.good, bad = known.bad + excluded.bad;

-- What those said who were not content, the newest first.
create index rating_bad on conversations.rating (brand_id, rated_at desc) where not good and why <> '';
