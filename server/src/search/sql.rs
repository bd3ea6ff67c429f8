//! The one query of the search.

use shared::Result;
use shared::search::{HitKind, HitPart, Sought};
use sqlx::types::Json;

use super::{Found, Within};
use crate::db::Tx;

/// Records that may fit, the best of a kind first. Of a customer the people and those units that hold a typed word, of a
/// quote or a job those of its customer, of a lead the person and the places.
pub(crate) async fn find(tx: &mut Tx, typed: &str, sought: &Sought, within: &Within, most: i32) -> Result<Vec<Found>> {
    let org = tx.org().0;
    let rows = sqlx::query!(
        r#"with found as materialized (
               select f.kind, f.id, f.place, f.nth
               from find_records($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) with ordinality f (kind, id, place, nth)),
           record as (
               select f.nth, f.kind, f.id, f.place, a.id as account_id, a.name as title, null::text as number, a.status as state, null::text as name, null::text as email, null::text as phone, null::text as places
               from found f join accounts a on a.org_id = $1 and a.id = f.id where f.kind = 'customer'
               union all
               select f.nth, f.kind, f.id, f.place, null, coalesce(nullif(l.company, ''), l.name), l.number, s.name, l.name, l.email, l.phone, concat_ws(' – ', l.origin, l.destination)
               from found f join leads l on l.org_id = $1 and l.id = f.id join stages s on s.org_id = l.org_id and s.id = l.stage_id where f.kind = 'lead'
               union all
               select f.nth, f.kind, f.id, f.place, a.id, a.name, q.number, q.status, q.title, null, null, null
               from found f join quotes q on q.org_id = $1 and q.id = f.id join accounts a on a.org_id = q.org_id and a.id = q.account_id where f.kind = 'quote'
               union all
               select f.nth, f.kind, f.id, f.place, a.id, a.name, j.number, j.status, j.title, null, null,
                      (select string_agg(s.address, ' – ' order by s.position) from job_stops s where s.org_id = j.org_id and s.job_id = j.id)
               from found f join jobs j on j.org_id = $1 and j.id = f.id join accounts a on a.org_id = j.org_id and a.id = j.account_id where f.kind = 'job')
           select r.kind as "kind!: HitKind", r.id as "id!", r.place as "place!", r.title as "title!", r.number as "number?", r.state as "state!",
                  (r.kind = 'customer' and exists (select from account_favourites f where f.org_id = $1 and f.member_id = $14 and f.account_id = r.id)) as "favourite!",
                  (select coalesce(jsonb_agg(jsonb_build_object('field', p.field, 'text', p.words) order by p.words), '[]') from (
                       select 'name' as field, r.name as words
                       union all select 'email', r.email
                       union all select 'phone', r.phone
                       union all select 'place', r.places
                       union all (select v.field, v.words from contacts c cross join lateral (values ('name', c.name), ('email', c.email), ('phone', c.phone)) v (field, words)
                                  where c.org_id = $1 and c.account_id = r.account_id limit 300)
                       union all (select 'unit', concat_ws(' · ', u.number, nullif(u.plate, ''), nullif(u.vin, '')) from units u
                                  where u.org_id = $1 and u.account_id = r.account_id and (u.search like any (patterns($2)) or u.search like '%' || $3::text || '%') limit 3)) p
                   where p.words <> '') as "parts!: Json<Vec<HitPart>>"
           from record r order by r.nth"#,
        org,
        typed,
        sought.code,
        sought.digits,
        sought.tail,
        sought.letters,
        &within.kinds,
        within.personal,
        within.customers.as_deref(),
        within.leads.as_deref(),
        within.quotes.as_deref(),
        within.crew,
        most,
        within.me
    )
    .fetch_all(tx.db()?)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| Found {
            kind: r.kind,
            id: r.id,
            place: r.place,
            title: r.title,
            number: r.number,
            state: r.state,
            favourite: r.favourite,
            parts: r.parts.0,
        })
        .collect())
}
