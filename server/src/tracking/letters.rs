//! Mails whose text somebody wrote: what is an address in it is a link, and leads through this server if it is tracked.

use serde_json::{Value, json};
use shared::tracking::{MOST_LINKS, pieces};
use shared::{MailId, Result};

use super::{Subject, sql, tracked};
use crate::crypto::{random_token, token_hash};
use crate::cx::Cx;
use crate::db::Tx;
use crate::outgoing::Outgoing;

/// Queues a mail that shows a text as `parts`, words and links one after another, in the caller's transaction; tracked as
/// [`super::mail`] tracks. Links beyond [`MOST_LINKS`] lead to where they say.
pub(crate) async fn letter(cx: &Cx, tx: &mut Tx, mut outgoing: Outgoing, text: &str, subject: &Subject) -> Result<MailId> {
    let is_tracked = sql::is_wanted(tx, &outgoing.to).await?;
    let mut links = Vec::new();
    let mut parts: Vec<Value> = Vec::new();
    for piece in pieces(text) {
        let link = match piece.target {
            Some(target) if is_tracked && links.len() < MOST_LINKS => {
                let token = random_token();
                links.push((token_hash(&token), target));
                Some(cx.app.link(&format!("/t/c/{token}")))
            }
            direct => direct,
        };
        parts.push(json!({ "text": piece.text, "link": link }));
    }
    if let Value::Object(context) = &mut outgoing.context {
        context.insert("parts".into(), parts.into());
    }
    if !is_tracked {
        return tx.mail(outgoing).await;
    }
    let (mail, track) = tracked(cx, tx, outgoing, subject, None).await?;
    if !links.is_empty() {
        sql::insert_links(tx, track, &links).await?;
    }
    Ok(mail)
}
