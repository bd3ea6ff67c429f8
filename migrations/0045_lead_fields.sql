-- Fields an organization adds to its leads, and which of them its public forms ask for. A key belongs to one field of
-- customers and their people, and to one of leads: what a lead says under a key is carried to the account under it.
alter table custom_fields drop constraint custom_fields_of_check;
alter table custom_fields add constraint custom_fields_of_check check (of in ('account', 'contact', 'lead'));
alter table custom_fields drop constraint custom_fields_key_key;
create unique index custom_fields_key_key on custom_fields (org_id, key, (of = 'lead'));
alter table custom_fields add column on_form boolean not null default false;
alter table custom_fields add constraint custom_fields_on_form_check check (not on_form or of = 'lead');

alter table leads add column custom jsonb not null default '{}' constraint leads_custom_check check (jsonb_typeof(custom) = 'object');
create index leads_custom_idx on leads using gin (org_id, custom) where custom <> '{}';

-- As filter_customers: containment is not leakproof, so this reads past row security by index.
create function filter_leads(wanted jsonb, most int) returns table (lead_id uuid)
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
        if compared = 'is' then
            fits := array(
                select l.id from public.leads l
                where l.org_id = org and l.custom <> '{}' and l.custom @> jsonb_build_object(field, given)
                order by l.created_at desc limit most);
        else
            fits := array(
                select l.id from public.leads l
                where l.org_id = org and l.custom <> '{}' and l.custom ? field
                  and case
                      when compared = 'has' then public.plain(l.custom->>field) like all (likes)
                      when sort = 'number' and compared = 'from' then (l.custom->>field)::numeric >= given::numeric
                      when sort = 'number' then (l.custom->>field)::numeric <= given::numeric
                      when compared = 'from' then (l.custom->>field)::date >= given::date
                      else (l.custom->>field)::date <= given::date
                  end
                order by l.created_at desc limit most);
        end if;
        found := case when found is null then fits else array(select unnest(found) intersect select unnest(fits)) end;
    end loop;
    return query select unnest(found);
end
$$;
comment on function filter_leads is 'Leads of the current organization that meet every filter on the organization''s own fields.';
select search_function('filter_leads(jsonb, int)');

-- A source may have a form of its own, at an address that never changes. Those there are get one that nobody guesses,
-- and it stays closed until somebody opens it.
alter table lead_sources add column form_slug text;
-- the owner of the schema is held by row security, too, while it is forced
alter table lead_sources no force row level security;
update lead_sources set form_slug = replace(id::text, '-', '');
alter table lead_sources force row level security;
alter table lead_sources
    alter column form_slug set not null,
    add constraint lead_sources_form_slug_check check (form_slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(form_slug) <= 60 and form_slug <> 'thanks'),
    add constraint lead_sources_form_slug_key unique (org_id, form_slug),
    add column form boolean not null default false;
