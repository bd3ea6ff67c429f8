-- A chain of evidence whose last entries were taken off is still a chain: the quote keeps the hash it ends with.
alter table quotes add column evidence_head text;

-- the owner of the schema is held by row security, too, while it is forced
alter table quotes no force row level security;
alter table quote_evidence no force row level security;
update quotes q set evidence_head = e.hash
from (select distinct on (org_id, quote_id) org_id, quote_id, hash from quote_evidence order by org_id, quote_id, seq desc) e
where e.org_id = q.org_id and e.quote_id = q.id;
alter table quote_evidence force row level security;
alter table quotes force row level security;
