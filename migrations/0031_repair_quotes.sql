-- Quotes that list repairs of a customer's units: priced by what the customer agreed on for the day.

-- Work of every service line there is or will be.
alter table jobs drop constraint jobs_line_check;
alter table jobs add constraint jobs_line_check check (line in ('moving', 'charter', 'glass', 'contracting'));

-- What a customer agreed on around a day, as a list: which of them holds is known where the customer's calendar is. Row
-- security applies to whoever asks.
create function agreed_prices(org uuid, account uuid, day date) returns jsonb
language sql stable
as $$
    select coalesce(jsonb_agg(jsonb_build_object(
               'list', p.id, 'from', p.starts_on, 'until', p.ends_on, 'by', p.made_by,
               'tiers', jsonb_build_object('first_cents', p.first_cents, 'second_cents', p.second_cents, 'third_cents', p.third_cents,
                                           'fourth_cents', p.fourth_cents, 'later_cents', p.later_cents),
               'discount_bp', p.discount_bp, 'discount_from', p.discount_from)), '[]')
    from price_lists p
    where p.org_id = org and p.account_id = account and not p.withdrawn
      and p.starts_on <= day + 1 and (p.ends_on is null or p.ends_on >= day - 1)
$$;
