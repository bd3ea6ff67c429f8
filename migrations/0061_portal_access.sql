-- Access to the portal that people give and take: by whom, since when, and when it was last used.
alter table portal_access
    -- who gave it by hand, by the name they had then; null when it came with a booking
    add column granted_by text,
    -- who took it away, by the name they had then
    add column revoked_by text,
    -- when they logged in last
    add column entered_at timestamptz,
    -- when they asked to be let in again, until somebody answers
    add column asked_at   timestamptz;
-- The program never took access away until now; an operator may have, by hand. Migrations run as the owner of the tables,
-- who is under row security, too, while it is forced.
alter table portal_access no force row level security;
update portal_access set revoked_by = '' where revoked_at is not null;
alter table portal_access force row level security;
alter table portal_access
    add constraint portal_access_revoked_check check ((revoked_at is null) = (revoked_by is null));
comment on column portal_access.revoked_at is 'When it was taken away by hand; only a person gives it back.';

-- Who was taken off a customer without access any more comes back without it: the row as it was.
alter table removed_contacts add column portal jsonb;
