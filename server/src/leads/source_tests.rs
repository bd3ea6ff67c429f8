//! Leads that programs send, on a real database.

use serde_json::{Value, json};
use shared::access::BuiltinRole;
use shared::leads::{CaptureSourceKey, EditCaptureSource, IntakeStatus, LeadSource, NewCaptureSource};
use shared::packs::ServiceLine;
use shared::{Error, IntakeId};
use uuid::Uuid;

use super::capture::{door, intakes, replay, take};
use super::tests::with_pipelines;
use super::*;
use crate::cx::RequestInfo;
use crate::testing::TestApp;

async fn source(cx: &Cx) -> CaptureSourceKey {
    let (name, source) = ("Moving portal".into(), LeadSource::Referral);
    let new = NewCaptureSource { name, source, service_line: Some(ServiceLine::Charter), form: false };
    add_source(cx, new).await.expect("added")
}

/// Sends it with a key, under an id.
async fn send(t: &TestApp, key: &str, id: IntakeId, body: Value) -> Result<()> {
    let door = door(&t.app, key).await?;
    take(&t.app, &door, RequestInfo::internal("program"), id, Ok(body)).await
}

fn fresh() -> IntakeId {
    IntakeId(Uuid::now_v7())
}

#[tokio::test]
async fn what_a_program_sends_becomes_one_lead_of_its_source() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let made = source(&cx).await;
    assert!(made.key.starts_with("tbl_") && made.key.ends_with(&made.source.key_hint));
    let (id, body) = (fresh(), json!({ "name": "Ana Lopez", "email": "ana@example.ca", "passengers": 48, "utm": { "campaign": "fall" } }));
    for _ in 0..2 {
        send(&t, &made.key, id, body.clone()).await.expect("taken");
    }
    let leads = list(&cx, Filter::default()).await.expect("a list").page.items;
    assert_eq!(leads.len(), 1);
    assert_eq!((leads[0].source, leads[0].service_line, leads[0].passengers), (LeadSource::Referral, ServiceLine::Charter, Some(48)));
    let kept = intakes(&cx, None).await.expect("intakes");
    assert_eq!((kept.len(), kept[0].status, kept[0].via.as_deref()), (1, IntakeStatus::Accepted, Some("Moving portal")));
    assert_eq!(kept[0].payload, body, "as it came, with what nobody asked for");
    let shown = sources(&cx).await.expect("sources");
    assert_eq!((shown.len(), shown[0].received, shown[0].last_at.is_some()), (1, 1, true));
    assert!(sources(&t.foreign(BuiltinRole::Owner)).await.expect("sources").is_empty());
    assert!(matches!(sources(&t.cx(BuiltinRole::SalesAgent)).await, Err(Error::Forbidden { .. })));
}

#[tokio::test]
async fn what_is_refused_is_refused_by_field_kept_and_read_again() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let made = source(&cx).await;
    let id = fresh();
    let wrong = json!({ "name": ["Ana"], "phone": "12", "passengers": 0, "wanted_on": "soon", "service_line": "fishing\0" });
    let refused = send(&t, &made.key, id, wrong).await.unwrap_err().fields();
    assert_eq!(refused.0.keys().map(String::as_str).collect::<Vec<_>>(), ["name", "passengers", "phone", "service_line", "wanted_on"]);
    let kept = intakes(&cx, Some("failed".into())).await.expect("intakes");
    assert!(kept.len() == 1 && kept[0].problem.as_deref().is_some_and(|problem| problem.contains("passengers: ")), "{kept:?}");
    assert!(matches!(replay(&cx, id).await, Err(Error::Invalid(_))), "reading it again finds the same");
    // put right under the same id
    send(&t, &made.key, id, json!({ "name": "Ana Lopez", "phone": "604 555 0134" })).await.expect("taken");
    let kept = intakes(&cx, None).await.expect("intakes");
    assert_eq!((kept.len(), kept[0].status, kept[0].problem.as_deref()), (1, IntakeStatus::Accepted, None));

    // nobody can be reached, which a program has to know and a person may overlook
    let lone = fresh();
    let refused = send(&t, &made.key, lone, json!({ "name": "Bo Reachless" })).await.unwrap_err().fields();
    assert_eq!(refused.0.keys().collect::<Vec<_>>(), ["email"]);
    assert_eq!(replay(&cx, lone).await.expect("read after all").row.name, "Bo Reachless");

    let door = door(&t.app, &made.key).await.expect("opens");
    for (body, raw) in
        [(Err(("{\"name\": \0".to_string(), Error::Malformed { reason: "it ends early".into() })), true), (Ok(json!([1, 2])), false)]
    {
        let refused = take(&t.app, &door, RequestInfo::internal("program"), fresh(), body).await.unwrap_err();
        assert!(matches!(refused, Error::Malformed { .. }), "{refused:?}");
        let kept = intakes(&cx, Some("failed".into())).await.expect("intakes");
        assert_eq!(kept[0].payload["raw"].as_str(), raw.then_some("{\"name\": "), "{kept:?}");
    }
    let spam = fresh();
    send(&t, &made.key, spam, json!({ "name": "Bot", "website": "http://spam.example" })).await.expect("answered like any other");
    assert_eq!(intakes(&cx, Some("spam".into())).await.expect("intakes").len(), 1);
    assert_eq!(list(&cx, Filter::default()).await.expect("a list").page.items.len(), 2);
}

#[tokio::test]
async fn a_key_opens_its_own_door_while_it_is_open() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let made = source(&cx).await;
    let body = || json!({ "name": "Ana Lopez", "email": "ana@example.ca" });
    assert_eq!(send(&t, "tbl_nobodys", fresh(), body()).await.unwrap_err(), Error::Unauthenticated);
    let renewed = renew_key(&cx, made.source.id).await.expect("renewed");
    assert_eq!(send(&t, &made.key, fresh(), body()).await.unwrap_err(), Error::Unauthenticated, "the former key");
    send(&t, &renewed.key, fresh(), body()).await.expect("taken");
    let edit = |active| EditCaptureSource { name: "Portal".into(), source: LeadSource::Api, service_line: None, active, form: None };
    assert_eq!(edit_source(&cx, made.source.id, edit(false)).await.expect("paused").name, "Portal");
    assert_eq!(send(&t, &renewed.key, fresh(), body()).await.unwrap_err(), Error::Unauthenticated);
    edit_source(&cx, made.source.id, edit(true)).await.expect("open");
    send(&t, &renewed.key, fresh(), body()).await.expect("taken");
    let leads = list(&cx, Filter::default()).await.expect("a list").page.items;
    assert_eq!(leads[0].source, LeadSource::Api);
    let stranger = t.foreign(BuiltinRole::Owner);
    assert_eq!(edit_source(&stranger, made.source.id, edit(true)).await.unwrap_err(), Error::NotFound);
    assert_eq!(renew_key(&stranger, made.source.id).await.unwrap_err(), Error::NotFound);
    let mut last = Ok(());
    for _ in 0..60 {
        last = send(&t, &renewed.key, fresh(), json!({})).await;
    }
    assert!(matches!(last, Err(Error::TooMany { .. })), "{last:?}");
}
