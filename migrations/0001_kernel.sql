-- What every room stands on: isolation of organizations, the event log, idempotent commands, background work,
-- outgoing mail, counters and rate limits.
--
-- Two roles without login rights of their own do the work. `tailboard_app` serves requests: it owns nothing, cannot
-- bypass row security and sees one organization at a time. `tailboard_system` does what crosses organizations
-- (logging in, relaying events, claiming work) and is used only through SystemTx, which names why.

create extension if not exists pg_trgm;
create extension if not exists unaccent;

do $$
begin
    if not exists (select from pg_roles where rolname = 'tailboard_app') then
        create role tailboard_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    end if;
    if not exists (select from pg_roles where rolname = 'tailboard_system') then
        create role tailboard_system nologin nosuperuser bypassrls nocreatedb nocreaterole;
    end if;
end
$$;

grant usage on schema public to tailboard_app, tailboard_system;
revoke create on schema public from public;

-- The one policy form. The column is compared uncast (a cast costs the index) and the setting is read once per
-- statement. An unset organization is the nil uuid, which matches nothing and raises nothing.
create function tenant_table(name regclass, org_column text default 'org_id') returns void
language plpgsql as $$
begin
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format(
        'create policy tenant on %s for all to tailboard_app using (%I = (select current_setting(''app.org_id'', true)::uuid)) with check (%I = (select current_setting(''app.org_id'', true)::uuid))',
        name, org_column, org_column);
    execute format('grant select, insert, update, delete on %s to tailboard_app, tailboard_system', name);
end
$$;
comment on function tenant_table is 'Makes a table belong to organizations: forced row security, the one policy, and grants.';

-- Tables that belong to no organization (people, sessions) are out of the application role''s reach altogether.
create function system_table(name regclass) returns void
language plpgsql as $$
begin
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format('revoke all on %s from tailboard_app', name);
    execute format('grant select, insert, update, delete on %s to tailboard_system', name);
end
$$;
comment on function system_table is 'Makes a table reachable by SystemTx only.';

-- Text as people search it: lower case, without accents. unaccent() alone is not immutable because its dictionary
-- could change; ours does not.
create function plain(text) returns text language sql immutable parallel safe strict
set search_path = public, pg_catalog, pg_temp as $$ select lower(public.unaccent('public.unaccent', $1)) $$;

-- The words somebody typed, each as what LIKE looks for; null if there are none.
create function patterns(words text) returns text[] language sql immutable parallel safe strict
set search_path = pg_catalog, public, pg_temp as $$
    select array_agg('%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%')
    from regexp_split_to_table(public.plain(words), '\s+') word
    where word <> ''
$$;

-- LIKE is not leakproof, so under row security no index serves it. This is the one audited way around: a search runs
-- as a role that may not log in, with a fixed search path, and reads the organization from the transaction itself,
-- never from an argument.
create function search_function(name regprocedure) returns void
language plpgsql as $$
begin
    grant create on schema public to tailboard_system;
    execute format('alter function %s owner to tailboard_system', name);
    revoke create on schema public from tailboard_system;
    execute format('revoke all on function %s from public', name);
    execute format('grant execute on function %s to tailboard_app', name);
end
$$;
comment on function search_function is 'Lets a search past row security, for the application role alone.';

-- The outbox: facts written in the same transaction as what they tell of. One relay moves committed rows into
-- `events` and numbers them.
create table outbox (
    org_id       uuid        not null,
    id           uuid        not null,
    at           timestamptz not null default clock_timestamp(),
    -- insertion order; the relay reads in it, `seq` is given only after commit
    written      bigint      generated always as identity,
    kind         text        not null,
    entity       text        not null,
    entity_id    uuid        not null,
    of_id        uuid,
    account_id   uuid,
    version      int,
    actor_kind   text        not null,
    actor_id     uuid,
    actor        text        not null,
    on_behalf_of text,
    ip           text,
    device       text,
    request_id   text,
    data         jsonb       not null default '{}',
    primary key (org_id, id)
);
select tenant_table('outbox');
create index outbox_written_idx on outbox (written);

-- The log: gapless per organization, in commit order. Live updates, timelines, audit and notifications read it.
create table events (
    org_id       uuid        not null,
    seq          bigint      not null,
    id           uuid        not null,
    at           timestamptz not null,
    kind         text        not null,
    entity       text        not null,
    entity_id    uuid        not null,
    of_id        uuid,
    account_id   uuid,
    version      int,
    actor_kind   text        not null,
    actor_id     uuid,
    actor        text        not null,
    on_behalf_of text,
    ip           text,
    device       text,
    request_id   text,
    data         jsonb       not null,
    -- each entry carries the hash of the one before it: a changed or removed entry breaks the chain
    hash         bytea       not null,
    primary key (org_id, seq),
    constraint events_org_id_id_key unique (org_id, id)
);
select tenant_table('events');
-- nobody rewrites the past
revoke update, delete, truncate on events from tailboard_app, tailboard_system;
revoke insert on events from tailboard_app;
create index events_entity_idx on events (org_id, entity_id, seq);
create index events_of_idx on events (org_id, of_id, seq) where of_id is not null;
create index events_at_idx on events (org_id, at);
create index events_actor_idx on events (org_id, actor_id, seq) where actor_id is not null;

-- Where each organization's log stands.
create table event_heads (
    org_id uuid   not null primary key,
    seq    bigint not null,
    hash   bytea  not null
);
select tenant_table('event_heads');
revoke insert, update, delete on event_heads from tailboard_app;

-- Writes by command id: a replay gets the first answer, the same id with another body is refused.
create table commands (
    org_id       uuid        not null,
    command_id   uuid        not null,
    actor_id     uuid,
    request_hash bytea       not null,
    answer       jsonb,
    created_at   timestamptz not null default now(),
    primary key (org_id, command_id)
);
select tenant_table('commands');
create index commands_created_at_idx on commands (created_at);

-- Background work: enqueued on the caller''s transaction, claimed with a lease, retried with backoff, dead after the
-- last attempt and shown on the operations screen.
create table work (
    org_id      uuid        not null,
    id          uuid        not null,
    kind        text        not null,
    payload     jsonb       not null,
    -- at most one waiting row per key
    dedupe_key  text,
    status      text        not null default 'waiting' constraint work_status_check check (status in ('waiting', 'running', 'done', 'dead')),
    attempts    int         not null default 0,
    run_at      timestamptz not null default now(),
    leased_until timestamptz,
    last_error  text,
    created_at  timestamptz not null default now(),
    finished_at timestamptz,
    primary key (org_id, id)
);
select tenant_table('work');
create index work_ready_idx on work (run_at) where status in ('waiting', 'running');
create unique index work_dedupe_key on work (org_id, kind, dedupe_key) where dedupe_key is not null and status = 'waiting';
create index work_finished_idx on work (org_id, status, finished_at);

-- Mails as they go out; the mailbox screen reads them.
create table mails (
    org_id     uuid        not null,
    id         uuid        not null,
    to_address text        not null,
    to_name    text        not null default '',
    template   text        not null,
    locale     text        not null,
    subject    text        not null,
    text_body  text        not null,
    html_body  text        not null,
    entity     text,
    entity_id  uuid,
    status     text        not null default 'queued' constraint mails_status_check check (status in ('queued', 'sent', 'kept', 'failed')),
    error      text,
    created_at timestamptz not null default now(),
    sent_at    timestamptz,
    primary key (org_id, id)
);
select tenant_table('mails');
create index mails_created_at_idx on mails (org_id, created_at desc);

-- Numbers people read: Q-00001, J-00001.
create table counters (
    org_id uuid   not null,
    name   text   not null,
    value  bigint not null,
    primary key (org_id, name)
);
select tenant_table('counters');

-- Attempts in a window, for logins, codes and public forms. Several processes count together.
create table rate_limits (
    key      text        not null primary key,
    started  timestamptz not null,
    attempts int         not null
);
select system_table('rate_limits');
