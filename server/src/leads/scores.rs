//! Scores of leads nobody touches: what is not answered grows cold, a wanted day comes near, a step becomes overdue, and
//! what was won and lost meanwhile moves the odds of a source. Each organization's open leads are scored anew once an
//! hour, some at a time, those that waited longest first; with more than 1,200 organizations or 600,000 open leads it takes
//! longer. A score follows from what is kept anyway, so that its change is no event.

use std::collections::HashMap;
use std::time::Duration;

use chrono::TimeDelta;
use shared::Result;
use shared::leads::{LeadSource, Score, ScoreFacts, ScoreReason};
use uuid::Uuid;

use super::sql::{self, Clock, Outcomes, Scored};
use crate::app::App;
use crate::background::Sweep;
use crate::begin;
use crate::cx::Cx;

/// Scores what nobody scored for an hour.
pub const SCORES: Sweep = Sweep { name: "leads.scores", every: Duration::from_secs(60), run: |app| Box::pin(score_all(app, PACE)) };

/// How long scores may be behind.
const BEHIND: TimeDelta = TimeDelta::hours(1);

/// How much is done at a time.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    /// Leads of one transaction.
    pub leads: i64,
    /// Transactions of one run, over all organizations; the next run goes on.
    pub batches: usize,
}

pub(super) const PACE: Pace = Pace { leads: 500, batches: 20 };

pub(super) async fn score_all(app: &App, pace: Pace) -> Result<()> {
    let mut tx = app.system("scores of leads in all organizations move with time").await?;
    let waiting = sql::unscored(&mut tx, app.now() - BEHIND).await?;
    tx.commit().await?;
    let mut left = pace.batches;
    for org in waiting {
        let cx = Cx::system(app, org, "Tailboard");
        loop {
            if left == 0 {
                return Ok(());
            }
            left -= 1;
            match score_some(&cx, pace.leads).await {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    // the next run tries again; no other organization waits for it
                    tracing::warn!(%org, %error, "leads could not be scored anew");
                    break;
                }
            }
        }
    }
    Ok(())
}

/// Scores the next leads of a round; false if it ended with them.
async fn score_some(cx: &Cx, most: i64) -> Result<bool> {
    let mut tx = begin!(cx);
    let behind = sql::reached(&mut tx).await?.unwrap_or(Uuid::nil());
    let clock = sql::clock(&mut tx).await?;
    let odds = Odds::of(sql::outcomes(&mut tx).await?);
    let leads = sql::to_score(&mut tx, behind, most).await?;
    let mut moved = Vec::new();
    for lead in &leads {
        let score = odds.score(lead, &clock);
        let before: Vec<ScoreReason> = serde_json::from_value(lead.score_reasons.clone()).unwrap_or_default();
        if score.is_news_to(lead.score, &before) {
            moved.push((lead.id, score));
        }
    }
    if !moved.is_empty() {
        sql::set_scores(&mut tx, &moved).await?;
    }
    let more = i64::try_from(leads.len()).unwrap_or(i64::MAX) >= most;
    let last = leads.last().map(|lead| lead.id.0).filter(|_| more);
    sql::set_reached(&mut tx, last, (!more).then_some(clock.now)).await?;
    tx.commit(more).await
}

/// How often leads were won and lost, by their source.
struct Odds {
    of: HashMap<LeadSource, (i64, i64)>,
    all: (i64, i64),
}

impl Odds {
    fn of(outcomes: Vec<Outcomes>) -> Self {
        let all = outcomes.iter().fold((0, 0), |(won, lost), o| (won + o.won, lost + o.lost));
        Self { of: outcomes.into_iter().map(|o| (o.source, (o.won, o.lost))).collect(), all }
    }

    fn score(&self, lead: &Scored, clock: &Clock) -> Score {
        let (source_won, source_lost) = self.of.get(&lead.source).copied().unwrap_or_default();
        shared::leads::score(&ScoreFacts {
            now: clock.now,
            today: clock.today,
            created_at: lead.created_at,
            first_touch_at: lead.first_touch_at,
            status: lead.status,
            urgency: lead.urgency,
            wanted_on: lead.wanted_on,
            route_known: lead.route_known,
            has_email: lead.has_email,
            has_phone: lead.has_phone,
            value_cents: lead.value_cents,
            known_customer: lead.known_customer,
            next_due_at: lead.next_due_at,
            source_won,
            source_lost,
            all_won: self.all.0,
            all_lost: self.all.1,
        })
    }
}
