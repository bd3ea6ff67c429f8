-- Figures beside lists and over the board, and the odds of a source: what they read is found by the organization and by
-- what makes a record current, so that they take as long after ten years as after one.

create index leads_open_idx on leads (org_id, pipeline_id, stage_id) where status not in ('converted', 'lost');
-- the latest decisions first; odds are read from the index alone
create index leads_closed_idx on leads (org_id, stage_since desc) include (pipeline_id, stage_id, status, source) where status in ('converted', 'lost');

drop index leads_created_idx;
create index leads_created_idx on leads (org_id, created_at desc, id desc) include (pipeline_id, owner_id);

create index jobs_live_idx on jobs (org_id, starts_at) where status in ('requested', 'booked', 'assigned', 'in_progress');
create index jobs_completed_idx on jobs (org_id, completed_at) include (status) where completed_at is not null;
create index jobs_to_invoice_idx on jobs (org_id, id) include (total_cents) where status = 'completed' and billing = 'pending';
