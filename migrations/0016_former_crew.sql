-- Who was taken off the crew of a job: what such a person did on a device without a network still arrives, is not
-- carried out, and is kept in the history of the job instead of being answered as unknown.
create table job_former_crew (
    org_id    uuid        not null,
    job_id    uuid        not null,
    member_id uuid        not null,
    left_at   timestamptz not null default now(),
    primary key (org_id, job_id, member_id),
    constraint job_former_crew_job_id_fkey foreign key (org_id, job_id) references jobs (org_id, id),
    constraint job_former_crew_member_id_fkey foreign key (org_id, member_id) references members (org_id, id)
);
select tenant_table('job_former_crew');
create index job_former_crew_member_idx on job_former_crew (org_id, member_id);
