//! Somebody with the rights of the schema's owner changes what is kept of an offer, past the application: it shows.

use super::*;

async fn run(t: &TestApp, statements: &'static str) {
    let mut conn = t.owner_connection().await;
    sqlx::raw_sql(statements).execute(&mut conn).await.expect("the schema's owner may");
}

const KEEP: &str = "create table kept_evidence as select * from quote_evidence;
    create table kept_revisions as select * from quote_revisions;
    create table kept_signatures as select * from quote_signatures";

const RESTORE: &str = "delete from quote_evidence;
    insert into quote_evidence select * from kept_evidence order by seq;
    update quote_revisions r set document = k.document, document_hash = k.document_hash from kept_revisions k where k.org_id = r.org_id and k.id = r.id;
    delete from quote_signatures;
    insert into quote_signatures select * from kept_signatures";

/// What is done, and what is found then.
const TAMPERED: &[(&str, EvidenceFinding)] = &[
    // what an entry says
    ("update quote_evidence set detail = detail || '.' where seq = 2", EvidenceFinding::Entry { seq: 2 }),
    ("update quote_evidence set at = at + interval '1 microsecond' where seq = 1", EvidenceFinding::Entry { seq: 1 }),
    ("update quote_evidence set kind = 'declined' where seq = 3", EvidenceFinding::Entry { seq: 3 }),
    ("update quote_evidence set ip = '10.0.0.1' where seq = 4", EvidenceFinding::Entry { seq: 4 }),
    ("update quote_evidence set user_agent = 'another' where seq = 5", EvidenceFinding::Entry { seq: 5 }),
    // an entry less
    ("delete from quote_evidence where seq = 1", EvidenceFinding::Entry { seq: 1 }),
    ("delete from quote_evidence where seq = 3", EvidenceFinding::Entry { seq: 3 }),
    (
        "delete from quote_evidence where seq = 3; update quote_evidence set seq = 3 where seq = 4; update quote_evidence set seq = 4 where seq = 5",
        EvidenceFinding::Entry { seq: 3 },
    ),
    ("delete from quote_evidence where seq = 5", EvidenceFinding::End),
    ("delete from quote_evidence", EvidenceFinding::End),
    // another order
    (
        "update quote_evidence set seq = 99 where seq = 2; update quote_evidence set seq = 2 where seq = 3; update quote_evidence set seq = 3 where seq = 99",
        EvidenceFinding::Entry { seq: 2 },
    ),
    // hashes
    ("update quote_evidence set hash = repeat('0', 64) where seq = 2", EvidenceFinding::Entry { seq: 2 }),
    ("update quote_evidence set hash = repeat('0', 64) where seq = 5", EvidenceFinding::Entry { seq: 5 }),
    // an entry more
    (
        "insert into quote_evidence (org_id, quote_id, seq, revision_id, kind, at, detail, prev_hash, hash)
         select org_id, quote_id, 6, revision_id, 'declined', at, '', hash, repeat('0', 64) from quote_evidence where seq = 5",
        EvidenceFinding::Entry { seq: 6 },
    ),
    // what was sent and signed
    ("update quote_revisions set document = document || ' '", EvidenceFinding::Document),
    (
        "update quote_revisions set document = 'free of charge', document_hash = encode(sha256('free of charge'::bytea), 'hex')",
        EvidenceFinding::Document,
    ),
    ("update quote_revisions set document_hash = repeat('0', 64)", EvidenceFinding::Document),
    ("update quote_revisions set document_hash = null", EvidenceFinding::Document),
    ("update quote_signatures set document = document || ' '", EvidenceFinding::Document),
    (
        "update quote_signatures set document = 'free of charge', document_hash = encode(sha256('free of charge'::bytea), 'hex')",
        EvidenceFinding::Document,
    ),
    ("update quote_revisions set document = null, document_hash = null; delete from quote_signatures", EvidenceFinding::Document),
];

#[tokio::test]
async fn whatever_is_changed_past_the_application_shows_in_the_chain_of_evidence() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, token) = sent(&cx).await;
    let opened = open(&t, &token).await;
    let extra = quote.content.amenities[0].amenity.0;
    let seen = quotes::read(&opened, true, false, Some(&shared::quotes::Picked { options: vec![extra], ..Default::default() }))
        .await
        .expect("readable");
    let accepted = quotes::accept_by_link(&opened, Acceptance { options: vec![extra], ..acceptance(&seen) }).await;
    accepted.expect("accepted with another text than was sent");
    let found = quotes::check_evidence(&cx, quote.id).await.expect("checked");
    assert_eq!((found.finding, found.entries, found.documents), (EvidenceFinding::Intact, 5, 2), "sent, opened, agreed, signed, booked");
    assert!((Utc::now() - found.at).num_seconds() < 60);

    run(&t, KEEP).await;
    for (tampered, finding) in TAMPERED {
        run(&t, tampered).await;
        let found = quotes::check_evidence(&cx, quote.id).await.expect("checked");
        assert_eq!(found.finding, *finding, "{tampered}");
        assert!(!quotes::is_intact(&cx, quote.id).await.expect("checked"), "{tampered}");
        run(&t, RESTORE).await;
        assert!(quotes::is_intact(&cx, quote.id).await.expect("checked"), "as it was before: {tampered}");
    }
    // the chain of one quote does not fit another
    let (other, _) = sent(&cx).await;
    assert!(quotes::is_intact(&cx, other.id).await.expect("checked"));
    let mut conn = t.owner_connection().await;
    let swapped = "update quote_evidence e set detail = k.detail, hash = k.hash, at = k.at from kept_evidence k where e.quote_id = $1 and e.seq = 1 and k.seq = 1";
    sqlx::query(swapped).bind(other.id.0).execute(&mut conn).await.expect("the schema's owner may");
    let found = quotes::check_evidence(&cx, other.id).await.expect("checked");
    assert_eq!(found.finding, EvidenceFinding::Entry { seq: 1 });
}

#[tokio::test]
async fn a_quote_nobody_sent_has_nothing_to_be_changed_and_a_foreign_one_is_not_found() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let quote = draft(&cx).await;
    let found = quotes::check_evidence(&cx, quote.id).await.expect("checked");
    assert_eq!((found.finding, found.entries, found.documents), (EvidenceFinding::Intact, 0, 0));
    assert_eq!(quotes::check_evidence(&t.foreign(BuiltinRole::Owner), quote.id).await.expect_err("hidden"), Error::NotFound);
    assert!(matches!(quotes::check_evidence(&t.cx(BuiltinRole::Driver), quote.id).await, Err(Error::Forbidden { .. })));
}
