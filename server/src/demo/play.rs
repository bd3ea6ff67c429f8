//! Performing a play: the cast first, then the scenes of all stories in the order of their times.

use chrono::{TimeDelta, Timelike};
use shared::packs::ServiceLine;
use shared::pricing::{Discount, NewPromo, PromoScope};
use shared::quotes::EditInstantPage;
use shared::{OrgId, Result};

use super::cast::{self, Company};
use super::script::{self, Cue};
use super::stage::Stage;
use super::{clients, sql};
use crate::app::App;
use crate::cx::RequestInfo;
use crate::{pricing, quotes};

/// How long the company has been using Tailboard.
const DAYS: i64 = 120;

/// Makes a company and its months of work, or completes what was begun.
pub async fn perform(app: &App, company: &Company<'_>) -> Result<()> {
    let mut tx = app.system("the demo looks for its organizations").await?;
    let begun = sql::begun(&mut tx, &company.owner_email()).await?;
    tx.commit().await?;
    if begun.as_ref().is_some_and(|b| b.is_complete) {
        return Ok(());
    }
    let first = app.now();
    let past = first - TimeDelta::days(DAYS);
    let org = match begun {
        Some(begun) => begun.org,
        None => cast::found(&app.as_of(past), company, &RequestInfo::internal("demo")).await?,
    };
    let now = first.with_second(0).and_then(|t| t.with_nanosecond(0)).unwrap_or(first);
    let mut tx = app.system("the present of a play outlives a crash").await?;
    let progress = sql::begin(&mut tx, org, now).await?;
    tx.commit().await?;
    let mut stage = Stage::set_up(app, company, org, progress).await?;
    open(&mut stage).await?;

    tell(&mut stage).await?;
    stage.go(stage.present);
    super::prices::publish(&stage).await?;
    super::inquiries::arrange_queue(&stage).await?;
    stage.settle().await?;
    clients::describe(&mut stage).await?;
    finish(app, org).await
}

/// Plays the scenes of all stories in the order of their times.
pub(super) async fn tell(stage: &mut Stage<'_>) -> Result<()> {
    let mut stories = (stage.company.stories)(stage.company.packs);
    let mut cues: Vec<Cue> = Vec::new();
    for (index, story) in stories.iter().enumerate() {
        cues.extend(script::cues(stage, index, story));
    }
    cues.sort_by_key(|cue| (cue.at, cue.story));
    for cue in cues {
        stage.go(cue.at);
        if let Some(story) = stories.get_mut(cue.story) {
            script::act(stage, cue.story, story, cue.scene).await?;
        }
        stage.settle().await?;
    }
    Ok(())
}

/// The first day: people join, promo codes are made.
async fn open(stage: &mut Stage<'_>) -> Result<()> {
    stage.go(stage.day(1 - DAYS, 9, 0));
    cast::hire(stage).await?;
    stage.meet().await?;
    cast::paint(stage).await?;
    promos(stage).await?;
    instant(stage).await?;
    clients::define(stage).await?;
    stage.settle().await
}

/// The codes customers use in the stories.
pub(super) async fn promos(stage: &Stage<'_>) -> Result<()> {
    let owner = stage.staff("Olive", "promo welcome")?;
    pricing::create_promo(&owner, promo(script::PROMO, Discount::PercentBp(1000), None)).await?;
    let owner = stage.staff("Olive", "promo midweek")?;
    pricing::create_promo(&owner, promo("MIDWEEK75", Discount::Cents(7500), stage.company.packs.first().copied())).await?;
    Ok(())
}

/// Visitors may work out prices of all that can be priced without knowing their vehicles.
async fn instant(stage: &Stage<'_>) -> Result<()> {
    let owner = stage.staff("Olive", "instant quote")?;
    let open = EditInstantPage {
        active: true,
        lines: stage.company.packs.iter().copied().filter(|line| line.pack().is_instant()).collect(),
        valid_days: 14,
    };
    quotes::instant::edit_page(&owner, open).await?;
    Ok(())
}

fn promo(code: &str, discount: Discount, service_line: Option<ServiceLine>) -> NewPromo {
    NewPromo {
        code: code.into(),
        discount,
        minimum_cents: 50_000,
        service_line,
        starts_on: None,
        ends_on: None,
        max_uses: Some(200),
        only: PromoScope::default(),
    }
}

async fn finish(app: &App, org: OrgId) -> Result<()> {
    let mut tx = app.system("a complete play is not loaded again").await?;
    sql::finish(&mut tx, org).await?;
    tx.commit().await
}
