-- Scores move by themselves: a lead nobody answers grows cold, a date comes near, a source wins more or less often. Every
-- hour the open leads of an organization are scored anew, some at a time; here is kept how far that came.
create table lead_scorings (
    org_id     uuid        primary key constraint lead_scorings_org_id_fkey references organizations (id),
    -- the last lead of the round under way; none between two rounds
    reached_id uuid,
    -- when a round ended last
    done_at    timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
select tenant_table('lead_scorings');
