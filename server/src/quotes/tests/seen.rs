//! What was seen at a site visit comes along when its quote is accepted.

use shared::leads::visits::NewVisit;
use shared::media::{DeclareVisitMedia, MediaKind};
use shared::{JobId, MediaId};
use uuid::Uuid;

use super::*;
use crate::{jobs, leads, media};

#[tokio::test]
async fn an_accepted_quote_takes_the_photos_of_the_visit_along_or_nothing_happens() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let (quote, token) = sent(&cx).await;
    let lead = quote.lead.expect("it came from a lead");
    let starts_at = t.app.now() + Duration::days(1);
    let member = t.org().person(BuiltinRole::SalesAgent).member;
    let wish = NewVisit { member, starts_at, ends_at: starts_at + Duration::hours(1), address: String::new(), reason: String::new() };
    let visit = leads::plan_visit(&cx, lead, wish).await.expect("a visit").id;
    let file = DeclareVisitMedia {
        id: MediaId(Uuid::now_v7()),
        kind: MediaKind::Photo,
        size: 10,
        sha256: "0".repeat(64),
        taken_at: Utc::now(),
        gps: None,
        caption: String::new(),
        position: 0,
    };
    let photo = media::declare_at_visit(&cx, lead, visit, file).await.expect("announced").id;
    let of_job = async || -> Option<JobId> { media::show(&cx, photo).await.expect("seen").job };

    let mut opened = open(&t, &token).await;
    let seen = quotes::read(&opened, true, false, None).await.expect("readable");
    let visitor = Cx::public(&t.app, cx.org, RequestInfo::internal("visitor"), "Maya Lindqvist");
    let accepted = t
        .all_or_nothing(12, &visitor, async |cx| {
            opened.cx = cx;
            let accepted = quotes::accept_by_link(&opened, acceptance(&seen)).await;
            assert!(accepted.is_ok() || of_job().await.is_none(), "a photo went along with nothing");
            accepted
        })
        .await;
    assert_eq!(of_job().await, Some(accepted.job));
    let job = jobs::show(&cx, accepted.job).await.expect("the job");
    assert_eq!(job.media.iter().map(|media| (media.id, media.visit)).collect::<Vec<_>>(), [(photo, Some(visit))]);
}
