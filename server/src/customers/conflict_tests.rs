//! Two people who write to one customer, one of its people, vehicles or fields at once: the whole tables, see
//! `testing::conflicts`.

use serde_json::{Value, json};
use shared::access::BuiltinRole::{Manager, SalesAgent};
use shared::customers::{
    AccountKind, CustomField, EditAccount, EditContact, EditCustomField, EditFleet, EditUnit, FieldKind, FieldOf, NewAccount,
    NewCustomField, NewUnit, ServiceMode,
};
use shared::{CustomFieldId, UnitId};

use super::*;
use crate::testing::TestApp;
use crate::testing::conflicts::{Edited, Fields, fields_of, numbers, play, texts, yes_no};

/// A company with one person.
async fn company(cx: &Cx, name: &str) -> Account {
    let person = NewContact { name: "Ida Lund".into(), ..NewContact::default() };
    let (kind, custom) = (AccountKind::Company, CustomValues::new());
    let new = NewAccount { kind, name: name.into(), contact: Some(person), tags: Vec::new(), notes: String::new(), custom };
    create(cx, new).await.expect("a customer")
}

async fn field(cx: &Cx, of: FieldOf, kind: FieldKind, choices: &[&str]) -> CustomField {
    let choices = choices.iter().map(|choice| (*choice).into()).collect();
    let new = NewCustomField { of, kind, label: "Dock".into(), key: Some("dock".into()), choices, required: false, on_form: false };
    create_field(cx, new).await.expect("a field")
}

fn docks() -> Vec<Value> {
    (1..=3).map(|n| json!({ "dock": format!("Gate {n}") })).collect()
}

fn of(values: [&str; 3]) -> Vec<Value> {
    values.map(|value| json!(value)).to_vec()
}

struct Whole {
    cx: Cx,
    id: AccountId,
}

impl Edited for Whole {
    async fn seen(&self) -> Value {
        let account = show(&self.cx, self.id).await.expect("the customer");
        let input = EditAccount {
            version: account.version,
            kind: account.kind,
            name: account.name,
            status: account.status,
            terms: account.terms,
            tax: Some(account.tax),
            owner: account.owner.map(|owner| owner.id),
            parent: Some(account.parent.map(|parent| parent.id)),
            tags: account.tags,
            notes: account.notes,
            custom: account.custom,
        };
        serde_json::to_value(input).expect("an input")
    }

    async fn write(&self, input: Value) -> Result<()> {
        edit(&self.cx, self.id, serde_json::from_value(input).expect("an input")).await.map(drop)
    }
}

#[tokio::test]
async fn of_two_who_change_a_customer_the_second_is_told_and_nothing_is_silently_dropped() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    field(&cx, FieldOf::Account, FieldKind::Text, &[]).await;
    let id = company(&cx, "Ferry Point").await.id;
    let (above, beside) = (company(&cx, "Harbour Group").await.id, company(&cx, "Island Group").await.id);
    let member = |role| t.org().person(role).member;
    let fields = Fields::from([
        ("kind", vec![json!("person"), json!("company")]),
        ("name", texts("Ferry Point")),
        ("status", of(["prospect", "active", "dormant"])),
        ("terms", of(["due_on_receipt", "net_30", "net_60"])),
        ("tax", (1..=3).map(|n| json!({ "exempt": true, "certificate": format!("EX-{n}") })).collect()),
        ("owner", vec![json!(member(Manager)), json!(member(SalesAgent)), json!(null)]),
        ("parent", vec![json!(above), json!(beside), json!(null)]),
        ("tags", vec![json!(["school"]), json!(["ferry"]), json!(["ferry", "school"])]),
        ("notes", texts("Two lines\nof note")),
        ("custom", docks()),
    ]);
    play(&Whole { cx, id }, &fields, &fields_of::<EditAccount>()).await;
}

struct Person {
    cx: Cx,
    account: AccountId,
    id: ContactId,
}

impl Edited for Person {
    async fn seen(&self) -> Value {
        let account = show(&self.cx, self.account).await.expect("the customer");
        let person = account.contacts.into_iter().find(|contact| contact.id == self.id).expect("the person");
        let input = EditContact {
            version: person.version,
            name: person.name,
            email: person.email,
            phone: person.phone,
            roles: person.roles,
            primary: person.primary,
            custom: person.custom,
        };
        serde_json::to_value(input).expect("an input")
    }

    async fn write(&self, input: Value) -> Result<()> {
        edit_contact(&self.cx, self.account, self.id, serde_json::from_value(input).expect("an input")).await.map(drop)
    }
}

#[tokio::test]
async fn of_two_who_change_a_person_of_a_customer_the_second_is_told_and_nothing_is_silently_dropped() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    field(&cx, FieldOf::Contact, FieldKind::Text, &[]).await;
    let account = company(&cx, "Ferry Point").await.id;
    let second = NewContact { name: "Ole Berg".into(), ..NewContact::default() };
    let known = add_contact(&cx, account, second).await.expect("a second person").contacts;
    let id = known.iter().find(|contact| !contact.primary).expect("the first is the primary one").id;
    let fields = Fields::from([
        ("name", texts("Ole Berg")),
        ("email", of(["one@ferry.example", "two@ferry.example", "three@ferry.example"])),
        ("phone", of(["604 555 0131", "604 555 0132", "604 555 0133"])),
        ("roles", vec![json!(["booker"]), json!(["payer"]), json!(["booker", "payer"])]),
        // whoever is the first one stays it until somebody else is made it
        ("primary", vec![json!(true)]),
        ("custom", docks()),
    ]);
    play(&Person { cx, account, id }, &fields, &fields_of::<EditContact>()).await;
}

/// What is written of a unit lies in an object of its own; here it lies beside the rest.
struct Vehicle {
    cx: Cx,
    account: AccountId,
    id: UnitId,
}

impl Edited for Vehicle {
    async fn seen(&self) -> Value {
        let account = show(&self.cx, self.account).await.expect("the customer");
        let unit = account.units.into_iter().find(|unit| unit.id == self.id).expect("the unit");
        let mut seen = serde_json::to_value(unit).expect("a unit");
        seen.as_object_mut().expect("a unit has fields").remove("id");
        seen
    }

    async fn write(&self, input: Value) -> Result<()> {
        let input = json!({ "version": input["version"], "active": input["active"], "unit": input });
        edit_unit(&self.cx, self.account, self.id, serde_json::from_value::<EditUnit>(input).expect("an input")).await.map(drop)
    }
}

#[tokio::test]
async fn of_two_who_change_a_vehicle_of_a_customer_the_second_is_told_and_nothing_is_silently_dropped() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Ferry Point").await.id;
    let unit = NewUnit { number: "17".into(), ..NewUnit::default() };
    let id = add_unit(&cx, account, unit).await.expect("a unit").units.first().expect("it is there").id;
    let fields = Fields::from([
        ("number", texts("Truck")),
        ("plate", texts("BX")),
        ("vin", of(["1FTFW1ET5DFC10312", "1FTFW1ET5DFC10313", "1FTFW1ET5DFC10314"])),
        ("make", texts("Ford")),
        ("model", texts("Transit")),
        ("year", numbers(2_019)),
        ("notes", texts("Dented")),
        ("active", yes_no()),
    ]);
    let mut all = fields_of::<NewUnit>();
    all.insert("active".into());
    play(&Vehicle { cx, account, id }, &fields, &all).await;
}

struct Fleet {
    cx: Cx,
    id: AccountId,
}

impl Edited for Fleet {
    async fn seen(&self) -> Value {
        let account = show(&self.cx, self.id).await.expect("the customer");
        let fleet = account.fleet.expect("its fleet is known");
        let input = EditFleet {
            version: account.version,
            size: fleet.size,
            mode: fleet.mode,
            walk_days: fleet.walk_days,
            walk_weeks: fleet.walk_weeks,
            walk_at: fleet.walk_at,
            auto_approve: fleet.auto_approve,
            auto_approve_cents: fleet.auto_approve_cents,
            photo_required: fleet.photo_required,
            technicians: fleet.technicians.into_iter().map(|technician| technician.id).collect(),
        };
        serde_json::to_value(input).expect("an input")
    }

    async fn write(&self, input: Value) -> Result<()> {
        edit_fleet(&self.cx, self.id, serde_json::from_value(input).expect("an input")).await.map(drop)
    }
}

#[tokio::test]
async fn of_two_who_change_how_a_fleet_is_looked_after_the_second_is_told_and_nothing_is_silently_dropped() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Ferry Point").await;
    let first = EditFleet {
        version: account.version,
        size: 3,
        mode: ServiceMode::Both,
        walk_days: vec![0],
        walk_weeks: 1,
        walk_at: Some("08:00:00".parse().expect("a time")),
        auto_approve: false,
        auto_approve_cents: 10_000,
        photo_required: true,
        technicians: Vec::new(),
    };
    edit_fleet(&cx, account.id, first).await.expect("it is known");
    let member = |role| t.org().person(role).member;
    let fields = Fields::from([
        ("size", numbers(10)),
        ("mode", vec![json!("lot_walk"), json!("both")]),
        ("walk_days", vec![json!([1]), json!([1, 3]), json!([2, 4])]),
        ("walk_weeks", numbers(2)),
        ("walk_at", of(["07:00:00", "08:30:00", "09:00:00"])),
        ("auto_approve", yes_no()),
        ("auto_approve_cents", numbers(12_000)),
        ("photo_required", yes_no()),
        ("technicians", vec![json!([member(Manager)]), json!([member(SalesAgent)]), json!([member(SalesAgent), member(Manager)])]),
    ]);
    play(&Fleet { cx, id: account.id }, &fields, &fields_of::<EditFleet>()).await;
}

struct Own {
    cx: Cx,
    id: CustomFieldId,
}

impl Edited for Own {
    async fn seen(&self) -> Value {
        let known = fields(&self.cx).await.expect("the fields").into_iter().find(|field| field.id == self.id);
        let CustomField { version, label, choices, required, archived, on_form, .. } = known.expect("the field");
        let on_form = Some(on_form);
        serde_json::to_value(EditCustomField { version, label, choices, required, archived, on_form }).expect("an input")
    }

    async fn write(&self, input: Value) -> Result<()> {
        edit_field(&self.cx, self.id, serde_json::from_value(input).expect("an input")).await.map(drop)
    }
}

#[tokio::test]
async fn of_two_who_change_a_field_of_their_own_the_second_is_told_and_nothing_is_silently_dropped() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let id = field(&cx, FieldOf::Lead, FieldKind::Choice, &["North", "South"]).await.id;
    let fields = Fields::from([
        ("label", texts("Gate")),
        ("choices", vec![json!(["North"]), json!(["South", "North"]), json!(["East", "West"])]),
        ("required", yes_no()),
        ("archived", yes_no()),
        ("on_form", yes_no()),
    ]);
    play(&Own { cx, id }, &fields, &fields_of::<EditCustomField>()).await;
}
