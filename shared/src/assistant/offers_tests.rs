use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, TimeZone, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::access::Action;
use crate::jobs::StopKind;
use crate::money::Currency;
use crate::packs::{ServiceLine, prices};
use crate::pricing::{Discount, PriceProblem, PromoScope, PromoTerms, VehicleCount};
use crate::quotes::{Content, Cure, EvidenceKind, QuoteStatus, Stop};
use crate::{JobId, StopId};

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 19, 15, 0, 0).single().expect("a time")
}

fn wall(days: i64) -> NaiveDateTime {
    (now() + Duration::days(days)).naive_utc()
}

/// A coach trip of so many hours at the wheel.
fn trip(days: i64, minutes: u32) -> Content {
    let stop = |n: u128, address: &str, leg: Option<u32>| Stop {
        address: address.into(),
        leg_minutes: leg,
        leg_metres: leg.map(|minutes| minutes * 1_300),
        dwell: 20,
        ..Stop::new(StopId(Uuid::from_u128(n)), StopKind::Stop)
    };
    let mut content = Content::empty(ServiceLine::Charter, "Ashland");
    content.passengers = 40;
    content.vehicles = vec![VehicleCount { key: "coach_56".into(), count: 1 }];
    content.stops = vec![
        Stop { arrive: Some(wall(days)), ..stop(1, "750 Burrard St, Vancouver, BC", None) },
        stop(2, "Peace Arch, Blaine, WA", Some(minutes / 2)),
        stop(3, "303 S Jackson St, Seattle, WA", Some(minutes / 2)),
    ];
    content
}

fn offer(status: QuoteStatus) -> OfferFacts {
    OfferFacts {
        now: now(),
        status,
        service_line: ServiceLine::Charter,
        currency: Currency::CAD,
        quoted_on: now().date_naive(),
        limit_bp: crate::pricing::WHOLE_BP,
        content: trip(20, 240),
        rates: prices::default_rates(ServiceLine::Charter, "CA"),
        promo: None,
        payer: crate::pricing::Payer::default(),
        revision: 1,
        email: Some("maya@example.com".into()),
        begins: Some(now() + Duration::days(20)),
        sent_at: (status != QuoteStatus::Draft).then(|| now() - Duration::days(1)),
        valid_until: (status != QuoteStatus::Draft).then(|| now() + Duration::days(13)),
        ends_on: (status != QuoteStatus::Draft).then(|| (now() + Duration::days(13)).date_naive()),
        extends: true,
        reminder: status.is_open().then(mail),
        reminded_at: None,
        views: 0,
        said: None,
        lead: Some(LeadSeen { has_step: false, has_phone: true }),
        job: (status == QuoteStatus::Accepted).then(|| JobSeen { id: JobId(Uuid::from_u128(1)), has_crew: false, starts_at: None }),
        promos: Vec::new(),
        extras: Vec::new(),
        accepted: 0,
    }
}

fn mail() -> MailSeen {
    MailSeen {
        to: "maya@example.com".into(),
        subject: "Your quote is still open".into(),
        opening: "Hello Maya,".into(),
        rest: "View quote: …".into(),
    }
}

fn code(cents: i64) -> PromoTerms {
    PromoTerms {
        code: format!("LESS{cents}"),
        discount: Discount::Cents(cents),
        minimum_cents: 0,
        ends_on: NaiveDate::from_ymd_opt(2027, 1, 1),
        only: PromoScope::default(),
    }
}

fn everybody() -> Judgement {
    Judgement { allowed: Action::ALL.iter().copied().collect(), ..Judgement::default() }
}

fn all(offer: &OfferFacts) -> Vec<Suggestion> {
    suggest_for_offer(offer, &everybody())
}

fn kinds(offer: &OfferFacts) -> Vec<SuggestionKind> {
    all(offer).into_iter().map(|s| s.kind).collect()
}

fn of(offer: &OfferFacts, kind: SuggestionKind) -> Suggestion {
    let all = all(offer);
    all.iter().find(|s| s.kind == kind).cloned().unwrap_or_else(|| panic!("{kind} among {all:?}"))
}

#[test]
fn a_draft_with_everything_is_sent_first_and_shows_to_whom() {
    let draft = offer(QuoteStatus::Draft);
    let send = &all(&draft)[0];
    assert_eq!((send.kind, send.needs, send.why.clone()), (SuggestionKind::SendIt, Action::QuotesSend, Why::Complete));
    assert!(send.act.is_final());
    let to = Some(Shown::Text { text: "maya@example.com".into() });
    assert!(send.preview.iter().any(|d| d.of == Facet::Recipient && d.after == to));
    let nobody = OfferFacts { email: None, ..draft };
    assert!(!kinds(&nobody).contains(&SuggestionKind::SendIt));
}

#[test]
fn a_plan_over_the_legal_hours_is_mended_before_anything_else_with_its_price() {
    let long = OfferFacts { content: trip(20, 840), ..offer(QuoteStatus::Draft) };
    let found = kinds(&long);
    assert_eq!(found[0], SuggestionKind::SecondDriver, "{found:?}");
    assert!(!found.contains(&SuggestionKind::SendIt), "it would be refused");
    let second = of(&long, SuggestionKind::SecondDriver);
    assert!(matches!(second.why, Why::OverHours { limits } if limits > 0));
    let total = second.preview.iter().find(|d| d.of == Facet::Total).expect("a second driver is paid");
    assert!(matches!((&total.before, &total.after), (Some(Shown::Cents { cents: a }), Some(Shown::Cents { cents: b })) if a < b));
    let waived = OfferFacts { content: Content { hours_waiver: "A relief driver of their own".into(), ..long.content.clone() }, ..long };
    assert_eq!(kinds(&waived)[0], SuggestionKind::SendIt);
}

#[test]
fn everybody_gets_a_seat() {
    let mut crowd = offer(QuoteStatus::Draft);
    crowd.content.passengers = 96;
    let seats = of(&crowd, SuggestionKind::FitSeats);
    assert_eq!(seats.why, Why::TooFewSeats { seats: 56, passengers: 96 });
    assert!(matches!(seats.act, Act::Seat { count: 2, .. }), "{seats:?}");
}

#[test]
fn the_extra_most_customers_take_is_offered_and_they_decide() {
    let mut draft = offer(QuoteStatus::Draft);
    let fitting = |draft: &OfferFacts| match of(draft, SuggestionKind::OfferExtra).act {
        Act::Offer { amenity, chosen } => (amenity, chosen),
        other => panic!("{other:?}"),
    };
    let (first, _) = fitting(&draft);
    assert_eq!(of(&draft, SuggestionKind::OfferExtra).why, Why::Available);
    let coach = draft.rates.vehicle("coach_56").expect("a coach").capabilities.clone();
    let other =
        draft.rates.amenities.iter().find(|a| a.id != first && a.needs.as_ref().is_none_or(|need| coach.contains(need))).expect("two").id;
    (draft.extras, draft.accepted) = (vec![(other, 7)], 20);
    assert_eq!(fitting(&draft), (other, false));
    assert_eq!(of(&draft, SuggestionKind::OfferExtra).why, Why::Popular { quotes: 7, of: 20 });
}

#[test]
fn what_the_customer_said_comes_first() {
    let said = |kind, words: &str| Some(Said { kind, words: words.into() });
    let asked = OfferFacts { said: said(EvidenceKind::Asked, "Is there a restroom?"), ..offer(QuoteStatus::Viewed) };
    assert_eq!(all(&asked)[0].why, Why::Asked { words: "Is there a restroom?".into() });
    let changed = OfferFacts { said: said(EvidenceKind::ChangesRequested, "An hour later"), ..offer(QuoteStatus::Viewed) };
    assert_eq!(kinds(&changed)[0], SuggestionKind::ChangeIt);
    let renewed = OfferFacts { said: said(EvidenceKind::RenewalAsked, ""), ..offer(QuoteStatus::Expired) };
    assert_eq!(of(&renewed, SuggestionKind::Renew).why, Why::RenewalAsked);
}

#[test]
fn a_silent_offer_is_reminded_of_by_mail_unless_somebody_waits_for_us() {
    let silent = OfferFacts { sent_at: Some(now() - Duration::days(3)), views: 1, ..offer(QuoteStatus::Viewed) };
    let remind = of(&silent, SuggestionKind::Remind);
    assert_eq!(remind.act, Act::Remind { to: "maya@example.com".into(), message: String::new() });
    assert_eq!((remind.needs, remind.why), (Action::QuotesSend, Why::Silent { days: 3, views: 1 }));
    assert!(remind.preview.iter().any(|d| matches!(&d.after, Some(Shown::Mail { opening, .. }) if opening == "Hello Maya,")));
    assert!(!kinds(&OfferFacts { reminded_at: Some(now() - Duration::hours(30)), ..silent.clone() }).contains(&SuggestionKind::Remind));
    of(&OfferFacts { reminded_at: Some(now() - Duration::days(2)), ..silent.clone() }, SuggestionKind::Remind);
    // who asked something waits for a word, and whom no mail may reach is called
    let asked = Some(Said { kind: EvidenceKind::Asked, words: "Is there a restroom?".into() });
    for by_hand in [OfferFacts { said: asked, ..silent.clone() }, OfferFacts { reminder: None, ..silent.clone() }] {
        assert!(matches!(of(&by_hand, SuggestionKind::Remind).act, Act::Plan { .. }));
    }
    let planned = OfferFacts { lead: Some(LeadSeen { has_step: true, has_phone: true }), ..silent.clone() };
    assert!(!kinds(&planned).contains(&SuggestionKind::Remind));
    let by_itself = OfferFacts { lead: None, ..silent };
    assert!(matches!(of(&by_itself, SuggestionKind::Remind).act, Act::Remind { .. }), "also without a lead");
}

#[test]
fn an_offer_about_to_end_is_held_open_as_it_is_and_never_beyond_its_trip() {
    let in_days = |days| (now() + Duration::days(days)).date_naive();
    let ends = |content: Content| OfferFacts {
        begins: content.starts().map(|at| at.and_utc()),
        content,
        valid_until: Some(now() + Duration::days(2)),
        ends_on: Some(in_days(2)),
        ..offer(QuoteStatus::Sent)
    };
    let far = ends(trip(40, 240));
    let hold = of(&far, SuggestionKind::HoldOpen);
    assert_eq!((hold.act, hold.needs), (Act::Extend { until: in_days(16) }, Action::QuotesSend));
    assert_eq!(hold.preview, [Difference::of(Facet::ValidUntil, Shown::Day { day: in_days(2) }, Shown::Day { day: in_days(16) })]);
    assert_eq!(of(&ends(trip(6, 240)), SuggestionKind::HoldOpen).act, Act::Extend { until: in_days(6) });
    let blocked = OfferFacts { extends: false, ..far };
    assert!(matches!(of(&blocked, SuggestionKind::HoldOpen).act, Act::Revise { valid_days: 28, .. }));
}

#[test]
fn a_code_is_offered_to_whoever_thinks_about_the_price() {
    let thinks = OfferFacts { views: 3, sent_at: Some(now() - Duration::days(6)), promos: vec![code(9_000)], ..offer(QuoteStatus::Viewed) };
    let less = of(&thinks, SuggestionKind::OfferLess);
    assert_eq!(less.act, Act::Revise { valid_days: 14, code: "LESS9000".into() });
    assert!(matches!(less.why, Why::Saves { cents } if cents >= 9_000), "tax comes off as well: {:?}", less.why);
    let useless = OfferFacts { promos: vec![PromoTerms { minimum_cents: 1_000_000_000, ..code(9_000) }], ..thinks };
    assert!(!kinds(&useless).contains(&SuggestionKind::OfferLess));
}

#[test]
fn a_booked_trip_asks_for_its_deposit_and_its_crew() {
    let booked = offer(QuoteStatus::Accepted);
    assert_eq!(kinds(&booked), [SuggestionKind::SetCrew, SuggestionKind::AskDeposit]);
    let by_hand = OfferFacts { lead: None, job: booked.job.map(|job| JobSeen { has_crew: true, ..job }), ..booked };
    assert_eq!(kinds(&by_hand), [SuggestionKind::QuoteAgain, SuggestionKind::SeeJob]);
}

fn any_offer() -> impl Strategy<Value = OfferFacts> {
    let trip_of = (-5_i64..90, 0_u32..1_100, 0_u32..300, 0_usize..4, any::<bool>(), 1_u32..60);
    let flags = prop::array::uniform6(any::<bool>());
    let rest = (0_usize..7, 0_i64..20, -5_i64..20, 0_i64..5, 0_usize..10, 0_i64..90_000);
    (trip_of, flags, rest).prop_map(
        |((days, minutes, passengers, stops, vehicles, valid), flags, (status, sent, ends, views, said, off))| {
            let [lead, step, phone, email, crew, promo] = flags;
            let mut content = trip(days, minutes);
            content.passengers = passengers;
            content.valid_days = valid;
            content.stops.truncate(stops);
            if !vehicles {
                content.vehicles.clear();
            }
            let status = QuoteStatus::ALL[status];
            let begins = content.starts().map(|at| at.and_utc());
            OfferFacts {
                begins,
                content,
                email: email.then(|| "maya@example.com".into()),
                sent_at: (status != QuoteStatus::Draft).then(|| now() - Duration::days(sent)),
                valid_until: (status != QuoteStatus::Draft).then(|| now() + Duration::days(ends)),
                ends_on: (status != QuoteStatus::Draft).then(|| (now() + Duration::days(ends)).date_naive()),
                extends: phone,
                reminder: (status.is_open() && email && ends > 0).then(mail),
                reminded_at: promo.then(|| now() - Duration::days(sent / 2)),
                views,
                said: EvidenceKind::ALL.get(said).map(|kind| Said { kind: *kind, words: "Hm".into() }),
                lead: lead.then_some(LeadSeen { has_step: step, has_phone: phone }),
                job: (status == QuoteStatus::Accepted).then(|| JobSeen {
                    id: JobId(Uuid::from_u128(1)),
                    has_crew: crew,
                    starts_at: begins,
                }),
                promos: if promo { vec![code(off + 1)] } else { Vec::new() },
                ..offer(status)
            }
        },
    )
}

/// Whether the rooms would carry an act out.
fn would_do(o: &OfferFacts, act: &Act) -> bool {
    let law = o.content.law(o.service_line, o.currency);
    let price = |content: &Content| content.price(&o.rates, o.quoted_on, o.promo.clone());
    let is_draft = o.status == QuoteStatus::Draft;
    match act {
        Act::Plan { due_at, .. } => o.lead.is_some() && *due_at >= o.now,
        Act::Send { .. } => is_draft && o.content.missing(&price(&o.content), o.quoted_on, law, o.limit_bp).0.is_empty(),
        Act::Mend { cure } => is_draft && o.content.cures(law).iter().any(|Cure { kind, .. }| kind == cure),
        Act::Seat { vehicle, count } => {
            let fitted = Content { vehicles: vec![VehicleCount { key: vehicle.clone(), count: *count }], ..o.content.clone() };
            is_draft && !price(&fitted).problems.contains(&PriceProblem::TooFewSeats)
        }
        Act::Offer { amenity, .. } => is_draft && !o.content.amenities.iter().any(|c| c.amenity == *amenity),
        Act::Promo { code } => is_draft && o.promos.iter().any(|p| p.code == *code),
        Act::Hold { valid_days } => is_draft && (1..=180).contains(valid_days) && *valid_days != o.content.valid_days,
        Act::Remind { to, .. } => o.reminder.as_ref().is_some_and(|mail| mail.to == *to),
        Act::Extend { until } => {
            let latest = (o.now + Duration::days(180)).date_naive();
            o.extends
                && o.status.is_open()
                && o.valid_until.is_some_and(|ends| ends > o.now)
                && o.ends_on.is_some_and(|ends| *until > ends)
                && o.begins.is_none_or(|at| *until <= at.date_naive())
                && *until < latest
        }
        Act::Revise { valid_days, .. } => o.status.may_revise() && (1..=180).contains(valid_days),
        Act::Withdraw { .. } => o.status.may_withdraw(),
        Act::OpenJob { job } => o.job.is_some_and(|seen| seen.id == *job),
        Act::QuoteAgain => true,
        _ => false,
    }
}

proptest! {
    #[test]
    fn every_quote_has_at_least_two_and_none_that_would_be_refused(offer in any_offer()) {
        let all = all(&offer);
        prop_assert!(all.len() >= LEAST, "{all:?}");
        prop_assert_eq!(&all, &suggest_for_offer(&offer, &everybody()));
        let mut kinds: Vec<_> = all.iter().map(|s| s.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        prop_assert_eq!(kinds.len(), all.len(), "no kind twice");
        for suggestion in &all {
            prop_assert!(would_do(&offer, &suggestion.act), "{suggestion:?}");
        }
    }
}
