//! The quotes of the last days, priced by a draft: what it would have earned, and who would have paid more.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use serde::Deserialize;
use shared::access::Action;
use shared::packs::ServiceLine;
use shared::pricing::{AmenityChoice, LineItem, PriceRequest, REPLAY_DAYS, Rates, Replay, SkipReason, Standing, Tried};
use shared::quotes::{Content, QuoteStatus};
use shared::{Error, PackageId, PriceBookId, QuoteId, Result};
use uuid::Uuid;

use super::sees_costs;
use super::sql::{self, Kept};
use crate::customers::agreed_on;
use crate::cx::Cx;

/// So many quotes are held in memory at once.
const CHUNK: usize = 1_000;

/// Tries the draft on the quotes of the last 90 days, each against its own book.
pub async fn replay_draft(cx: &Cx, line: ServiceLine) -> Result<Replay> {
    cx.may(Action::PricingEdit)?;
    cx.may(Action::QuotesView)?;
    let mut tx = cx.read().await?;
    let draft = sql::draft(&mut tx, line).await?.ok_or(Error::NotFound)?;
    let zone: chrono_tz::Tz = tx.zone().await?.parse().unwrap_or(chrono_tz::UTC);
    let today = tx.today().await?;
    let since = today.checked_sub_days(Days::new(REPLAY_DAYS)).unwrap_or(today);
    let from = shared::clock::moment_of(since.and_time(chrono::NaiveTime::MIN), |at| at.with_timezone(&zone).naive_local());
    let wanted = sql::quotes_since(&mut tx, line, from).await?;
    let mut books: Vec<PriceBookId> = wanted.iter().map(|(_, book)| *book).collect();
    books.sort_unstable();
    books.dedup();
    let books = Arc::new(Books { own: sql::rates_of(&mut tx, &books).await?, draft: draft.rates, today });
    let mut replay = Replay::new(line, draft.version, since, today);
    let ids: Vec<QuoteId> = wanted.into_iter().map(|(id, _)| id).collect();
    for chunk in ids.chunks(CHUNK) {
        let kept = sql::kept(&mut tx, chunk).await?;
        let books = books.clone();
        // pricing a thousand quotes twice takes a while, which others should not wait for
        replay = tokio::task::spawn_blocking(move || books.try_all(replay, kept)).await.map_err(|e| Error::internal(&e))?;
    }
    Ok(if sees_costs(cx) { replay } else { replay.without_costs() })
}

/// What quotes are priced by.
struct Books {
    own: HashMap<PriceBookId, Rates>,
    draft: Rates,
    today: NaiveDate,
}

impl Books {
    fn try_all(&self, mut replay: Replay, all: Vec<Kept>) -> Replay {
        for kept in all {
            match (self.own.get(&kept.book), content(&kept, self.today)) {
                (Some(own), Some(content)) => replay.try_on(self.tried(kept, &content), own, &self.draft),
                _ => replay.skip(SkipReason::Unpriced),
            }
        }
        replay
    }

    fn tried(&self, kept: Kept, content: &Content) -> Tried {
        Tried {
            quote: kept.id,
            number: kept.number,
            customer: kept.customer,
            standing: standing(kept.status),
            kept_cents: kept.total_cents,
            request: PriceRequest { tax_exempt: kept.tax_exempt, ..content.request(kept.quoted_on.unwrap_or(self.today), kept.promo) },
        }
    }
}

fn standing(status: QuoteStatus) -> Standing {
    match status {
        QuoteStatus::Accepted => Standing::Booked,
        QuoteStatus::Sent | QuoteStatus::Viewed => Standing::Open,
        QuoteStatus::Draft => Standing::Draft,
        QuoteStatus::Declined | QuoteStatus::Expired | QuoteStatus::Withdrawn => Standing::Closed,
    }
}

/// What is offered, with the package and the options the customer chose in signing.
fn content(kept: &Kept, today: NaiveDate) -> Option<Content> {
    let mut content: Content = serde_json::from_str(&kept.content).ok()?;
    // a draft's prices are those of today
    if kept.status == QuoteStatus::Draft {
        content.agreed = agreed_on(&kept.agreed, today).filter(|_| !content.repairs.is_empty());
    }
    let Some(signed) = &kept.signed else { return Some(content) };
    let Signed { content: chosen } = serde_json::from_str(signed).ok()?;
    let amenities = chosen.amenities.iter().filter(|a| a.chosen).map(|a| a.amenity.0);
    let options: Vec<Uuid> = amenities.chain(chosen.lines.iter().filter(|l| l.chosen).map(|l| l.id.0)).collect();
    // only what can be chosen is taken from there: a signed text says nothing of costs
    Some(content.choose(&options).take(chosen.package))
}

/// The part of a signed text that says what was chosen.
#[derive(Deserialize)]
struct Signed {
    content: Chosen,
}

#[derive(Deserialize)]
struct Chosen {
    amenities: Vec<AmenityChoice>,
    lines: Vec<LineItem>,
    #[serde(default)]
    package: Option<PackageId>,
}
