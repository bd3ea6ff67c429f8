-- What is kept of a database with the demo when a schema is kept as the former one of a release: a few records in every
-- state and all that hangs on them, so that the file stays small. See scripts/keep-former.
set session_replication_role = replica;
begin;
delete from leads where id not in (select id from (select id, row_number() over (partition by org_id, status order by id) as n from leads) l where n <= 2);
delete from quotes q where lead_id is not null and not exists (select from leads l where l.org_id = q.org_id and l.id = q.lead_id);
delete from jobs j where quote_id is not null and not exists (select from quotes q where q.org_id = j.org_id and q.id = j.quote_id);
delete from jobs where id not in (select id from (select id, row_number() over (partition by org_id, status order by id) as n from jobs) j where n <= 1);
delete from suggestions where id not in (select id from (select id, row_number() over (partition by org_id order by id) as n from suggestions) s where n <= 8);
delete from commands where ctid not in (select ctid from commands order by ctid limit 10);
delete from mails where ctid not in (select ctid from mails order by ctid limit 3);
delete from work where ctid not in (select ctid from work order by ctid limit 3);
-- nobody logs in with these
delete from sessions;
delete from login_failures;
-- the log is cut behind its first entries: the chain of hashes holds up to there
delete from events where seq > 80;
update event_heads h set (seq, hash) = (select e.seq, e.hash from events e where e.org_id = h.org_id order by e.seq desc limit 1)
where exists (select from events e where e.org_id = h.org_id);
delete from accounts a where not exists (select from leads where org_id = a.org_id and account_id = a.id)
  and not exists (select from quotes where org_id = a.org_id and account_id = a.id)
  and not exists (select from jobs where org_id = a.org_id and account_id = a.id)
  and id not in (select id from accounts b where b.org_id = a.org_id order by id limit 8);
-- rows whose record is gone go too, until none is left
do $$
declare
    key record;
    gone bigint;
    left_over bigint;
begin
    loop
        left_over := 0;
        for key in
            select c.conrelid::regclass as child, c.confrelid::regclass as parent,
                   string_agg(format('c.%I = p.%I', a.attname, b.attname), ' and ') as same,
                   string_agg(format('c.%I is not null', a.attname), ' and ') as named
            from pg_constraint c
            cross join unnest(c.conkey, c.confkey) as pair(ours, theirs)
            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = pair.ours
            join pg_attribute b on b.attrelid = c.confrelid and b.attnum = pair.theirs
            where c.contype = 'f'
            group by c.oid, c.conrelid, c.confrelid
        loop
            execute format('delete from %s c where %s and not exists (select from %s p where %s)', key.child, key.named, key.parent, key.same);
            get diagnostics gone = row_count;
            left_over := left_over + gone;
        end loop;
        exit when left_over = 0;
    end loop;
end $$;
commit;
