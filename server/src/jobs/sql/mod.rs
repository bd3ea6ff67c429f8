//! Every query on jobs, by what it is about.

mod cards;
mod crew;
mod insert;
mod list;
mod load;
mod seal;
mod update;

use shared::{JobId, Result};

use crate::db::Tx;

pub(super) use cards::cards;
pub(super) use crew::*;
pub(super) use insert::*;
pub(super) use list::*;
pub(crate) use load::{crew, load};
pub(super) use seal::*;
pub(super) use update::*;

/// Holds a job until the transaction ends, so that its commands come one after the other. Its lead is held before it where
/// steps of that wait for something: what happens to the job may end them, and leads come before jobs and before members.
/// Taken after, two who meet at both (a site visit that is planned, customers that are merged) would wait for each other.
pub(crate) async fn lock(tx: &mut Tx, id: JobId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query_scalar!(
        "select l.id from jobs j join leads l on l.org_id = j.org_id and l.id = j.lead_id
         where j.org_id = $1 and j.id = $2
           and exists (select from activities a where a.org_id = l.org_id and a.lead_id = l.id and a.awaits is not null and a.done_at is null)
         for no key update of l",
        org,
        id.0
    )
    .fetch_optional(tx.db()?)
    .await?;
    sqlx::query_scalar!("select id from jobs where org_id = $1 and id = $2 for update", org, id.0).fetch_one(tx.db()?).await?;
    Ok(())
}
