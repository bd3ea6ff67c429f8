-- Why a suggestion was dismissed, of a short list; what people write about it is `reason`.
alter table suggestions
    add column because text,
    add constraint suggestions_because_check check (because in ('not_now', 'done_already', 'customer_wish', 'not_true', 'other')),
    add constraint suggestions_dismissed_check check (because is null or verdict = 'dismissed');
