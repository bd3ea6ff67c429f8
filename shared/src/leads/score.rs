//! How promising a lead is: rules that each give or take points, and say so.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::types::{LeadStatus, Urgency};

/// From this score on a lead counts as hot.
pub const HOT: i32 = 70;

/// How many closed leads of a source say something about it.
const ENOUGH: i64 = 5;

crate::choice! {
    /// What points were given or taken for.
    ScoreFactor {
        /// Leads of this source were won more or less often than others.
        SourceOdds = "source_odds",
        WantedSoon = "wanted_soon",
        WantedPast = "wanted_past",
        DateKnown = "date_known",
        RouteKnown = "route_known",
        WaysToReach = "ways_to_reach",
        NoWayToReach = "no_way_to_reach",
        LargeValue = "large_value",
        Urgent = "urgent",
        NotUrgent = "not_urgent",
        KnownCustomer = "known_customer",
        AnsweredFast = "answered_fast",
        NotAnswered = "not_answered",
        StepPlanned = "step_planned",
        StepOverdue = "step_overdue",
        Progress = "progress",
    }
}

/// Points with what they are for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScoreReason {
    pub points: i32,
    pub factor: ScoreFactor,
    /// A number the reason speaks of: days, minutes, percent; 0 when it needs none.
    pub number: i64,
}

/// A score of 0 to 100 with all its reasons, the weightiest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    pub points: i32,
    pub reasons: Vec<ScoreReason>,
}

impl Score {
    /// Whether it says something else than what is kept. How many hours passed without an answer is no news until a day has.
    pub fn is_news_to(&self, points: i32, reasons: &[ScoreReason]) -> bool {
        self.points != points || !self.reasons.iter().map(ScoreReason::by_the_day).eq(reasons.iter().map(ScoreReason::by_the_day))
    }
}

impl ScoreReason {
    /// The same without the hour.
    fn by_the_day(&self) -> Self {
        match self.factor {
            ScoreFactor::NotAnswered => Self { number: self.number / 24, ..self.clone() },
            _ => self.clone(),
        }
    }
}

/// What the rules look at.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreFacts {
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub first_touch_at: Option<DateTime<Utc>>,
    pub status: LeadStatus,
    pub urgency: Urgency,
    pub wanted_on: Option<NaiveDate>,
    pub route_known: bool,
    pub has_email: bool,
    pub has_phone: bool,
    pub value_cents: Option<i64>,
    pub known_customer: bool,
    pub next_due_at: Option<DateTime<Utc>>,
    /// Won and lost leads of the same source.
    pub source_won: i64,
    pub source_lost: i64,
    /// Won and lost leads of all sources.
    pub all_won: i64,
    pub all_lost: i64,
}

/// The score of a lead.
pub fn score(facts: &ScoreFacts) -> Score {
    let mut reasons: Vec<ScoreReason> = Vec::new();
    let mut give = |points: i32, factor: ScoreFactor, number: i64| {
        if points != 0 {
            reasons.push(ScoreReason { points, factor, number });
        }
    };
    let closed = facts.source_won.saturating_add(facts.source_lost);
    let all = facts.all_won.saturating_add(facts.all_lost);
    if closed >= ENOUGH && all > 0 {
        let rate = facts.source_won as f64 / closed as f64;
        let usual = facts.all_won as f64 / all as f64;
        give(((rate - usual) * 40.0).round().clamp(-12.0, 12.0) as i32, ScoreFactor::SourceOdds, (rate * 100.0).round() as i64);
    }
    match facts.wanted_on.map(|day| day.signed_duration_since(facts.today).num_days()) {
        Some(days) if days < 0 => give(-12, ScoreFactor::WantedPast, -days),
        Some(days) if days <= 30 => give(12, ScoreFactor::WantedSoon, days),
        Some(days) => give(5, ScoreFactor::DateKnown, days),
        None => {}
    }
    if facts.route_known {
        give(8, ScoreFactor::RouteKnown, 0);
    }
    match (facts.has_email, facts.has_phone) {
        (true, true) => give(8, ScoreFactor::WaysToReach, 2),
        (false, false) => give(-15, ScoreFactor::NoWayToReach, 0),
        _ => give(3, ScoreFactor::WaysToReach, 1),
    }
    match facts.value_cents {
        Some(cents) if cents >= 500_000 => give(10, ScoreFactor::LargeValue, cents / 100),
        Some(cents) if cents >= 100_000 => give(5, ScoreFactor::LargeValue, cents / 100),
        _ => {}
    }
    match facts.urgency {
        Urgency::High => give(10, ScoreFactor::Urgent, 0),
        Urgency::Medium => {}
        Urgency::Low => give(-4, ScoreFactor::NotUrgent, 0),
    }
    if facts.known_customer {
        give(12, ScoreFactor::KnownCustomer, 0);
    }
    match facts.first_touch_at.map(|at| at.signed_duration_since(facts.created_at).num_minutes()) {
        Some(minutes) if minutes <= 60 => give(10, ScoreFactor::AnsweredFast, minutes.max(0)),
        Some(_) => {}
        None => {
            let hours = facts.now.signed_duration_since(facts.created_at).num_hours();
            if hours >= 24 {
                give(-8, ScoreFactor::NotAnswered, hours);
            }
        }
    }
    match facts.next_due_at {
        Some(due) if due < facts.now => give(-8, ScoreFactor::StepOverdue, facts.now.signed_duration_since(due).num_days()),
        Some(_) => give(5, ScoreFactor::StepPlanned, 0),
        None => {}
    }
    match facts.status {
        LeadStatus::Qualified => give(10, ScoreFactor::Progress, 0),
        LeadStatus::Quoted => give(14, ScoreFactor::Progress, 0),
        LeadStatus::Contacted => give(4, ScoreFactor::Progress, 0),
        _ => {}
    }
    reasons.sort_by_key(|r| (-r.points.abs(), r.factor));
    let points = (30 + reasons.iter().map(|r| r.points).sum::<i32>()).clamp(0, 100);
    Score { points, reasons }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, TimeZone};

    fn plain() -> ScoreFacts {
        let now = Utc.with_ymd_and_hms(2026, 11, 19, 12, 0, 0).single().expect("a time");
        ScoreFacts {
            now,
            today: now.date_naive(),
            created_at: now - Duration::hours(2),
            first_touch_at: None,
            status: LeadStatus::New,
            urgency: Urgency::Medium,
            wanted_on: None,
            route_known: false,
            has_email: true,
            has_phone: false,
            value_cents: None,
            known_customer: false,
            next_due_at: None,
            source_won: 0,
            source_lost: 0,
            all_won: 0,
            all_lost: 0,
        }
    }

    #[test]
    fn another_hour_without_an_answer_is_no_news_and_another_day_is() {
        let after = |hours| score(&ScoreFacts { created_at: plain().now - Duration::hours(hours), ..plain() });
        let kept = after(30);
        assert!(!after(31).is_news_to(kept.points, &kept.reasons));
        assert!(after(49).is_news_to(kept.points, &kept.reasons));
        assert!(kept.is_news_to(kept.points + 1, &kept.reasons) && kept.is_news_to(kept.points, &[]));
    }

    #[test]
    fn a_reachable_customer_with_a_date_and_a_route_is_hot() {
        let facts = ScoreFacts {
            wanted_on: Some(plain().today + Duration::days(12)),
            route_known: true,
            has_phone: true,
            urgency: Urgency::High,
            first_touch_at: Some(plain().created_at + Duration::minutes(9)),
            ..plain()
        };
        let score = score(&facts);
        assert!(score.points >= HOT, "{score:?}");
        assert_eq!(score.reasons[0].factor, ScoreFactor::WantedSoon);
    }

    #[test]
    fn a_silent_lead_with_no_way_to_reach_it_is_cold_and_says_why() {
        let facts = ScoreFacts { created_at: plain().now - Duration::hours(30), has_email: false, ..plain() };
        let score = score(&facts);
        assert!(score.points < 15, "{score:?}");
        assert_eq!(score.reasons.iter().map(|r| r.factor).collect::<Vec<_>>(), [ScoreFactor::NoWayToReach, ScoreFactor::NotAnswered]);
    }

    #[test]
    fn a_source_speaks_only_after_enough_closed_leads() {
        let few = ScoreFacts { source_won: 3, source_lost: 1, all_won: 3, all_lost: 20, ..plain() };
        assert!(score(&few).reasons.iter().all(|r| r.factor != ScoreFactor::SourceOdds));
        let many = ScoreFacts { source_won: 8, source_lost: 2, all_won: 10, all_lost: 20, ..plain() };
        let odds = score(&many).reasons.into_iter().find(|r| r.factor == ScoreFactor::SourceOdds).expect("a word on the source");
        assert_eq!((odds.points, odds.number), (12, 80));
    }
}
