-- Ways leads come in by program, each opened by a key of its own.
create table lead_sources (
    org_id       uuid        not null constraint lead_sources_org_id_fkey references organizations (id),
    id           uuid        not null,
    name         text        not null constraint lead_sources_name_check check (length(name) between 1 and 120),
    source       text        not null constraint lead_sources_source_check check (source in ('online', 'phone', 'email', 'referral', 'walk_in', 'whatsapp', 'api')),
    service_line text        constraint lead_sources_service_line_check check (service_line in ('moving', 'charter', 'glass', 'contracting')),
    active       boolean     not null default true,
    -- SHA-256 of the key; the key names its organization, so it is found before that is known
    key_hash     bytea       not null constraint lead_sources_key_hash_key unique,
    key_hint     text        not null,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (org_id, id)
);
select tenant_table('lead_sources');

-- Through which source something was sent; none for the public form.
alter table lead_intakes
    add column lead_source_id uuid,
    add constraint lead_intakes_lead_source_id_fkey foreign key (org_id, lead_source_id) references lead_sources (org_id, id);
create index lead_intakes_lead_source_idx on lead_intakes (org_id, lead_source_id, created_at desc) where lead_source_id is not null;
