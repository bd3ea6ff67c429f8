//! Fields of the organization's own on leads, and the forms of sources, on a real database.

use serde_json::{Value, json};
use shared::access::BuiltinRole;
use shared::customers::{CustomField, CustomValues, EditCustomField, NewCustomField};
use shared::leads::{Capture, CaptureSource, EditCaptureSource, IntakeStatus, LeadSource, NewCaptureSource, NewLead};
use shared::packs::ServiceLine;
use shared::{Error, IntakeId};
use uuid::Uuid;

use super::capture::{intakes, receive};
use super::forms::{PublicForm, form};
use super::tests::{ski_club, with_pipelines};
use super::*;
use crate::cx::RequestInfo;
use crate::testing::TestApp;

fn values(pairs: &[(&str, &str)]) -> CustomValues {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

async fn field(cx: &Cx, input: Value) -> Result<CustomField> {
    customers::create_field(cx, serde_json::from_value::<NewCustomField>(input).expect("a field")).await
}

/// A number everybody is asked for on forms, a choice, and one the office keeps to itself.
async fn some(cx: &Cx) -> Vec<CustomField> {
    let mut fields = Vec::new();
    for input in [
        json!({ "of": "lead", "kind": "number", "label": "Guests", "on_form": true, "required": true }),
        json!({ "of": "lead", "kind": "choice", "label": "Occasion", "choices": ["Wedding", "Trip"], "on_form": true }),
        json!({ "of": "lead", "kind": "text", "label": "Tip" }),
    ] {
        fields.push(field(cx, input).await.expect("added"));
    }
    fields
}

fn with(custom: &[(&str, &str)]) -> NewLead {
    NewLead { custom: values(custom), ..ski_club() }
}

fn change(lead: &Lead, custom: &[(&str, &str)]) -> EditLead {
    EditLead { custom: values(custom), ..EditLead::of(lead) }
}

fn wrong(error: &Error) -> Vec<(String, String)> {
    error.fields().0.into_iter().map(|(field, all)| (field, all[0].code.clone())).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(field, code)| ((*field).to_string(), (*code).to_string())).collect()
}

#[tokio::test]
async fn a_lead_says_what_its_fields_can_read_and_keeps_what_is_not_named() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    // a key of customers is free among leads
    field(&cx, json!({ "of": "account", "kind": "text", "label": "Guests" })).await.expect("added");
    let all = some(&cx).await;
    assert_eq!(all.iter().map(|field| field.key.as_str()).collect::<Vec<_>>(), ["guests", "occasion", "tip"]);
    let taken = field(&cx, json!({ "of": "lead", "kind": "text", "label": "Other", "key": "tip" })).await.unwrap_err();
    assert_eq!(wrong(&taken), pairs(&[("key", "taken")]));
    let misplaced = field(&cx, json!({ "of": "contact", "kind": "text", "label": "X", "on_form": true })).await.unwrap_err();
    assert_eq!(wrong(&misplaced), pairs(&[("on_form", "not_applicable")]));

    let refused = create(&cx, with(&[("occasion", "Funeral"), ("unknown", "x")])).await.unwrap_err();
    let asked = [("custom.guests", "required"), ("custom.occasion", "unknown_choice"), ("custom.unknown", "unknown_field")];
    assert_eq!(wrong(&refused), pairs(&asked));
    let lead = create(&cx, with(&[("guests", "1,200"), ("occasion", "wedding")])).await.expect("created");
    assert_eq!(lead.row.custom, values(&[("guests", "1200"), ("occasion", "Wedding")]));
    let changed = edit(&cx, lead.row.id, change(&lead, &[("occasion", ""), ("tip", "By the lake")])).await.expect("changed");
    assert_eq!(changed.row.custom, values(&[("guests", "1200"), ("tip", "By the lake")]));
    assert_eq!(
        wrong(&edit(&cx, lead.row.id, change(&changed, &[("guests", "")])).await.unwrap_err()),
        pairs(&[("custom.guests", "required")])
    );
    assert_eq!(show(&cx, lead.row.id).await.expect("a lead").row.custom, changed.row.custom);

    // archived, it is asked for no more and stays readable
    let archived = EditCustomField { version: 1, label: "Guests".into(), choices: vec![], required: true, archived: true, on_form: None };
    assert!(customers::edit_field(&cx, all[0].id, archived).await.expect("archived").on_form, "as it was");
    let plain = create(&cx, ski_club()).await.expect("nothing is asked for");
    assert_eq!((plain.row.custom.len(), show(&cx, lead.row.id).await.expect("a lead").row.custom.len()), (0, 2));
}

#[tokio::test]
async fn the_list_is_narrowed_by_typed_values_of_ones_own_organization() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    some(&cx).await;
    let small = create(&cx, with(&[("guests", "9"), ("occasion", "Wedding")])).await.expect("created").row.id;
    let large = create(&cx, with(&[("guests", "100"), ("tip", "Côté jardin")])).await.expect("created").row.id;
    let stranger = t.foreign(BuiltinRole::Owner);
    some(&stranger).await;
    create(&stranger, with(&[("guests", "100")])).await.expect("created");
    let by = async |custom: &str| list(&cx, Filter { custom: Some(custom.into()), ..Filter::default() }).await;
    for (asked, found) in [
        ("guests from 10", vec![large]),
        ("guests to 9.5", vec![small]),
        ("guests from 1\nguests to 1,000", vec![large, small]),
        ("occasion is Wedding", vec![small]),
        ("tip has cote", vec![large]),
        ("tip has %", vec![]),
        ("occasion is Wedding\nguests from 10", vec![]),
    ] {
        let page = by(asked).await.expect("a list").page;
        assert_eq!(page.items.iter().map(|row| row.id).collect::<Vec<_>>(), found, "{asked}");
    }
    for bad in ["colour is red", "guests from many", "guests"] {
        assert!(matches!(by(bad).await.unwrap_err(), Error::Invalid(_)), "{bad}");
    }
}

async fn source(cx: &Cx, name: &str, service_line: Option<ServiceLine>, form: bool) -> CaptureSource {
    let new = NewCaptureSource { name: name.into(), source: LeadSource::Referral, service_line, form };
    add_source(cx, new).await.expect("added").source
}

async fn on(t: &TestApp, source: Option<&str>) -> Result<PublicForm> {
    form(&t.app, &t.org().slug, source).await
}

async fn send(t: &TestApp, on: &PublicForm, form: Capture) -> Result<IntakeId> {
    let id = IntakeId(Uuid::now_v7());
    receive(&t.app, on, RequestInfo::internal("form"), id, form).await.map(|()| id)
}

fn ana(custom: &[(&str, &str)]) -> Capture {
    Capture { name: "Ana Lopez".into(), email: "ana@example.ca".into(), custom: values(custom), ..Capture::default() }
}

#[tokio::test]
async fn the_form_of_a_source_makes_leads_of_that_source_and_its_service() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let fair = source(&cx, "Wedding fair", Some(ServiceLine::Charter), true).await;
    let twin = source(&cx, "Wedding fair", None, true).await;
    let shut = source(&cx, "Thanks", None, false).await;
    assert_eq!([&fair.form_slug, &twin.form_slug, &shut.form_slug].map(String::as_str), ["wedding-fair", "wedding-fair-2", "thanks-2"]);
    let open = on(&t, Some("wedding-fair")).await.expect("a form");
    assert_eq!((open.lines(), open.path()), (vec![ServiceLine::Charter], format!("/capture/{}/wedding-fair", t.org().slug)));
    assert!(on(&t, Some("wedding-fair-2")).await.expect("a form").lines().len() > 1, "any service");
    // whatever is sent for it, the service is known
    let asked = Capture { service_line: "moving".into(), vehicle_type: "Coach".into(), passengers: "40".into(), ..ana(&[]) };
    let id = send(&t, &open, asked).await.expect("taken");
    let lead = list(&cx, Filter::default()).await.expect("a list").page.items.remove(0);
    assert_eq!((lead.source, lead.service_line, lead.passengers), (LeadSource::Referral, ServiceLine::Charter, Some(40)));
    assert_eq!(lead.vehicle_type.as_deref(), Some("Coach"));
    let kept = intakes(&cx, None).await.expect("intakes");
    assert_eq!((kept[0].id, kept[0].status, kept[0].via.as_deref()), (id, IntakeStatus::Accepted, Some("Wedding fair")));
    let spam = Capture { website: "http://spam.example".into(), ..ana(&[]) };
    send(&t, &open, spam).await.expect("answered like any other");
    assert_eq!(list(&cx, Filter::default()).await.expect("a list").page.items.len(), 1);

    // closed, paused, unknown or another organization's: there is no such form
    for slug in ["thanks-2", "nobodys"] {
        assert_eq!(on(&t, Some(slug)).await.unwrap_err(), Error::NotFound, "{slug}");
    }
    assert_eq!(form(&t.app, &t.other_org().slug, Some("wedding-fair")).await.unwrap_err(), Error::NotFound);
    let paused = EditCaptureSource { name: "Fair".into(), source: LeadSource::Referral, service_line: None, active: false, form: None };
    let paused = edit_source(&cx, fair.id, paused).await.expect("paused");
    assert_eq!((paused.form, paused.form_slug.as_str()), (true, "wedding-fair"), "the address stays");
    assert_eq!(on(&t, Some("wedding-fair")).await.unwrap_err(), Error::NotFound);
}

#[tokio::test]
async fn a_form_asks_for_the_fields_marked_for_it_and_takes_no_others() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let all = some(&cx).await;
    let own = on(&t, None).await.expect("the organization's form");
    assert_eq!(own.fields.iter().map(|field| field.key.as_str()).collect::<Vec<_>>(), ["guests", "occasion"]);
    let refused = send(&t, &own, ana(&[("occasion", "Funeral"), ("tip", "x")])).await.unwrap_err();
    let asked = [("custom.guests", "required"), ("custom.occasion", "unknown_choice"), ("custom.tip", "unknown_field")];
    assert_eq!(wrong(&refused), pairs(&asked));
    send(&t, &own, ana(&[("guests", "40"), ("occasion", "Trip")])).await.expect("taken");
    let lead = list(&cx, Filter::default()).await.expect("a list").page.items.remove(0);
    assert_eq!(lead.custom, values(&[("guests", "40"), ("occasion", "Trip")]));

    // what a form sent is read whatever became of its fields since
    let id = send(&t, &own, Capture { website: "seems spam".into(), ..ana(&[("guests", "7"), ("occasion", "Trip")]) }).await.expect("kept");
    let dropped = EditCustomField {
        version: 1,
        label: "Occasion".into(),
        choices: vec!["Gala".into()],
        required: true,
        archived: false,
        on_form: Some(false),
    };
    customers::edit_field(&cx, all[1].id, dropped).await.expect("changed");
    assert_eq!(capture::replay(&cx, id).await.expect("read after all").row.custom, values(&[("guests", "7")]));
    // programs fill in any field and have to fill in none
    let made = add_source(&cx, NewCaptureSource { name: "Portal".into(), source: LeadSource::Api, service_line: None, form: false })
        .await
        .expect("added");
    let door = capture::door(&t.app, &made.key).await.expect("opens");
    let take = async |custom: Value| {
        let body = json!({ "name": "Bo", "email": "bo@example.ca", "custom": custom });
        capture::take(&t.app, &door, RequestInfo::internal("program"), IntakeId(Uuid::now_v7()), Ok(body)).await
    };
    take(json!({ "tip": "By the lake" })).await.expect("taken");
    assert_eq!(list(&cx, Filter::default()).await.expect("a list").page.items[0].custom, values(&[("tip", "By the lake")]));
    assert_eq!(wrong(&take(json!({ "guests": "many" })).await.unwrap_err()), pairs(&[("custom.guests", "not_a_number")]));
}

#[tokio::test]
async fn a_quote_carries_what_the_lead_says_to_its_customer() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    some(&cx).await;
    field(&cx, json!({ "of": "account", "kind": "number", "label": "Guests" })).await.expect("added");
    field(&cx, json!({ "of": "account", "kind": "date", "label": "Tip" })).await.expect("added");
    let lead = create(&cx, with(&[("guests", "40"), ("tip", "By the lake")])).await.expect("created").row.id;
    let quote = crate::quotes::create_from_lead(&cx, lead).await.expect("a quote");
    let account = show(&cx, lead).await.expect("the lead").account_id.expect("a customer");
    assert_eq!(customers::show(&cx, account).await.expect("the customer").custom, values(&[("guests", "40")]), "of one key and type");
    assert_eq!(crate::quotes::create_from_lead(&cx, lead).await.expect("the same").id, quote.id);
    // what they say already stays
    let again = create(&cx, with(&[("guests", "90")])).await.expect("created").row.id;
    crate::quotes::create_from_lead(&cx, again).await.expect("a quote");
    assert_eq!(customers::show(&cx, account).await.expect("the customer").custom, values(&[("guests", "40")]));
}
