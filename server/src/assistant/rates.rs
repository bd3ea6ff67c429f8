//! How kinds of suggestions fare, and which are given up.

use chrono::Duration;
use serde_json::json;
use shared::Result;
use shared::access::Action;
use shared::assistant::{KindRate, RATE_DAYS, RetireSuggestion, SuggestionKind, SuggestionRates, events, is_weak};
use shared::input::check;

use super::sql;
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;

/// Of so many of the latest showings the rate that decides is taken.
const LATEST: i64 = 200;
/// A showing that is younger and not answered says nothing yet, in hours.
const FRESH_HOURS: i64 = 24;

/// How every kind fared lately.
pub async fn rates(cx: &Cx) -> Result<SuggestionRates> {
    cx.may(Action::LeadsAssign)?;
    let mut tx = cx.read().await?;
    read(&mut tx).await
}

async fn read(tx: &mut Tx) -> Result<SuggestionRates> {
    let since = tx.now() - Duration::days(RATE_DAYS);
    let mut found = sql::rates(tx, since).await?;
    for (kind, why) in sql::reasons(tx, since).await? {
        if let Some(rate) = found.iter_mut().find(|rate| rate.kind == kind) {
            rate.reasons.push(why);
        }
    }
    let of = |kind: &SuggestionKind| found.iter().find(|rate| rate.kind == *kind).cloned().unwrap_or_else(|| KindRate::none(*kind));
    Ok(SuggestionRates { since, kinds: SuggestionKind::ALL.iter().map(of).collect() })
}

/// Retires a kind of suggestion, or brings it back: its rate counts anew from then on.
pub async fn retire(cx: &Cx, input: RetireSuggestion) -> Result<SuggestionRates> {
    cx.may(Action::LeadsAssign)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let by = cx.actor.name().to_string();
    let changed =
        if input.retired { sql::retire(&mut tx, cx.id(), input.kind, &by).await? } else { sql::bring_back(&mut tx, input.kind).await? };
    if let Some((id, version)) = changed {
        let kind = if input.retired { events::RETIRED } else { events::RETURNED };
        tx.record(Record::new(kind, id).version(version).data(json!({ "kind": input.kind }))).await?;
    }
    let rates = read(&mut tx).await?;
    tx.commit(rates).await
}

/// Gives up those of some kinds that were shown often and hardly followed.
pub(super) async fn retire_weak(cx: &Cx, tx: &mut Tx, kinds: &[SuggestionKind]) -> Result<()> {
    if kinds.is_empty() {
        return Ok(());
    }
    let judged = sql::judged(tx, kinds, LATEST, cx.now() - Duration::hours(FRESH_HOURS)).await?;
    for (kind, shown, followed) in judged.into_iter().filter(|(_, shown, followed)| is_weak(*shown, *followed)) {
        if let Some((id, version)) = sql::retire(tx, cx.id(), kind, "").await? {
            let data = json!({ "kind": kind, "shown": shown, "followed": followed });
            tx.record(Record::new(events::RETIRED, id).version(version).data(data)).await?;
        }
    }
    Ok(())
}
