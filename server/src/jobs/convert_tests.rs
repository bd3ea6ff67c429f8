//! Jobs that leads become without a quote, on a real database.

use chrono::{Duration, Utc};
use serde_json::json;
use shared::access::BuiltinRole;
use shared::customers::{CustomValues, NewCustomField};
use shared::jobs::{JobFromLead, JobStatus, StopKind};
use shared::leads::{LeadSource, LeadStatus, NewActivity, NewLead, StepState, Urgency};
use shared::packs::ServiceLine;
use shared::{Error, LeadId, Result};

use super::create_from_lead;
use crate::cx::Cx;
use crate::testing::TestApp;
use crate::{customers, leads, quotes};

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
        value_cents: Some(180_000),
        notes: "Two wheelchairs".into(),
        owner: None,
        stage: None,
        custom: CustomValues::new(),
    }
}

async fn lead(cx: &Cx, input: NewLead) -> LeadId {
    leads::create(cx, input).await.expect("a lead").row.id
}

fn agreed() -> JobFromLead {
    JobFromLead { reason: "Agreed on the phone".into(), starts_at: Some(Utc::now() + Duration::days(30)), ..JobFromLead::default() }
}

fn code<T: std::fmt::Debug>(result: Result<T>) -> String {
    match result {
        Err(Error::Conflict { code, .. }) => code,
        other => format!("{other:?}"),
    }
}

#[tokio::test]
async fn a_lead_becomes_a_booked_job_once_with_its_customer_and_its_reason() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    for of in ["account", "lead"] {
        let field = json!({ "of": of, "kind": "text", "label": "Coach colour" });
        customers::create_field(&cx, serde_json::from_value::<NewCustomField>(field).expect("a field")).await.expect("added");
    }
    let custom: CustomValues = [("coach_colour".to_string(), "Blue".to_string())].into();
    let id = lead(&cx, NewLead { custom: custom.clone(), ..inquiry() }).await;
    let called: NewActivity = serde_json::from_value(json!({ "kind": "call", "body": "Agreed on the price" })).expect("an activity");
    leads::log(&cx, id, called).await.expect("logged");

    let job = create_from_lead(&cx, id, agreed()).await.expect("a job");
    let again = create_from_lead(&cx, id, JobFromLead { reason: "Clicked twice".into(), ..agreed() }).await.expect("the same job");
    assert_eq!((job.id, t.count("jobs").await), (again.id, 1));
    assert_eq!((job.status, job.quote, job.lead), (JobStatus::Booked, None, Some(id)));
    assert_eq!(job.stops.iter().map(|stop| stop.kind).collect::<Vec<_>>(), [StopKind::Pickup, StopKind::DropOff]);
    assert_eq!((job.total.map(|total| total.cents), job.notes.len()), (Some(180_000), 1));

    let lead = leads::show(&cx, id).await.expect("the lead");
    assert_eq!((lead.row.status, lead.job_id, lead.account_id), (LeadStatus::Converted, Some(job.id), Some(job.account)));
    assert_eq!(lead.history.last().and_then(|stay| stay.reason.as_deref()), Some("Agreed on the phone"));
    assert_eq!(lead.journey.steps[2].state, StepState::Skipped, "no quote was accepted");
    let account = customers::show(&cx, job.account).await.expect("the customer");
    assert_eq!(account.custom, custom, "what the lead says stands with the customer");
    assert_eq!(lead.activities.len(), 1, "what was done is found from the customer by the lead");
    assert!(serde_json::to_string(&account.work).expect("it is JSON").contains(&id.to_string()));
}

#[tokio::test]
async fn a_failure_at_any_statement_of_the_conversion_leaves_nothing_behind() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let lead = lead(&cx, inquiry()).await;
    let input = agreed();
    t.all_or_nothing(10, &cx, async |cx| create_from_lead(&cx, lead, input.clone()).await).await;
}

#[tokio::test]
async fn a_job_is_made_by_who_may_of_a_lead_that_is_open_and_not_quoted() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let open = lead(&cx, inquiry()).await;
    let refused = create_from_lead(&t.cx(BuiltinRole::SalesAgent), open, agreed()).await.unwrap_err();
    assert!(matches!(refused, Error::Forbidden { .. }), "{refused:?}");
    assert_eq!(create_from_lead(&t.foreign(BuiltinRole::Owner), open, agreed()).await.unwrap_err(), Error::NotFound);
    let unsaid = create_from_lead(&cx, open, JobFromLead { reason: " ".into(), ..agreed() }).await.unwrap_err().fields();
    assert_eq!(unsaid.0.keys().collect::<Vec<_>>(), ["reason"]);
    let past = JobFromLead { starts_at: Some(Utc::now() - Duration::days(3)), ..agreed() };
    assert_eq!(create_from_lead(&cx, open, past).await.unwrap_err().fields().0.keys().collect::<Vec<_>>(), ["starts_at"]);
    let never = JobFromLead { starts_at: Some(chrono::DateTime::<Utc>::MAX_UTC), ..agreed() };
    assert_eq!(create_from_lead(&cx, open, never).await.unwrap_err().fields().0.keys().collect::<Vec<_>>(), ["starts_at"]);

    let nowhere = NewLead { email: Some("nowhere@example.com".into()), phone: None, origin: None, destination: None, ..inquiry() };
    let nowhere = lead(&cx, nowhere).await;
    assert_eq!(create_from_lead(&cx, nowhere, agreed()).await.unwrap_err().fields().0.keys().collect::<Vec<_>>(), ["origin"]);
    let there = JobFromLead { origin: Some("Gastown, Vancouver".into()), total_cents: Some(90_000), ..agreed() };
    let job = create_from_lead(&t.cx(BuiltinRole::Dispatcher), nowhere, there).await.expect("a dispatcher may");
    assert_eq!((job.stops.len(), job.total.map(|total| total.cents)), (1, Some(90_000)));

    let quoted = lead(&cx, NewLead { email: Some("quoted@example.com".into()), phone: None, ..inquiry() }).await;
    quotes::create_from_lead(&cx, quoted).await.expect("a quote");
    assert_eq!(code(create_from_lead(&cx, quoted, agreed()).await), "quoted");
}
