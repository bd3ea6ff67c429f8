-- Turns of the lead queue know working hours, absence with a deputy, and services; a lead knows when the queue looks
-- at it again.
alter table lead_turns
    -- opening and closing in minutes after midnight for each day from Monday on; at any time without
    add column hours     jsonb,
    -- the first day of the absence whose last day is away_until; either may be open
    add column away_from date,
    add column deputy_id uuid,
    -- services this member takes leads of; all if none is named
    add column lines     text[] not null default '{}',
    add constraint lead_turns_deputy_id_fkey foreign key (org_id, deputy_id) references members (org_id, id),
    add constraint lead_turns_deputy_id_check check (deputy_id <> member_id);
create index lead_turns_deputy_idx on lead_turns (org_id, deputy_id) where deputy_id is not null;

-- A lead nobody gets to within so many minutes of work moves on; null if it stays.
alter table lead_queues
    add column return_minutes int default 60 constraint lead_queues_return_minutes_check check (return_minutes between 5 and 20160);

-- When the queue looks at a lead again: one with an owner moves on then unless somebody got to it; one without waits
-- for the next who can take it, or in the year 9999 for a change of the queue.
alter table leads add column queue_at timestamptz;
create index leads_queue_at_idx on leads (queue_at) where queue_at is not null;
