-- The figures over lists and boards of leads: each view is counted from an index of its own, and only so far as people
-- read it (a thousand); the sums of columns are read from the index alone.
drop index leads_open_idx;
create index leads_open_idx on leads (org_id, pipeline_id, stage_id) include (value_cents, next_due_at) where status not in ('converted', 'lost');
create index leads_open_owner_idx on leads (org_id, owner_id) include (pipeline_id) where status not in ('converted', 'lost');
create index leads_hot_idx on leads (org_id, pipeline_id) include (owner_id) where status not in ('converted', 'lost') and score >= 70;
drop index leads_due_idx;
create index leads_due_idx on leads (org_id, next_due_at) include (pipeline_id, owner_id) where status not in ('converted', 'lost') and next_due_at is not null;
