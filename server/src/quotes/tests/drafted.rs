//! What an offer shows to customers and to the office once it was drafted anew or signed.

use shared::LineId;
use shared::pricing::LineItem;

use super::*;

#[tokio::test]
async fn what_is_being_drafted_is_shown_to_no_customer() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (out, token) = sent(&cx).await;
    let revised = quotes::revise(&cx, out.id).await.expect("revised");
    let content = Content { title: "Not for anybody yet".into(), ..revised.content.clone() };
    quotes::edit(&cx, out.id, EditQuote { version: revised.version, content }).await.expect("saved");
    for newest in [false, true] {
        let seen = quotes::read(&open(&t, &token).await, true, newest, None).await.expect("readable");
        assert_eq!((seen.state, seen.revision, seen.revision_number, seen.newer), (LinkState::Superseded, out.revision, 1, None));
        assert_eq!(seen.content.title, out.content.title, "newest {newest}");
    }
}

#[tokio::test]
async fn the_office_keeps_costs_and_its_own_notes_when_an_offer_is_signed() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let line = LineItem {
        id: LineId(uuid::Uuid::now_v7()),
        name: "Guide".into(),
        note: String::new(),
        quantity_milli: 1_000,
        unit_cents: 40_000,
        unit_cost_cents: Some(25_000),
        optional: false,
        chosen: true,
    };
    let content = Content { lines: vec![line], instructions: "Ring twice".into(), ..quote.content.clone() };
    let quote = quotes::edit(&cx, quote.id, EditQuote { version: quote.version, content }).await.expect("saved");
    let input = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "maya@example.com".into(),
        pin: String::new(),
        message: String::new(),
    };
    let out = quotes::send(&cx, quote.id, input).await.expect("sent");
    let opened = open(&t, out.link.rsplit('/').next().expect("a token")).await;
    let extra = quote.content.amenities.last().expect("an extra").amenity.0;
    let picked = shared::quotes::Picked { options: vec![extra], ..Default::default() };
    let seen = quotes::read(&opened, true, false, Some(&picked)).await.expect("readable");
    quotes::accept_by_link(&opened, Acceptance { options: vec![extra], ..acceptance(&seen) }).await.expect("accepted");
    let shown = quotes::show(&cx, quote.id).await.expect("shown");
    assert_eq!(shown.priced.total_cents, seen.priced.total_cents);
    assert_eq!(shown.content.lines[0].unit_cost_cents, Some(25_000));
    assert_eq!(shown.content.instructions, "Ring twice");
    assert!(shown.content.amenities.iter().any(|choice| choice.amenity.0 == extra && choice.chosen), "what was chosen in signing");
}
