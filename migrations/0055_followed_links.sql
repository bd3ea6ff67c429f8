-- Links in mails that were written by hand are followed through this server, nobody is tracked unless the organization
-- said so, and look-alikes of customers are looked for as far as the rules warn of them.

-- Whether tracking is allowed is for each organization to say; those there are keep what they had.
alter table organizations alter column track_mail set default false;

-- The links in the text of a tracked mail, in their order.
create table mail_links (
    org_id     uuid not null,
    track_id   uuid not null,
    seq        int  not null constraint mail_links_seq_check check (seq between 1 and 20),
    -- SHA-256 of the token; the token itself is only in the mail
    token_hash bytea not null,
    -- where it leads: what was written, so that the redirect leads to nothing a request says
    target     text not null constraint mail_links_target_check check (target ~ '^https?://[!-~]+$' and length(target) <= 2000),
    primary key (org_id, track_id, seq),
    constraint mail_links_track_id_fkey foreign key (org_id, track_id) references mail_tracks (org_id, id)
);
select tenant_table('mail_links');
-- whoever follows a link brings nothing but the token
create unique index mail_links_token_hash_key on mail_links (token_hash);

-- Which link was followed; null for a picture that was loaded and for the button of a mail that has one.
alter table mail_hits
    add column link int,
    add constraint mail_hits_link_fkey foreign key (org_id, track_id, link) references mail_links (org_id, track_id, seq);

-- By the name alone the rules warn from 0.76 on, and count shared trigrams twice, over those of both names. As the
-- operator counts, that is 0.615: what is less alike is thrown away afterwards, so the index need not bring it.
alter function similar_customers(text, int) set pg_trgm.similarity_threshold = 0.6;
