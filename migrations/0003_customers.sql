-- Customers: accounts, the people at them, their addresses, and the search over all three.

-- A trigram index that starts with the organization needs an operator class for uuid in GIN.
create extension if not exists btree_gin;

create table accounts (
    org_id     uuid        not null constraint accounts_org_id_fkey references organizations (id),
    id         uuid        not null,
    kind       text        not null constraint accounts_kind_check check (kind in ('person', 'company')),
    name       text        not null constraint accounts_name_check check (length(name) between 1 and 200),
    status     text        not null default 'prospect' constraint accounts_status_check check (status in ('prospect', 'active', 'dormant', 'blocked')),
    terms      text        not null default 'due_on_receipt' constraint accounts_terms_check check (terms in ('due_on_receipt', 'prepaid', 'net_30', 'net_60')),
    tags       text[]      not null default '{}',
    notes      text        not null default '',
    owner_id   uuid,
    -- as people search it: lower case, without accents
    search     text        not null generated always as (plain(name)) stored,
    version    int         not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint accounts_owner_id_fkey foreign key (org_id, owner_id) references members (org_id, id)
);
select tenant_table('accounts');
create index accounts_updated_idx on accounts (org_id, updated_at desc, id desc);
create index accounts_owner_idx on accounts (org_id, owner_id) where owner_id is not null;
create index accounts_search_idx on accounts using gin (org_id, search gin_trgm_ops);

create table contacts (
    org_id     uuid        not null,
    id         uuid        not null,
    account_id uuid        not null,
    name       text        not null constraint contacts_name_check check (length(name) between 1 and 200),
    -- as typed, and in the form they are compared in: lower case, E.164
    email      text,
    email_norm text,
    phone      text,
    phone_e164 text,
    roles      text[]      not null default '{}' constraint contacts_roles_check check (roles <@ array['booker', 'payer', 'on_site']),
    is_primary boolean     not null default false,
    search     text        not null generated always as (plain(name || ' ' || coalesce(email, '') || ' ' || coalesce(phone_e164, ''))) stored,
    version    int         not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint contacts_account_id_fkey foreign key (org_id, account_id) references accounts (org_id, id)
);
select tenant_table('contacts');
create index contacts_account_idx on contacts (org_id, account_id);
create index contacts_email_idx on contacts (org_id, email_norm) where email_norm is not null;
create index contacts_phone_idx on contacts (org_id, phone_e164) where phone_e164 is not null;
create unique index contacts_primary_key on contacts (org_id, account_id) where is_primary;
create index contacts_search_idx on contacts using gin (org_id, search gin_trgm_ops);

create table addresses (
    org_id     uuid        not null,
    id         uuid        not null,
    account_id uuid        not null,
    label      text        not null default '',
    street     text        not null,
    city       text        not null default '',
    region     text        not null default '',
    postal     text        not null default '',
    country    text        not null default '',
    version    int         not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint addresses_account_id_fkey foreign key (org_id, account_id) references accounts (org_id, id)
);
select tenant_table('addresses');
create index addresses_account_idx on addresses (org_id, account_id);

-- Every word must occur somewhere in the account or its people.
create function search_customers(words text, most int) returns table (account_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    org   uuid   := current_setting('app.org_id', true)::uuid;
    likes text[] := public.patterns(words);
begin
    return query
        select a.id from public.accounts a
        where a.org_id = org
          and a.id in (
              select x.id from public.accounts x where x.org_id = org and x.search like likes[1]
              union
              select c.account_id from public.contacts c where c.org_id = org and c.search like likes[1])
          and (select bool_and(a.search like l or exists (
                   select from public.contacts c where c.org_id = org and c.account_id = a.id and c.search like l))
               from unnest(likes) l)
        order by a.updated_at desc, a.id desc
        limit most;
end
$$;
comment on function search_customers is 'Accounts of the current organization whose own or whose people''s text holds every word.';

-- Accounts and people with a name like this one, the nearest first: for duplicate warnings.
create function similar_customers(name text, most int) returns table (account_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    org uuid := current_setting('app.org_id', true)::uuid;
    who text := public.plain(name);
begin
    return query
        select near.id from (
            select a.id, public.similarity(a.search, who) as alike from public.accounts a
            where a.org_id = org and a.search operator(public.%) who
            union all
            select c.account_id, public.similarity(public.plain(c.name), who) from public.contacts c
            where c.org_id = org and who operator(public.<%) c.search
        ) near
        group by near.id order by max(near.alike) desc limit most;
end
$$;
comment on function similar_customers is 'Accounts of the current organization named like this, the nearest first.';

select search_function('search_customers(text, int)');
select search_function('similar_customers(text, int)');

-- The stream of a customer reads the log by account.
create index events_account_idx on events (org_id, account_id, seq) where account_id is not null;
