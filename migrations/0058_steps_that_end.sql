-- What a planned step waits for, where the program itself learns that it happened, and what ended the step then. A step
-- that somebody finished, or that nothing but a person can judge, has neither.
alter table activities
    add column awaits text,
    add column ended  text,
    add constraint activities_awaits_check check (awaits in ('crew', 'deposit', 'answer', 'work')),
    add constraint activities_ended_check check (
        ended is null or done_at is not null and ended in
            ('crew_set', 'accepted', 'declined', 'withdrawn', 'work_begun', 'work_done', 'job_cancelled'));
comment on column activities.awaits is 'What ends the planned step by itself when it happens.';
comment on column activities.ended is 'What happened that ended the step by itself; null when a person did.';
