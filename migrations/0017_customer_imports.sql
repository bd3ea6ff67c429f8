-- Customers from tables: the file's rows, what the check found, and what became of each.

create table customer_imports (
    org_id     uuid        not null constraint customer_imports_org_id_fkey references organizations (id),
    id         uuid        not null,
    name       text        not null constraint customer_imports_name_check check (length(name) between 1 and 200),
    status     text        not null default 'draft' constraint customer_imports_status_check check (status in ('draft', 'running', 'done', 'reverting', 'reverted')),
    heads      text[]      not null,
    -- what each column says; empty for one that is left out
    mapping    text[]      not null,
    duplicates text        not null default 'skip' constraint customer_imports_duplicates_check check (duplicates in ('skip', 'add')),
    owner_id   uuid,
    made_by    text        not null,
    made_at    timestamptz not null default now(),
    version    int         not null default 1,
    primary key (org_id, id),
    constraint customer_imports_owner_id_fkey foreign key (org_id, owner_id) references members (org_id, id)
);
select tenant_table('customer_imports');
create index customer_imports_made_idx on customer_imports (org_id, made_at desc);
create index customer_imports_owner_idx on customer_imports (org_id, owner_id) where owner_id is not null;

create table customer_import_rows (
    org_id     uuid  not null,
    import_id  uuid  not null,
    line       int   not null,
    cells      jsonb not null,
    outcome    text  not null default 'open' constraint customer_import_rows_outcome_check
               check (outcome in ('open', 'ready', 'duplicate', 'wrong', 'added', 'skipped', 'gone', 'kept')),
    words      text  not null default '',
    -- the customer it looks like, and the one it made; either may be gone since
    like_id    uuid,
    account_id uuid,
    primary key (org_id, import_id, line),
    constraint customer_import_rows_import_id_fkey foreign key (org_id, import_id) references customer_imports (org_id, id)
);
select tenant_table('customer_import_rows');
create index customer_import_rows_outcome_idx on customer_import_rows (org_id, import_id, outcome, line);
