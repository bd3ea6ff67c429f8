//! The paper of an offer over the wire: to whom it goes, under which name and heads, and that a link that asks for a
//! number gives nothing away before.

use http::StatusCode;
use server::crypto::sha256_hex;
use server::cx::{Cx, RequestInfo};
use shared::access::BuiltinRole;
use shared::leads::{LeadSource, NewLead, Urgency};
use shared::packs::ServiceLine;
use shared::quotes::{Acceptance, Accepted, Quote, SendQuote, SignatureKind};
use uuid::Uuid;

use super::client::{Call, Reply, Wire};

/// An offer that was mailed with a number to enter first, and the token of its link.
async fn sent(cx: &Cx) -> (Quote, String) {
    let lead = NewLead {
        name: "Maya Lindqvist".into(),
        company: None,
        email: Some("maya@example.com".into()),
        phone: None,
        service_line: ServiceLine::Charter,
        source: LeadSource::Phone,
        urgency: Urgency::Medium,
        wanted_on: Some((cx.now() + chrono::Duration::days(30)).date_naive()),
        origin: Some("750 Burrard St, Vancouver, BC".into()),
        destination: Some("303 S Jackson St, Seattle, WA".into()),
        passengers: Some(46),
        vehicle_type: None,
        value_cents: None,
        notes: String::new(),
        owner: None,
        stage: None,
        custom: shared::customers::CustomValues::new(),
    };
    let lead = server::leads::create(cx, lead).await.expect("a lead").row.id;
    let draft = server::quotes::create_from_lead(cx, lead).await.expect("a quote");
    let input = SendQuote {
        version: draft.version,
        total_cents: draft.priced.total_cents,
        email: "maya@example.com".into(),
        pin: "4711".into(),
        message: String::new(),
    };
    let out = server::quotes::send(cx, draft.id, input).await.expect("sent");
    (out.quote, out.link.rsplit('/').next().expect("a token").to_string())
}

fn is_paper(reply: &Reply, name: &str) {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let head = |name: &str| reply.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_string();
    assert_eq!(head("content-type"), "application/pdf");
    assert_eq!(head("content-disposition"), format!("attachment; filename=\"{name}\""));
    assert_eq!(head("cache-control"), "private, no-store");
    assert_eq!(head("x-content-type-options"), "nosniff");
    assert!(reply.bytes.starts_with(b"%PDF-1.7") && reply.bytes.ends_with(b"%%EOF"), "a whole file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_goes_to_who_may_read_the_offer_and_to_nobody_else() {
    let wire = Wire::new().await;
    let (quote, token) = sent(&wire.test.owner().await).await;
    let name = format!("{}-rev1.pdf", quote.number);
    let path = format!("/api/v1/quotes/{}/revisions/1/pdf", quote.id);
    let first = wire.send("GET", &path, Some(BuiltinRole::Owner), None).await;
    is_paper(&first, &name);
    let by_id = format!("/api/v1/quotes/{}/revisions/{}/pdf", quote.id, quote.revision);
    let again = wire.send("GET", &by_id, Some(BuiltinRole::SalesAgent), None).await;
    assert_eq!(first.bytes, again.bytes, "the same revision, the same bytes");

    // foreign, missing and misspelt are answered alike
    let missing = wire.send("GET", &format!("/api/v1/quotes/{}/revisions/1/pdf", Uuid::now_v7()), Some(BuiltinRole::Owner), None).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    let foreign = Call { method: "GET", path: path.clone(), credential: Some(wire.login(1, BuiltinRole::Owner).await), ..Call::default() };
    let foreign = wire.call(&foreign).await;
    assert_eq!((foreign.status, foreign.whole()), (missing.status, missing.whole()));
    for other in
        [format!("/api/v1/quotes/{}/revisions/2/pdf", quote.id), "/api/v1/quotes/x/revisions/1/pdf".into(), path.replace("/1/", "/0/")]
    {
        let reply = wire.send("GET", &other, Some(BuiltinRole::Owner), None).await;
        assert_eq!((reply.status, reply.whole()), (missing.status, missing.whole()), "{other}");
    }
    assert_eq!(wire.send("GET", &path, Some(BuiltinRole::Driver), None).await.status, StatusCode::FORBIDDEN);
    assert_eq!(wire.send("GET", &path, None, None).await.status, StatusCode::UNAUTHORIZED);

    // the link asks for its number first
    let (page, paper) = (format!("/q/{token}"), format!("/q/{token}/quote.pdf"));
    for cookie in ["", "guess"] {
        let locked = wire.get_with(&paper, &[("cookie", &format!("tbq_{}={cookie}", &token[..12]))]).await;
        assert_eq!((locked.status, locked.headers["location"].to_str().expect("ascii")), (StatusCode::SEE_OTHER, page.as_str()));
        assert!(locked.bytes.is_empty());
    }
    let wrong = wire.browse("POST", &format!("{page}/pin"), None, Some("pin=0000")).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && !wrong.headers.contains_key("set-cookie"));
    let right = wire.browse("POST", &format!("{page}/pin"), None, Some("pin=4711")).await;
    let cookie = right.headers["set-cookie"].to_str().expect("ascii").split(';').next().expect("a pair").to_string();
    let opened = wire.get_with(&paper, &[("cookie", &cookie)]).await;
    is_paper(&opened, &name);
    assert_eq!(opened.headers["x-robots-tag"], "noindex");
    assert_eq!(opened.bytes, first.bytes, "the customer has what the office has");
    let seen = wire.test.owner().await;
    assert_eq!(server::quotes::show(&seen, quote.id).await.expect("the quote").views, 1, "counted like a view of the page");
    server::quotes::revoke_link(&seen, quote.id).await.expect("switched off");
    assert_eq!(wire.get_with(&paper, &[("cookie", &cookie)]).await.status, StatusCode::NOT_FOUND);
    // and nobody gets it from the portal without a login
    let stranger = wire.get_with(&format!("/my/quotes/{}/quote.pdf", quote.id), &[]).await;
    assert!(!stranger.status.is_success() && !stranger.bytes.starts_with(b"%PDF"));
}

/// The customer signs, whatever it comes to.
async fn signed(wire: &Wire, token: &str) -> Accepted {
    let opened = server::quotes::open(&wire.test.app, RequestInfo::internal("visitor"), token).await.expect("the link opens");
    let seen = server::quotes::read(&opened, true, false, None).await.expect("readable");
    let acceptance = Acceptance {
        revision: seen.revision,
        total_cents: seen.priced.total_cents,
        name: "Maya Lindqvist".into(),
        kind: SignatureKind::Typed,
        strokes: String::new(),
        consent: true,
        consent_version: Some(shared::quotes::CONSENT_VERSION.into()),
        options: Vec::new(),
        package: seen.priced.package,
    };
    server::quotes::accept_by_link(&opened, acceptance).await.expect("accepted")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_follows_the_signature_and_goes_to_who_may_read_the_offer() {
    let wire = Wire::new().await;
    let (quote, token) = sent(&wire.test.owner().await).await;
    let page = format!("/q/{token}");
    let (certificate, paper, text) = (format!("{page}/certificate"), format!("{page}/certificate.pdf"), format!("{page}/signed.json"));
    let leads_back =
        |reply: &Reply| reply.status == StatusCode::SEE_OTHER && reply.headers["location"] == page.as_str() && reply.bytes.is_empty();
    for path in [&certificate, &paper, &text] {
        assert!(leads_back(&wire.get_with(path, &[]).await), "{path} asks for the number first");
    }
    let right = wire.browse("POST", &format!("{page}/pin"), None, Some("pin=4711")).await;
    let cookie = right.headers["set-cookie"].to_str().expect("ascii").split(';').next().expect("a pair").to_string();
    let cookie = [("cookie", cookie.as_str())];

    // nobody signed yet
    assert!(leads_back(&wire.get_with(&certificate, &cookie).await));
    for path in [&paper, &text] {
        assert_eq!(wire.get_with(path, &cookie).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let (office_paper, office_text) = (format!("/api/v1/quotes/{}/certificate", quote.id), format!("/api/v1/quotes/{}/signed", quote.id));
    for path in [&office_paper, &office_text] {
        assert_eq!(wire.send("GET", path, Some(BuiltinRole::Owner), None).await.status, StatusCode::NOT_FOUND, "{path}");
    }

    let accepted = signed(&wire, &token).await;
    let name = format!("{}-rev1-certificate.pdf", quote.number);
    let shown = wire.get_with(&certificate, &cookie).await;
    assert_eq!((shown.status, shown.headers["cache-control"].to_str().expect("ascii")), (StatusCode::OK, "private, no-store"));
    let html = shown.whole();
    for part in [accepted.document_hash.as_str(), "Matches", "by the number it asks for", "maya@example.com"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(html.len() < 60_000, "{} bytes", html.len());
    is_paper(&wire.get_with(&paper, &cookie).await, &name);
    is_paper(&wire.send("GET", &office_paper, Some(BuiltinRole::Owner), None).await, &name);
    let office = wire.send("GET", &office_text, Some(BuiltinRole::Owner), None).await;
    assert_eq!(wire.get_with(&text, &cookie).await.bytes, office.bytes);
    assert_eq!(sha256_hex(&office.bytes), accepted.document_hash, "the file is what was signed, byte by byte");

    // nobody else
    let foreign = wire.login(1, BuiltinRole::Owner).await;
    for path in [&office_paper, &office_text] {
        let foreign = Call { method: "GET", path: path.clone(), credential: Some(foreign.clone()), ..Call::default() };
        assert_eq!(wire.call(&foreign).await.status, StatusCode::NOT_FOUND);
        assert_eq!(wire.send("GET", path, Some(BuiltinRole::Driver), None).await.status, StatusCode::FORBIDDEN);
        assert_eq!(wire.send("GET", path, None, None).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(
            wire.send("GET", &path.replace(&quote.id.to_string(), "x"), Some(BuiltinRole::Owner), None).await.status,
            StatusCode::NOT_FOUND
        );
    }
    for path in [&certificate, &paper, &text] {
        assert!(leads_back(&wire.get_with(path, &[]).await), "{path} still asks for the number");
        let other = path.replace(&token, "another");
        assert_eq!(wire.get_with(&other, &cookie).await.status, StatusCode::NOT_FOUND, "{other}");
    }

    // somebody changes what is kept, past the application
    let mut conn = wire.test.owner_connection().await;
    sqlx::query("update quote_evidence set detail = detail || '.' where seq = 1").execute(&mut conn).await.expect("the schema's owner may");
    let shown = wire.get_with(&certificate, &cookie).await.whole();
    assert!(shown.contains("Does not match") && shown.contains("Step 1 is not as it was written"), "{shown}");
    is_paper(&wire.get_with(&paper, &cookie).await, &name);

    server::quotes::revoke_link(&wire.test.owner().await, quote.id).await.expect("switched off");
    assert_eq!(wire.get_with(&certificate, &cookie).await.status, StatusCode::NOT_FOUND);
    let stranger = wire.get_with(&format!("/my/quotes/{}/certificate", quote.id), &[]).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER, "in the portal one logs in");
}
