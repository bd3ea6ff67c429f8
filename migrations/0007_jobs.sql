-- Jobs: the work, copied from the pack when it is booked, so that a changed template never changes running work.

create table jobs (
    org_id           uuid        not null constraint jobs_org_id_fkey references organizations (id),
    id               uuid        not null,
    number           text        not null,
    status           text        not null default 'booked' constraint jobs_status_check check (status in ('requested', 'booked', 'assigned', 'in_progress', 'completed', 'closed', 'cancelled')),
    priority         text        not null default 'normal' constraint jobs_priority_check check (priority in ('low', 'normal', 'high', 'urgent')),
    billing          text        not null default 'pending' constraint jobs_billing_check check (billing in ('pending', 'invoiced', 'part_paid', 'paid')),
    line             text        not null constraint jobs_line_check check (line in ('moving', 'charter')),
    title            text        not null constraint jobs_title_check check (length(title) between 1 and 200),
    account_id       uuid        not null,
    contact_id       uuid,
    quote_id         uuid,
    quote_number     text,
    revision_id      uuid,
    lead_id          uuid,
    starts_at        timestamptz,
    ends_at          timestamptz,
    zone             text        not null,
    total_cents      bigint      not null default 0,
    currency         text        not null,
    cancelled_reason text,
    started_at       timestamptz,
    completed_at     timestamptz,
    -- lists sort by it: the start, or when it was booked while there is none
    sort_at          timestamptz not null generated always as (coalesce(starts_at, created_at)) stored,
    -- number, title and addresses as people search them
    search           text        not null default '',
    version          int         not null default 1,
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    primary key (org_id, id),
    constraint jobs_number_key unique (org_id, number),
    -- accepting a quote makes one job, however often it is tried
    constraint jobs_quote_id_key unique (org_id, quote_id),
    constraint jobs_ends_at_check check (ends_at >= starts_at),
    constraint jobs_account_id_fkey foreign key (org_id, account_id) references accounts (org_id, id),
    constraint jobs_contact_id_fkey foreign key (org_id, contact_id) references contacts (org_id, id),
    constraint jobs_quote_id_fkey foreign key (org_id, quote_id) references quotes (org_id, id),
    constraint jobs_lead_id_fkey foreign key (org_id, lead_id) references leads (org_id, id)
);
select tenant_table('jobs');
create index jobs_sort_at_idx on jobs (org_id, sort_at, id);
create index jobs_status_idx on jobs (org_id, status, sort_at, id);
create index jobs_account_idx on jobs (org_id, account_id);
create index jobs_contact_idx on jobs (org_id, contact_id);
create index jobs_lead_idx on jobs (org_id, lead_id) where lead_id is not null;
create index jobs_search_idx on jobs using gin (org_id, search gin_trgm_ops);

create table job_stops (
    org_id        uuid             not null,
    id            uuid             not null,
    job_id        uuid             not null,
    position      int              not null,
    kind          text             not null constraint job_stops_kind_check check (kind in ('pickup', 'waypoint', 'stop', 'drop_off')),
    address       text             not null,
    latitude      double precision,
    longitude     double precision,
    contact_name  text             not null default '',
    contact_phone text             not null default '',
    window_from   timestamptz,
    window_to     timestamptz,
    notes         text             not null default '',
    created_at    timestamptz      not null default now(),
    primary key (org_id, id),
    constraint job_stops_position_key unique (org_id, job_id, position),
    constraint job_stops_job_id_fkey foreign key (org_id, job_id) references jobs (org_id, id)
);
select tenant_table('job_stops');

create table job_phases (
    org_id          uuid        not null,
    id              uuid        not null,
    job_id          uuid        not null,
    position        int         not null,
    key             text        not null,
    title_en        text        not null,
    title_fr        text        not null,
    short_en        text        not null,
    short_fr        text        not null,
    roles           text[]      not null default '{}',
    minutes         int         not null default 0,
    status          text        not null default 'waiting' constraint job_phases_status_check check (status in ('waiting', 'active', 'complete')),
    started_at      timestamptz,
    completed_at    timestamptz,
    completed_by    text,
    override_reason text,
    -- the sealed manifest as the text its hash is over, and the hash of the one before it
    manifest        text,
    seal            text,
    previous_seal   text,
    sealed_at       timestamptz,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (org_id, id),
    constraint job_phases_position_key unique (org_id, job_id, position),
    constraint job_phases_seal_check check ((seal is null) = (manifest is null)),
    constraint job_phases_job_id_fkey foreign key (org_id, job_id) references jobs (org_id, id)
);
select tenant_table('job_phases');

create table job_requirements (
    org_id     uuid        not null,
    id         uuid        not null,
    job_id     uuid        not null,
    phase_id   uuid        not null,
    position   int         not null,
    key        text        not null,
    title_en   text        not null,
    title_fr   text        not null,
    kind       text        not null constraint job_requirements_kind_check check (kind in ('photo', 'video', 'signature', 'document', 'voice')),
    min_count  int         not null default 1 constraint job_requirements_min_count_check check (min_count between 0 and 500),
    required   boolean     not null default true,
    min_edge   int         not null default 0,
    created_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint job_requirements_job_id_fkey foreign key (org_id, job_id) references jobs (org_id, id),
    constraint job_requirements_phase_id_fkey foreign key (org_id, phase_id) references job_phases (org_id, id)
);
select tenant_table('job_requirements');
create index job_requirements_job_idx on job_requirements (org_id, job_id);
create index job_requirements_phase_idx on job_requirements (org_id, phase_id);

create table job_items (
    org_id             uuid             not null,
    id                 uuid             not null,
    job_id             uuid             not null,
    phase_id           uuid             not null,
    position           int              not null,
    key                text             not null,
    title_en           text             not null,
    title_fr           text             not null,
    required           boolean          not null default true,
    requirement_id     uuid,
    roles              text[]           not null default '{}',
    -- the fact of the system that answers it
    fact               text             constraint job_items_fact_check check (fact in ('job_created', 'crew_assigned', 'scheduled')),
    answer             text             not null default 'open' constraint job_items_answer_check check (answer in ('open', 'done', 'problem', 'not_applicable')),
    note               text             not null default '',
    answered_at        timestamptz,
    answered_by        text,
    answered_member_id uuid,
    -- what the device's own clock said, and when the server took it
    device_at          timestamptz,
    server_at          timestamptz,
    latitude           double precision,
    longitude          double precision,
    accuracy           double precision,
    created_at         timestamptz      not null default now(),
    updated_at         timestamptz      not null default now(),
    primary key (org_id, id),
    constraint job_items_job_id_fkey foreign key (org_id, job_id) references jobs (org_id, id),
    constraint job_items_phase_id_fkey foreign key (org_id, phase_id) references job_phases (org_id, id),
    constraint job_items_requirement_id_fkey foreign key (org_id, requirement_id) references job_requirements (org_id, id),
    constraint job_items_answered_member_id_fkey foreign key (org_id, answered_member_id) references members (org_id, id)
);
select tenant_table('job_items');
create index job_items_job_idx on job_items (org_id, job_id);
create index job_items_phase_idx on job_items (org_id, phase_id);
create index job_items_requirement_idx on job_items (org_id, requirement_id) where requirement_id is not null;
create index job_items_answered_member_idx on job_items (org_id, answered_member_id) where answered_member_id is not null;

create table job_crew (
    org_id     uuid        not null,
    job_id     uuid        not null,
    member_id  uuid        not null,
    position   int         not null,
    role       text        not null constraint job_crew_role_check check (role in ('dispatcher', 'driver', 'mover', 'technician')),
    reply      text        not null default 'asked' constraint job_crew_reply_check check (reply in ('asked', 'confirmed', 'declined')),
    replied_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (org_id, job_id, member_id),
    constraint job_crew_job_id_fkey foreign key (org_id, job_id) references jobs (org_id, id),
    constraint job_crew_member_id_fkey foreign key (org_id, member_id) references members (org_id, id)
);
select tenant_table('job_crew');
create index job_crew_member_idx on job_crew (org_id, member_id);

create table job_travel (
    org_id     uuid             not null,
    job_id     uuid             not null,
    stop_id    uuid             not null,
    verb       text             not null constraint job_travel_verb_check check (verb in ('on_my_way', 'arrived', 'start', 'complete')),
    at         timestamptz      not null,
    device_at  timestamptz      not null,
    server_at  timestamptz      not null default now(),
    by_name    text             not null,
    member_id  uuid,
    latitude   double precision,
    longitude  double precision,
    accuracy   double precision,
    created_at timestamptz      not null default now(),
    primary key (org_id, stop_id, verb),
    constraint job_travel_job_id_fkey foreign key (org_id, job_id) references jobs (org_id, id),
    constraint job_travel_stop_id_fkey foreign key (org_id, stop_id) references job_stops (org_id, id),
    constraint job_travel_member_id_fkey foreign key (org_id, member_id) references members (org_id, id)
);
select tenant_table('job_travel');
create index job_travel_job_idx on job_travel (org_id, job_id);
create index job_travel_member_idx on job_travel (org_id, member_id) where member_id is not null;

create table job_notes (
    org_id     uuid        not null,
    id         uuid        not null,
    job_id     uuid        not null,
    kind       text        not null default 'note' constraint job_notes_kind_check check (kind in ('note', 'instruction')),
    weight     text        not null default 'normal' constraint job_notes_weight_check check (weight in ('normal', 'important', 'critical')),
    text       text        not null constraint job_notes_text_check check (length(text) between 1 and 2000),
    at         timestamptz not null,
    by_name    text        not null,
    created_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint job_notes_job_id_fkey foreign key (org_id, job_id) references jobs (org_id, id)
);
select tenant_table('job_notes');
create index job_notes_job_idx on job_notes (org_id, job_id, at);

create function search_jobs(words text, most int) returns table (job_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    org   uuid   := current_setting('app.org_id', true)::uuid;
    likes text[] := public.patterns(words);
begin
    return query
        select j.id from public.jobs j
        where j.org_id = org and j.search like likes[1] and j.search like all (likes)
        order by j.sort_at desc, j.id desc
        limit most;
end
$$;
comment on function search_jobs is 'Jobs of the current organization whose number, title, customer or addresses hold every word.';

select search_function('search_jobs(text, int)');
