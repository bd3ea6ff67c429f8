-- Fields an organization adds to its customers and their people. Values stand with the record, by the key of their
-- field, each as the one text of its type, so that they move with it and are read with it.

create table custom_fields (
    org_id     uuid        not null constraint custom_fields_org_id_fkey references organizations (id),
    id         uuid        not null,
    of         text        not null constraint custom_fields_of_check check (of in ('account', 'contact')),
    -- key and kind never change: values were written by them
    key        text        not null constraint custom_fields_key_check check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
    kind       text        not null constraint custom_fields_kind_check check (kind in ('text', 'number', 'date', 'yes_no', 'choice')),
    label      text        not null constraint custom_fields_label_check check (length(label) between 1 and 120),
    choices    text[]      not null default '{}',
    required   boolean     not null default false,
    place      int         not null,
    archived   boolean     not null default false,
    version    int         not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint custom_fields_key_key unique (org_id, key)
);
select tenant_table('custom_fields');

alter table accounts add column custom jsonb not null default '{}' constraint accounts_custom_check check (jsonb_typeof(custom) = 'object');
alter table contacts add column custom jsonb not null default '{}' constraint contacts_custom_check check (jsonb_typeof(custom) = 'object');
create index accounts_custom_idx on accounts using gin (org_id, custom) where custom <> '{}';
create index contacts_custom_idx on contacts using gin (org_id, custom) where custom <> '{}';

-- Containment is not leakproof either: like the searches, this reads past row security by index.
create function filter_customers(wanted jsonb, most int) returns table (account_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    org      uuid := current_setting('app.org_id', true)::uuid;
    filter   jsonb;
    field    text;
    compared text;
    sort     text;
    given    text;
    likes    text[];
    fits     uuid[];
    found    uuid[];
begin
    for filter in select jsonb_array_elements(wanted) loop
        field    := filter->>'key';
        compared := filter->>'how';
        sort     := filter->>'kind';
        given    := filter->>'value';
        likes    := case when compared = 'has' then public.patterns(given) end;
        if filter->>'of' = 'account' and compared = 'is' then
            fits := array(
                select a.id from public.accounts a
                where a.org_id = org and a.custom <> '{}' and a.custom @> jsonb_build_object(field, given) and a.merged_into is null
                order by a.updated_at desc limit most);
        elsif filter->>'of' = 'account' then
            fits := array(
                select a.id from public.accounts a
                where a.org_id = org and a.custom <> '{}' and a.custom ? field and a.merged_into is null
                  and case
                      when compared = 'has' then public.plain(a.custom->>field) like all (likes)
                      when sort = 'number' and compared = 'from' then (a.custom->>field)::numeric >= given::numeric
                      when sort = 'number' then (a.custom->>field)::numeric <= given::numeric
                      when compared = 'from' then (a.custom->>field)::date >= given::date
                      else (a.custom->>field)::date <= given::date
                  end
                order by a.updated_at desc limit most);
        elsif compared = 'is' then
            fits := array(
                select distinct c.account_id from public.contacts c
                where c.org_id = org and c.custom <> '{}' and c.custom @> jsonb_build_object(field, given) limit most);
        else
            fits := array(
                select distinct c.account_id from public.contacts c
                where c.org_id = org and c.custom <> '{}' and c.custom ? field
                  and case
                      when compared = 'has' then public.plain(c.custom->>field) like all (likes)
                      when sort = 'number' and compared = 'from' then (c.custom->>field)::numeric >= given::numeric
                      when sort = 'number' then (c.custom->>field)::numeric <= given::numeric
                      when compared = 'from' then (c.custom->>field)::date >= given::date
                      else (c.custom->>field)::date <= given::date
                  end
                limit most);
        end if;
        found := case when found is null then fits else array(select unnest(found) intersect select unnest(fits)) end;
    end loop;
    return query select unnest(found);
end
$$;
comment on function filter_customers is 'Accounts of the current organization that meet every filter on the organization''s own fields.';
select search_function('filter_customers(jsonb, int)');
