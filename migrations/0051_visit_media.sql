-- Photos and files of site visits. A medium belongs to a job or to a visit of a lead; once that lead became a job, to both:
-- where it came from stays.
alter table media
    alter column job_id drop not null,
    add column visit_id uuid,
    add constraint media_visit_id_fkey foreign key (org_id, visit_id) references site_visits (org_id, id),
    add constraint media_owner_check check (job_id is not null or visit_id is not null),
    -- phases, slots and checklist items are of a job; what a visit brought fills none of them
    add constraint media_visit_slot_check check (visit_id is null or (phase_id is null and requirement_id is null and item_id is null));
create index media_visit_idx on media (org_id, visit_id, position, id) where visit_id is not null;
