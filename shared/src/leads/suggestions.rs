//! What to do next about a lead: rules with the facts they rest on. Nothing is done without a person's word.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::types::LeadStatus;

crate::choice! {
    /// Something worth doing.
    SuggestionKind {
        /// Nobody has answered yet.
        FirstTouch = "first_touch",
        /// There is neither e-mail nor phone.
        AskContact = "ask_contact",
        AskDate = "ask_date",
        AskRoute = "ask_route",
        /// Large works are quoted better after a look.
        PlanVisit = "plan_visit",
        MakeQuote = "make_quote",
        /// The quote is out and silent.
        FollowUpQuote = "follow_up_quote",
        /// It stands longer in its stage than is usual.
        Revive = "revive",
        PlanStep = "plan_step",
    }
}

/// A suggestion with the number its reason speaks of (hours, days, dollars).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestion {
    pub kind: SuggestionKind,
    pub number: i64,
    /// When it had best be done, for those that become a planned step.
    pub due_at: Option<DateTime<Utc>>,
}

/// What the rules look at.
#[derive(Clone, Debug, PartialEq)]
pub struct SuggestionFacts {
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub status: LeadStatus,
    pub created_at: DateTime<Utc>,
    pub stage_since: DateTime<Utc>,
    pub stall_hours: Option<i32>,
    pub first_touch: bool,
    pub has_contact: bool,
    pub wanted_on: Option<NaiveDate>,
    pub route_known: bool,
    pub value_cents: Option<i64>,
    pub has_visit: bool,
    pub has_step: bool,
    pub has_quote: bool,
    /// When a quote that still waits for its answer was sent.
    pub quote_sent_at: Option<DateTime<Utc>>,
    /// Whether work of this line is looked at before it is quoted.
    pub visits_help: bool,
    pub dismissed: Vec<SuggestionKind>,
}

/// Works from this value on deserve a visit (cents).
const VISIT_WORTH: i64 = 300_000;

/// At most three suggestions, the most pressing first.
pub fn suggest(facts: &SuggestionFacts) -> Vec<Suggestion> {
    if !facts.status.is_open() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut add = |kind: SuggestionKind, number: i64, due_at: Option<DateTime<Utc>>| {
        if !facts.dismissed.contains(&kind) {
            out.push(Suggestion { kind, number, due_at });
        }
    };
    if !facts.first_touch && facts.has_contact {
        let minutes = facts.now.signed_duration_since(facts.created_at).num_minutes().max(0);
        add(SuggestionKind::FirstTouch, minutes, Some(facts.now + Duration::minutes(15)));
    }
    if !facts.has_contact {
        add(SuggestionKind::AskContact, 0, None);
    }
    if facts.wanted_on.is_none() {
        add(SuggestionKind::AskDate, 0, None);
    }
    if !facts.route_known {
        add(SuggestionKind::AskRoute, 0, None);
    }
    if let Some(sent) = facts.quote_sent_at {
        let days = facts.now.signed_duration_since(sent).num_days();
        if days >= 2 && !facts.has_step {
            add(SuggestionKind::FollowUpQuote, days, Some(facts.now + Duration::hours(2)));
        }
    }
    if facts.visits_help && !facts.has_visit && !facts.has_quote && facts.value_cents.is_some_and(|v| v >= VISIT_WORTH) {
        add(SuggestionKind::PlanVisit, facts.value_cents.unwrap_or(0) / 100, Some(facts.now + Duration::days(1)));
    }
    if !facts.has_quote && facts.route_known && facts.wanted_on.is_some_and(|day| day >= facts.today) {
        add(SuggestionKind::MakeQuote, facts.wanted_on.map_or(0, |day| day.signed_duration_since(facts.today).num_days()), None);
    }
    if let Some(hours) = facts.stall_hours {
        let stood = facts.now.signed_duration_since(facts.stage_since).num_hours();
        if stood > i64::from(hours) && facts.first_touch {
            add(SuggestionKind::Revive, stood / 24, Some(facts.now + Duration::hours(1)));
        }
    }
    if facts.first_touch && !facts.has_step && facts.quote_sent_at.is_none() {
        add(SuggestionKind::PlanStep, 0, Some(facts.now + Duration::days(1)));
    }
    out.truncate(3);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn facts() -> SuggestionFacts {
        let now = Utc.with_ymd_and_hms(2026, 11, 19, 12, 0, 0).single().expect("a time");
        SuggestionFacts {
            now,
            today: now.date_naive(),
            status: LeadStatus::New,
            created_at: now - Duration::minutes(40),
            stage_since: now - Duration::minutes(40),
            stall_hours: Some(24),
            first_touch: false,
            has_contact: true,
            wanted_on: Some(now.date_naive() + Duration::days(9)),
            route_known: true,
            value_cents: Some(648_000),
            has_visit: false,
            has_step: false,
            has_quote: false,
            quote_sent_at: None,
            visits_help: true,
            dismissed: vec![],
        }
    }

    fn kinds(facts: &SuggestionFacts) -> Vec<SuggestionKind> {
        suggest(facts).into_iter().map(|s| s.kind).collect()
    }

    #[test]
    fn a_new_large_move_is_answered_visited_and_quoted() {
        assert_eq!(kinds(&facts()), [SuggestionKind::FirstTouch, SuggestionKind::PlanVisit, SuggestionKind::MakeQuote]);
    }

    #[test]
    fn a_silent_quote_is_followed_up_after_two_days() {
        let facts = SuggestionFacts {
            first_touch: true,
            has_quote: true,
            quote_sent_at: Some(facts().now - Duration::days(3)),
            status: LeadStatus::Quoted,
            ..facts()
        };
        assert_eq!(
            suggest(&facts)[0],
            Suggestion { kind: SuggestionKind::FollowUpQuote, number: 3, due_at: Some(facts.now + Duration::hours(2)) }
        );
    }

    #[test]
    fn what_was_dismissed_stays_away_and_closed_leads_are_left_alone() {
        let dismissed = SuggestionFacts { dismissed: vec![SuggestionKind::FirstTouch, SuggestionKind::PlanVisit], ..facts() };
        assert_eq!(kinds(&dismissed), [SuggestionKind::MakeQuote]);
        assert_eq!(kinds(&SuggestionFacts { status: LeadStatus::Lost, ..facts() }), []);
    }
}
