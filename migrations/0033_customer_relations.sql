-- Customers beside each other and beside us: which company another belongs to, whom a member wants at hand, what a
-- person lets us write to them, and how tables from elsewhere are read.

-- A branch belongs to its company. Circles and depth are looked at by the use cases, one family change at a time.
alter table accounts add column parent_id uuid;
alter table accounts add constraint accounts_parent_id_fkey foreign key (org_id, parent_id) references accounts (org_id, id);
alter table accounts add constraint accounts_parent_id_check check (parent_id <> id);
create index accounts_parent_idx on accounts (org_id, parent_id) where parent_id is not null;

-- Whom a member wants at hand.
create table account_favourites (
    org_id     uuid        not null,
    member_id  uuid        not null,
    account_id uuid        not null,
    starred_at timestamptz not null default now(),
    primary key (org_id, member_id, account_id),
    constraint account_favourites_member_id_fkey foreign key (org_id, member_id) references members (org_id, id),
    constraint account_favourites_account_id_fkey foreign key (org_id, account_id) references accounts (org_id, id)
);
select tenant_table('account_favourites');
create index account_favourites_account_idx on account_favourites (org_id, account_id);

-- Both move with the rest when customers are merged: `accounts` are those that belong to the merged one, by their own
-- id; favourites stand there by the member who starred it.
alter table account_merge_rows drop constraint account_merge_rows_kind_check;
alter table account_merge_rows add constraint account_merge_rows_kind_check
    check (kind in ('contacts', 'addresses', 'leads', 'quotes', 'jobs', 'portal_access', 'units', 'fleet_settings', 'price_lists', 'accounts', 'account_favourites'));

-- What a row's customer is to belong to, while nobody of that name is there yet.
alter table customer_import_rows add column parent text not null default '';
create index customer_import_rows_parent_idx on customer_import_rows (org_id, import_id, line) where parent <> '';

-- What a person lets us write to them, as `shared::customers::Preferences`; empty while nobody said anything. It stands
-- with the person, so that it moves with them.
alter table contacts add column preferences jsonb not null default '{}' constraint contacts_preferences_check check (jsonb_typeof(preferences) = 'object');

-- How tables from elsewhere are read: what columns of these names say.
create table customer_import_presets (
    org_id     uuid        not null constraint customer_import_presets_org_id_fkey references organizations (id),
    id         uuid        not null,
    name       text        not null constraint customer_import_presets_name_check check (length(name) between 1 and 120),
    heads      text[]      not null,
    -- what each of them says; empty for one that is left out
    mapping    text[]      not null,
    made_by    text        not null,
    version    int         not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint customer_import_presets_heads_check check (cardinality(heads) = cardinality(mapping))
);
select tenant_table('customer_import_presets');
create unique index customer_import_presets_name_key on customer_import_presets (org_id, lower(name));
