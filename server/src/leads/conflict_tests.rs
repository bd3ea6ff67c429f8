//! Two people who write to one lead at once: the whole table, see `testing::conflicts`.

use serde_json::{Value, json};

use super::*;
use crate::leads::tests::{ski_club, with_pipelines};
use crate::testing::conflicts::{Edited, Fields, fields_of, numbers, play, texts};

struct Inquiry {
    cx: Cx,
    id: LeadId,
}

impl Edited for Inquiry {
    async fn seen(&self) -> Value {
        let input = EditLead::of(&show(&self.cx, self.id).await.expect("the lead"));
        serde_json::to_value(input).expect("an input")
    }

    async fn write(&self, input: Value) -> Result<()> {
        edit(&self.cx, self.id, serde_json::from_value(input).expect("an input")).await.map(drop)
    }
}

#[tokio::test]
async fn of_two_who_change_a_lead_the_second_is_told_and_nothing_is_silently_dropped() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let field = json!({ "of": "lead", "kind": "text", "label": "Dock", "key": "dock" });
    customers::create_field(&cx, serde_json::from_value(field).expect("a field")).await.expect("added");
    let id = create(&cx, ski_club()).await.expect("a lead").row.id;
    let of = |values: [&str; 3]| values.map(|value| json!(value)).to_vec();
    let fields = Fields::from([
        ("name", texts("Kim Lee")),
        ("company", texts("Ski Club")),
        ("email", of(["one@kwantlen.example", "two@kwantlen.example", "three@kwantlen.example"])),
        ("phone", of(["604 555 0131", "604 555 0132", "604 555 0133"])),
        ("source", of(["online", "referral", "walk_in"])),
        ("urgency", of(["low", "medium", "high"])),
        ("wanted_on", of(["2031-02-01", "2031-02-02", "2031-02-03"])),
        ("origin", texts("Platform")),
        ("destination", texts("Lodge")),
        ("passengers", numbers(30)),
        ("vehicle_type", texts("Coach")),
        ("value_cents", numbers(900_000)),
        ("notes", texts("Two lines\nof note")),
        ("custom", (1..=3).map(|n| json!({ "dock": format!("Gate {n}") })).collect()),
    ]);
    play(&Inquiry { cx, id }, &fields, &fields_of::<EditLead>()).await;
}
