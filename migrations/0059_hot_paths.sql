-- What the hot paths of the server pay for with every row.

-- The board's index (organization, stage, rank) answers whatever asked this one: the foreign key of stages, and nothing
-- else. Every lead that is entered, moved or touched wrote to it.
drop index leads_stage_fk_idx;

-- Whoever searches reads the entries that wait to be sorted into an index one by one: up to 4 MB of them, which is two
-- thousand changed leads. Sorted in eighths of that they cost a search, and the one write that sorts them, an eighth.
alter index leads_search_idx set (gin_pending_list_limit = 512);
alter index accounts_search_idx set (gin_pending_list_limit = 512);
alter index contacts_search_idx set (gin_pending_list_limit = 512);

-- The search over everything, as it was but for what is misspelled: two letters that changed places are the commonest
-- slip and leave few trigrams, so that many records have as many. The word as it was meant is looked for first, in the
-- way any word is; where it stands as a whole word, nothing else is looked for.
create or replace function find_records(
    typed text, code text, digits text, tail text, letters text, kinds text[], personal boolean,
    customer_owners uuid[], lead_owners uuid[], quote_owners uuid[], crew uuid, most int
) returns table (kind text, id uuid, place int)
language plpgsql stable security definer rows 40 set search_path = pg_catalog, public, pg_temp
set pg_trgm.word_similarity_threshold = 0.3
as $$
declare
    org       uuid   := current_setting('app.org_id', true)::uuid;
    words     text   := public.plain(trim(typed));
    likes     text[] := public.patterns(typed);
    begun     text   := '% ' || substr(likes[1], 2);
    begins    text[] := array[substr(likes[1], 2), '% ' || substr(likes[1], 2)];
    newest    int    := 10 * most;
    probe     text;
    probes    text[];
    coded     text   := '%' || code || '%';
    dialled   text   := case when personal then '%' || digits || '%' end;
    near_word text;
    swapped   text[] := '{}';
    meant     text;
    is_meant  boolean := false;
    likely    uuid[];
    held      uuid[] := '{}';
    near      uuid[] := '{}';
    numbered  uuid[];
    titled    uuid[];
    many      int;
begin
    if likes is null then
        return;
    end if;
    -- an index is asked for the longest word; one of less than three letters only where a word begins, for it has no trigram
    select l into probe from unnest(likes) l order by length(l) desc limit 1;
    probes := case when length(probe) < 5 then array[substr(probe, 2), '% ' || substr(probe, 2)] else array[probe] end;
    -- what may be misspelled is the longest word; with two letters that changed places it has n - 1 forms, and one of
    -- them as a whole word is what was meant
    select w into near_word from regexp_split_to_table(words, '[^[:alpha:]]+') w where length(w) >= 4 order by length(w) desc limit 1;
    if length(near_word) <= 16 then
        select array_agg('%' || s.form || '%'), '\m(' || string_agg(s.form, '|') || ')\M' into swapped, meant
        from (select left(near_word, i - 1) || substr(near_word, i + 1, 1) || substr(near_word, i, 1) || substr(near_word, i + 2) as form
              from generate_series(1, length(near_word) - 1) i) s
        where s.form <> near_word;
    end if;

    select coalesce(array_agg(f.id), '{}') into held from (
        select a.id from public.accounts a
        where a.org_id = org and a.merged_into is null and a.archived_at is null
          and a.id in (
              select x.id from public.accounts x where x.org_id = org and x.search like any (probes)
              union
              select c.account_id from public.contacts c where c.org_id = org and c.search like any (probes)
              union
              select u.account_id from public.units u where u.org_id = org and u.search like any (probes)
              union
              select c.account_id from public.contacts c where c.org_id = org and c.search like dialled
              union
              select u.account_id from public.units u where u.org_id = org and u.search like coded)
          and ((personal and cardinality(likes) = 1)
               or exists (select from public.contacts c where c.org_id = org and c.account_id = a.id and c.search like dialled)
               or exists (select from public.units u where u.org_id = org and u.account_id = a.id and u.search like coded)
               or (select bool_and(
                       a.search like l
                       or exists (select from public.contacts c where c.org_id = org and c.account_id = a.id and c.search like l
                                  and (personal or public.plain(c.name) like l))
                       or exists (select from public.units u where u.org_id = org and u.account_id = a.id and u.search like l))
                   from unnest(likes) l))
        -- those one may see are not crowded out by others'
        order by (customer_owners is null or a.owner_id = any (customer_owners)) desc, a.updated_at desc, a.id desc
        limit 500) f;
    if near_word is not null and cardinality(held) < 3 then
        select coalesce(array_agg(f.id), '{}'), coalesce(bool_or(f.whole), false) into near, is_meant from (
            select a.id, bool_or(n.said ~ meant) as whole from public.accounts a
            join (
                select x.id, x.search as said from public.accounts x where x.org_id = org and x.search like any (swapped)
                union all
                select c.account_id, c.search from public.contacts c where c.org_id = org and c.search like any (swapped)) n on n.id = a.id
            where a.org_id = org and a.merged_into is null and a.archived_at is null and a.id <> all (held)
            group by a.id order by 2 desc, a.id limit 40) f;
        if not is_meant then
            select coalesce(array_agg(f.id), '{}') into near from (
                select a.id from public.accounts a
                join (
                    select x.id, public.word_similarity(near_word, x.search) as alike from public.accounts x
                    where x.org_id = org and x.search operator(public.%>) near_word
                    union all
                    select c.account_id, public.word_similarity(near_word, c.search) from public.contacts c
                    where c.org_id = org and c.search operator(public.%>) near_word
                    union all
                    select x.id, 1 from public.accounts x where x.org_id = org and x.search like any (swapped)
                    union all
                    select c.account_id, 1 from public.contacts c where c.org_id = org and c.search like any (swapped)) n on n.id = a.id
                where a.org_id = org and a.merged_into is null and a.archived_at is null and a.id <> all (held)
                group by a.id order by max(n.alike) desc, a.id limit 40) f;
        end if;
    end if;

    if 'customer' = any (kinds) then
        return query
            select 'customer'::text, a.id, case when a.id = any (near) then 3 when starts_with(a.search, words) then 1 else 2 end
            from public.accounts a
            where a.org_id = org and a.id = any (held || near) and (customer_owners is null or a.owner_id = any (customer_owners))
            order by 3, array_position(near, a.id), a.updated_at desc, a.id desc limit most;
    end if;

    if 'lead' = any (kinds) then
        select coalesce(array_agg(x.id), '{}') into numbered from public.leads x
        where x.org_id = org and public.number_tail(x.number) = tail and public.plain(x.number) like letters || '%';
        return query
            select 'lead'::text, l.id, case when l.id = any (numbered) then 0 when ' ' || l.search like begun then 1 else 2 end
            from public.leads l
            where l.org_id = org and l.id in (
                (select x.id from public.leads x
                 where x.org_id = org and x.search like any (begins) and x.search like all (likes)
                   and (personal or public.plain(concat_ws(' ', x.number, x.name, x.company, x.origin, x.destination)) like all (likes))
                   and (lead_owners is null or x.owner_id = any (lead_owners))
                 order by x.created_at desc, x.id desc limit newest)
                union
                (select x.id from public.leads x
                 where x.org_id = org and x.search like any (probes) and x.search like all (likes)
                   and (personal or public.plain(concat_ws(' ', x.number, x.name, x.company, x.origin, x.destination)) like all (likes))
                   and (lead_owners is null or x.owner_id = any (lead_owners))
                 order by x.created_at desc, x.id desc limit newest)
                union
                select x.id from public.leads x where x.org_id = org and x.search like dialled
                union
                select n from unnest(numbered) n)
              and (lead_owners is null or l.owner_id = any (lead_owners))
            order by 3, l.created_at desc, l.id desc limit most;
        get diagnostics many = row_count;
        if near_word is not null and many < 3 then
            select coalesce(array_agg(f.id), '{}'), coalesce(bool_or(f.whole), false) into likely, is_meant from (
                select x.id, x.search ~ meant as whole from public.leads x
                where x.org_id = org and x.search like any (swapped) and not x.search like all (likes)
                  and (lead_owners is null or x.owner_id = any (lead_owners))
                order by 2 desc, x.id limit most) f;
            if is_meant then
                return query select 'lead'::text, n, 3 from unnest(likely) n;
            else
                return query
                    select 'lead'::text, n.id, 3 from (
                        select x.id, x.owner_id, x.search, public.word_similarity(near_word, x.search) as alike from public.leads x
                        where x.org_id = org and x.search operator(public.%>) near_word
                        union
                        select x.id, x.owner_id, x.search, 1 from public.leads x where x.org_id = org and x.search like any (swapped)) n
                    where not n.search like all (likes) and (lead_owners is null or n.owner_id = any (lead_owners))
                    group by n.id order by max(n.alike) desc, n.id limit most;
            end if;
        end if;
    end if;

    if 'quote' = any (kinds) then
        select coalesce(array_agg(x.id), '{}') into numbered from public.quotes x
        where x.org_id = org and public.number_tail(x.number) = tail and public.plain(x.number) like letters || '%';
        select coalesce(array_agg(x.id), '{}') into titled from public.quotes x
        where x.org_id = org and public.plain(x.number || ' ' || x.title) like any (probes)
          and public.plain(x.number || ' ' || x.title) like all (likes);
        return query
            select 'quote'::text, q.id,
                   case when q.id = any (numbered) then 0 when q.account_id = any (near) and q.id <> all (titled) then 3 else 2 end
            from public.quotes q
            where q.org_id = org and q.id in (
                select n from unnest(titled || numbered) n
                union
                select x.id from public.quotes x where x.org_id = org and x.account_id = any (held || near))
              and (quote_owners is null or q.owner_id = any (quote_owners))
            order by 3, q.updated_at desc, q.id desc limit most;
    end if;

    if 'job' = any (kinds) then
        select coalesce(array_agg(x.id), '{}') into numbered from public.jobs x
        where x.org_id = org and public.number_tail(x.number) = tail and public.plain(x.number) like letters || '%';
        return query
            select 'job'::text, j.id,
                   case when j.id = any (numbered) then 0 when j.account_id = any (near) and not j.search like all (likes) then 3 else 2 end
            from public.jobs j
            where j.org_id = org and j.id in (
                (select x.id from public.jobs x
                 where x.org_id = org and x.search like any (probes) and x.search like all (likes)
                   and (crew is null or exists (
                       select from public.job_crew c where c.org_id = org and c.job_id = x.id and c.reply <> 'declined' and c.member_id = crew))
                 order by x.sort_at desc, x.id desc limit newest)
                union
                select x.id from public.jobs x where x.org_id = org and x.account_id = any (held || near)
                union
                select n from unnest(numbered) n)
              and (crew is null or exists (
                  select from public.job_crew c where c.org_id = org and c.job_id = j.id and c.reply <> 'declined' and c.member_id = crew))
            order by 3, j.sort_at desc, j.id desc limit most;
    end if;
end
$$;
