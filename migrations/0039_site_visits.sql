-- Site visits of leads: a planned activity of the kind visit that has a time, a place and the answers of a form. The
-- activity has the same id, so that next steps, scores and the journey follow from it as from any other.
create table site_visits (
    org_id         uuid        not null,
    id             uuid        not null,
    lead_id        uuid        not null,
    -- who goes there
    member_id      uuid        not null,
    status         text        not null default 'planned' constraint site_visits_status_check check (status in ('planned', 'done', 'cancelled', 'no_show')),
    starts_at      timestamptz not null,
    ends_at        timestamptz not null,
    -- IANA zone it was planned in
    zone           text        not null,
    address        text        not null constraint site_visits_address_check check (length(address) between 1 and 300),
    -- why the member is at two places at once
    overlap_reason text        not null default '',
    result         text        not null default '',
    -- why it was cancelled or missed
    reason         text        not null default '',
    -- answers by service, as shared::leads::visits::VisitForm has them
    form           jsonb       not null default '{}',
    done_at        timestamptz,
    version        int         not null default 1,
    created_at     timestamptz not null default now(),
    updated_at     timestamptz not null default now(),
    primary key (org_id, id),
    constraint site_visits_id_fkey foreign key (org_id, id) references activities (org_id, id),
    constraint site_visits_lead_id_fkey foreign key (org_id, lead_id) references leads (org_id, id),
    constraint site_visits_member_id_fkey foreign key (org_id, member_id) references members (org_id, id),
    constraint site_visits_ends_at_check check (ends_at > starts_at),
    constraint site_visits_done_at_check check ((status = 'planned') = (done_at is null))
);
select tenant_table('site_visits');
create index site_visits_lead_idx on site_visits (org_id, lead_id, starts_at);
create index site_visits_member_idx on site_visits (org_id, member_id, starts_at);
create index site_visits_starts_idx on site_visits (org_id, starts_at, id);
