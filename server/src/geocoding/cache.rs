//! Answers that are kept: every query of the geocoder.

use chrono::{DateTime, TimeDelta, Utc};
use shared::Result;
use shared::geo::{Candidate, Source};
use shared::text::Locale;
use sqlx::types::Json;

use crate::crypto::sha256;
use crate::db::{SystemTx, Tx};

/// What an answer is kept under: how a word is written does not matter.
pub fn key(source: Source, language: Locale, address: &str) -> [u8; 32] {
    sha256(format!("{}\n{}\n{}", source.key(), language.tag(), address.to_lowercase()).as_bytes())
}

/// The country of the organization, and the answer to a question if there is one that may still be used.
pub async fn look(tx: &mut Tx, key: &[u8; 32]) -> Result<(String, Option<Vec<Candidate>>)> {
    let (org, now) = (tx.org().0, tx.now());
    let row = sqlx::query!(
        r#"select o.country, a.candidates as "candidates?: Json<Vec<Candidate>>"
           from organizations o left join geocode_answers a on a.org_id = o.id and a.question = $2 and a.expires_at > $3
           where o.id = $1"#,
        org,
        &key[..],
        now
    )
    .fetch_one(tx.db()?)
    .await?;
    Ok((row.country, row.candidates.map(|candidates| candidates.0)))
}

/// Keeps an answer for as long as it may be kept; a newer one takes the place of an older.
pub async fn keep(tx: &mut Tx, key: &[u8; 32], source: Source, candidates: &[Candidate], lasts: TimeDelta) -> Result<()> {
    let (org, now) = (tx.org().0, tx.now());
    sqlx::query!(
        "insert into geocode_answers (org_id, question, service, candidates, answered_at, expires_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (org_id, question) do update
         set candidates = excluded.candidates, answered_at = excluded.answered_at, expires_at = excluded.expires_at",
        org,
        &key[..],
        source.key(),
        Json(candidates) as _,
        now,
        now + lasts
    )
    .execute(tx.db()?)
    .await?;
    Ok(())
}

/// Removes what is over.
pub async fn forget(tx: &mut SystemTx, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!("delete from geocode_answers where expires_at <= $1", now).execute(tx.db()?).await?;
    Ok(())
}
