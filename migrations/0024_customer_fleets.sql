-- Fleets of customers: their vehicles, how these are looked after, and what repairs of them cost.

-- Lists of prices must not overlap: an exclusion starts with the organization, and needs uuid in GiST.
create extension if not exists btree_gist;

create table units (
    org_id     uuid        not null,
    id         uuid        not null,
    account_id uuid        not null,
    number     text        not null constraint units_number_check check (length(number) between 1 and 40),
    plate      text        not null default '',
    vin        text        not null default '',
    make       text        not null default '',
    model      text        not null default '',
    year       int         constraint units_year_check check (year between 1900 and 2100),
    notes      text        not null default '',
    active     boolean     not null default true,
    -- as people search it; a plate also as one word
    search     text        not null generated always as (plain(number || ' ' || plate || ' ' || translate(plate, ' -', '') || ' ' || vin)) stored,
    version    int         not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint units_account_id_fkey foreign key (org_id, account_id) references accounts (org_id, id)
);
select tenant_table('units');
create index units_account_idx on units (org_id, account_id);
create unique index units_number_key on units (org_id, account_id, lower(number)) where active;
create index units_search_idx on units using gin (org_id, search gin_trgm_ops);

-- At most one row an account; the account's version is its version.
create table fleet_settings (
    org_id             uuid        not null,
    account_id         uuid        not null,
    size               int         not null constraint fleet_settings_size_check check (size >= 0),
    mode               text        not null constraint fleet_settings_mode_check check (mode in ('on_call', 'lot_walk', 'both')),
    -- 0 is Monday
    walk_days          int[]       not null default '{}' constraint fleet_settings_walk_days_check check (walk_days <@ array[0, 1, 2, 3, 4, 5, 6]),
    walk_weeks         int         not null default 1 constraint fleet_settings_walk_weeks_check check (walk_weeks > 0),
    walk_at            time,
    auto_approve       boolean     not null,
    auto_approve_cents bigint      not null constraint fleet_settings_auto_approve_cents_check check (auto_approve_cents >= 0),
    photo_required     boolean     not null,
    -- members in the order they are sent; one who left is passed over
    technicians        uuid[]      not null default '{}',
    updated_at         timestamptz not null default now(),
    primary key (org_id, account_id),
    constraint fleet_settings_account_id_fkey foreign key (org_id, account_id) references accounts (org_id, id)
);
select tenant_table('fleet_settings');

-- Never changed but for their end: what was charged can be explained later.
create table price_lists (
    org_id        uuid        not null,
    id            uuid        not null,
    account_id    uuid        not null,
    first_cents   bigint      not null,
    second_cents  bigint      not null,
    third_cents   bigint      not null,
    fourth_cents  bigint      not null,
    later_cents   bigint      not null,
    discount_bp   int         not null constraint price_lists_discount_bp_check check (discount_bp between 0 and 10000),
    discount_from int         not null constraint price_lists_discount_from_check check (discount_from >= 2),
    starts_on     date        not null,
    ends_on       date,
    withdrawn     boolean     not null default false,
    why           text        not null,
    made_by       text        not null,
    made_at       timestamptz not null default now(),
    version       int         not null default 1,
    primary key (org_id, id),
    constraint price_lists_cents_check check (least(first_cents, second_cents, third_cents, fourth_cents, later_cents) >= 0),
    constraint price_lists_ends_on_check check (ends_on >= starts_on),
    constraint price_lists_account_id_fkey foreign key (org_id, account_id) references accounts (org_id, id),
    constraint price_lists_days_excl exclude using gist (org_id with =, account_id with =, daterange(starts_on, ends_on, '[]') with &&) where (not withdrawn)
);
select tenant_table('price_lists');
create index price_lists_account_idx on price_lists (org_id, account_id);

-- Fleets move with the rest when customers are merged.
alter table account_merge_rows drop constraint account_merge_rows_kind_check;
alter table account_merge_rows add constraint account_merge_rows_kind_check
    check (kind in ('contacts', 'addresses', 'leads', 'quotes', 'jobs', 'portal_access', 'units', 'fleet_settings', 'price_lists'));
-- of a unit: the merge archived it, for the kept record has an active one of the same number
alter table account_merge_rows add column archived boolean not null default false;

-- A customer is found by its units as well.
create or replace function search_customers(words text, most int) returns table (account_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    org   uuid   := current_setting('app.org_id', true)::uuid;
    likes text[] := public.patterns(words);
begin
    return query
        select a.id from public.accounts a
        where a.org_id = org and a.merged_into is null
          and a.id in (
              select x.id from public.accounts x where x.org_id = org and x.search like likes[1]
              union
              select c.account_id from public.contacts c where c.org_id = org and c.search like likes[1]
              union
              select u.account_id from public.units u where u.org_id = org and u.search like likes[1])
          and (select bool_and(
                   a.search like l
                   or exists (select from public.contacts c where c.org_id = org and c.account_id = a.id and c.search like l)
                   or exists (select from public.units u where u.org_id = org and u.account_id = a.id and u.search like l))
               from unnest(likes) l)
        order by a.updated_at desc, a.id desc
        limit most;
end
$$;
