//! What the paper of a revision shows, to whom.

use super::*;
use crate::quotes::{Printout, Standing, Which, printout, printout_by_link};

async fn send(cx: &Cx, quote: &Quote, pin: &str) -> (Quote, String) {
    let input = SendQuote {
        version: quote.version,
        total_cents: quote.priced.total_cents,
        email: "maya@example.com".into(),
        pin: pin.into(),
        message: String::new(),
    };
    let out = quotes::send(cx, quote.id, input).await.expect("sent");
    (out.quote, out.link.rsplit('/').next().expect("a token").to_string())
}

async fn paper(cx: &Cx, id: QuoteId, number: i32) -> Printout {
    printout(cx, id, Which::Number(number)).await.expect("a paper")
}

#[tokio::test]
async fn the_paper_of_a_revision_stays_what_went_out() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let first = draft(&cx).await;
    let before = paper(&cx, first.id, 1).await;
    assert_eq!((before.standing, before.document_hash.clone()), (Standing::Draft, None));
    assert_eq!(before.priced.total_cents, first.priced.total_cents);
    let (gone_out, _) = send(&cx, &first, "").await;
    let out = paper(&cx, first.id, 1).await;
    assert_eq!((out.standing, out.document_hash.as_ref()), (Standing::Current, gone_out.document_hash.as_ref()));
    assert_eq!((out.valid_until, Some(out.dated)), (gone_out.valid_until, gone_out.sent_at));
    assert!(out.content.instructions.is_empty() && out.priced.cost_cents.is_none(), "what the customer does not see");

    let second = quotes::revise(&cx, first.id).await.expect("revised");
    let content = Content { title: "Another trip".into(), passengers: 12, ..second.content.clone() };
    let edited = quotes::edit(&cx, first.id, EditQuote { version: second.version, content }).await.expect("saved");
    let old = paper(&cx, first.id, 1).await;
    assert_eq!(old, Printout { standing: Standing::Replaced, valid_until: old.valid_until, ..out.clone() }, "only its standing changes");
    let kept = old.valid_until.zip(out.valid_until).expect("both end");
    assert!((kept.0 - kept.1).abs() < Duration::seconds(1), "{kept:?}");
    let new = paper(&cx, first.id, 2).await;
    assert_eq!((new.standing, new.content.title.as_str(), new.revision_number), (Standing::Draft, "Another trip", 2));
    assert_eq!(printout(&cx, first.id, Which::Id(edited.revision)).await.expect("by its id"), new);
    assert_eq!(printout(&cx, first.id, Which::Number(3)).await.expect_err("there is none"), Error::NotFound);
    assert!("0".parse::<Which>().is_err() && "-1".parse::<Which>().is_err() && "one".parse::<Which>().is_err());
}

#[tokio::test]
async fn a_paper_is_for_who_may_see_the_quote() {
    let t = TestApp::new().await;
    let quote = draft(&t.owner().await).await;
    let foreign = t.foreign(BuiltinRole::Owner);
    assert_eq!(printout(&foreign, quote.id, Which::Number(1)).await.expect_err("hidden"), Error::NotFound);
    assert_eq!(printout(&foreign, quote.id, Which::Id(quote.revision)).await.expect_err("hidden"), Error::NotFound);
    assert!(matches!(printout(&t.cx(BuiltinRole::Driver), quote.id, Which::Number(1)).await, Err(Error::Forbidden { .. })));
}

#[tokio::test]
async fn a_link_gives_the_revision_it_was_mailed_with_and_counts_the_view() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, first) = send(&cx, &draft(&cx).await, "").await;
    let opened = open(&t, &first).await;
    assert_eq!(printout_by_link(&opened, false).await.expect("a paper").revision_number, 1);
    let seen = quotes::show(&cx, quote.id).await.expect("the quote");
    assert_eq!((seen.status, seen.views), (QuoteStatus::Viewed, 1));
    printout_by_link(&opened, false).await.expect("a paper");
    assert_eq!(quotes::show(&cx, quote.id).await.expect("the quote").views, 1, "as the page counts: once in ten minutes");

    let draft = quotes::revise(&cx, quote.id).await.expect("revised");
    assert_eq!(printout_by_link(&opened, true).await.expect("what went out").revision_number, 1, "a draft is nobody's yet");
    let (_, second) = send(&cx, &draft, "").await;
    let old = printout_by_link(&opened, false).await.expect("a paper");
    assert_eq!((old.revision_number, old.standing), (1, Standing::Replaced));
    assert_eq!(printout_by_link(&opened, true).await.expect("a paper").revision_number, 2);

    let opened = open(&t, &second).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    let accepted = quotes::accept_by_link(&opened, acceptance(&seen)).await.expect("accepted");
    for token in [&first, &second] {
        let signed = printout_by_link(&open(&t, token).await, false).await.expect("a paper");
        assert_eq!((signed.revision_number, signed.standing), (2, Standing::Signed));
        assert_eq!(signed.document_hash, Some(accepted.document_hash.clone()));
        let signing = signed.signing.expect("the signature");
        assert_eq!(signing.signature.name, "Maya Lindqvist");
        assert!(signing.consent.contains("accept quote"), "{}", signing.consent);
        assert_eq!(signing.steps.last().map(|step| step.kind), Some(EvidenceKind::Completed));
    }
    quotes::revoke_link(&cx, quote.id).await.expect("switched off");
    assert!(quotes::open(&t.app, RequestInfo::internal("visitor"), &second).await.is_err());
    assert_eq!(paper(&cx, quote.id, 1).await.standing, Standing::Replaced);
}
