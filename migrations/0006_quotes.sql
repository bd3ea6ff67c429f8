-- Offers: quotes, their revisions, secure links, signatures and the chain of evidence.

create table quotes (
    org_id       uuid        not null constraint quotes_org_id_fkey references organizations (id),
    id           uuid        not null,
    number       text        not null,
    status       text        not null default 'draft'
        constraint quotes_status_check check (status in ('draft', 'sent', 'viewed', 'accepted', 'declined', 'expired', 'withdrawn')),
    service_line text        not null constraint quotes_service_line_check check (service_line in ('moving', 'charter', 'glass', 'contracting')),
    account_id   uuid        not null,
    contact_id   uuid        not null,
    lead_id      uuid,
    owner_id     uuid,
    -- made at acceptance by a later room
    job_id       uuid,
    book_id      uuid        not null,
    -- the newest revision: the one that is edited, or that the customer answers
    revision_id  uuid        not null,
    -- copied from the revision because lists sort and filter by them
    title        text        not null,
    starts_at    timestamp,
    total_cents  bigint      not null default 0,
    -- prices are reckoned from the day of sending; a draft's from today
    quoted_on    date,
    valid_until  timestamptz,
    sent_at      timestamptz,
    views        int         not null default 0,
    last_viewed_at timestamptz,
    closed_at    timestamptz,
    closed_reason text,
    version      int         not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (org_id, id),
    constraint quotes_number_key unique (org_id, number),
    -- a lead becomes one quote, however often it is asked to
    constraint quotes_lead_id_key unique (org_id, lead_id),
    constraint quotes_account_id_fkey foreign key (org_id, account_id) references accounts (org_id, id),
    constraint quotes_contact_id_fkey foreign key (org_id, contact_id) references contacts (org_id, id),
    constraint quotes_lead_id_fkey foreign key (org_id, lead_id) references leads (org_id, id),
    constraint quotes_owner_id_fkey foreign key (org_id, owner_id) references members (org_id, id),
    constraint quotes_book_id_fkey foreign key (org_id, book_id) references price_books (org_id, id)
);
select tenant_table('quotes');
create index quotes_updated_idx on quotes (org_id, updated_at desc, id desc);
create index quotes_status_idx on quotes (org_id, status, updated_at desc, id desc);
create index quotes_account_idx on quotes (org_id, account_id);
create index quotes_contact_idx on quotes (org_id, contact_id);
create index quotes_owner_idx on quotes (org_id, owner_id) where owner_id is not null;
create index quotes_book_idx on quotes (org_id, book_id);
-- the sweep that lets offers expire
create index quotes_valid_until_idx on quotes (org_id, valid_until) where status in ('sent', 'viewed');

-- A revision is signed as a whole, so it is kept as a whole: `content` is edited while it is a draft; `document` is
-- the exact text that was sent, and its hash is what a signature is bound to.
create table quote_revisions (
    org_id        uuid        not null,
    id            uuid        not null,
    quote_id      uuid        not null,
    number        int         not null constraint quote_revisions_number_check check (number > 0),
    content       jsonb       not null,
    total_cents   bigint      not null default 0,
    document      text,
    document_hash text,
    sent_at       timestamptz,
    superseded_at timestamptz,
    created_at    timestamptz not null default now(),
    primary key (org_id, id),
    constraint quote_revisions_quote_id_number_key unique (org_id, quote_id, number),
    constraint quote_revisions_quote_id_fkey foreign key (org_id, quote_id) references quotes (org_id, id)
);
select tenant_table('quote_revisions');

create table quote_links (
    org_id      uuid        not null,
    id          uuid        not null,
    quote_id    uuid        not null,
    revision_id uuid        not null,
    -- SHA-256 of the token; the token itself is only in the mail
    token_hash  text        not null,
    pin_hash    text,
    email       text        not null,
    expires_at  timestamptz not null,
    revoked_at  timestamptz,
    created_at  timestamptz not null default now(),
    primary key (org_id, id),
    constraint quote_links_quote_id_fkey foreign key (org_id, quote_id) references quotes (org_id, id),
    constraint quote_links_revision_id_fkey foreign key (org_id, revision_id) references quote_revisions (org_id, id)
);
select tenant_table('quote_links');
-- a visitor brings nothing but the token
create unique index quote_links_token_hash_key on quote_links (token_hash);
create index quote_links_quote_idx on quote_links (org_id, quote_id);
create index quote_links_revision_idx on quote_links (org_id, revision_id);

create table quote_signatures (
    org_id          uuid        not null,
    id              uuid        not null,
    quote_id        uuid        not null,
    revision_id     uuid        not null,
    kind            text        not null constraint quote_signatures_kind_check check (kind in ('typed', 'drawn')),
    name            text        not null,
    strokes         text        not null default '',
    consent_version text        not null,
    -- the sentence that was agreed to, as it was shown
    consent_text    text        not null,
    -- the exact text that was signed: the revision with the chosen options and its price
    document        text        not null,
    document_hash   text        not null,
    total_cents     bigint      not null,
    ip              text,
    user_agent      text        not null default '',
    signed_at       timestamptz not null,
    primary key (org_id, id),
    constraint quote_signatures_quote_id_key unique (org_id, quote_id),
    constraint quote_signatures_quote_id_fkey foreign key (org_id, quote_id) references quotes (org_id, id),
    constraint quote_signatures_revision_id_fkey foreign key (org_id, revision_id) references quote_revisions (org_id, id)
);
select tenant_table('quote_signatures');
create index quote_signatures_revision_idx on quote_signatures (org_id, revision_id);
revoke update, delete on quote_signatures from tailboard_app, tailboard_system;

-- What happened to an offer, each entry carrying the hash of the one before it.
create table quote_evidence (
    org_id      uuid        not null,
    quote_id    uuid        not null,
    seq         int         not null,
    revision_id uuid        not null,
    kind        text        not null
        constraint quote_evidence_kind_check
        check (kind in ('sent', 'viewed', 'consent_given', 'signature_applied', 'completed', 'declined', 'changes_requested', 'asked', 'renewal_asked')),
    at          timestamptz not null,
    ip          text,
    user_agent  text        not null default '',
    detail      text        not null default '',
    prev_hash   text        not null,
    hash        text        not null,
    primary key (org_id, quote_id, seq),
    constraint quote_evidence_quote_id_fkey foreign key (org_id, quote_id) references quotes (org_id, id),
    constraint quote_evidence_revision_id_fkey foreign key (org_id, revision_id) references quote_revisions (org_id, id)
);
select tenant_table('quote_evidence');
create index quote_evidence_revision_idx on quote_evidence (org_id, revision_id);
revoke update, delete on quote_evidence from tailboard_app, tailboard_system;
