-- The customer's way in: access granted to a contact, and the links sent by mail that open a session.

create table portal_access (
    org_id     uuid        not null constraint portal_access_org_id_fkey references organizations (id),
    contact_id uuid        not null,
    account_id uuid        not null,
    granted_at timestamptz not null default now(),
    revoked_at timestamptz,
    primary key (org_id, contact_id),
    constraint portal_access_contact_id_fkey foreign key (org_id, contact_id) references contacts (org_id, id),
    constraint portal_access_account_id_fkey foreign key (org_id, account_id) references accounts (org_id, id)
);
select tenant_table('portal_access');
create index portal_access_account_idx on portal_access (org_id, account_id);

-- A link is good until it expires; mail scanners open links, so that opening asks and only the button logs in.
create table portal_links (
    org_id     uuid        not null constraint portal_links_org_id_fkey references organizations (id),
    id         uuid        not null,
    contact_id uuid        not null,
    token_hash bytea       not null,
    -- where the link leads once logged in
    path       text        not null default '/portal',
    expires_at timestamptz not null,
    used_at    timestamptz,
    created_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint portal_links_token_hash_key unique (org_id, token_hash),
    constraint portal_links_contact_id_fkey foreign key (org_id, contact_id) references portal_access (org_id, contact_id)
);
select tenant_table('portal_links');
create index portal_links_contact_idx on portal_links (org_id, contact_id);
create index portal_links_hash_idx on portal_links (token_hash);
