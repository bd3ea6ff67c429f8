-- Why a suggestion was dismissed, of a short list; what people write about it is `reason`.
alter table suggestions
    add column because text,
    add constraint suggestions_because_check check (because in ('not_now', 'done_already', 'customer_wish', 'not_true', 'other')),
    add constraint suggestions_dismissed_check check (because is null or verdict = 'dismissed');

-- What is due is listed and counted whatever became of the lead: a booking leaves steps to be done. The state is beside
-- it for boards, which count open leads only.
drop index leads_due_idx;
create index leads_due_idx on leads (org_id, next_due_at) include (pipeline_id, owner_id, status) where next_due_at is not null;
