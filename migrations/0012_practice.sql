-- Practice organizations, and the place in the lead queue an invitation gives.

-- A second organization of a new owner, filled with sample data by background work. It never mails anybody but its own
-- members about their logins. Null for organizations that work.
alter table organizations
    add column practice text constraint organizations_practice_check check (practice in ('filling', 'ready'));

-- Whether leads are given to the member in turn.
alter table invitations add column in_queue boolean not null default false;
update invitations set in_queue = 'sales_agent' = any (roles);
