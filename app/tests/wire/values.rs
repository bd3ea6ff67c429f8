//! What may stand in the parameters of lists, by their names: a new parameter says here what it takes.

use std::collections::BTreeSet;
use std::fmt::Display;

use app::api::catalogue::Endpoint;
use chrono::{TimeDelta, Utc};
use serde_json::json;
use shared::customers::{AccountStatus, StreamPart};
use shared::jobs::JobStatus;
use shared::leads::{Health, IntakeStatus, LeadSort, LeadStatus, LeadView};
use shared::quotes::{QuoteSort, QuoteStatus, QuoteView};
use shared::saved_views::ListKind;
use uuid::Uuid;

use super::client::{Call, Credential};
use super::world::World;

fn keys<T: Display>(all: &[T]) -> Vec<String> {
    all.iter().map(T::to_string).collect()
}

/// What may stand in a parameter: at least one of them is taken by each function that has it.
pub fn values(world: &World, endpoint: &Endpoint, name: &str) -> Vec<String> {
    let some = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let ids = |kind: &str| world.ours.kind(kind).into_iter().flatten().take(2).map(Uuid::to_string).collect::<Vec<_>>();
    let days = |n: i64| {
        let at = Utc::now() + TimeDelta::days(n);
        vec![at.format("%Y-%m-%d").to_string(), at.format("%Y-%m-%dT%H:%M:%SZ").to_string()]
    };
    match name {
        // a word, a name, a misspelled one, a number, a phone, a plate
        "search" | "words" => some(&["oka", "okafor", "okafro", "L-1042", "604 555 01", "ab-123-cd"]),
        "view" => [keys(LeadView::ALL), keys(QuoteView::ALL)].concat(),
        "sort" => {
            let rising = [keys(LeadSort::ALL), keys(QuoteSort::ALL)].concat();
            let falling: Vec<String> = rising.iter().map(|by| format!("-{by}")).collect();
            [rising, falling].concat()
        }
        "status" => {
            let each =
                [keys(LeadStatus::ALL), keys(QuoteStatus::ALL), keys(JobStatus::ALL), keys(AccountStatus::ALL), keys(IntakeStatus::ALL)];
            let each: BTreeSet<String> = each.concat().into_iter().chain(some(&["new,quoted", "sent,viewed"])).collect();
            each.into_iter().collect()
        }
        "health" => keys(Health::ALL),
        "part" => keys(StreamPart::ALL),
        "list" => keys(ListKind::ALL),
        "line" => some(&["moving", "charter"]),
        "source" => some(&["walk_in", "referral"]),
        "owner" => [ids("MemberId"), some(&["nobody"])].concat(),
        "member" | "actor" => ids("MemberId"),
        "account" | "parent" => ids("AccountId"),
        "stage" => ids("StageId"),
        "pipeline" => ids("PipelineId"),
        "record" => [ids("LeadId"), ids("JobId")].concat(),
        "ids" => {
            let list = endpoint.path.trim_end_matches(".csv");
            let known = world.ours.parameter(&format!("{list}/{{id}}"), "id").unwrap_or_default();
            vec![known.iter().take(20).map(Uuid::to_string).collect::<Vec<_>>().join(",")]
        }
        "from" | "wanted_from" | "created_from" => days(-7),
        "to" | "wanted_to" | "created_to" | "day" => days(0),
        "kind" => some(&["jobs", "jobs.created"]),
        "ip" => some(&["192.0.2.7"]),
        "custom" => some(&["seats from 20", "trade is School\nseats from 20"]),
        "mine" | "favourites" | "archived" | "unassigned" | "descending" | "typing" => some(&["true"]),
        "cards" => some(&["20"]),
        "name" => some(&["Ada Okafor"]),
        "company" => some(&["Ferry Point School"]),
        "email" => some(&["ada@okafor.example"]),
        "phone" => some(&["416 555 0131"]),
        "address" => some(&["Vancouver"]),
        "language" => some(&["en"]),
        other => panic!("{} takes {other}: say here what may stand in it", endpoint.path),
    }
}

/// Fields of customers and leads that lists can be narrowed by.
pub async fn add_fields(world: &World, owner: &Credential) {
    for of in ["account", "lead"] {
        for (label, kind) in [("Seats", "number"), ("Trade", "text")] {
            let body = Some(json!({ "of": of, "kind": kind, "label": label }));
            let call =
                Call { method: "POST", path: "/api/v1/custom-fields".into(), credential: Some(owner.clone()), body, ..Call::default() };
            let reply = world.wire.call(&call).await;
            assert!(reply.status.is_success(), "{} {}", reply.status, reply.text());
        }
    }
}
