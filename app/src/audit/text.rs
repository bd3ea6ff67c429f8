//! Texts of timelines and the audit view, and the sentence an event is told in.

use shared::events::Event;
use shared::jobs::{ItemAnswer, TravelVerb};

shared::catalog! {
    audit { "Audit" }
    timeline { "Timeline" }
    none_title { "Nothing happened yet" }
    more { "Show earlier" }
    audit_lead { "Who did what, when and from where. Nothing here can be changed." }
    filters { "Filters of the log" }
    pages { "Pages of the log" }
    newer { "Newer" }
    older { "Older" }
    by_staff { "Staff" }
    by_customer { "Customer" }
    by_key { "API key" }
    by_public { "Visitor" }
    by_system { "System" }
    when { "When" }
    who { "Who" }
    what { "What" }
    origin { "From" }
    on_behalf { "on behalf of" }
    find { "Search names, devices and details" }
    room { "Area" }
    every_room { "Every area" }
    from_day { "From" }
    to_day { "Until" }
    ip { "IP address" }
    export { "Export CSV" }
    check { "Check the log" }
    checked(n) { "{n} entries, unbroken" }
    broken(n) { "The log was changed at entry {n}" }
    item_done(item) { "{item}: done" }
    item_open(item) { "{item}: opened again" }
    item_problem(item, note) { "{item}: problem. {note}" }
    item_na(item, note) { "{item}: not applicable. {note}" }
    phase_started(phase) { "Started {phase}" }
    phase_completed(phase) { "Completed and sealed {phase}" }
    phase_overridden(phase, reason) { "Completed {phase} although something was missing: {reason}" }
    travelled(step, stop) { "{step}: {stop}" }
    noted(words) { "Wrote: {words}" }
    crew(names) { "Set the crew: {names}" }
    crew_nobody { "nobody" }
    refused(detail) { "Was refused: {detail}" }
}

/// Who acted, by the kind the log keeps.
pub fn actor_name(kind: &str) -> String {
    match kind {
        "staff" => by_staff(),
        "customer" => by_customer(),
        "api_key" => by_key(),
        "public" => by_public(),
        "system" => by_system(),
        other => other.to_string(),
    }
}

/// An area of the product as people call it: the first word of its events' names.
pub fn room_name(room: &str) -> String {
    let words = room.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What happened, in one sentence with its particulars.
pub fn sentence(event: &Event) -> String {
    let field = |name: &str| event.data.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_string();
    match event.kind.as_str() {
        "items.answered" => {
            let answer = event.data.pointer("/answer/after").and_then(|v| v.as_str()).and_then(|key| key.parse::<ItemAnswer>().ok());
            match answer {
                Some(ItemAnswer::Done) => item_done(field("item")),
                Some(ItemAnswer::Problem) => item_problem(field("item"), field("note")),
                Some(ItemAnswer::NotApplicable) => item_na(field("item"), field("note")),
                Some(ItemAnswer::Open) | None => item_open(field("item")),
            }
        }
        "phases.started" => phase_started(field("phase")),
        "phases.completed" => phase_completed(field("phase")),
        "phases.overridden" => phase_overridden(field("phase"), field("reason")),
        "jobs.travelled" => {
            let step = field("step").parse::<TravelVerb>().map(TravelVerb::text).unwrap_or_default();
            travelled(step, field("stop"))
        }
        "jobs.noted" => noted(field("text")),
        "jobs.intent_refused" => refused(field("detail")),
        "jobs.crew_assigned" => {
            let names: Vec<String> = event
                .data
                .pointer("/crew/after")
                .and_then(|v| v.as_array())
                .map(|list| list.iter().filter_map(|v| v.as_str().map(str::to_string)).collect())
                .unwrap_or_default();
            crew(if names.is_empty() { crew_nobody() } else { names.join(", ") })
        }
        kind => shared::events::find(kind).map(|k| k.says.to_string()).unwrap_or_else(|| kind.to_string()),
    }
}
