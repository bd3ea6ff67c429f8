-- Organizations, the people in them, and how they show who they are.
--
-- People (users), their sessions, links and second factors belong to no single organization: system tables, reached
-- through SystemTx only. Membership, roles, teams, invitations and API keys belong to one.

-- A system transaction that has done its crossing steps down to the tenant's rights in place (SystemTx::into_tenant).
do $$
begin
    if not pg_has_role('tailboard_system', 'tailboard_app', 'member') then
        grant tailboard_app to tailboard_system;
    end if;
end
$$;

create table organizations (
    id          uuid        not null primary key,
    name        text        not null constraint organizations_name_check check (length(name) between 1 and 120),
    slug        text        not null constraint organizations_slug_check check (slug ~ '^[a-z0-9][a-z0-9-]*$'),
    country     text        not null constraint organizations_country_check check (country ~ '^[A-Z]{2}$'),
    currency    text        not null constraint organizations_currency_check check (currency in ('CAD', 'USD', 'EUR', 'GBP', 'AUD')),
    zone        text        not null,
    locale      text        not null default 'en-CA',
    brand_hex   text        not null default '#1f4fd8' constraint organizations_brand_hex_check check (brand_hex ~ '^#[0-9a-fA-F]{6}$'),
    -- where the file store keeps the logo, a PNG without metadata
    logo_key    text,
    packs       text[]      not null default '{}',
    hubs        jsonb       not null default '[]',
    hours       jsonb,
    holidays    jsonb       not null default '[]',
    numbering   jsonb,
    -- built-in roles that must use two-step login
    mfa_roles   text[]      not null default '{}',
    version     int         not null default 1,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now(),
    -- public forms are reached by it, so it is unique across organizations
    constraint organizations_slug_key unique (slug)
);
select tenant_table('organizations', 'id');
-- registering goes through SystemTx; the application role changes its own organization and never deletes it
revoke insert, delete on organizations from tailboard_app;

create table users (
    id                 uuid        not null primary key,
    -- trimmed and lower case
    email              text        not null constraint users_email_check check (email = lower(btrim(email)) and length(email) <= 254),
    name               text        not null,
    -- argon2id as a PHC string
    password_hash      text        not null,
    email_confirmed_at timestamptz,
    locale             text        not null default 'en-CA',
    -- sealed with the key outside the database; proposed until confirmed
    totp_secret        bytea,
    totp_confirmed_at  timestamptz,
    -- the last accepted time step: a code is good once
    totp_last_step     bigint,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now(),
    constraint users_email_key unique (email)
);
select system_table('users');

create table recovery_codes (
    user_id   uuid  not null constraint recovery_codes_user_id_fkey references users (id) on delete cascade,
    code_hash bytea not null,
    used_at   timestamptz,
    primary key (user_id, code_hash)
);
select system_table('recovery_codes');

-- Failed logins by address, whether or not it belongs to somebody: a wait tells nothing about who exists.
create table login_failures (
    address_hash bytea       not null primary key,
    failures     int         not null,
    last_at      timestamptz not null
);
select system_table('login_failures');

-- Browsers a person has logged in with: a login from another one is told by mail. A trusted one skips the second step.
create table known_devices (
    user_id       uuid        not null constraint known_devices_user_id_fkey references users (id) on delete cascade,
    device_hash   bytea       not null,
    trusted_until timestamptz,
    seen_at       timestamptz not null default now(),
    primary key (user_id, device_hash)
);
select system_table('known_devices');

create table teams (
    org_id     uuid        not null constraint teams_org_id_fkey references organizations (id),
    id         uuid        not null,
    name       text        not null constraint teams_name_check check (length(name) between 1 and 120),
    created_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint teams_name_key unique (org_id, name)
);
select tenant_table('teams');

-- Roles an organization made itself; built-in ones live in the code.
create table roles (
    org_id       uuid        not null constraint roles_org_id_fkey references organizations (id),
    id           uuid        not null,
    name         text        not null constraint roles_name_check check (length(name) between 1 and 120),
    based_on     text        not null,
    access       jsonb       not null,
    mfa_required boolean     not null default false,
    version      int         not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (org_id, id),
    constraint roles_name_key unique (org_id, name)
);
select tenant_table('roles');

create table members (
    org_id          uuid        not null constraint members_org_id_fkey references organizations (id),
    id              uuid        not null,
    user_id         uuid        not null constraint members_user_id_fkey references users (id),
    -- copies of the user's, so that lists need no system table
    name            text        not null,
    email           text        not null,
    phone           text        not null default '',
    title           text        not null default '',
    roles           text[]      not null default '{}',
    custom_role_ids uuid[]      not null default '{}',
    manager_id      uuid,
    status          text        not null default 'active' constraint members_status_check check (status in ('active', 'deactivated')),
    has_factor      boolean     not null default false,
    last_seen_at    timestamptz,
    deactivated_at  timestamptz,
    version         int         not null default 1,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now(),
    primary key (org_id, id),
    constraint members_user_id_key unique (org_id, user_id),
    constraint members_manager_id_fkey foreign key (org_id, manager_id) references members (org_id, id),
    constraint members_manager_id_check check (manager_id <> id)
);
select tenant_table('members');
create index members_name_idx on members (org_id, name);
create index members_manager_idx on members (org_id, manager_id);
-- which organizations a person belongs to, at login
create index members_user_idx on members (user_id);

create table team_members (
    org_id    uuid not null,
    team_id   uuid not null,
    member_id uuid not null,
    primary key (org_id, team_id, member_id),
    constraint team_members_team_id_fkey foreign key (org_id, team_id) references teams (org_id, id) on delete cascade,
    constraint team_members_member_id_fkey foreign key (org_id, member_id) references members (org_id, id) on delete cascade
);
select tenant_table('team_members');
create index team_members_member_idx on team_members (org_id, member_id);

create table invitations (
    org_id          uuid        not null constraint invitations_org_id_fkey references organizations (id),
    id              uuid        not null,
    email           text        not null,
    name            text        not null default '',
    roles           text[]      not null default '{}',
    custom_role_ids uuid[]      not null default '{}',
    team_id         uuid,
    invited_by      uuid        not null,
    -- of the link in the mail; found before the organization is known
    token_hash      bytea       not null,
    sent_at         timestamptz not null default now(),
    expires_at      timestamptz not null,
    accepted_at     timestamptz,
    revoked_at      timestamptz,
    created_at      timestamptz not null default now(),
    primary key (org_id, id),
    constraint invitations_team_id_fkey foreign key (org_id, team_id) references teams (org_id, id),
    constraint invitations_invited_by_fkey foreign key (org_id, invited_by) references members (org_id, id)
);
select tenant_table('invitations');
-- one open invitation per address
create unique index invitations_email_key on invitations (org_id, email) where accepted_at is null and revoked_at is null;
create index invitations_token_idx on invitations (token_hash);
create index invitations_team_idx on invitations (org_id, team_id);
create index invitations_invited_by_idx on invitations (org_id, invited_by);

-- Links in mails and the state between two steps of a login: hashed, for one purpose, used once.
create table tokens (
    token_hash bytea       not null primary key,
    purpose    text        not null constraint tokens_purpose_check check (purpose in ('confirm_email', 'reset_password', 'change_email', 'undo_email', 'second_factor')),
    user_id    uuid        constraint tokens_user_id_fkey references users (id) on delete cascade,
    org_id     uuid        constraint tokens_org_id_fkey references organizations (id),
    data       jsonb       not null default '{}',
    expires_at timestamptz not null,
    used_at    timestamptz,
    created_at timestamptz not null default now()
);
select system_table('tokens');
create index tokens_user_idx on tokens (user_id, purpose);
create index tokens_org_idx on tokens (org_id);
create index tokens_expires_idx on tokens (expires_at);

-- Logged-in devices of staff and of customers.
create table sessions (
    id                 uuid        not null primary key,
    token_hash         bytea       not null,
    kind               text        not null constraint sessions_kind_check check (kind in ('staff', 'customer')),
    org_id             uuid        not null constraint sessions_org_id_fkey references organizations (id),
    user_id            uuid        constraint sessions_user_id_fkey references users (id) on delete cascade,
    member_id          uuid,
    account_id         uuid,
    contact_id         uuid,
    -- the customer's name; a member's is read from members
    name               text        not null default '',
    user_agent         text        not null default '',
    ip                 text,
    mfa                text        not null default 'password' constraint sessions_mfa_check check (mfa in ('password', 'totp', 'recovery')),
    idle_seconds       int         not null,
    created_at         timestamptz not null default now(),
    seen_at            timestamptz not null default now(),
    expires_at         timestamptz not null,
    -- viewing the portal as a customer
    viewing_account_id uuid,
    viewing_contact_id uuid,
    viewing_name       text,
    viewing_reason     text,
    viewing_until      timestamptz,
    constraint sessions_token_hash_key unique (token_hash),
    constraint sessions_member_id_fkey foreign key (org_id, member_id) references members (org_id, id) on delete cascade,
    constraint sessions_who_check check (
        (kind = 'staff' and user_id is not null and member_id is not null) or (kind = 'customer' and account_id is not null and contact_id is not null)
    )
);
select system_table('sessions');
create index sessions_user_idx on sessions (user_id);
create index sessions_member_idx on sessions (org_id, member_id);
create index sessions_contact_idx on sessions (org_id, contact_id) where contact_id is not null;
create index sessions_expires_idx on sessions (expires_at);

create table api_keys (
    org_id          uuid        not null constraint api_keys_org_id_fkey references organizations (id),
    id              uuid        not null,
    member_id       uuid        not null,
    name            text        not null,
    prefix          text        not null,
    key_hash        bytea       not null,
    access          jsonb       not null,
    rate_per_minute int         not null default 120 constraint api_keys_rate_check check (rate_per_minute between 1 and 6000),
    expires_at      timestamptz,
    last_used_at    timestamptz,
    revoked_at      timestamptz,
    created_at      timestamptz not null default now(),
    primary key (org_id, id),
    constraint api_keys_key_hash_key unique (org_id, key_hash),
    constraint api_keys_member_id_fkey foreign key (org_id, member_id) references members (org_id, id)
);
select tenant_table('api_keys');
create index api_keys_member_idx on api_keys (org_id, member_id);
