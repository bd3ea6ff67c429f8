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

/// Holds a job until the transaction ends, so that its commands come one after the other.
pub(crate) async fn lock(tx: &mut Tx, id: JobId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query_scalar!("select id from jobs where org_id = $1 and id = $2 for update", org, id.0).fetch_one(tx.db()?).await?;
    Ok(())
}
