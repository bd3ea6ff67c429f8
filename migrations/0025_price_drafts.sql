-- The next version of a price book while it is worked on. Everybody who may edit prices works on the same one.
create table price_book_drafts (
    org_id       uuid        not null constraint price_book_drafts_org_id_fkey references organizations (id),
    id           uuid        not null,
    service_line text        not null constraint price_book_drafts_service_line_check check (service_line in ('moving', 'charter', 'glass', 'contracting')),
    -- the version of the book in force when it was begun, or put on a newer one
    base_version int         not null constraint price_book_drafts_base_version_check check (base_version > 0),
    name         text        not null,
    rates        jsonb       not null,
    version      int         not null default 1,
    updated_by   text        not null,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (org_id, id),
    constraint price_book_drafts_service_line_key unique (org_id, service_line)
);
select tenant_table('price_book_drafts');
