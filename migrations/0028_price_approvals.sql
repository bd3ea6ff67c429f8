-- A price that takes off more by hand than its sender may goes out once somebody who may has approved exactly it.
alter table quote_revisions
    -- SHA-256 of the content with its total as they were approved: any change of either makes another one
    add column approved_hash text,
    add column approved_by   uuid,
    add column approved_at   timestamptz,
    add column approval_note text,
    add constraint quote_revisions_approved_by_fkey foreign key (org_id, approved_by) references members (org_id, id),
    add constraint quote_revisions_approved_check check (num_nulls(approved_hash, approved_by, approved_at, approval_note) in (0, 4));
create index quote_revisions_approved_by_idx on quote_revisions (org_id, approved_by) where approved_by is not null;

-- How much may be taken off is part of a role from now on. Who could take off what they liked still can; roles made from
-- one that has a limit get that one; keys are never stronger than who made them. The owner of the schema is held by row
-- security, too, while it is forced.
alter table roles no force row level security;
update roles set access = access || jsonb_build_object('discount_bp',
    case when access -> 'fields' ? 'price_override' then 10000 when based_on = 'sales_agent' then 500 else 0 end);
alter table roles force row level security;
alter table api_keys no force row level security;
update api_keys set access = access || '{"discount_bp": 10000}';
alter table api_keys force row level security;
