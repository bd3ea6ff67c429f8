-- Price books and promo codes.

-- A published price book is never changed; an edit is the next version. It is read as a whole, so it is one document.
create table price_books (
    org_id       uuid        not null constraint price_books_org_id_fkey references organizations (id),
    id           uuid        not null,
    service_line text        not null constraint price_books_service_line_check check (service_line in ('moving', 'charter', 'glass', 'contracting')),
    version      int         not null constraint price_books_version_check check (version > 0),
    name         text        not null,
    rates        jsonb       not null,
    created_by   text        not null,
    created_at   timestamptz not null default now(),
    primary key (org_id, id),
    constraint price_books_service_line_version_key unique (org_id, service_line, version)
);
select tenant_table('price_books');
-- quotes keep the book they were made with
revoke update, delete on price_books from tailboard_app;

create table promos (
    org_id        uuid        not null constraint promos_org_id_fkey references organizations (id),
    id            uuid        not null,
    code          text        not null constraint promos_code_check check (code ~ '^[A-Z0-9]{3,24}$'),
    -- one of the two
    percent_bp    int         constraint promos_percent_bp_check check (percent_bp between 1 and 10000),
    amount_cents  bigint      constraint promos_amount_cents_check check (amount_cents > 0),
    minimum_cents bigint      not null default 0 constraint promos_minimum_cents_check check (minimum_cents >= 0),
    service_line  text,
    starts_on     date,
    ends_on       date,
    max_uses      int         constraint promos_max_uses_check check (max_uses > 0),
    active        boolean     not null default true,
    version       int         not null default 1,
    created_at    timestamptz not null default now(),
    updated_at    timestamptz not null default now(),
    primary key (org_id, id),
    constraint promos_code_key unique (org_id, code),
    constraint promos_discount_check check ((percent_bp is null) <> (amount_cents is null))
);
select tenant_table('promos');

-- A use is reserved when the code is put on a quote and consumed when the quote is accepted. The row of the promo is
-- locked while uses are counted, so the limit holds exactly.
create table promo_uses (
    org_id     uuid        not null,
    -- the quote; one code per quote
    quote_id   uuid        not null,
    promo_id   uuid        not null,
    status     text        not null constraint promo_uses_status_check check (status in ('reserved', 'consumed')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, quote_id),
    constraint promo_uses_promo_id_fkey foreign key (org_id, promo_id) references promos (org_id, id)
);
select tenant_table('promo_uses');
create index promo_uses_promo_idx on promo_uses (org_id, promo_id, status);
