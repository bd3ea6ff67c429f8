-- What a version of an offer was priced with beside its content and its book, which never change: the day, how the customer
-- pays and whether they pay taxes, the code. It is written at each save of a draft, and stays as it is from the day the version
-- goes out or is closed. Null of versions that were replaced before this: those that went out are read from their documents.
alter table quote_revisions
    add column priced_with jsonb;

-- A code is given back when an offer is closed; what was sent still says which it was.
-- the owner of the schema is held by row security, too, while it is forced
alter table quotes no force row level security;
alter table quote_revisions no force row level security;
update quote_revisions r
set priced_with = jsonb_build_object(
        'quoted_on', q.quoted_on,
        'payer', jsonb_build_object('kind', coalesce(q.payer_kind, 'person'), 'terms', coalesce(q.payer_terms, 'due_on_receipt'),
                                    'tax_exempt', coalesce(q.payer_tax_exempt, false)),
        'promo', r.document::jsonb -> 'promo')
from quotes q
where q.org_id = r.org_id and q.revision_id = r.id and q.quoted_on is not null and r.document is not null;
alter table quote_revisions force row level security;
alter table quotes force row level security;

-- A code that a visitor put on what they worked out is asked for: it counts in the price of the draft, and is reserved when the
-- office sends it, so that nobody uses codes up from outside.
alter table promo_uses drop constraint promo_uses_status_check;
alter table promo_uses add constraint promo_uses_status_check check (status in ('asked', 'reserved', 'consumed'));

-- What was kept of a form and not yet read, for whoever looks whether something was left lying.
create index lead_intakes_received_idx on lead_intakes (org_id, created_at) where status = 'received';
