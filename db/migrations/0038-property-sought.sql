-- What a property is found by while somebody types: its number, name and city, without capitals and accents.

alter table directory.property
  add column sought text not null
  generated always as (lower(regexp_replace(normalize(property_number || ' ' || name || ' ' || city, NFD), U&'[\0300-\036F]', '', 'g'))) stored;
