//! From an inquiry about building work over the visit and the offer to the project: nothing of it has a way.

use shared::jobs::{JobFromLead, StopKind};
use shared::leads::visits::{CompleteVisit, ContractingSite, LengthUnit, NewVisit, PermitNeed, SiteArea, VisitForm};
use shared::media::MediaKind;
use shared::pricing::{Due, LineKind, TradeHours};
use shared::quotes::estimate::{Entry, draft as proposals, passages};
use shared::{FieldErrors, LineId};

use super::*;
use crate::{jobs, leads};

const LINE: ServiceLine = ServiceLine::Contracting;

/// A lead about a kitchen, in an organization that has the pack.
async fn kitchen(cx: &Cx) -> LeadId {
    let mut tx = cx.read().await.expect("a transaction");
    leads::install_pipeline(cx, &mut tx, LINE).await.expect("installed");
    tx.commit(()).await.expect("committed");
    let input = NewLead {
        service_line: LINE,
        origin: Some("2120 W 4th Ave, Vancouver, BC".into()),
        destination: None,
        passengers: None,
        notes: "New floor and drywall in the kitchen".into(),
        ..inquiry()
    };
    leads::create(cx, input).await.expect("a lead").row.id
}

/// What was measured there.
fn form() -> VisitForm {
    let kitchen = SiteArea { name: "Kitchen".into(), length: 1_200, width: 1_050, height: Some(800) };
    let site = ContractingSite {
        unit: Some(LengthUnit::Foot),
        areas: vec![kitchen],
        built: Some(1962),
        permit: Some(PermitNeed::Needed),
        ..ContractingSite::default()
    };
    VisitForm { contracting: Some(site), ..VisitForm::default() }
}

/// The offer of a lead, with two trades and what its notes and the visit come to.
async fn offer(cx: &Cx, lead: LeadId) -> Quote {
    let quote = quotes::create_from_lead(cx, lead).await.expect("a quote");
    let mut content = quote.content.clone();
    content.trades = [("carpenter", 2, 960), ("electrician", 1, 120)]
        .map(|(key, people, minutes)| TradeHours { key: key.into(), people, minutes })
        .to_vec();
    let texts = passages("New floor and drywall in the kitchen", Some(("", &form())), "");
    for proposal in proposals(LINE, &texts, &form(), &quote.content, &quote.book.rates) {
        if matches!(proposal.entry, Entry::Item { .. }) {
            proposal.apply(&mut content, cx.id::<LineId>());
        }
    }
    content.amenities.push(AmenityChoice { amenity: quote.book.rates.amenities[1].id, optional: false, chosen: true });
    quotes::edit(cx, quote.id, EditQuote { version: quote.version, content }).await.expect("saved")
}

async fn booked(t: &TestApp, cx: &Cx, quote: &Quote) -> shared::jobs::Job {
    let input = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "maya@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    let sent = quotes::send(cx, quote.id, input).await.expect("it goes out");
    let opened = open(t, sent.link.rsplit('/').next().expect("a token")).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    assert_eq!(seen.priced.total_cents, quote.priced.total_cents, "the customer reads the same price");
    let accepted = quotes::accept_by_link(&opened, acceptance(&seen)).await.expect("accepted");
    jobs::show(cx, accepted.job).await.expect("a project")
}

#[tokio::test]
async fn what_a_visit_measured_is_kept_and_read_again() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let lead = kitchen(&cx).await;
    let starts_at = cx.now() + Duration::days(1);
    let member = t.org().person(BuiltinRole::Owner).member;
    let wish = NewVisit { member, starts_at, ends_at: starts_at + Duration::hours(1), address: String::new(), reason: String::new() };
    let planned = leads::plan_visit(&cx, lead, wish).await.expect("planned");
    assert_eq!((planned.service_line, planned.address.as_str()), (LINE, "2120 W 4th Ave, Vancouver, BC"));
    let done = CompleteVisit { version: planned.version, form: form(), result: "Measured".into(), follow_up: None };
    let held = leads::complete_visit(&cx, lead, planned.id, done).await.expect("held");
    assert_eq!(held.form, form());
}

#[tokio::test]
async fn an_offer_of_a_project_has_a_place_trades_and_milestones() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = offer(&cx, kitchen(&cx).await).await;
    let stops: Vec<_> = quote.content.stops.iter().map(|stop| (stop.kind, stop.address.as_str())).collect();
    assert_eq!(stops, [(StopKind::Stop, "2120 W 4th Ave, Vancouver, BC")]);
    let lines: Vec<_> = quote.content.lines.iter().map(|line| (line.name.as_str(), line.quantity_milli / 1_000)).collect();
    assert_eq!(lines, [("Flooring, square foot", 126), ("Drywall, square foot", 360), ("Building permit, at cost", 1)]);
    let crews = quote.priced.lines.iter().filter(|line| line.kind == LineKind::Crew).count();
    assert_eq!(crews, 2);
    assert_eq!(quote.content.price(&quote.book.rates, quote.quoted_on, quote.promo.clone()), quote.priced, "the browser has the same");
    let due: Vec<Due> = quote.content.schedule.iter().map(|planned| planned.due).collect();
    assert_eq!(due, [Due::Acceptance, Due::AfterStart { days: 7 }, Due::AfterStart { days: 21 }]);
    assert_eq!(quote.priced.instalments.iter().map(|one| one.cents).sum::<i64>(), quote.priced.total_cents);
}

#[tokio::test]
async fn who_agreed_on_terms_pays_by_them_and_not_by_milestones() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let first = offer(&cx, kitchen(&cx).await).await;
    sqlx::query("update accounts set terms = 'net_30'").execute(&mut t.owner_connection().await).await.expect("agreed");
    let again = NewQuote {
        service_line: LINE,
        title: "Bathroom".into(),
        account: Some(first.to.account),
        contact: Some(first.to.contact),
        name: String::new(),
        company: String::new(),
        email: String::new(),
        phone: String::new(),
    };
    let again = quotes::create(&cx, again).await.expect("a quote");
    assert_eq!(again.content.schedule, Vec::new());
}

#[tokio::test]
async fn hours_of_a_trade_the_book_does_not_have_do_not_go_out() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = offer(&cx, kitchen(&cx).await).await;
    let mut content = quote.content.clone();
    content.trades.push(TradeHours { key: "astronaut".into(), people: 1, minutes: 60 });
    let quote = quotes::edit(&cx, quote.id, EditQuote { version: quote.version, content }).await.expect("saved");
    let input = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "maya@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    let refused: FieldErrors = quotes::send(&cx, quote.id, input).await.expect_err("no price").fields();
    assert!(refused.0.contains_key("price"), "{refused:?}");
}

#[tokio::test]
async fn a_lead_becomes_a_project_at_one_place_without_an_offer() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let lead = kitchen(&cx).await;
    let agreed = JobFromLead { reason: "Agreed on site".into(), ..JobFromLead::default() };
    let job = jobs::create_from_lead(&cx, lead, agreed).await.expect("a project");
    assert_eq!((job.line, job.stops.iter().map(|stop| stop.kind).collect::<Vec<_>>()), (LINE, vec![StopKind::Stop]));
}

#[tokio::test]
async fn an_accepted_offer_becomes_a_project_with_its_phases_and_what_they_ask_for() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = offer(&cx, kitchen(&cx).await).await;
    let job = booked(&t, &cx, &quote).await;
    assert_eq!((job.line, job.stops.len(), job.stops[0].kind), (LINE, 1, StopKind::Stop));
    let keys: Vec<&str> = job.phases.iter().map(|phase| phase.key.as_str()).collect();
    assert_eq!(keys, ["agreed", "mobilise", "work", "inspection", "hand_over"]);
    assert!(job.phases[0].items.iter().all(|item| item.fact.is_some()), "the office is asked nothing twice");
    let titles: Vec<&str> = job.phases[1].items.iter().map(|item| item.title.en.as_str()).collect();
    for wanted in ["Take the debris away and keep the weigh slip", "Carpenter: 2 people, 16 h", "Electrician: 1 person, 2 h"] {
        assert!(titles.contains(&wanted), "{wanted}: {titles:?}");
    }
    let asked = |phase: usize| -> Vec<(MediaKind, i32, bool)> {
        job.phases[phase].requirements.iter().map(|slot| (slot.kind, slot.min_count, slot.required)).collect()
    };
    assert_eq!(asked(1), [(MediaKind::Photo, 1, true)], "site safety");
    assert_eq!(asked(2), [(MediaKind::Photo, 2, true)], "progress");
    assert_eq!(asked(3), [(MediaKind::Photo, 2, true), (MediaKind::Document, 1, false)]);
    assert_eq!(asked(4), [(MediaKind::Photo, 2, true), (MediaKind::Signature, 1, true)]);
    // an item that asks for media names its slot
    let slots: Vec<_> = job.phases[4].requirements.iter().map(|slot| slot.id).collect();
    assert!(job.phases[4].items.iter().filter_map(|item| item.requirement).all(|slot| slots.contains(&slot)));
    assert_eq!(job.instalments.len(), 3);
    assert_eq!(job.instalments.iter().map(|one| one.cents).sum::<i64>(), quote.priced.total_cents);
    let lasted = job.ends_at.zip(job.starts_at).map(|(end, start)| (end - start).num_hours());
    assert_eq!(lasted, Some(8), "a working day until somebody says otherwise");
}
