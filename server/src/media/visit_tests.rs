//! Photos of site visits on a real database: they go by the lead, and come along when that becomes a job.

use chrono::{Duration, Utc};
use serde_json::json;
use shared::access::BuiltinRole::{self, Accountant, Dispatcher, Driver, SalesAgent, SalesSupport};
use shared::jobs::JobFromLead;
use shared::leads::visits::NewVisit;
use shared::leads::{LeadSource, NewLead, Urgency};
use shared::media::rules::MAX_CHUNK;
use shared::media::{DeclareVisitMedia, EditVisitMedia, MediaKind, MediaStatus};
use shared::packs::ServiceLine;
use shared::{Error, LeadId, MediaId, SiteVisitId};
use uuid::Uuid;

use super::tests::{jpeg, read, send};
use super::*;
use crate::crypto::sha256_hex;
use crate::cx::Cx;
use crate::testing::TestApp;
use crate::{jobs, leads};

/// A lead of the sales agent with a visit they hold themselves.
async fn looked_at(t: &TestApp, name: &str) -> (LeadId, SiteVisitId) {
    let agent = t.org().person(SalesAgent).member;
    let new = NewLead {
        name: name.into(),
        company: None,
        email: Some(format!("{}@example.com", name.to_lowercase())),
        phone: None,
        service_line: ServiceLine::Moving,
        source: LeadSource::Phone,
        urgency: Urgency::Medium,
        wanted_on: None,
        origin: Some("12 Elm St, Surrey, BC".into()),
        destination: Some("750 Burrard St, Vancouver, BC".into()),
        passengers: None,
        vehicle_type: None,
        value_cents: Some(90_000),
        notes: String::new(),
        owner: Some(agent),
        stage: None,
        custom: shared::customers::CustomValues::new(),
    };
    let cx = t.owner().await;
    let lead = leads::create(&cx, new).await.expect("a lead").row.id;
    let starts_at = t.app.now() + Duration::days(1);
    let ends_at = starts_at + Duration::hours(1);
    let wish = NewVisit { member: agent, starts_at, ends_at, address: String::new(), reason: "One street".into() };
    (lead, leads::plan_visit(&cx, lead, wish).await.expect("a visit").id)
}

fn announced(kind: MediaKind, bytes: &[u8]) -> DeclareVisitMedia {
    DeclareVisitMedia {
        id: MediaId(Uuid::now_v7()),
        kind,
        size: i64::try_from(bytes.len()).expect("small"),
        sha256: sha256_hex(bytes),
        taken_at: Utc::now(),
        gps: None,
        caption: String::new(),
        position: 0,
    }
}

/// A photo that is there.
async fn taken(cx: &Cx, (lead, visit): (LeadId, SiteVisitId), seed: u8) -> MediaId {
    let bytes = jpeg(seed);
    let media = declare_at_visit(cx, lead, visit, announced(MediaKind::Photo, &bytes)).await.expect("announced");
    assert_eq!((media.job, media.visit, media.status), (None, Some(visit), MediaStatus::Declared));
    assert_eq!(send(cx, media.id, &bytes, 1000).await.expect("sent").status, MediaStatus::Stored);
    media.id
}

/// How many media belong to a job.
async fn of_a_job(t: &TestApp) -> i64 {
    let mut conn = t.owner_connection().await;
    sqlx::query_scalar("select count(*) from media where job_id is not null").fetch_one(&mut conn).await.expect("a count")
}

fn agreed() -> JobFromLead {
    JobFromLead { reason: "Agreed on site".into(), starts_at: Some(Utc::now() + Duration::days(9)), ..JobFromLead::default() }
}

#[tokio::test]
async fn a_photo_of_a_visit_is_seen_by_those_who_see_the_lead_and_sent_by_those_who_change_the_visit() {
    let t = TestApp::new().await;
    let at = looked_at(&t, "Ada").await;
    let (lead, visit) = at;
    let agent = t.cx(SalesAgent);
    let id = taken(&agent, at, 1).await;
    for cx in [t.owner().await, t.cx(SalesAgent), t.cx(SalesSupport), t.cx(Dispatcher)] {
        assert!(read(&cx, id, Variant::Full).await.is_ok());
        assert_eq!(show(&cx, id).await.expect("seen").visit, Some(visit));
        assert_eq!(of_visit(&cx, lead, visit).await.expect("a list").len(), 1);
        assert_eq!(of_lead(&cx, lead).await.expect("a list").len(), 1);
    }
    assert_eq!(leads::show_visit(&agent, lead, visit).await.expect("the visit").photos, 1);

    // what is there and out of reach is answered as what is not there
    let nothing = MediaId(Uuid::now_v7());
    let stranger = t.customer_cx(shared::AccountId(Uuid::now_v7()), shared::ContactId(Uuid::now_v7()));
    for cx in [t.cx(Driver), t.cx(Accountant), t.foreign(BuiltinRole::Owner), stranger] {
        for one in [id, nothing] {
            assert_eq!(read(&cx, one, Variant::Full).await, Err(Error::NotFound));
            assert_eq!(show(&cx, one).await, Err(Error::NotFound));
        }
    }
    let foreign = t.foreign(BuiltinRole::Owner);
    assert_eq!(of_visit(&foreign, lead, visit).await, Err(Error::NotFound));
    assert_eq!(of_lead(&foreign, lead).await, Err(Error::NotFound));
    assert_eq!(declare_at_visit(&foreign, lead, visit, announced(MediaKind::Photo, b"x")).await, Err(Error::NotFound));
    assert!(matches!(of_lead(&t.cx(Driver), lead).await, Err(Error::Forbidden { .. })));
    for role in [Driver, Dispatcher] {
        let refused = declare_at_visit(&t.cx(role), lead, visit, announced(MediaKind::Photo, b"x")).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{role:?}: {refused:?}");
    }
    // bytes are taken from those alone who may announce them
    let half = announced(MediaKind::Photo, &jpeg(2));
    declare_at_visit(&agent, lead, visit, half.clone()).await.expect("announced");
    for cx in [t.cx(Driver), t.cx(Dispatcher), foreign] {
        assert_eq!(receive(&cx, half.id, 0, bytes::Bytes::from_static(b"x")).await, Err(Error::NotFound));
    }
    // no job knows of it
    let words = serde_json::from_value(json!({ "caption": "Mine" })).expect("words");
    assert_eq!(edit(&t.owner().await, id, words).await, Err(Error::NotFound));
    assert_eq!(delete(&t.owner().await, id).await, Err(Error::NotFound));
    assert_eq!(of_a_job(&t).await, 0);
}

#[tokio::test]
async fn a_photo_of_a_visit_is_described_deleted_and_brought_back_there_and_told_of_on_the_lead() {
    let t = TestApp::new().await;
    let (at, other) = (looked_at(&t, "Bo").await, looked_at(&t, "Cy").await);
    let agent = t.cx(SalesAgent);
    let id = taken(&agent, at, 3).await;
    let seen = show(&agent, id).await.expect("seen");
    let words = |caption: &str| EditVisitMedia { caption: caption.into(), version: seen.version };
    let edited = edit_at_visit(&agent, at, id, words(" The stairs ")).await.expect("described");
    assert_eq!((edited.caption.as_str(), edited.version), ("The stairs", seen.version + 1));
    assert!(matches!(edit_at_visit(&agent, at, id, words("Later")).await, Err(Error::Conflict { .. })));
    assert_eq!(delete_at_visit(&agent, other, id).await, Err(Error::NotFound), "it is of another visit");
    assert!(matches!(delete_at_visit(&t.cx(Dispatcher), at, id).await, Err(Error::Forbidden { .. })));

    assert!(delete_at_visit(&agent, at, id).await.expect("deleted").deleted);
    assert_eq!(of_lead(&agent, at.0).await.expect("a list"), []);
    assert_eq!(leads::visits_of(&agent, at.0).await.expect("a list")[0].photos, 0);
    assert!(!restore_at_visit(&agent, at, id).await.expect("brought back").deleted);
    assert_eq!(of_lead(&agent, at.0).await.expect("a list").len(), 1);

    t.relay().await;
    let told = leads::timeline(&agent, at.0, None).await.expect("a timeline").items;
    let kinds: Vec<&str> = told.iter().filter(|event| event.entity == "media").map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["media.restored", "media.deleted", "media.edited", "media.stored", "media.declared"]);
    assert!(told.iter().filter(|event| event.entity == "media").all(|event| event.data["visit"] == json!(at.1)));
}

#[tokio::test]
async fn an_id_is_of_one_file_of_one_visit_and_nobody_signs_at_a_visit() {
    let t = TestApp::new().await;
    let (at, other) = (looked_at(&t, "Di").await, looked_at(&t, "Ed").await);
    let agent = t.cx(SalesAgent);
    let file = announced(MediaKind::Photo, &jpeg(4));
    let first = declare_at_visit(&agent, at.0, at.1, file.clone()).await.expect("announced");
    assert_eq!(declare_at_visit(&agent, at.0, at.1, file.clone()).await, Ok(first), "twice is once");
    for (place, file) in [(other, file.clone()), (at, DeclareVisitMedia { size: 1, ..file })] {
        let refused = declare_at_visit(&agent, place.0, place.1, file).await;
        assert!(matches!(refused, Err(Error::Conflict { ref code, .. }) if code == "media_reused"), "{refused:?}");
    }
    let signed = declare_at_visit(&agent, at.0, at.1, announced(MediaKind::Signature, b"x")).await.unwrap_err();
    assert!(signed.fields().0.contains_key("kind"));
    let text = b"this is no photo".to_vec();
    let media = declare_at_visit(&agent, at.0, at.1, announced(MediaKind::Photo, &text)).await.expect("announced");
    assert_eq!(send(&agent, media.id, &text, MAX_CHUNK).await.expect("an answer").status, MediaStatus::Rejected);
    assert_eq!(leads::show_visit(&agent, at.0, at.1).await.expect("the visit").photos, 0, "what was rejected is none");
}

#[tokio::test]
async fn a_lead_that_becomes_a_job_takes_its_photos_along_or_nothing_happens() {
    let t = TestApp::new().await;
    let (at, other) = (looked_at(&t, "Fay").await, looked_at(&t, "Gus").await);
    let agent = t.cx(SalesAgent);
    let (mine, theirs) = (taken(&agent, at, 5).await, taken(&agent, other, 6).await);
    let owner = t.owner().await;
    let job = t
        .all_or_nothing(10, &owner, async |cx| {
            let made = jobs::create_from_lead(&cx, at.0, agreed()).await;
            if made.is_err() {
                assert_eq!(of_a_job(&t).await, 0, "a photo went along with nothing");
            }
            made
        })
        .await;
    assert_eq!(job.media.iter().map(|media| (media.id, media.visit)).collect::<Vec<_>>(), [(mine, Some(at.1))]);
    assert_eq!(show(&agent, mine).await.expect("seen").job, Some(job.id));
    assert_eq!(show(&agent, theirs).await.expect("seen").job, None, "what is not converted stays");
    assert_eq!(of_lead(&agent, at.0).await.expect("a list").len(), 1, "it is seen on the lead as well");

    // what comes up later belongs to the job, too
    let late = announced(MediaKind::Photo, &jpeg(7));
    let late = declare_at_visit(&agent, at.0, at.1, late).await.expect("announced");
    assert_eq!((late.job, late.visit), (Some(job.id), Some(at.1)));

    // whoever sees the job sees it now; its customer does not
    assert!(read(&t.cx(Accountant), mine, Variant::Full).await.is_ok());
    assert_eq!(read(&t.cx(Driver), mine, Variant::Full).await, Err(Error::NotFound), "not on the crew");
    let customer = t.customer_cx(job.account, job.contact.expect("a contact"));
    assert_eq!(read(&customer, mine, Variant::Full).await, Err(Error::NotFound));
    let mut tx = owner.read().await.expect("a transaction");
    let shown = jobs::show_for_account(&mut tx, job.account, job.id).await.expect("their job");
    assert_eq!(shown.media, []);
    drop(tx);
    // it is changed where it was taken
    assert_eq!(delete(&owner, mine).await, Err(Error::NotFound));
    assert!(delete_at_visit(&agent, at, mine).await.expect("deleted").deleted);

    t.relay().await;
    let told = leads::timeline(&agent, at.0, None).await.expect("a timeline").items;
    let converted = told.iter().find(|event| event.kind == "leads.converted").expect("it is told");
    assert_eq!((&converted.data["job"], &converted.data["files"]), (&json!(job.id), &json!(1)));
}
