//! Use cases of quotes on a real database.

use chrono::{Duration, Utc};
use shared::access::BuiltinRole;
use shared::leads::{LeadSource, NewLead, Urgency};
use shared::packs::ServiceLine;
use shared::pricing::{AmenityChoice, Discount, NewPromo, PromoScope};
use shared::quotes::*;
use shared::{Error, LeadId, QuoteId};

use crate::cx::{Cx, RequestInfo};
use crate::quotes;
use crate::testing::TestApp;

mod approval;
mod blocked;
mod bulk;
mod certificate;
mod conflicts;
mod contracting;
mod drafted;
mod due;
mod expiry;
mod hand_over;
mod hours;
mod instant;
mod instant_leads;
mod lists;
mod packages;
mod pdf;
mod pin;
mod repairs;
mod schedule;
mod seen;
mod share;
mod tamper;
mod tax;
mod trip;
mod unwanted;
mod versions;

fn inquiry() -> NewLead {
    NewLead {
        name: "Maya Lindqvist".into(),
        company: None,
        email: Some("maya@example.com".into()),
        phone: Some("604 555 0134".into()),
        service_line: ServiceLine::Charter,
        source: LeadSource::Phone,
        urgency: Urgency::Medium,
        wanted_on: Some((Utc::now() + Duration::days(30)).date_naive()),
        origin: Some("750 Burrard St, Vancouver, BC".into()),
        destination: Some("303 S Jackson St, Seattle, WA".into()),
        passengers: Some(46),
        vehicle_type: None,
        value_cents: None,
        notes: String::new(),
        owner: None,
        stage: None,
        custom: shared::customers::CustomValues::new(),
    }
}

pub(crate) async fn lead(cx: &Cx) -> LeadId {
    crate::leads::create(cx, inquiry()).await.expect("a lead").row.id
}

/// A draft with an extra the customer may choose.
async fn draft(cx: &Cx) -> Quote {
    let quote = quotes::create_from_lead(cx, lead(cx).await).await.expect("a quote");
    let mut content = quote.content.clone();
    let extra = quote.book.rates.amenities.first().expect("the pack has extras").id;
    content.amenities.push(AmenityChoice { amenity: extra, optional: true, chosen: false });
    quotes::edit(cx, quote.id, EditQuote { version: quote.version, content }).await.expect("saved")
}

async fn sent(cx: &Cx) -> (Quote, String) {
    let quote = draft(cx).await;
    let out = quotes::send(
        cx,
        quote.id,
        SendQuote {
            version: quote.version,
            total_cents: quote.priced.total_cents,
            email: "maya@example.com".into(),
            pin: String::new(),
            message: String::new(),
        },
    )
    .await
    .expect("sent");
    let token = out.link.rsplit('/').next().expect("a token").to_string();
    (out.quote, token)
}

/// A lead whose offer went out, with the token of its link.
pub(crate) async fn sent_lead(cx: &Cx) -> (LeadId, String) {
    let (quote, token) = sent(cx).await;
    (quote.lead.expect("it came from one"), token)
}

/// A lead whose offer was accepted, with the job of it.
pub(crate) async fn accepted_lead(t: &TestApp, cx: &Cx) -> (LeadId, shared::JobId) {
    let (lead, token) = sent_lead(cx).await;
    let opened = open(t, &token).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    let job = quotes::accept_by_link(&opened, acceptance(&seen)).await.expect("accepted").job;
    (lead, job)
}

async fn open(t: &TestApp, token: &str) -> quotes::Opened {
    quotes::open(&t.app, RequestInfo::internal("visitor"), token).await.expect("the link opens")
}

fn acceptance(seen: &PublicQuote) -> Acceptance {
    Acceptance {
        revision: seen.revision,
        total_cents: seen.priced.total_cents,
        name: "Maya Lindqvist".into(),
        kind: SignatureKind::Typed,
        strokes: String::new(),
        consent: true,
        consent_version: Some(CONSENT_VERSION.into()),
        options: Vec::new(),
        package: seen.priced.package,
    }
}

fn code<T: std::fmt::Debug>(result: shared::Result<T>) -> String {
    match result {
        Err(Error::Conflict { code, .. }) => code,
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn a_lead_becomes_a_quote_once_however_often_it_is_asked() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let lead = lead(&cx).await;
    let first = quotes::create_from_lead(&cx, lead).await.expect("a quote");
    let second = quotes::create_from_lead(&cx, lead).await.expect("the same quote");
    assert_eq!(first.id, second.id);
    assert_eq!(first.number, "Q-00001");
    assert_eq!(first.content.stops.len(), 2);
    assert!(first.route.metres > 150_000, "Vancouver to Seattle is known");
    assert!(first.priced.total_cents > 0);
}

#[tokio::test]
async fn a_failure_at_any_statement_of_the_conversion_leaves_nothing_behind() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let lead = lead(&cx).await;
    t.all_or_nothing(7, &cx, async |cx| quotes::create_from_lead(&cx, lead).await).await;
}

#[tokio::test]
async fn a_failure_at_any_statement_of_the_acceptance_leaves_nothing_behind() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, token) = sent(&cx).await;
    let mut opened = open(&t, &token).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    let visitor = Cx::public(&t.app, cx.org, RequestInfo::internal("visitor"), "Maya Lindqvist");
    t.all_or_nothing(12, &visitor, async |cx| {
        opened.cx = cx;
        quotes::accept_by_link(&opened, acceptance(&seen)).await
    })
    .await;
    let accepted = quotes::show(&cx, quote.id).await.expect("the quote");
    assert_eq!(accepted.status, QuoteStatus::Accepted);
    assert!(accepted.job.is_some() && accepted.signature.is_some());
    assert!(quotes::is_intact(&cx, quote.id).await.expect("checked"));
}

#[tokio::test]
async fn of_two_acceptances_at_once_exactly_one_wins() {
    let t = TestApp::new().await;
    let (_, token) = sent(&t.owner().await).await;
    let (one, two) = (open(&t, &token).await, open(&t, &token).await);
    let seen = quotes::read(&one, true, false, None).await.expect("readable");
    let (first, second) = tokio::join!(quotes::accept_by_link(&one, acceptance(&seen)), quotes::accept_by_link(&two, acceptance(&seen)));
    let (won, lost) = if first.is_ok() { (first, second) } else { (second, first) };
    assert!(won.is_ok());
    assert_eq!(code(lost), "already_accepted");
    assert_eq!(t.count("jobs").await, 1);
    assert_eq!(t.count("quote_signatures").await, 1);
}

#[tokio::test]
async fn only_the_current_revision_in_time_and_not_withdrawn_can_be_accepted() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, token) = sent(&cx).await;
    let opened = open(&t, &token).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    quotes::revise(&cx, quote.id).await.expect("revised");
    assert_eq!(code(quotes::accept_by_link(&opened, acceptance(&seen)).await), "superseded");
    let draft = quotes::show(&cx, quote.id).await.expect("the draft");
    let again = quotes::send(
        &cx,
        quote.id,
        SendQuote {
            version: draft.version,
            total_cents: draft.priced.total_cents,
            email: "maya@example.com".into(),
            pin: String::new(),
            message: String::new(),
        },
    )
    .await
    .expect("sent");
    let old = quotes::read(&opened, true, false, None).await.expect("readable");
    assert_eq!((old.state, old.newer), (LinkState::Superseded, Some(2)));
    let newest = quotes::read(&opened, true, true, None).await.expect("readable");
    assert_eq!(newest.state, LinkState::Open);

    let mut conn = t.owner_connection().await;
    sqlx::query("update quotes set valid_until = now() - interval '1 second'").execute(&mut conn).await.expect("time passes");
    assert_eq!(code(quotes::accept_by_link(&opened, acceptance(&newest)).await), "expired");
    sqlx::query("update quotes set valid_until = now() + interval '1 day'").execute(&mut conn).await.expect("time passes");
    quotes::withdraw(&cx, again.quote.id, Because::default()).await.expect("withdrawn");
    assert_eq!(code(quotes::accept_by_link(&opened, acceptance(&newest)).await), "withdrawn");
    assert_eq!(t.count("jobs").await, 0);
}

#[tokio::test]
async fn chosen_options_are_priced_signed_and_handed_to_the_job() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, token) = sent(&cx).await;
    let opened = open(&t, &token).await;
    let extra = quote.content.amenities[0].amenity.0;
    let picked = Picked { options: vec![extra], ..Picked::default() };
    let seen = quotes::read(&opened, true, false, Some(&picked)).await.expect("readable");
    assert!(seen.priced.total_cents > quote.priced.total_cents);
    let input = Acceptance { options: vec![extra], ..acceptance(&seen) };
    let stale = Acceptance { total_cents: quote.priced.total_cents, ..input.clone() };
    assert_eq!(code(quotes::accept_by_link(&opened, stale).await), "total_changed");
    let accepted = quotes::accept_by_link(&opened, input).await.expect("accepted");
    assert_eq!(accepted.total_cents, seen.priced.total_cents);
    let shown = quotes::show(&cx, quote.id).await.expect("the quote");
    assert_eq!(shown.priced.total_cents, accepted.total_cents);
    assert_eq!(shown.signature.expect("signed").document_hash, accepted.document_hash);
}

#[tokio::test]
async fn a_code_with_one_use_left_serves_one_of_two_quotes() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (a, b) = (draft(&cx).await, draft(&cx).await);
    let promo = NewPromo {
        code: "team150".into(),
        discount: Discount::Cents(15_000),
        minimum_cents: 0,
        service_line: None,
        starts_on: None,
        ends_on: None,
        max_uses: Some(1),
        only: PromoScope::default(),
    };
    crate::pricing::create_promo(&cx, promo).await.expect("a code");
    let use_it = |id: QuoteId| {
        let cx = cx.clone();
        async move { quotes::use_promo(&cx, id, UsePromo { code: "TEAM150".into() }).await }
    };
    let (first, second) = tokio::join!(use_it(a.id), use_it(b.id));
    let (won, lost) = if first.is_ok() { (first, second) } else { (second, first) };
    assert_eq!(won.expect("one wins").priced.discount_cents, -15_000);
    assert_eq!(lost.expect_err("the other does not"), Error::field("code", "used_up"));
}

#[tokio::test]
async fn other_organizations_and_other_agents_are_kept_out() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    assert_eq!(quotes::show(&t.foreign(BuiltinRole::Owner), quote.id).await.expect_err("hidden"), Error::NotFound);
    assert!(matches!(quotes::show(&t.cx(BuiltinRole::Driver), quote.id).await, Err(Error::Forbidden { .. })));
    let agent = t.cx(BuiltinRole::SalesAgent);
    let edit = EditQuote { version: quote.version, content: quote.content.clone() };
    assert!(matches!(quotes::edit(&agent, quote.id, edit).await, Err(Error::Forbidden { .. })));
    assert!(quotes::open(&t.app, RequestInfo::internal("visitor"), "not-a-token").await.is_err());
}

#[tokio::test]
async fn two_people_editing_one_draft_do_not_overwrite_each_other() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let edit = |title: &str| EditQuote { version: quote.version, content: Content { title: title.into(), ..quote.content.clone() } };
    quotes::edit(&cx, quote.id, edit("First")).await.expect("saved");
    assert_eq!(code(quotes::edit(&cx, quote.id, edit("Second")).await), "changed");
}

#[tokio::test]
async fn a_link_with_a_number_shows_nothing_until_it_is_entered() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let out = quotes::send(
        &cx,
        quote.id,
        SendQuote {
            version: quote.version,
            total_cents: quote.priced.total_cents,
            email: "maya@example.com".into(),
            pin: "4711".into(),
            message: String::new(),
        },
    )
    .await
    .expect("sent");
    let opened = open(&t, out.link.rsplit('/').next().expect("a token")).await;
    assert!(!opened.unlocked_by(None) && !opened.unlocked_by(Some("guess")));
    assert_eq!(quotes::read(&opened, false, false, None).await.expect("locked").state, LinkState::Locked);
    assert!(quotes::unlock(&opened, "0000").await.is_err());
    let key = quotes::unlock(&opened, "4711").await.expect("the right number");
    assert!(opened.unlocked_by(Some(&key)));
}
