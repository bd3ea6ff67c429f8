-- What a geocoder answered, so that it is not asked the same again. The list of cities within the program needs none.
create table geocode_answers (
    org_id      uuid        not null constraint geocode_answers_org_id_fkey references organizations (id),
    -- SHA-256 of the service, the language and what was asked: an address is read by nobody who reads this
    question    bytea       not null,
    service     text        not null constraint geocode_answers_service_check check (service in ('nominatim', 'google')),
    candidates  jsonb       not null,
    answered_at timestamptz not null,
    -- as the terms of the service have it: Google's answers may be kept for 30 days
    expires_at  timestamptz not null,
    primary key (org_id, question),
    constraint geocode_answers_expires_at_check check (service <> 'google' or expires_at <= answered_at + interval '30 days')
);
select tenant_table('geocode_answers');
-- what is over is removed for all organizations at once
create index geocode_answers_expires_at_idx on geocode_answers (expires_at);
