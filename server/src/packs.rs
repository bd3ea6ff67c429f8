//! Installing service packs into an organization: each room sets up its part.

use shared::Result;

use crate::cx::Cx;
use crate::db::Tx;

/// Sets up pipelines and price books of the packs an organization chose, in the transaction that makes or changes it.
/// Installing a pack again leaves what exists.
pub async fn install(cx: &Cx, tx: &mut Tx, packs: &[shared::packs::ServiceLine]) -> Result<()> {
    for pack in packs {
        crate::leads::install_pipeline(cx, tx, *pack).await?;
        crate::pricing::install_book(cx, tx, *pack).await?;
    }
    Ok(())
}
