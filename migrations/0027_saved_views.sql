-- Lists people come back to, by name; and what the list of quotes is narrowed, ordered and acted on by.

create table saved_views (
    org_id     uuid        not null constraint saved_views_org_id_fkey references organizations (id),
    id         uuid        not null,
    member_id  uuid        not null,
    list       text        not null constraint saved_views_list_check check (list in ('quotes', 'leads', 'jobs', 'customers')),
    name       text        not null constraint saved_views_name_check check (length(name) between 1 and 120),
    -- what stands after the question mark of the list's address
    query      text        not null constraint saved_views_query_check check (length(query) <= 2000),
    -- everybody of the organization finds it
    shared     boolean     not null default false,
    version    int         not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint saved_views_name_key unique (org_id, member_id, list, name),
    constraint saved_views_member_id_fkey foreign key (org_id, member_id) references members (org_id, id)
);
select tenant_table('saved_views');
create index saved_views_shared_idx on saved_views (org_id, list) where shared;

-- Quotes that went from one agent to another: the sweep tells both, once, of all that were handed over together.
create table quote_handovers (
    org_id   uuid        not null,
    id       uuid        not null,
    quote_id uuid        not null,
    from_id  uuid,
    to_id    uuid        not null,
    -- who did it; none for the system
    by_id    uuid,
    by_name  text        not null,
    at       timestamptz not null,
    told_at  timestamptz,
    primary key (org_id, id),
    constraint quote_handovers_quote_id_fkey foreign key (org_id, quote_id) references quotes (org_id, id),
    constraint quote_handovers_from_id_fkey foreign key (org_id, from_id) references members (org_id, id),
    constraint quote_handovers_to_id_fkey foreign key (org_id, to_id) references members (org_id, id)
);
select tenant_table('quote_handovers');
create index quote_handovers_quote_idx on quote_handovers (org_id, quote_id, at);
create index quote_handovers_from_idx on quote_handovers (org_id, from_id) where from_id is not null;
create index quote_handovers_to_idx on quote_handovers (org_id, to_id);
create index quote_handovers_untold_idx on quote_handovers (org_id, at) where told_at is null;

-- when the customer last got the link of the offer once more
alter table quotes add column reminded_at timestamptz;

-- trips that may still happen, the soonest first
create index quotes_soon_idx on quotes (org_id, starts_at, id) where status in ('draft', 'sent', 'viewed', 'accepted');
create index quotes_search_idx on quotes using gin (org_id, plain(number || ' ' || title) gin_trgm_ops);

create function search_quotes(words text, most int) returns table (quote_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    org   uuid   := current_setting('app.org_id', true)::uuid;
    likes text[] := public.patterns(words);
begin
    return query
        select q.id from public.quotes q
        where q.org_id = org and q.id in (
            select x.id from public.quotes x
            where x.org_id = org and public.plain(x.number || ' ' || x.title) like likes[1] and public.plain(x.number || ' ' || x.title) like all (likes)
            union
            select y.id from public.quotes y
            where y.org_id = org and y.account_id in (select c.account_id from public.search_customers(words, most) c))
        order by q.updated_at desc, q.id desc
        limit most;
end
$$;
comment on function search_quotes is 'Quotes of the current organization whose number and title, or whose customer, hold every word.';
select search_function('search_quotes(text, int)');
