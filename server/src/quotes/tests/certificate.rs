//! What a certificate says, to whom, and that it says so when something was changed past the application.

use super::*;
use crate::crypto::sha256_hex;
use crate::quotes::{Certificate, Verdict, certificate, certificate_by_link};

const STROKES: &str = "10,60 40,20 70,60 100,20 130,60;160,60 190,20 220,60 250,20";

async fn send(cx: &Cx, pin: &str) -> (Quote, String) {
    let quote = draft(cx).await;
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

/// Reads and accepts; what was accepted.
async fn sign(opened: &quotes::Opened, drawn: bool) -> Accepted {
    let seen = quotes::read(opened, true, false, None).await.expect("readable");
    let mut input = acceptance(&seen);
    if drawn {
        input = Acceptance { kind: SignatureKind::Drawn, strokes: STROKES.into(), ..input };
    }
    quotes::accept_by_link(opened, input).await.expect("accepted")
}

fn kinds(of: &Certificate) -> Vec<EvidenceKind> {
    of.steps.iter().map(|step| step.entry.kind).collect()
}

#[tokio::test]
async fn the_words_that_were_shown_are_kept_whichever_are_shown_by_now() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (_, token) = send(&cx, "").await;
    let opened = open(&t, &token).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    let says = |version: Option<&str>| Acceptance { consent_version: version.map(str::to_string), ..acceptance(&seen) };
    let refused = quotes::accept_by_link(&opened, says(Some("1999-01-1"))).await.expect_err("nobody knows what that said");
    assert!(refused.fields().0.contains_key("consent"), "{refused:?}");
    // a page that was open while the server was updated does not say
    quotes::accept_by_link(&opened, says(None)).await.expect("accepted");
    let made = certificate_by_link(&open(&t, &token).await).await.expect("a certificate");
    assert_eq!((made.signature.consent_version.as_str(), made.verdict), (UNTOLD_CONSENT_VERSION, Verdict::Matches));
}

#[tokio::test]
async fn a_certificate_names_document_parties_words_and_every_step() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, token) = send(&cx, "").await;
    let opened = open(&t, &token).await;
    let accepted = sign(&opened, false).await;
    let made = certificate_by_link(&open(&t, &token).await).await.expect("a certificate");
    assert_eq!((made.number.as_str(), made.revision_number, made.title.as_str()), (quote.number.as_str(), 1, quote.content.title.as_str()));
    assert_eq!(made.signature.document_hash, accepted.document_hash);
    assert_eq!(sha256_hex(made.document.as_bytes()), accepted.document_hash, "anybody can reckon it");
    assert_eq!(made.contact_name, "Maya Lindqvist");
    assert_eq!((made.email.as_deref(), made.identified), (Some("maya@example.com"), Some(Identified::Link)));
    assert_eq!((made.signature.name.as_str(), made.signature.kind), ("Maya Lindqvist", SignatureKind::Typed));
    assert_eq!(made.signature.consent_version, CONSENT_VERSION);
    assert!(made.consent.contains("accept quote") && made.consent.contains("paper copy"), "words and disclosure: {}", made.consent);
    use EvidenceKind::{Completed, ConsentGiven, Sent, SignatureApplied, Viewed};
    assert_eq!(kinds(&made), [Sent, Viewed, ConsentGiven, SignatureApplied, Completed]);
    for pair in made.steps.windows(2) {
        assert_eq!(pair[0].entry.hash, pair[1].prev_hash);
    }
    assert_eq!(made.verdict, Verdict::Matches);
    assert!((Utc::now() - made.checked_at).num_seconds() < 60);
    let office = certificate(&cx, quote.id).await.expect("a certificate");
    assert_eq!(Certificate { checked_at: made.checked_at, ..office }, made, "the office has what the customer has");
}

#[tokio::test]
async fn how_the_signer_was_known_is_kept() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, token) = send(&cx, "4711").await;
    sign(&open(&t, &token).await, true).await;
    let made = certificate(&cx, quote.id).await.expect("a certificate");
    assert_eq!((made.identified, made.verdict), (Some(Identified::LinkAndNumber), Verdict::Matches));
    assert_eq!((made.signature.kind, made.signature.strokes.as_str()), (SignatureKind::Drawn, STROKES));

    let (quote, _) = send(&cx, "4711").await;
    let customer = t.customer_cx(quote.to.account, quote.to.contact);
    let opened = quotes::open_as_customer(customer, quote.id).await.expect("their own");
    sign(&opened, false).await;
    let made = certificate_by_link(&opened).await.expect("a certificate");
    assert_eq!((made.identified, made.verdict), (Some(Identified::Portal), Verdict::Matches));
}

#[tokio::test]
async fn a_certificate_is_for_who_may_see_the_quote_and_only_of_a_signature() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, token) = send(&cx, "").await;
    let opened = open(&t, &token).await;
    assert_eq!(certificate_by_link(&opened).await.expect_err("nobody signed"), Error::NotFound);
    assert_eq!(certificate(&cx, quote.id).await.expect_err("nobody signed"), Error::NotFound);
    sign(&opened, false).await;
    assert_eq!(certificate(&t.foreign(BuiltinRole::Owner), quote.id).await.expect_err("hidden"), Error::NotFound);
    assert!(matches!(certificate(&t.cx(BuiltinRole::Driver), quote.id).await, Err(Error::Forbidden { .. })));
    let seen = certificate(&t.cx(BuiltinRole::SalesAgent), quote.id).await.expect("who may see it");
    assert_eq!(seen.email.as_deref(), Some("maya@example.com"));
    let audited = certificate(&t.cx(BuiltinRole::Auditor), quote.id).await.expect("who may see it");
    assert_eq!((audited.email, audited.verdict), (None, Verdict::Matches), "no personal data");
}

/// What is done past the application, how it is undone, and what is found between.
const TAMPERED: &[(&str, &str, Verdict)] = &[
    (
        "update quote_evidence set detail = detail || '.' where seq = 2",
        "update quote_evidence set detail = left(detail, -1) where seq = 2",
        Verdict::Step(2),
    ),
    (
        "update quote_evidence set prev_hash = repeat('0', 64) where seq = 3",
        "update quote_evidence e set prev_hash = b.hash from quote_evidence b where e.seq = 3 and b.seq = 2",
        Verdict::Step(3),
    ),
    (
        "update quote_evidence set at = at - interval '1 day' where seq = 4",
        "update quote_evidence set at = at + interval '1 day' where seq = 4",
        Verdict::Step(4),
    ),
    (
        "update quote_signatures set document = document || ' '",
        "update quote_signatures set document = left(document, -1)",
        Verdict::Document,
    ),
    (
        "update quote_signatures set document = 'x' || document",
        "update quote_signatures set document = substr(document, 2)",
        Verdict::Document,
    ),
    (
        "update quote_signatures set consent_text = consent_text || '.'",
        "update quote_signatures set consent_text = left(consent_text, -1)",
        Verdict::Signature,
    ),
    (
        "update quote_signatures set signed_at = signed_at - interval '1 day'",
        "update quote_signatures set signed_at = signed_at + interval '1 day'",
        Verdict::Signature,
    ),
    (
        "update quote_signatures set user_agent = user_agent || 'x'",
        "update quote_signatures set user_agent = left(user_agent, -1)",
        Verdict::Signature,
    ),
    (
        "update quote_signatures set ip = coalesce(ip, '') || 'x'",
        "update quote_signatures set ip = nullif(left(ip, -1), '')",
        Verdict::Signature,
    ),
    ("update quote_signatures set name = name || 'x'", "update quote_signatures set name = left(name, -1)", Verdict::Signature),
    (
        "update quote_signatures set strokes = strokes || ' 1,1'",
        "update quote_signatures set strokes = left(strokes, -4)",
        Verdict::Signature,
    ),
    ("update quote_signatures set document = 'free', document_hash = encode(sha256('free'::bytea), 'hex')", "", Verdict::Signature),
    ("delete from quote_evidence where seq = 5", "", Verdict::Signature),
];

#[tokio::test]
async fn what_was_changed_past_the_application_does_not_match() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, token) = send(&cx, "").await;
    sign(&open(&t, &token).await, true).await;
    let verdict = async || certificate(&cx, quote.id).await.expect("a certificate whatever became of it").verdict;
    let mut conn = t.owner_connection().await;
    for (tampered, undone, found) in TAMPERED {
        sqlx::query(*tampered).execute(&mut conn).await.expect("the schema's owner may");
        assert_eq!(verdict().await, *found, "{tampered}");
        if !undone.is_empty() {
            sqlx::query(*undone).execute(&mut conn).await.expect("the schema's owner may");
            assert_eq!(verdict().await, Verdict::Matches, "as it was before: {tampered}");
        }
    }
}
