//! The rest of the questions that [`super::plans`] puts: every order and the pages behind the first of leads and quotes,
//! what stands beside a record, and the lists somebody opens once a day.

use shared::audit::AuditQuery;
use shared::customers::NewCustomer;
use shared::leads::LeadSort;
use shared::packs::ServiceLine;
use shared::pricing::SavePriceDraft;
use shared::quotes::{QuoteQuery, QuoteSort};
use shared::{LeadId, MediaId, QuoteId};
use uuid::Uuid;

use crate::assistant::{self, Subject};
use crate::cx::Cx;
use crate::testing::TestApp;
use crate::{audit, customers, leads, media, operations, pricing, quotes, saved_views};

/// Judges the plans of what was asked since it was called last.
type Settle<'a> = &'a mut dyn FnMut(&str);

/// Asks all of it.
pub(super) async fn ask(t: &TestApp, cx: &Cx, lead: LeadId, quote: QuoteId, settle: Settle<'_>) {
    orders_of_leads(cx, settle).await;
    orders_of_quotes(cx, settle).await;
    quotes_narrowed(cx, settle).await;
    beside_a_record(t, cx, lead, quote, settle).await;
    prices(cx, settle).await;
    once_a_day(cx, settle).await;
    log(cx, settle).await;
}

/// As addresses write it.
fn order(by: impl std::fmt::Display, falling: bool) -> Option<String> {
    Some(format!("{}{by}", if falling { "-" } else { "" }))
}

async fn orders_of_leads(cx: &Cx, settle: Settle<'_>) {
    for by in LeadSort::ALL {
        for falling in [false, true] {
            let asked = leads::Filter { sort: order(by, falling), ..leads::Filter::default() };
            let first = leads::list(cx, asked.clone()).await.expect("leads");
            settle(&format!("leads by {by}, falling {falling}"));
            let after = first.page.next;
            assert!(after.is_some(), "there are more leads than a page holds");
            leads::list(cx, leads::Filter { after, ..asked }).await.expect("leads");
            settle(&format!("leads by {by}, falling {falling}, next page"));
        }
    }
}

async fn orders_of_quotes(cx: &Cx, settle: Settle<'_>) {
    for by in QuoteSort::ALL {
        for falling in [false, true] {
            let asked = QuoteQuery { sort: order(by, falling), ..QuoteQuery::default() };
            let first = quotes::list(cx, asked.clone()).await.expect("quotes");
            settle(&format!("quotes by {by}, falling {falling}"));
            let after = first.page.next;
            assert!(after.is_some(), "there are more quotes than a page holds");
            quotes::list(cx, QuoteQuery { after, ..asked }).await.expect("quotes");
            settle(&format!("quotes by {by}, falling {falling}, next page"));
        }
    }
}

async fn quotes_narrowed(cx: &Cx, settle: Settle<'_>) {
    let first = quotes::list(cx, QuoteQuery::default()).await.expect("quotes").page.items;
    settle("quotes");
    let ids: Vec<String> = first.iter().take(20).map(|row| row.id.to_string()).collect();
    let (some, day) = (|text: &str| Some(text.to_string()), |text: &str| text.parse().ok());
    let all = QuoteQuery::default;
    for (name, query) in [
        ("owner", QuoteQuery { owner: cx.member().map(|member| member.to_string()), ..all() }),
        ("nobody", QuoteQuery { owner: some("nobody"), ..all() }),
        ("open states", QuoteQuery { status: some("sent,viewed"), ..all() }),
        ("a closed state", QuoteQuery { status: some("declined"), ..all() }),
        ("service line", QuoteQuery { line: some("moving"), ..all() }),
        ("days", QuoteQuery { from: day("2026-11-01"), to: day("2026-11-07"), ..all() }),
        ("several", QuoteQuery { line: some("charter"), status: some("sent"), from: day("2026-01-01"), ..all() }),
        // what one act on several is judged by
        ("ids", QuoteQuery { ids: Some(ids.join(",")), ..all() }),
    ] {
        quotes::list(cx, query).await.expect("quotes");
        settle(&format!("quotes by {name}"));
    }
}

async fn beside_a_record(t: &TestApp, cx: &Cx, lead: LeadId, quote: QuoteId, settle: Settle<'_>) {
    for (name, subject) in [("a lead", Subject::Lead(lead)), ("a quote", Subject::Quote(quote))] {
        assistant::suggestions(cx, subject).await.expect("suggestions");
        settle(&format!("suggestions about {name}"));
    }
    assistant::rates(cx).await.expect("rates");
    settle("rates of suggestions");
    let typed = NewCustomer {
        name: "Ada Okafor".into(),
        company: Some("Ferry Point School".into()),
        email: Some("ada@okafor.example".into()),
        phone: Some("416 555 0131".into()),
    };
    customers::duplicates(cx, typed).await.expect("look-alikes");
    settle("look-alikes of a customer being typed");
    let photo = "select id from media where org_id = $1 order by id limit 1";
    let photo: Uuid =
        sqlx::query_scalar(photo).bind(cx.org.0).fetch_one(&mut t.owner_connection().await).await.expect("the dataset has photos");
    media::show(cx, MediaId(photo)).await.expect("a photo");
    settle("one photo");
}

async fn prices(cx: &Cx, settle: Settle<'_>) {
    let line = ServiceLine::Moving;
    let desk = pricing::desk(cx, line).await.expect("a desk");
    settle("prices and their draft");
    let draft = SavePriceDraft { version: None, base_version: desk.book.version, name: "Spring".into(), rates: desk.book.rates };
    pricing::save_draft(cx, line, draft).await.expect("a draft");
    settle("save a draft of prices");
    pricing::replay_draft(cx, line).await.expect("a replay");
    settle("a draft tried on the quotes of 90 days");
    pricing::list_promos(cx).await.expect("promo codes");
    settle("promo codes");
}

async fn once_a_day(cx: &Cx, settle: Settle<'_>) {
    for status in [None, Some("failed".to_string())] {
        leads::capture::intakes(cx, status.clone()).await.expect("intakes");
        settle(&format!("what forms sent, {status:?}"));
    }
    leads::queue(cx).await.expect("the queue");
    settle("whose turn it is");
    leads::sources(cx).await.expect("sources");
    settle("ways leads come in");
    saved_views::list(cx, None).await.expect("views");
    settle("saved views");
    customers::imports(cx).await.expect("imports");
    settle("imports");
    customers::fields(cx).await.expect("fields");
    settle("fields of their own");
    operations::mails(cx, None).await.expect("mails");
    settle("mails");
    operations::work(cx).await.expect("work");
    settle("background work");
}

async fn log(cx: &Cx, settle: Settle<'_>) {
    let first = audit::list(cx, AuditQuery::default()).await.expect("the log");
    settle("the log");
    let after = first.next.and_then(|next| next.parse().ok());
    let all = AuditQuery::default;
    for (name, query) in [
        ("next page", AuditQuery { after, ..all() }),
        ("a room", AuditQuery { kind: Some("jobs".into()), ..all() }),
        ("a kind", AuditQuery { kind: Some("jobs.created".into()), ..all() }),
        ("somebody", AuditQuery { actor: cx.member().map(|member| member.0), ..all() }),
        ("words", AuditQuery { search: Some("oka".into()), ..all() }),
    ] {
        audit::list(cx, query).await.expect("the log");
        settle(&format!("the log by {name}"));
    }
}
