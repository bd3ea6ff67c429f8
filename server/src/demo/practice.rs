//! Filling a practice organization: some stories of the demo, played by its owner alone.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use shared::leads::EditTurn;
use shared::packs::ServiceLine::{self, Charter, Contracting, Glass, Moving};
use shared::{OrgId, Result, UserId};

use super::cast::Company;
use super::script::{End, Story};
use super::stage::Stage;
use super::{clients, play, sql, stories_cascade, stories_contracting, stories_glass, stories_northline};
use crate::app::App;
use crate::background::Work;
use crate::cx::Cx;
use crate::{identity, leads};

/// How long the owner seems to have practised; longer than the oldest story.
const DAYS: i64 = 40;

/// Makes the practice organization of a new one and fills it. What an attempt did the next one finds done.
#[derive(Debug, Serialize, Deserialize)]
pub struct FillPractice {
    pub owner: UserId,
}

impl Work for FillPractice {
    const KIND: &'static str = "practice.fill";

    async fn run(self, cx: &Cx) -> Result<()> {
        fill(&cx.app, cx.org, self.owner).await
    }
}

async fn fill(app: &App, of: OrgId, owner: UserId) -> Result<()> {
    let now = app.now();
    let Some(opened) = identity::open_practice(&app.as_of(now - TimeDelta::days(DAYS)), of, owner).await? else { return Ok(()) };
    let org = opened.org;
    let zone: chrono_tz::Tz = opened.zone.parse().unwrap_or(chrono_tz::UTC);
    // in an order of their own, so that a story has the same place in every practice; one without packs shows moves
    let mut packs: Vec<ServiceLine> = ServiceLine::ALL.iter().copied().filter(|line| opened.packs.contains(line)).collect();
    if packs.is_empty() {
        packs.push(Moving);
    }
    let company = company(zone.name(), &packs);
    let mut tx = app.system("the present of a play outlives a crash").await?;
    let progress = sql::begin(&mut tx, org, now).await?;
    tx.commit().await?;
    let mut stage = Stage::set_up(app, &company, org, progress).await?;
    stage.go(stage.day(1 - DAYS, 9, 0));
    let member = stage.member("")?.member;
    let turn = EditTurn::at(1);
    leads::edit_turn(&stage.staff("", "turn")?, member, turn).await?;
    play::promos(&stage).await?;
    clients::define(&stage).await?;
    stage.settle().await?;
    play::tell(&mut stage).await?;
    clients::describe(&mut stage).await?;
    identity::finish_practice(app, org).await
}

/// A company without a cast.
fn company<'a>(zone: &'static str, packs: &'a [ServiceLine]) -> Company<'a> {
    Company { name: "", city: "", zone, domain: "", area: "604", packs, brand: None, people: &[], stories }
}

/// Some stories of each of the packs.
fn stories(packs: &[ServiceLine]) -> Vec<Story> {
    let of = |line: &ServiceLine| match line {
        Moving => moving(),
        Charter => charter(),
        Glass => stories_glass::stories(),
        Contracting => one_of_each(stories_contracting::stories(), Contracting),
    };
    packs.iter().flat_map(of).collect()
}

fn moving() -> Vec<Story> {
    one_of_each(stories_northline::stories(), Moving)
}

fn charter() -> Vec<Story> {
    one_of_each(stories_cascade::stories(), Charter)
}

/// The latest story for each way a story ends, oldest first: a lead in every stage, quotes that are prepared, sent,
/// looked at and accepted, and a job whose work is under way.
fn one_of_each(stories: Vec<Story>, line: ServiceLine) -> Vec<Story> {
    let ends: [fn(&End) -> bool; 8] = [
        |end| matches!(end, End::Running(_)),
        |end| *end == End::Viewed,
        |end| *end == End::Sent,
        |end| *end == End::Draft,
        |end| *end == End::Qualified,
        |end| matches!(end, End::Lost(..)),
        |end| *end == End::Contacted,
        |end| *end == End::New,
    ];
    ends.iter().filter_map(|fits| stories.iter().rev().find(|story| story.line == line && fits(&story.end)).cloned()).collect()
}
