-- Mails written from a lead: they are answered to whoever wrote them, and tracked without a button.

-- Who gets the answer; null for what the product writes by itself.
alter table mails add column reply_to text constraint mails_reply_to_check check (length(reply_to) between 3 and 254);

-- A tracked mail is about a quote or about a lead. What is written from a lead has no button to lead on.
alter table mail_tracks
    alter column quote_id drop not null,
    alter column target drop not null,
    add column lead_id uuid,
    add constraint mail_tracks_lead_id_fkey foreign key (org_id, lead_id) references leads (org_id, id),
    add constraint mail_tracks_about_check check (num_nonnulls(quote_id, lead_id) = 1);
create index mail_tracks_lead_idx on mail_tracks (org_id, lead_id) where lead_id is not null;
