-- What is due is listed and counted whatever became of the lead: a booking leaves steps to be done. The state is beside
-- it for boards, which count open leads only. Made before the former one goes, so that reading waits for neither.
create index leads_due_of_all_idx on leads (org_id, next_due_at) include (pipeline_id, owner_id, status) where next_due_at is not null;
drop index leads_due_idx;
alter index leads_due_of_all_idx rename to leads_due_idx;

-- Why a suggestion was dismissed, of a short list; what people write about it is `reason`.
alter table suggestions
    add column because text,
    add constraint suggestions_because_check check (because in ('not_now', 'done_already', 'customer_wish', 'not_true', 'other')),
    add constraint suggestions_dismissed_check check (because is null or verdict = 'dismissed');
