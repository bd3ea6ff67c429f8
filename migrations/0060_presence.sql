-- Who has a lead, a quote or a customer open, and who is editing it: what holds for a minute unless it is said again.
--
-- Unlogged: a beat of somebody's page costs no log, a database that crashed forgets them all, and whoever is still there
-- says so within half a minute. A session that ends takes its rows along.

create unlogged table presence (
    org_id     uuid        not null,
    -- a lead, a quote or an account, each with an id no other has
    record_id  uuid        not null,
    session_id uuid        not null,
    -- a number the tab made: another tab of the same browser that shows the record stays when this one goes
    tab        int         not null constraint presence_tab_check check (tab between 0 and 9999),
    -- as the log calls what it is
    entity     text        not null constraint presence_entity_check check (entity in ('lead', 'quote', 'account')),
    member_id  uuid        not null,
    editing    boolean     not null,
    seen_at    timestamptz not null,
    primary key (org_id, record_id, session_id, tab),
    constraint presence_session_id_fkey foreign key (session_id) references sessions (id) on delete cascade
);
select tenant_table('presence');
-- what ends with a session, and what a session left lying
create index presence_session_id_idx on presence (session_id);

-- Tells every process that somebody came, went, or began or ended editing, whichever statement it was: a page that says
-- so, a session that ends, a row that is cleared away. A beat that only says somebody is still there tells nobody.
create function presence_stirred() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op = 'DELETE' then
        perform pg_notify('tailboard_presence', concat_ws(':', old.org_id, old.entity, old.record_id, old.session_id));
    else
        perform pg_notify('tailboard_presence', concat_ws(':', new.org_id, new.entity, new.record_id, new.session_id));
    end if;
    return null;
end
$$;
create trigger presence_came_or_went after insert or delete on presence for each row execute function presence_stirred();
create trigger presence_changed after update on presence for each row
    when (old.editing <> new.editing or old.seen_at < new.seen_at - interval '60 seconds')
    execute function presence_stirred();

-- Whoever begins to view the portal as a customer, or goes over to another organization, looks at nothing here any more.
create function session_left() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
    delete from public.presence where session_id = new.id;
    return null;
end
$$;
create trigger sessions_left after update of org_id, viewing_account_id on sessions for each row execute function session_left();
