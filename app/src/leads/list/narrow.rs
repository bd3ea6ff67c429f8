//! What the list of leads is narrowed by: the filters in force, each to be dropped, and the dialog that sets them.

use chrono::NaiveDate;
use dioxus::prelude::*;
use shared::access::Action;
use shared::identity::{Member, MemberStatus};
use shared::input::filled;
use shared::leads::{LeadSource, LeadStatus, Pipeline};
use shared::packs::ServiceLine;

use super::text;
use crate::client::{Address, use_query, use_session};
use crate::leads::{api, text as staff, words};
use crate::ui::format::{DateStyle, date};
use crate::ui::*;

/// The keys of the address this sets.
const KEYS: [&str; 9] = ["source", "line", "owner", "status", "stage", "wanted_from", "wanted_to", "created_from", "created_to"];

/// Ids with names: those who can own leads, and the stages leads stand in.
type Named = Vec<(String, String)>;

/// The filters in force and the button that opens them.
#[component]
pub(super) fn Narrowed(
    /// Where the list is.
    address: Address,
) -> Element {
    let mut open = use_signal(|| false);
    let sees_members = use_session().access.may(Action::MembersView);
    let members = use_query(&["member"], move || async move {
        // who may not see them narrows by everything else
        if sees_members { crate::identity::api::list_members().await } else { Ok(Vec::new()) }
    });
    let pipelines = use_query(&["pipeline"], || async { api::list_stages().await });
    let people: Named = members
        .value()
        .unwrap_or_default()
        .iter()
        .filter(|one| works_on_leads(one))
        .map(|one| (one.id.to_string(), one.name.clone()))
        .collect();
    let stages = stages(&pipelines.value().unwrap_or_default());
    let chips = chips(address, &people, &stages);
    rsx! {
        for (keys, name, value) in chips {
            FilterChip { key: "{name}", name: name.clone(), value, onedit: move |()| open.set(true),
                onremove: move |()| {
                    let dropped: Vec<(&str, &str)> = keys.iter().map(|key| (*key, "")).collect();
                    address.choose(&dropped);
                },
            }
        }
        Button { size: Size::Sm, icon: IconName::ListFilter, testid: "filter-leads", onclick: move |_| open.set(true), {text::filter()} }
        if open() {
            NarrowDialog { address, people, stages, onclose: move |()| open.set(false) }
        }
    }
}

/// Whether somebody works on leads, as far as their roles tell here: what custom roles allow the server knows.
fn works_on_leads(member: &Member) -> bool {
    let may = member.roles.iter().any(|role| role.access().may(Action::LeadsEdit));
    member.status == MemberStatus::Active && (may || !member.custom_roles.is_empty())
}

/// The stages of all pipelines by their names, said with the pipeline where there are several.
fn stages(pipelines: &[Pipeline]) -> Named {
    let named = |pipeline: &Pipeline, stage: &str| {
        if pipelines.len() > 1 { text::stage_of(&pipeline.name, stage) } else { stage.to_owned() }
    };
    pipelines.iter().flat_map(|pipeline| pipeline.stages.iter().map(move |s| (s.id.to_string(), named(pipeline, &s.name)))).collect()
}

fn name_of(known: &Named, id: &str) -> Option<String> {
    known.iter().find(|(other, _)| other == id).map(|(_, name)| name.clone())
}

/// The filters in force: the keys each consists of, its name and what it says.
fn chips(address: Address, people: &Named, stages: &Named) -> Vec<(Vec<&'static str>, String, String)> {
    let said = |key: &str| filled(&address.get(key));
    let mut chips = Vec::new();
    if let Some(source) = said("source").and_then(|key| key.parse::<LeadSource>().ok()) {
        chips.push((vec!["source"], staff::source(), words::source(source)));
    }
    if let Some(line) = said("line").and_then(|key| key.parse::<ServiceLine>().ok()) {
        chips.push((vec!["line"], staff::service_line(), line.text().to_string()));
    }
    if let Some(owner) = said("owner") {
        let name = if owner == "nobody" { text::nobody() } else { name_of(people, &owner).unwrap_or_else(text::somebody) };
        chips.push((vec!["owner"], staff::owner(), name));
    }
    if let Some(keys) = said("status") {
        let names: Vec<String> = keys.split(',').filter_map(|key| key.parse().ok()).map(words::status).collect();
        chips.push((vec!["status"], staff::status(), names.join(", ")));
    }
    if let Some(stage) = said("stage") {
        chips.push((vec!["stage"], staff::stage(), name_of(stages, &stage).unwrap_or_else(text::some_stage)));
    }
    let day = |key: &str| said(key)?.parse::<NaiveDate>().ok().map(|day| date(day, DateStyle::Medium));
    let days = |from: &str, to: &str| match (day(from), day(to)) {
        (Some(from), Some(to)) => Some(text::between(from, to)),
        (Some(from), None) => Some(text::from_day(from)),
        (None, Some(to)) => Some(text::to_day(to)),
        (None, None) => None,
    };
    chips.extend(days("wanted_from", "wanted_to").map(|said| (vec!["wanted_from", "wanted_to"], text::wanted(), said)));
    chips.extend(days("created_from", "created_to").map(|said| (vec!["created_from", "created_to"], text::created(), said)));
    chips
}

#[component]
fn NarrowDialog(address: Address, people: Named, stages: Named, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let sending = use_sending();
    let mut typed = use_signal(|| KEYS.map(|key| address.peek(key)));
    let get = move |key: &str| KEYS.iter().position(|other| *other == key).map(|at| typed.read()[at].clone()).unwrap_or_default();
    let mut set = move |key: &str, value: String| {
        if let Some(at) = KEYS.iter().position(|other| *other == key) {
            typed.write()[at] = value;
        }
    };
    let submit = move |()| {
        let values = typed.peek().clone();
        let changes: Vec<(&str, &str)> = KEYS.iter().zip(&values).map(|(key, value)| (*key, value.as_str())).collect();
        address.choose(&changes);
        onclose.call(());
    };
    let named = |known: &Named| known.iter().map(|(id, name)| SelectOption::new(id, name)).collect::<Vec<_>>();
    let owners: Vec<SelectOption> = std::iter::once(SelectOption::new("nobody", text::nobody())).chain(named(&people)).collect();
    let sources: Vec<SelectOption> = LeadSource::ALL.iter().map(|source| SelectOption::new(source.key(), words::source(*source))).collect();
    let lines: Vec<SelectOption> = session.packs.iter().map(|line| SelectOption::new(line.key(), line.text())).collect();
    let statuses = get("status");
    let is_on = |status: LeadStatus| statuses.split(',').any(|key| key == status.key());
    let toggled = |status: LeadStatus| {
        let kept = LeadStatus::ALL.iter().filter(|other| is_on(**other) != (**other == status));
        kept.map(|status| status.key()).collect::<Vec<_>>().join(",")
    };
    rsx! {
        FormDialog { title: text::filter_title(), submit: text::apply(), testid: "filter-dialog", sending, onsubmit: submit, onclose,
            FormGrid {
                Select { label: staff::source(), name: "source", placeholder: text::any(), options: sources, value: get("source"), onchange: move |v| set("source", v) }
                if lines.len() > 1 {
                    Select { label: staff::service_line(), name: "line", placeholder: text::any(), options: lines, value: get("line"), onchange: move |v| set("line", v) }
                }
                Select { label: staff::owner(), name: "owner", placeholder: text::any(), options: owners, value: get("owner"), onchange: move |v| set("owner", v) }
                Select { label: staff::stage(), name: "stage", placeholder: text::any(), options: named(&stages), value: get("stage"), onchange: move |v| set("stage", v) }
                DateInput { label: text::wanted_from(), name: "wanted_from", value: get("wanted_from"), onchange: move |v| set("wanted_from", v) }
                DateInput { label: text::wanted_to(), name: "wanted_to", value: get("wanted_to"), onchange: move |v| set("wanted_to", v) }
                DateInput { label: text::created_from(), name: "created_from", value: get("created_from"), onchange: move |v| set("created_from", v) }
                DateInput { label: text::created_to(), name: "created_to", value: get("created_to"), onchange: move |v| set("created_to", v) }
            }
            FieldGroup { legend: staff::status(),
                div { class: "row wrap",
                    for status in LeadStatus::ALL.iter().copied() {
                        Checkbox { key: "{status}", label: words::status(status), name: "status-{status}", checked: is_on(status),
                            onchange: {
                                let next = toggled(status);
                                move |_| set("status", next.clone())
                            },
                        }
                    }
                }
            }
            Button { variant: ButtonVariant::Ghost, size: Size::Sm, icon: IconName::X, onclick: move |_| typed.set(KEYS.map(|_| String::new())), {text::clear()} }
        }
    }
}
