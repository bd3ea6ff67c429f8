-- Merged customers: what moved from one record to the other, so that a merge is taken back exactly.

alter table accounts add column merged_into uuid;
alter table accounts add constraint accounts_merged_into_fkey foreign key (org_id, merged_into) references accounts (org_id, id);
alter table accounts add constraint accounts_merged_into_check check (merged_into <> id);
create index accounts_merged_into_idx on accounts (org_id, merged_into) where merged_into is not null;

create table account_merges (
    org_id    uuid        not null,
    id        uuid        not null,
    kept_id   uuid        not null,
    merged_id uuid        not null,
    -- what the kept record said of itself before and after, as `shared::customers::Facts`
    before    jsonb       not null,
    after     jsonb       not null,
    made_by   text        not null,
    made_at   timestamptz not null default now(),
    undone_at timestamptz,
    primary key (org_id, id),
    constraint account_merges_kept_id_fkey foreign key (org_id, kept_id) references accounts (org_id, id),
    constraint account_merges_merged_id_fkey foreign key (org_id, merged_id) references accounts (org_id, id)
);
select tenant_table('account_merges');
create index account_merges_kept_idx on account_merges (org_id, kept_id);
create index account_merges_merged_idx on account_merges (org_id, merged_id);
create unique index account_merges_open_key on account_merges (org_id, merged_id) where undone_at is null;

-- The ledger: every row that pointed at the merged record.
create table account_merge_rows (
    org_id      uuid    not null,
    merge_id    uuid    not null,
    kind        text    not null constraint account_merge_rows_kind_check
                check (kind in ('contacts', 'addresses', 'leads', 'quotes', 'jobs', 'portal_access')),
    row_id      uuid    not null,
    -- of a person: whether they were the first one to turn to
    was_primary boolean not null default false,
    primary key (org_id, merge_id, kind, row_id),
    constraint account_merge_rows_merge_id_fkey foreign key (org_id, merge_id) references account_merges (org_id, id)
);
select tenant_table('account_merge_rows');

-- Searches leave out what was merged into another record: its people are found there.
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
              select c.account_id from public.contacts c where c.org_id = org and c.search like likes[1])
          and (select bool_and(a.search like l or exists (
                   select from public.contacts c where c.org_id = org and c.account_id = a.id and c.search like l))
               from unnest(likes) l)
        order by a.updated_at desc, a.id desc
        limit most;
end
$$;

create or replace function similar_customers(name text, most int) returns table (account_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
set pg_trgm.similarity_threshold = 0.5 set pg_trgm.word_similarity_threshold = 0.7
as $$
declare
    org uuid := current_setting('app.org_id', true)::uuid;
    who text := public.plain(name);
begin
    return query
        select near.id from (
            select a.id, public.similarity(a.search, who) as alike from public.accounts a
            where a.org_id = org and a.merged_into is null and a.search operator(public.%) who
            union all
            select c.account_id, public.similarity(public.plain(c.name), who) from public.contacts c
            where c.org_id = org and who operator(public.<%) c.search
        ) near
        group by near.id order by max(near.alike) desc limit most;
end
$$;
