-- What a promo code is for: vehicle types by the keys price books have for them, and shapes of trips. Empty means all.
alter table promos
    add column vehicles text[] not null default '{}' constraint promos_vehicles_check check (cardinality(vehicles) <= 60),
    add column trips    text[] not null default '{}' constraint promos_trips_check check (cardinality(trips) <= 7);
