//! Every query on jobs, by what it is about.

mod cards;
mod crew;
mod insert;
mod list;
mod load;
mod seal;
mod update;

use shared::{Currency, JobId, Result};

use crate::db::Tx;

pub(super) use cards::cards;
pub(super) use crew::*;
pub(super) use insert::*;
pub(super) use list::*;
pub(crate) use load::{crew, load};
pub(super) use seal::*;
pub(super) use update::*;

pub(super) async fn zone(tx: &mut Tx) -> Result<String> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!("select zone from organizations where id = $1", org).fetch_one(tx.db()?).await?)
}

pub(super) async fn currency(tx: &mut Tx) -> Result<Currency> {
    let org = tx.org().0;
    Ok(sqlx::query_scalar!(r#"select currency as "currency: Currency" from organizations where id = $1"#, org).fetch_one(tx.db()?).await?)
}

/// Holds a job until the transaction ends, so that its commands come one after the other.
pub(crate) async fn lock(tx: &mut Tx, id: JobId) -> Result<()> {
    let org = tx.org().0;
    sqlx::query_scalar!("select id from jobs where org_id = $1 and id = $2 for update", org, id.0).fetch_one(tx.db()?).await?;
    Ok(())
}
