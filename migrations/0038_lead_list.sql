-- The list of leads narrowed to the days the work is wanted: read from those days, not from all leads.
create index leads_wanted_idx on leads (org_id, wanted_on) where wanted_on is not null;
