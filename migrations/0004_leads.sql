-- Leads: pipelines and their stages, the inquiries on them, what was done for them, who they went to and why, and
-- what public forms sent.

create table pipelines (
    org_id       uuid        not null constraint pipelines_org_id_fkey references organizations (id),
    id           uuid        not null,
    name         text        not null constraint pipelines_name_check check (length(name) between 1 and 120),
    service_line text        not null constraint pipelines_service_line_check check (service_line in ('moving', 'charter', 'glass', 'contracting')),
    version      int         not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (org_id, id),
    constraint pipelines_service_line_key unique (org_id, service_line)
);
select tenant_table('pipelines');

create table stages (
    org_id      uuid        not null,
    id          uuid        not null,
    pipeline_id uuid        not null,
    position    int         not null,
    name        text        not null constraint stages_name_check check (length(name) between 1 and 120),
    tone        text        not null constraint stages_tone_check check (tone in ('neutral', 'info', 'violet', 'brand', 'warning', 'success', 'danger')),
    -- what a lead in this stage counts as
    status      text        not null constraint stages_status_check check (status in ('new', 'contacted', 'qualified', 'quoted', 'converted', 'lost')),
    -- odds of winning in basis points
    odds_bp     int         not null constraint stages_odds_bp_check check (odds_bp between 0 and 10000),
    wip_limit   int         constraint stages_wip_limit_check check (wip_limit > 0),
    wip_hard    boolean     not null default false,
    required    text[]      not null default '{}'
        constraint stages_required_check check (required <@ array['wanted_on', 'origin', 'destination', 'passengers', 'value', 'contact', 'owner', 'quote']),
    stall_hours int         constraint stages_stall_hours_check check (stall_hours > 0),
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    primary key (org_id, id),
    -- a lead names stage and pipeline together, so that they cannot disagree
    constraint stages_pipeline_id_key unique (org_id, pipeline_id, id),
    constraint stages_pipeline_id_fkey foreign key (org_id, pipeline_id) references pipelines (org_id, id)
);
select tenant_table('stages');
create index stages_pipeline_idx on stages (org_id, pipeline_id, position);

-- What a public form sent, as it came, so that nothing is lost when reading it fails.
create table lead_intakes (
    org_id      uuid        not null constraint lead_intakes_org_id_fkey references organizations (id),
    id          uuid        not null,
    source      text        not null constraint lead_intakes_source_check check (source in ('online', 'phone', 'email', 'referral', 'walk_in', 'whatsapp', 'api')),
    status      text        not null default 'received' constraint lead_intakes_status_check check (status in ('received', 'accepted', 'spam', 'failed')),
    problem     text,
    payload     jsonb       not null,
    locale      text        not null,
    ip          text,
    user_agent  text,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    primary key (org_id, id)
);
select tenant_table('lead_intakes');
create index lead_intakes_created_idx on lead_intakes (org_id, created_at desc, id desc);

create table leads (
    org_id         uuid        not null,
    id             uuid        not null,
    number         text        not null,
    pipeline_id    uuid        not null,
    stage_id       uuid        not null,
    -- follows from the stage; kept here because lists filter by it
    status         text        not null constraint leads_status_check check (status in ('new', 'contacted', 'qualified', 'quoted', 'converted', 'lost')),
    stage_since    timestamptz not null default now(),
    -- place among the cards of the stage, compared byte by byte
    rank           text        collate "C" not null,
    name           text        not null constraint leads_name_check check (length(name) between 1 and 200),
    company        text,
    email          text,
    email_norm     text,
    phone          text,
    phone_e164     text,
    locale         text        not null default 'en-CA',
    source         text        not null constraint leads_source_check check (source in ('online', 'phone', 'email', 'referral', 'walk_in', 'whatsapp', 'api')),
    urgency        text        not null constraint leads_urgency_check check (urgency in ('low', 'medium', 'high')),
    service_line   text        not null constraint leads_service_line_check check (service_line in ('moving', 'charter', 'glass', 'contracting')),
    wanted_on      date,
    origin         text,
    destination    text,
    passengers     int         constraint leads_passengers_check check (passengers > 0),
    vehicle_type   text,
    value_cents    bigint      constraint leads_value_cents_check check (value_cents >= 0),
    notes          text        not null default '',
    owner_id       uuid,
    assigned_by    text        constraint leads_assigned_by_check check (assigned_by in ('customer', 'round_robin', 'creator', 'hand', 'nobody')),
    assigned_why   text,
    account_id     uuid,
    contact_id     uuid,
    -- made by later rooms; which record a lead became
    quote_id       uuid,
    job_id         uuid,
    intake_id      uuid,
    lost_reason    text        constraint leads_lost_reason_check
        check (lost_reason in ('price', 'competitor', 'no_capacity', 'no_answer', 'postponed', 'not_our_work', 'duplicate', 'spam', 'other')),
    lost_note      text,
    -- the first call, mail or visit
    first_touch_at timestamptz,
    -- the next planned step, copied from the activities because lists sort and filter by it
    next_id        uuid,
    next_kind      text,
    next_what      text,
    next_due_at    timestamptz,
    score          int         not null default 0 constraint leads_score_check check (score between 0 and 100),
    score_reasons  jsonb       not null default '[]',
    dismissed      text[]      not null default '{}',
    moved_by       text        not null default '',
    moved_at       timestamptz not null default now(),
    search         text        not null generated always as (plain(
        number || ' ' || name || ' ' || coalesce(company, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone_e164, '') || ' '
        || coalesce(origin, '') || ' ' || coalesce(destination, ''))) stored,
    version        int         not null default 1,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    primary key (org_id, id),
    constraint leads_number_key unique (org_id, number),
    constraint leads_intake_id_key unique (org_id, intake_id),
    constraint leads_stage_id_fkey foreign key (org_id, pipeline_id, stage_id) references stages (org_id, pipeline_id, id),
    constraint leads_owner_id_fkey foreign key (org_id, owner_id) references members (org_id, id),
    constraint leads_account_id_fkey foreign key (org_id, account_id) references accounts (org_id, id),
    constraint leads_contact_id_fkey foreign key (org_id, contact_id) references contacts (org_id, id),
    constraint leads_intake_id_fkey foreign key (org_id, intake_id) references lead_intakes (org_id, id),
    constraint leads_lost_check check ((status = 'lost') = (lost_reason is not null))
);
select tenant_table('leads');
create index leads_board_idx on leads (org_id, stage_id, rank);
create index leads_stage_fk_idx on leads (org_id, pipeline_id, stage_id);
create index leads_created_idx on leads (org_id, created_at desc, id desc);
create index leads_owner_idx on leads (org_id, owner_id, created_at desc);
create index leads_due_idx on leads (org_id, next_due_at) where next_due_at is not null;
create index leads_account_idx on leads (org_id, account_id) where account_id is not null;
create index leads_contact_idx on leads (org_id, contact_id) where contact_id is not null;
create index leads_search_idx on leads using gin (org_id, search gin_trgm_ops);

create table activities (
    org_id     uuid        not null,
    id         uuid        not null,
    lead_id    uuid        not null,
    kind       text        not null constraint activities_kind_check check (kind in ('call', 'email', 'meeting', 'visit', 'note')),
    body       text        not null,
    outcome    text        constraint activities_outcome_check check (outcome in ('reached', 'left_message', 'no_answer', 'held', 'not_held')),
    due_at     timestamptz,
    done_at    timestamptz,
    member_id  uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint activities_lead_id_fkey foreign key (org_id, lead_id) references leads (org_id, id),
    constraint activities_member_id_fkey foreign key (org_id, member_id) references members (org_id, id),
    -- planned, done, or both
    constraint activities_when_check check (due_at is not null or done_at is not null)
);
select tenant_table('activities');
create index activities_lead_idx on activities (org_id, lead_id, created_at desc);
create index activities_member_idx on activities (org_id, member_id) where member_id is not null;

-- Each stay of a lead in a stage.
create table stage_visits (
    org_id     uuid        not null,
    id         uuid        not null,
    lead_id    uuid        not null,
    stage_id   uuid        not null,
    entered_at timestamptz not null,
    left_at    timestamptz,
    by         text        not null,
    reason     text,
    created_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint stage_visits_lead_id_fkey foreign key (org_id, lead_id) references leads (org_id, id),
    constraint stage_visits_stage_id_fkey foreign key (org_id, stage_id) references stages (org_id, id)
);
select tenant_table('stage_visits');
create index stage_visits_lead_idx on stage_visits (org_id, lead_id, entered_at);
create index stage_visits_stage_idx on stage_visits (org_id, stage_id);
create unique index stage_visits_open_key on stage_visits (org_id, lead_id) where left_at is null;

-- Each decision on who takes a lead, with its reason.
create table lead_assignments (
    org_id     uuid        not null,
    id         uuid        not null,
    lead_id    uuid        not null,
    member_id  uuid,
    how        text        not null constraint lead_assignments_how_check check (how in ('customer', 'round_robin', 'creator', 'hand', 'nobody')),
    why        text        not null,
    by         text        not null,
    created_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint lead_assignments_lead_id_fkey foreign key (org_id, lead_id) references leads (org_id, id),
    constraint lead_assignments_member_id_fkey foreign key (org_id, member_id) references members (org_id, id)
);
select tenant_table('lead_assignments');
create index lead_assignments_lead_idx on lead_assignments (org_id, lead_id);
create index lead_assignments_member_idx on lead_assignments (org_id, member_id, created_at) where member_id is not null;

-- One row per organization: whose turn was last. Taking a turn locks it, so two leads never go to the same turn.
create table lead_queues (
    org_id         uuid        not null primary key constraint lead_queues_org_id_fkey references organizations (id),
    last_member_id uuid,
    updated_at     timestamptz not null default now(),
    constraint lead_queues_last_member_id_fkey foreign key (org_id, last_member_id) references members (org_id, id)
);
select tenant_table('lead_queues');
create index lead_queues_last_member_idx on lead_queues (org_id, last_member_id);

-- A member's place in the queue. Sales agents are in it without a row; a row moves, pauses or limits somebody, or
-- adds a member of another role.
create table lead_turns (
    org_id      uuid        not null,
    member_id   uuid        not null,
    position    int         not null default 1000,
    active      boolean     not null default true,
    max_per_day int         constraint lead_turns_max_per_day_check check (max_per_day > 0),
    away_until  date,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    primary key (org_id, member_id),
    constraint lead_turns_member_id_fkey foreign key (org_id, member_id) references members (org_id, id)
);
select tenant_table('lead_turns');

create function search_leads(words text, most int) returns table (lead_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    org   uuid   := current_setting('app.org_id', true)::uuid;
    likes text[] := public.patterns(words);
begin
    return query
        select l.id from public.leads l
        where l.org_id = org and l.search like likes[1] and l.search like all (likes)
        order by l.created_at desc, l.id desc
        limit most;
end
$$;
comment on function search_leads is 'Leads of the current organization whose text holds every word.';

select search_function('search_leads(text, int)');
