-- Whether mails to customers are opened and followed, who says so (a person or a machine), and the other ways an offer
-- is handed over.

-- Off removes pixel and redirects from what is sent from then on, and notes nothing of what was sent before.
alter table organizations add column track_mail boolean not null default true;

-- One row for each mail that is tracked.
create table mail_tracks (
    org_id     uuid        not null,
    id         uuid        not null,
    mail_id    uuid        not null,
    quote_id   uuid        not null,
    -- SHA-256 of the token; the token itself is only in the mail
    token_hash bytea       not null,
    -- where the button of the mail leads: a path of this server, so that the redirect leads nowhere else; the mail itself
    -- (text_body in mails) holds it as well
    target     text        not null constraint mail_tracks_target_check check (target ~ '^/[a-z]'),
    hits       int         not null default 0,
    -- the first time a person did it; what machines did is in mail_hits alone
    opened_at  timestamptz,
    clicked_at timestamptz,
    created_at timestamptz not null default now(),
    -- as long as the link it leads to may live
    expires_at timestamptz not null,
    primary key (org_id, id),
    constraint mail_tracks_mail_id_fkey foreign key (org_id, mail_id) references mails (org_id, id),
    constraint mail_tracks_quote_id_fkey foreign key (org_id, quote_id) references quotes (org_id, id)
);
select tenant_table('mail_tracks');
-- whoever opens a mail brings nothing but the token
create unique index mail_tracks_token_hash_key on mail_tracks (token_hash);
create index mail_tracks_mail_idx on mail_tracks (org_id, mail_id);
create index mail_tracks_quote_idx on mail_tracks (org_id, quote_id);
-- what is over is removed for all organizations at once
create index mail_tracks_expires_at_idx on mail_tracks (expires_at);

-- Each time a mail was opened or followed, up to a number per mail. No address and no name of a program is kept, only
-- the kind of it.
create table mail_hits (
    org_id   uuid        not null,
    track_id uuid        not null,
    seq      int         not null,
    kind     text        not null constraint mail_hits_kind_check check (kind in ('open', 'click')),
    at       timestamptz not null,
    agent    text        not null
        constraint mail_hits_agent_check check (agent in ('phone', 'tablet', 'computer', 'proxy', 'scanner', 'program', 'unknown')),
    -- why it was no person; null if it was one
    machine  text
        constraint mail_hits_machine_check
        check (machine in ('head', 'prefetch', 'no_agent', 'apple_proxy', 'google_proxy', 'yahoo_proxy', 'scanner', 'program', 'too_soon', 'at_once')),
    primary key (org_id, track_id, seq),
    constraint mail_hits_track_id_fkey foreign key (org_id, track_id) references mail_tracks (org_id, id)
);
select tenant_table('mail_hits');
create index mail_hits_at_idx on mail_hits (at);

-- the mails about a record
create index mails_entity_idx on mails (org_id, entity_id, created_at desc) where entity_id is not null;

-- How a link reached the customer. Of one that was not mailed the address is empty.
alter table quote_links
    add column channel text not null default 'email'
        constraint quote_links_channel_check check (channel in ('email', 'link', 'sms', 'whatsapp')),
    add constraint quote_links_email_check check (channel <> 'email' or email <> '');
