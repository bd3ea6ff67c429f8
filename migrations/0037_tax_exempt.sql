-- Customers who pay no taxes, and the certificate that says so. Whether an offer has taxes belongs to it from the day it is
-- sent: null while it is a draft, which follows the account; offers sent before this have them.
alter table accounts
    add column tax_exempt      boolean not null default false,
    add column tax_certificate text    not null default '',
    add constraint accounts_tax_certificate_check check (length(tax_certificate) <= 60 and (tax_exempt or tax_certificate = ''));
alter table quotes
    add column payer_tax_exempt boolean;
