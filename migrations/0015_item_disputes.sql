-- An answer to a checklist item that was not taken because another one stood already, kept beside it until somebody
-- chooses: {answer, note, by, member, at} as in shared::jobs::Dispute.
alter table job_items add column dispute jsonb;
