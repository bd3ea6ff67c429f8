//! What to do next about a lead.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::rank::{Idea, rank};
use super::{Act, Difference, Facet, Judgement, Shown, Suggestion, SuggestionKind as Kind, Why};
use crate::access::Action;
use crate::leads::rules::{MoveFacts, gaps};
use crate::leads::{ActivityKind, JobStep, LeadStatus, LostReason, MoveLead, NextStep, Outcome, Stage};
use crate::quotes::QuoteStatus;
use crate::{MemberId, StageId};

/// Works from this value on deserve a visit (cents).
const VISIT_WORTH: i64 = 300_000;
/// After so many calls that reached nobody one may give up.
const MANY_CALLS: i64 = 3;
/// So many days a quote may be silent.
const SILENT_DAYS: i64 = 2;
/// When to ask again whoever was lost, in days.
const LATER: i64 = 90;

/// A stage with how many other leads stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageSeen {
    pub stage: Stage,
    pub others: i64,
}

/// The quote of a lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferSeen {
    pub status: QuoteStatus,
    pub sent_at: Option<DateTime<Utc>>,
    pub valid_until: Option<DateTime<Utc>>,
    pub views: i64,
}

/// The job of a lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkSeen {
    pub step: JobStep,
    pub starts_at: Option<DateTime<Utc>>,
    pub done_at: Option<DateTime<Utc>>,
}

/// What the rules look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeadFacts {
    pub now: DateTime<Utc>,
    /// The organization's day.
    pub today: NaiveDate,
    /// The member asking.
    pub me: Option<MemberId>,
    pub owner: Option<MemberId>,
    pub status: LeadStatus,
    pub stage: StageId,
    pub stage_since: DateTime<Utc>,
    pub stages: Vec<StageSeen>,
    pub moves: MoveFacts,
    pub has_phone: bool,
    pub created_at: DateTime<Utc>,
    pub first_touch_at: Option<DateTime<Utc>>,
    pub wanted_on: Option<NaiveDate>,
    pub value_cents: Option<i64>,
    pub next_step: Option<NextStep>,
    /// A visit was held or is planned.
    pub has_visit: bool,
    /// Whether work of this line is looked at before it is quoted.
    pub visits_help: bool,
    /// Calls since somebody was reached.
    pub unreached: i64,
    pub lost_reason: Option<LostReason>,
    pub has_customer: bool,
    pub quote: Option<OfferSeen>,
    pub job: Option<WorkSeen>,
}

/// Everything that may be suggested about a lead, the most pressing first.
pub fn suggest_for_lead(lead: &LeadFacts, by: &Judgement) -> Vec<Suggestion> {
    let mut ideas = Ideas { lead, list: Vec::new() };
    match lead.status {
        LeadStatus::Converted => ideas.won(),
        LeadStatus::Lost => ideas.lost(),
        _ => ideas.open(),
    }
    ideas.spare();
    rank(ideas.list, by)
}

/// The next quarter of an hour from a moment on.
pub(super) fn quarter(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp((at.timestamp() + 899).div_euclid(900) * 900, 0).unwrap_or(at)
}

/// A step planned for a moment.
pub(super) fn planned(kind: Kind, step: ActivityKind, due_at: DateTime<Utc>, why: Why) -> Idea {
    Idea {
        kind,
        act: Act::Plan { kind: step, what: String::new(), due_at },
        why,
        preview: vec![Difference::new(Facet::Planned, Shown::Step { kind: step, due_at })],
        needs: Action::LeadsEdit,
        spare: false,
    }
}

struct Ideas<'a> {
    lead: &'a LeadFacts,
    list: Vec<Idea>,
}

impl Ideas<'_> {
    fn plan(&mut self, kind: Kind, step: ActivityKind, after: Duration, why: Why) {
        self.list.push(planned(kind, step, quarter(self.lead.now + after), why));
    }

    fn add(&mut self, kind: Kind, act: Act, why: Why, needs: Action, preview: Vec<Difference>) {
        self.list.push(Idea { kind, act, why, preview, needs, spare: false });
    }

    /// How to reach the customer.
    fn way(&self) -> ActivityKind {
        if self.lead.has_phone { ActivityKind::Call } else { ActivityKind::Email }
    }

    fn days_since(&self, at: DateTime<Utc>) -> i64 {
        self.lead.now.signed_duration_since(at).num_days().max(0)
    }

    fn open(&mut self) {
        let l = self.lead;
        let (touched, idle, contact) = (l.first_touch_at.is_some(), l.next_step.is_none(), l.moves.has_contact);
        let way = self.way();
        if l.owner.is_none() && l.me.is_some() {
            self.add(Kind::TakeUp, Act::TakeUp, Why::Unowned, Action::LeadsEdit, vec![Difference::new(Facet::Owner, Shown::You)]);
        }
        if !touched && contact && idle {
            let minutes = l.now.signed_duration_since(l.created_at).num_minutes().max(0);
            self.plan(Kind::FirstTouch, way, Duration::minutes(15), Why::Waiting { minutes });
        }
        if !contact && idle {
            self.plan(Kind::AskContact, ActivityKind::Note, Duration::hours(2), Why::NoContact);
        }
        self.late();
        match l.wanted_on {
            None if contact => self.plan(Kind::AskDate, way, Duration::hours(2), Why::NoDate),
            Some(day) if day < l.today && contact => {
                self.plan(Kind::PastDate, way, Duration::hours(2), Why::DatePassed { days: (l.today - day).num_days() });
            }
            _ => {}
        }
        if !(l.moves.has_origin && l.moves.has_destination) && contact {
            self.plan(Kind::AskRoute, way, Duration::hours(3), Why::NoRoute);
        }
        if l.unreached > 0 && idle {
            self.plan(Kind::CallAgain, ActivityKind::Call, Duration::days(1), Why::Unreached { calls: l.unreached });
        }
        if l.unreached >= MANY_CALLS {
            self.lose(LostReason::NoAnswer, Why::Unreached { calls: l.unreached }, false);
        }
        self.before_the_quote();
        self.advance();
        self.quoted();
        let stalls = l.stages.iter().find(|s| s.stage.id == l.stage).and_then(|s| s.stage.stall_hours);
        let stood = l.now.signed_duration_since(l.stage_since);
        if touched && idle && stalls.is_some_and(|hours| stood > Duration::hours(hours.into())) {
            self.plan(Kind::Revive, way, Duration::hours(1), Why::Stood { days: stood.num_days() });
        }
        if touched && idle {
            self.plan(Kind::PlanStep, way, Duration::days(1), Why::NothingPlanned);
        }
    }

    /// What was planned and is not done.
    fn late(&mut self) {
        let Some(step) = &self.lead.next_step else { return };
        let late = self.lead.now.signed_duration_since(step.due_at);
        if late < Duration::hours(1) {
            return;
        }
        let outcome = match step.kind {
            ActivityKind::Meeting | ActivityKind::Visit => Outcome::Held,
            _ => Outcome::Reached,
        };
        let planned = Shown::Step { kind: step.kind, due_at: step.due_at };
        let why = Why::Late { what: step.what.clone(), hours: late.num_hours() };
        let preview = vec![Difference::of(Facet::Step, planned, Shown::Done)];
        self.add(Kind::FinishStep, Act::Finish { activity: step.id, outcome }, why, Action::LeadsEdit, preview);
    }

    fn before_the_quote(&mut self) {
        let l = self.lead;
        if l.quote.is_some() {
            return;
        }
        if let Some(cents) = l.value_cents.filter(|cents| *cents >= VISIT_WORTH && l.visits_help && !l.has_visit) {
            self.plan(Kind::PlanVisit, ActivityKind::Visit, Duration::days(1), Why::Worth { cents });
        }
        let wanted = l.wanted_on.filter(|day| *day >= l.today && l.moves.has_origin && l.moves.has_destination);
        if let Some(day) = wanted {
            let preview = vec![Difference::new(Facet::Quote, Shown::Status { status: QuoteStatus::Draft })];
            self.add(Kind::MakeQuote, Act::MakeQuote, Why::Ready { days: (day - l.today).num_days() }, Action::QuotesEdit, preview);
        }
    }

    /// The next stage, when nothing keeps the lead from it. Making a quote moves it on from there by itself.
    fn advance(&mut self) {
        let l = self.lead;
        let next = match l.status {
            LeadStatus::New if l.first_touch_at.is_some() => LeadStatus::Contacted,
            LeadStatus::Contacted if l.moves.has_contact && l.wanted_on.is_some() => LeadStatus::Qualified,
            _ => return,
        };
        self.suggest_stage(Kind::Advance, next, None);
    }

    /// Suggests a stage of a status, unless it would ask for more than there is.
    fn suggest_stage(&mut self, kind: Kind, status: LeadStatus, why: Option<Why>) -> bool {
        let l = self.lead;
        let from = l.stages.iter().find(|s| s.stage.id == l.stage);
        let to = l.stages.iter().find(|s| s.stage.status == status && s.stage.id != l.stage);
        let (Some(from), Some(to)) = (from, to) else { return false };
        if !gaps(&from.stage, &to.stage, to.others, &l.moves, &MoveLead::to(0, to.stage.id, None)).is_empty() {
            return false;
        }
        let name = |s: &StageSeen| Shown::Text { text: s.stage.name.clone() };
        let why = why.unwrap_or_else(|| Why::Fits { stage: to.stage.name.clone() });
        let preview = vec![Difference::of(Facet::Stage, name(from), name(to))];
        self.add(kind, Act::Move { stage: to.stage.id }, why, Action::LeadsEdit, preview);
        true
    }

    fn quoted(&mut self) {
        let l = self.lead;
        let Some(quote) = l.quote.as_ref().filter(|q| q.status.is_open() && l.next_step.is_none()) else { return };
        let way = self.way();
        let left = quote.valid_until.map(|until| until.signed_duration_since(l.now)).filter(|left| *left > Duration::zero());
        if let Some(left) = left.filter(|left| *left <= Duration::days(3)) {
            self.plan(Kind::BeforeItEnds, way, Duration::hours(1), Why::EndsIn { hours: left.num_hours() });
        }
        if let Some(days) = quote.sent_at.map(|at| self.days_since(at)).filter(|days| *days >= SILENT_DAYS) {
            self.plan(Kind::FollowUpQuote, way, Duration::hours(2), Why::Silent { days, views: quote.views });
        }
    }

    fn won(&mut self) {
        let l = self.lead;
        self.late();
        let way = self.way();
        if let Some(job) = &l.job {
            match job.step {
                JobStep::Booked => {
                    let begins = job.starts_at.filter(|at| *at > l.now);
                    let due = begins.map_or(l.now + Duration::days(1), |at| (at - Duration::days(1)).max(l.now + Duration::hours(1)));
                    let days = begins.map_or(0, |at| (at - l.now).num_days());
                    let why = if begins.is_some() { Why::Begins { days } } else { Why::Booked };
                    self.list.push(planned(Kind::Confirm, way, quarter(due), why));
                }
                JobStep::Done | JobStep::Closed => {
                    let days = job.done_at.map_or(0, |at| self.days_since(at));
                    self.plan(Kind::AskReview, ActivityKind::Email, Duration::days(1), Why::WorkDone { days });
                }
                JobStep::UnderWay | JobStep::Cancelled => {}
            }
        }
        if l.has_customer {
            let preview = vec![Difference::new(Facet::Quote, Shown::Status { status: QuoteStatus::Draft })];
            self.add(Kind::OfferMore, Act::QuoteAgain, Why::KnownCustomer, Action::QuotesEdit, preview);
        }
    }

    fn lost(&mut self) {
        let l = self.lead;
        let lost = Why::Lost { reason: l.lost_reason };
        self.late();
        if !matches!(l.lost_reason, Some(LostReason::Spam | LostReason::Duplicate | LostReason::NotOurWork)) {
            self.plan(Kind::AskLater, self.way(), Duration::days(LATER), lost.clone());
        }
        // where it would stand had it not been lost
        let status = if l.first_touch_at.is_some() { LeadStatus::Contacted } else { LeadStatus::New };
        if !self.suggest_stage(Kind::Reopen, status, Some(lost.clone())) {
            self.suggest_stage(Kind::Reopen, LeadStatus::New, Some(lost));
        }
    }

    fn lose(&mut self, reason: LostReason, why: Why, spare: bool) {
        let l = self.lead;
        let from = l.stages.iter().find(|s| s.stage.id == l.stage);
        let (Some(from), Some(to)) = (from, l.stages.iter().find(|s| s.stage.status == LeadStatus::Lost)) else { return };
        let name = |s: &StageSeen| Shown::Text { text: s.stage.name.clone() };
        let preview = vec![Difference::of(Facet::Stage, name(from), name(to)), Difference::new(Facet::Lost, Shown::Reason { reason })];
        let act = Act::Lose { reason, note: String::new() };
        self.list.push(Idea { kind: Kind::GiveUp, act, why, preview, needs: Action::LeadsEdit, spare });
    }

    /// What can always be done.
    fn spare(&mut self) {
        let l = self.lead;
        let has = |list: &[Idea], kind: Kind| list.iter().any(|idea| idea.kind == kind);
        let why = if l.next_step.is_none() { Why::NothingPlanned } else { Why::OneMoreStep };
        for (kind, after, why) in [(Kind::PlanStep, 1, why.clone()), (Kind::AskLater, LATER, why)] {
            if !has(&self.list, kind) {
                let due_at = quarter(l.now + Duration::days(after));
                self.list.push(Idea { spare: true, ..planned(kind, self.way(), due_at, why) });
            }
        }
        if l.status.is_open() && !has(&self.list, Kind::GiveUp) {
            let days = self.days_since(l.stage_since);
            self.lose(LostReason::Other, Why::Stood { days }, true);
        }
    }
}
