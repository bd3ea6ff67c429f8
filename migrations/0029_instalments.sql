-- What a customer pays when. How they pay by themself belongs to the offer from the day it is sent: null while it is a
-- draft, which follows the account; offers sent before this are paid as the policy of their book has it for persons.
alter table quotes
    add column payer_kind  text constraint quotes_payer_kind_check check (payer_kind in ('person', 'company')),
    add column payer_terms text constraint quotes_payer_terms_check check (payer_terms in ('due_on_receipt', 'prepaid', 'net_30', 'net_60')),
    add constraint quotes_payer_check check (num_nulls(payer_kind, payer_terms) in (0, 2));

-- The instalments of a booked job, written with it when its quote is accepted: what invoices are made from.
create table job_instalments (
    org_id     uuid        not null,
    id         uuid        not null,
    job_id     uuid        not null,
    quote_id   uuid        not null,
    position   int         not null constraint job_instalments_position_check check (position > 0),
    label_en   text        not null,
    label_fr   text        not null,
    -- the day it is due; while nobody knows when the work starts, the days from there instead, below zero before it
    due_on     date,
    due_days   int         constraint job_instalments_due_days_check check (due_days between -365 and 365),
    cents      bigint      not null constraint job_instalments_cents_check check (cents > 0),
    currency   text        not null,
    status     text        not null default 'open' constraint job_instalments_status_check check (status in ('open', 'invoiced', 'paid')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint job_instalments_position_key unique (org_id, job_id, position),
    constraint job_instalments_due_check check (num_nulls(due_on, due_days) = 1),
    constraint job_instalments_job_id_fkey foreign key (org_id, job_id) references jobs (org_id, id),
    constraint job_instalments_quote_id_fkey foreign key (org_id, quote_id) references quotes (org_id, id)
);
select tenant_table('job_instalments');
create index job_instalments_quote_idx on job_instalments (org_id, quote_id);
