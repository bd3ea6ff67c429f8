-- The cards of a column in their order: the first thirty of a stage with thousands are read, not all of them to be sorted.
create index leads_cards_idx on leads (org_id, pipeline_id, stage_id, rank, id) include (value_cents, next_due_at)
    where status not in ('converted', 'lost');
drop index leads_open_idx;
alter index leads_cards_idx rename to leads_open_idx;
