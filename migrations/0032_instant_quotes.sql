-- The calculator on a public page: whether an organization has it open, for which services, and how long what it
-- offers holds. Without a row it is closed.
create table instant_quotes (
    org_id     uuid        not null primary key constraint instant_quotes_org_id_fkey references organizations (id),
    active     boolean     not null default false,
    lines      text[]      not null default '{}' constraint instant_quotes_lines_check check (lines <@ array['moving', 'charter', 'glass', 'contracting']),
    -- days the drafts it makes hold once they are sent
    valid_days int         not null default 14 constraint instant_quotes_valid_days_check check (valid_days between 1 and 180),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
select tenant_table('instant_quotes');
