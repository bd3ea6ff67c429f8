-- How many leads of an organization wait for their turn: they are few, and the index in the order of their time is all
-- organizations' together.
create index leads_waiting_idx on leads (org_id) where owner_id is null and queue_at is not null;
