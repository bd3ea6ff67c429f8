//! What to do next about a quote.

use chrono::{Days, Duration, NaiveDate};

use super::leads::{planned, quarter};
use super::rank::{Idea, rank};
use super::{Act, Difference, Facet, Judgement, MailSeen, OfferFacts, Shown, Suggestion, SuggestionKind as Kind, Why};
use crate::AmenityId;
use crate::access::Action;
use crate::leads::ActivityKind;
use crate::packs::Label;
use crate::pricing::{AmenityChoice, PriceProblem, Priced, PromoTerms};
use crate::quotes::{Content, CureKind, Drivers, EvidenceKind, QuoteStatus};

/// So many days an offer may be silent.
const SILENT_DAYS: i64 = 2;
/// So many days of silence after looking at it say that the price is thought about.
const THINKS_DAYS: i64 = 4;
/// An offer that holds longer is rare.
const LONG: u32 = 30;
const USUAL: u32 = 14;

/// Everything that may be suggested about a quote, the most pressing first.
pub fn suggest_for_offer(offer: &OfferFacts, by: &Judgement) -> Vec<Suggestion> {
    let mut ideas = Ideas { offer, list: Vec::new() };
    match offer.status {
        QuoteStatus::Draft => ideas.draft(),
        QuoteStatus::Sent | QuoteStatus::Viewed => ideas.open(),
        QuoteStatus::Accepted => ideas.accepted(),
        QuoteStatus::Declined => ideas.declined(),
        QuoteStatus::Expired => ideas.expired(),
        QuoteStatus::Withdrawn => ideas.revise(Kind::ReviseIt, None, Why::Withdrawn),
    }
    ideas.spare();
    rank(ideas.list, by)
}

struct Ideas<'a> {
    offer: &'a OfferFacts,
    list: Vec<Idea>,
}

impl Ideas<'_> {
    fn add(&mut self, kind: Kind, act: Act, why: Why, needs: Action, preview: Vec<Difference>) {
        self.list.push(Idea { kind, act, why, preview, needs, spare: false });
    }

    /// A step for the lead, if there is one.
    fn plan(&mut self, kind: Kind, after: Duration, why: Why) {
        if let Some(lead) = self.offer.lead {
            let way = if lead.has_phone { ActivityKind::Call } else { ActivityKind::Email };
            self.list.push(planned(kind, way, quarter(self.offer.now + after), why));
        }
    }

    /// The same unless something is planned already.
    fn plan_if_idle(&mut self, kind: Kind, after: Duration, why: Why) {
        if self.offer.lead.is_some_and(|lead| !lead.has_step) {
            self.plan(kind, after, why);
        }
    }

    fn draft(&mut self) {
        let o = self.offer;
        let law = o.content.law(o.service_line, o.currency);
        let priced = o.price(&o.content, o.promo.as_ref());
        if o.content.hours_waiver.trim().is_empty() {
            self.mend(priced.total_cents);
        }
        self.seats(&priced);
        let ready = o.begins.is_none_or(|at| at > o.now) && o.content.missing(&priced, o.quoted_on, law, o.limit_bp).0.is_empty();
        if let Some(email) = o.email.clone().filter(|_| ready) {
            let status = |status| Shown::Status { status };
            let preview = vec![
                Difference::of(Facet::Status, status(QuoteStatus::Draft), status(QuoteStatus::Sent)),
                Difference::new(Facet::Recipient, Shown::Text { text: email.clone() }),
                Difference::new(Facet::Total, Shown::Cents { cents: priced.total_cents }),
            ];
            let act = Act::Send { email, pin: String::new(), message: String::new(), total_cents: priced.total_cents };
            self.add(Kind::SendIt, act, Why::Complete, Action::QuotesSend, preview);
        }
        if o.content.stops.is_empty() || o.begins.is_none() {
            self.plan(Kind::AskForDetails, Duration::hours(2), Why::NoTrip);
        }
        self.extra(&priced);
        self.promo(&priced);
        let held = i64::from(o.content.valid_days);
        if let Some(days) = o.days_ahead().filter(|days| *days > held + i64::from(USUAL) && o.content.valid_days < LONG) {
            self.hold(LONG, Why::HoldsShorter { days, valid_days: held }, false);
        } else {
            let other = if o.content.valid_days >= LONG { USUAL } else { LONG };
            self.hold(other, Why::HoldsFor { valid_days: held }, true);
        }
    }

    /// Ways to make the plan legal.
    fn mend(&mut self, total: i64) {
        let o = self.offer;
        let law = o.content.law(o.service_line, o.currency);
        let broken = o.content.hours(law).violations.len() as i64;
        if broken == 0 {
            return;
        }
        for cure in o.content.cures(law) {
            let kind = match cure.kind {
                CureKind::Team => Kind::SecondDriver,
                CureKind::Relief => Kind::ReliefDriver,
                CureKind::Overnight => Kind::NightOnTheWay,
            };
            let count = |count: i64| Shown::Count { count };
            let mut preview = vec![Difference::of(Facet::Limits, count(broken), count(cure.left as i64))];
            if cure.kind == CureKind::Overnight {
                preview.extend(cure.arrives.map(|at| Difference::new(Facet::Arrival, Shown::Wall { at })));
            } else {
                let drives = match &o.content.drivers {
                    Drivers::One => None,
                    Drivers::Team => Some(CureKind::Team),
                    Drivers::Relief { .. } => Some(CureKind::Relief),
                };
                preview.push(Difference::of(Facet::Drivers, Shown::Drivers { cure: drives }, Shown::Drivers { cure: Some(cure.kind) }));
            }
            let after = o.price(&cure.content, o.promo.as_ref()).total_cents;
            preview.extend(Difference::cents(Facet::Total, total, after));
            self.add(kind, Act::Mend { cure: cure.kind }, Why::OverHours { limits: broken }, Action::QuotesEdit, preview);
        }
    }

    /// Vehicles that seat everybody.
    fn seats(&mut self, priced: &Priced) {
        let o = self.offer;
        if !priced.problems.contains(&PriceProblem::TooFewSeats) {
            return;
        }
        let Some(fit) = o.content.recommend(&o.rates) else { return };
        let name = |key: &str| o.rates.vehicle(key).map_or_else(|| Label::same(key), |v| v.name.clone());
        let seats = o.content.vehicles.iter().map(|v| i64::from(v.count) * i64::from(o.rates.vehicle(&v.key).map_or(0, |r| r.seats))).sum();
        let fitted = Content { vehicles: vec![fit.clone()], ..o.content.clone() };
        let total = o.price(&fitted, o.promo.as_ref()).total_cents;
        let before = o.content.vehicles.first().map(|v| Shown::Vehicles { count: v.count, label: name(&v.key) });
        let after = Some(Shown::Vehicles { count: fit.count, label: name(&fit.key) });
        let mut preview = vec![Difference { of: Facet::Vehicles, before, after }];
        preview.extend(Difference::cents(Facet::Total, priced.total_cents, total));
        let why = Why::TooFewSeats { seats, passengers: o.content.passengers.into() };
        self.add(Kind::FitSeats, Act::Seat { vehicle: fit.key, count: fit.count }, why, Action::QuotesEdit, preview);
    }

    /// The extra customers take most of those the vehicles can offer.
    fn extra(&mut self, priced: &Priced) {
        let o = self.offer;
        if o.content.amenities.len() >= 40 || priced.lines.is_empty() {
            return;
        }
        let taken = |id: AmenityId| o.extras.iter().find(|(of, _)| *of == id).map_or(0, |(_, n)| *n);
        let fits = |need: &Option<String>| {
            let can = |v: &crate::pricing::VehicleCount| {
                need.as_ref().is_none_or(|need| o.rates.vehicle(&v.key).is_some_and(|rate| rate.capabilities.contains(need)))
            };
            need.is_none() || o.content.vehicles.iter().any(can)
        };
        let free = o.rates.amenities.iter().filter(|a| fits(&a.needs) && !o.content.amenities.iter().any(|c| c.amenity == a.id));
        // of several that are taken alike, the first of the book
        let Some(best) = free.enumerate().min_by_key(|(at, a)| (std::cmp::Reverse(taken(a.id)), *at)).map(|(_, a)| a) else { return };
        let mut with = o.content.clone();
        with.amenities.push(AmenityChoice { amenity: best.id, optional: true, chosen: true });
        let total = o.price(&with, o.promo.as_ref()).total_cents;
        let mut preview = vec![Difference::new(Facet::Extra, Shown::Named { label: best.name.clone() })];
        preview.extend(Difference::cents(Facet::TotalIfChosen, priced.total_cents, total));
        let why = match taken(best.id) {
            0 => Why::Available,
            quotes => Why::Popular { quotes, of: o.accepted },
        };
        self.add(Kind::OfferExtra, Act::Offer { amenity: best.id, chosen: false }, why, Action::QuotesEdit, preview);
    }

    /// The code that ends first of those that lower the price, with the total it leaves.
    fn code(&self, total: i64) -> Option<(PromoTerms, i64)> {
        let o = self.offer;
        if o.promo.is_some() {
            return None;
        }
        let lowers = |terms: &PromoTerms| {
            let with = o.price(&o.content, Some(terms));
            let helps = with.total_cents < total && !with.problems.iter().any(|problem| problem.is_of_promo());
            helps.then(|| (terms.clone(), with.total_cents))
        };
        let ends = |terms: &PromoTerms| (terms.ends_on.unwrap_or(NaiveDate::MAX), terms.code.clone());
        o.promos.iter().filter_map(lowers).min_by_key(|(terms, _)| ends(terms))
    }

    fn promo(&mut self, priced: &Priced) {
        let Some((terms, total)) = self.code(priced.total_cents) else { return };
        let mut preview = vec![Difference::new(Facet::Promo, Shown::Text { text: terms.code.clone() })];
        preview.extend(Difference::cents(Facet::Total, priced.total_cents, total));
        let why = Why::Saves { cents: priced.total_cents - total };
        self.add(Kind::TakePromo, Act::Promo { code: terms.code }, why, Action::QuotesEdit, preview);
    }

    fn hold(&mut self, days: u32, why: Why, spare: bool) {
        let span = |days: u32| Shown::Days { days: days.into() };
        let preview = vec![Difference::of(Facet::ValidDays, span(self.offer.content.valid_days), span(days))];
        let act = Act::Hold { valid_days: days };
        self.list.push(Idea { kind: Kind::HoldLonger, act, why, preview, needs: Action::QuotesEdit, spare });
    }

    /// A new revision, longer valid or cheaper.
    fn revise(&mut self, kind: Kind, days: Option<u32>, why: Why) {
        let o = self.offer;
        let held = o.content.valid_days;
        let mut preview = vec![self.next_revision()];
        if let Some(days) = days.filter(|days| *days != held) {
            let span = |days: u32| Shown::Days { days: days.into() };
            preview.push(Difference::of(Facet::ValidDays, span(held), span(days)));
        }
        let act = Act::Revise { valid_days: days.unwrap_or(held), code: String::new() };
        self.add(kind, act, why, Action::QuotesEdit, preview);
    }

    fn next_revision(&self) -> Difference {
        let count = |n: i32| Shown::Count { count: n.into() };
        Difference::of(Facet::Revision, count(self.offer.revision), count(self.offer.revision + 1))
    }

    /// A new revision with a code that takes something off.
    fn less(&mut self) {
        let o = self.offer;
        let total = o.price(&o.content, None).total_cents;
        let Some((terms, less)) = self.code(total) else { return };
        let mut preview = vec![self.next_revision(), Difference::new(Facet::Promo, Shown::Text { text: terms.code.clone() })];
        preview.extend(Difference::cents(Facet::Total, total, less));
        let act = Act::Revise { valid_days: o.content.valid_days, code: terms.code };
        self.add(Kind::OfferLess, act, Why::Saves { cents: total - less }, Action::QuotesEdit, preview);
    }

    fn words_of(&self, kind: EvidenceKind) -> Option<String> {
        self.offer.said.as_ref().filter(|said| said.kind == kind).map(|said| said.words.clone())
    }

    fn open(&mut self) {
        let o = self.offer;
        if let Some(words) = self.words_of(EvidenceKind::Asked) {
            self.plan(Kind::AnswerThem, Duration::hours(1), Why::Asked { words });
        }
        if let Some(words) = self.words_of(EvidenceKind::ChangesRequested) {
            self.revise(Kind::ChangeIt, None, Why::ChangesAsked { words });
        }
        let silent = o.days_since(o.sent_at);
        if silent >= SILENT_DAYS {
            self.remind(Why::Silent { days: silent, views: o.views });
        }
        let left = o.valid_until.map(|until| until.signed_duration_since(o.now));
        if let Some(left) = left.filter(|left| *left > Duration::zero() && *left <= Duration::days(3) && o.days_ahead() > Some(3)) {
            self.hold_open(Why::EndsIn { hours: left.num_hours() });
        }
        if o.views > 1 && silent >= THINKS_DAYS {
            self.less();
        }
        if let Some(begun) = o.begins.filter(|at| *at <= o.now) {
            let status = |status| Shown::Status { status };
            let preview = vec![Difference::of(Facet::Status, status(o.status), status(QuoteStatus::Withdrawn))];
            let why = Why::DatePassed { days: o.days_since(Some(begun)) };
            self.add(Kind::TakeBack, Act::Withdraw { reason: String::new() }, why, Action::QuotesSend, preview);
        }
    }

    /// The link mailed once more where that may be done, else a word by the office.
    fn remind(&mut self, why: Why) {
        let o = self.offer;
        if o.reminded_at.is_some_and(|at| o.now.signed_duration_since(at).num_days() < SILENT_DAYS) {
            return;
        }
        // a reminder is no answer to a question
        let waits_for_us = o.said.as_ref().is_some_and(|said| said.kind != EvidenceKind::Sent);
        let idle = o.lead.is_none_or(|lead| !lead.has_step);
        let Some(mail) = o.reminder.clone().filter(|_| idle && !waits_for_us) else {
            return self.plan_if_idle(Kind::Remind, Duration::hours(2), why);
        };
        let MailSeen { to, subject, opening, rest } = mail;
        let preview = vec![
            Difference::new(Facet::Recipient, Shown::Text { text: to.clone() }),
            Difference::new(Facet::Mail, Shown::Mail { subject, opening, rest }),
        ];
        self.add(Kind::Remind, Act::Remind { to, message: String::new() }, why, Action::QuotesSend, preview);
    }

    /// The offer as it is for longer, so that the customer's link stays; a new revision where that may not be done.
    fn hold_open(&mut self, why: Why) {
        let o = self.offer;
        let later = o.ends_on.filter(|_| o.extends).and_then(|ends| Some((ends, ends.checked_add_days(Days::new(USUAL.into()))?)));
        // nobody buys a trip that has begun
        let until = later.map(|(ends, until)| (ends, o.content.starts().map_or(until, |begins| begins.date().min(until))));
        let Some((ends, until)) = until.filter(|(ends, until)| until > ends) else {
            return self.revise(Kind::HoldOpen, Some((o.content.valid_days + USUAL).min(180)), why);
        };
        let day = |day: NaiveDate| Shown::Day { day };
        let preview = vec![Difference::of(Facet::ValidUntil, day(ends), day(until))];
        self.add(Kind::HoldOpen, Act::Extend { until }, why, Action::QuotesSend, preview);
    }

    fn declined(&mut self) {
        let words = self.words_of(EvidenceKind::Declined).unwrap_or_default();
        self.plan_if_idle(Kind::AskWhyNot, Duration::days(1), Why::Declined { words: words.clone() });
        self.less();
        self.revise(Kind::ReviseIt, None, Why::Declined { words });
    }

    fn expired(&mut self) {
        let o = self.offer;
        let why = match self.words_of(EvidenceKind::RenewalAsked) {
            Some(_) => Why::RenewalAsked,
            None => Why::Ended { days: o.days_since(o.valid_until) },
        };
        self.plan_if_idle(Kind::Remind, Duration::hours(2), why.clone());
        self.revise(Kind::Renew, None, why);
        self.less();
    }

    fn accepted(&mut self) {
        let o = self.offer;
        let deposit = o.price(&o.content, o.promo.as_ref()).deposit_cents;
        if deposit > 0 {
            self.plan_if_idle(Kind::AskDeposit, Duration::hours(1), Why::Deposit { cents: deposit });
        }
        if let Some(job) = o.job.filter(|job| !job.has_crew) {
            let days = job.starts_at.filter(|at| *at > o.now).map(|at| (at - o.now).num_days());
            self.add(Kind::SetCrew, Act::OpenJob { job: job.id }, Why::NoCrew { days }, Action::JobsAssign, Vec::new());
        }
    }

    /// What can always be done.
    fn spare(&mut self) {
        let o = self.offer;
        let has = |list: &[Idea], kind: Kind| list.iter().any(|idea| idea.kind == kind);
        if let Some(job) = o.job {
            let act = Act::OpenJob { job: job.id };
            self.list.push(Idea { kind: Kind::SeeJob, act, why: Why::Booked, preview: Vec::new(), needs: Action::JobsView, spare: true });
        }
        if o.status.may_revise() && !has(&self.list, Kind::ReviseIt) {
            self.revise(Kind::ReviseIt, None, Why::HoldsFor { valid_days: o.content.valid_days.into() });
            if let Some(last) = self.list.last_mut() {
                last.spare = true;
            }
        }
        let preview = vec![Difference::new(Facet::Quote, Shown::Status { status: QuoteStatus::Draft })];
        let again =
            Idea { kind: Kind::QuoteAgain, act: Act::QuoteAgain, why: Why::KnownCustomer, preview, needs: Action::QuotesEdit, spare: true };
        self.list.push(again);
    }
}
