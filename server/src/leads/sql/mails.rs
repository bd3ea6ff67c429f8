//! Whom a mail from a lead goes to, who gets the answer, and whose quote it became.

use shared::customers::Preferences;
use shared::{LeadId, MemberId, QuoteId, Result};
use sqlx::types::Json;

use crate::db::Tx;

/// The customer's contact a lead belongs to, if it belongs to one, and the address of whoever writes.
pub(crate) struct Reader {
    pub name: Option<String>,
    pub email: Option<String>,
    pub preferences: Option<Json<Preferences>>,
    /// Where the answer goes.
    pub answers_to: Option<String>,
}

pub(crate) async fn reader(tx: &mut Tx, lead: LeadId, writer: Option<MemberId>) -> Result<Reader> {
    let org = tx.org().0;
    Ok(sqlx::query_as!(
        Reader,
        r#"select c.name as "name?", c.email as "email?", c.preferences as "preferences?: Json<Preferences>", m.email as "answers_to?"
           from leads l
           left join contacts c on c.org_id = l.org_id and c.id = l.contact_id
           left join members m on m.org_id = l.org_id and m.id = $3
           where l.org_id = $1 and l.id = $2"#,
        org,
        lead.0,
        writer.map(|member| member.0)
    )
    .fetch_one(tx.db()?)
    .await?)
}

/// Who owns a quote.
pub(crate) async fn quote_owner(tx: &mut Tx, quote: QuoteId) -> Result<Option<MemberId>> {
    let org = tx.org().0;
    let owner = sqlx::query_scalar!("select owner_id from quotes where org_id = $1 and id = $2", org, quote.0).fetch_one(tx.db()?).await?;
    Ok(owner.map(MemberId))
}
