-- The assistant: which suggestions were shown about which lead or quote, what people made of them, and which kinds an
-- organization does without.

-- One row from the first showing to the answer; shown again after an answer it is another row.
create table suggestions (
    org_id        uuid        not null constraint suggestions_org_id_fkey references organizations (id),
    id            uuid        not null,
    -- one of the two
    lead_id       uuid,
    quote_id      uuid,
    subject_id    uuid        not null generated always as (coalesce(lead_id, quote_id)) stored,
    kind          text        not null constraint suggestions_kind_check check (kind ~ '^[a-z_]{3,40}$'),
    -- where the lead or quote stood: a dismissal holds until it stands elsewhere
    step          text        not null,
    shown_at      timestamptz not null,
    last_shown_at timestamptz not null,
    times         int         not null default 1 constraint suggestions_times_check check (times > 0),
    verdict       text        constraint suggestions_verdict_check check (verdict in ('dismissed', 'accepted', 'edited')),
    reason        text        not null default '',
    answered_at   timestamptz,
    member_id     uuid,
    primary key (org_id, id),
    constraint suggestions_subject_check check (num_nonnulls(lead_id, quote_id) = 1),
    constraint suggestions_answered_check check ((verdict is null) = (answered_at is null)),
    constraint suggestions_lead_id_fkey foreign key (org_id, lead_id) references leads (org_id, id),
    constraint suggestions_quote_id_fkey foreign key (org_id, quote_id) references quotes (org_id, id),
    constraint suggestions_member_id_fkey foreign key (org_id, member_id) references members (org_id, id)
);
select tenant_table('suggestions');
create unique index suggestions_open_key on suggestions (org_id, subject_id, kind) where verdict is null;
create index suggestions_settled_idx on suggestions (org_id, subject_id, answered_at) where verdict is not null;
create index suggestions_kind_idx on suggestions (org_id, kind, shown_at desc);
-- what people made of each kind lately is read from the index alone
create index suggestions_answered_idx on suggestions (org_id, answered_at desc) include (kind, verdict) where verdict is not null;
create index suggestions_shown_idx on suggestions (org_id, shown_at);
create index suggestions_lead_idx on suggestions (org_id, lead_id) where lead_id is not null;
create index suggestions_quote_idx on suggestions (org_id, quote_id) where quote_id is not null;
create index suggestions_member_idx on suggestions (org_id, member_id) where member_id is not null;

-- What an organization decided about a kind, or its rate decided. Without a row it is made.
create table suggestion_kinds (
    org_id      uuid        not null constraint suggestion_kinds_org_id_fkey references organizations (id),
    id          uuid        not null,
    kind        text        not null constraint suggestion_kinds_kind_check check (kind ~ '^[a-z_]{3,40}$'),
    retired_at  timestamptz,
    -- empty if it was retired for its rate
    retired_by  text        not null default '',
    -- its rate counts from then on
    returned_at timestamptz,
    version     int         not null default 1,
    primary key (org_id, id),
    constraint suggestion_kinds_kind_key unique (org_id, kind)
);
select tenant_table('suggestion_kinds');

-- dismissals of leads are kept above
alter table leads drop column dismissed;
