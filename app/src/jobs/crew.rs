//! The crew of a job and the dialog that sets it.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::JobId;
use shared::access::Action;
use shared::jobs::{AssignCrew, Candidate, CrewPlace, CrewReply, Job};
use shared::packs::CrewRole;

use super::ask::{BothReason, is_busy};
use super::look::ReplyOf;
use super::undo::{self, Change, Former};
use super::{api, text};
use crate::api::Valid;
use crate::client::query::use_query_of;
use crate::client::session::use_session;
use crate::ui::*;

/// Who is on the job.
#[component]
pub fn CrewCard(job: Job, onchange: EventHandler<()>) -> Element {
    let session = use_session();
    let mut open = use_signal(|| false);
    let confirmed = job.crew.iter().filter(|c| c.reply == CrewReply::Confirmed).count();
    let may = session.may(Action::JobsAssign) && job.is_on();
    let label = if job.crew.is_empty() { text::assign_crew() } else { text::change_crew() };
    rsx! {
        Card {
            title: text::crew(),
            testid: "crew",
            meta: rsx! { if !job.crew.is_empty() { span { class: "sm muted", {text::crew_confirmed(confirmed, job.crew.len())} } } },
            actions: rsx! { if may { Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::UserPlus, onclick: move |_| open.set(true), testid: "assign", {label} } } },
            if job.crew.is_empty() { p { class: "muted sm", {text::crew_none()} } }
            ul { class: "jb-crew",
                for person in job.crew.clone() {
                    li { key: "{person.member}",
                        Avatar { name: person.name.clone(), decorative: true }
                        span { class: "jb-two grow", b { class: "truncate", {person.name.clone()} } span { class: "muted sm", {person.role.text()} } }
                        ReplyOf { reply: person.reply }
                    }
                }
            }
        }
        if open() { CrewDialog { job: job.clone(), onclose: move |changed: bool| { open.set(false); if changed { onchange.call(()) } } } }
    }
}

#[component]
fn CrewDialog(job: Job, onclose: EventHandler<bool>) -> Element {
    // as it was at opening: saving is refused, instead of overwriting what a colleague changed meanwhile
    let job = use_hook(|| job);
    let toasts = use_toasts();
    let id = job.id;
    let former = Former::crew(&job);
    let before = job.crew.clone();
    let chosen = use_signal(move || before.iter().map(|c| CrewPlace { member: c.member, role: c.role }).collect::<Vec<_>>());
    let sending = use_sending();
    // somebody is on another job at that time: it takes a reason
    let mut busy = use_signal(|| false);
    let reason = use_signal(String::new);
    let version = job.version;
    let save = move |_| {
        let former = former.clone();
        let request = async move {
            let answer = api::assign_crew(id, Valid(AssignCrew { crew: chosen(), version, reason: reason() })).await;
            if is_busy(&answer) {
                busy.set(true);
            }
            answer
        };
        sending.send(request, move |job| {
            let change = Change { job: id, version: job.version, former };
            // the offer outlives this dialog
            spawn_forever(async move { undo::offer(toasts, text::crew_saved(), vec![change]) });
            onclose.call(true);
        });
    };
    rsx! {
        Dialog {
            open: true,
            title: text::assign_crew(),
            description: text::crew_pick(),
            onclose: move |()| onclose.call(false),
            testid: "crew-dialog",
            footer: rsx! {
                Button { onclick: move |_| onclose.call(false), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, loading: sending.busy(), onclick: save, testid: "save-crew", {text::save_crew()} }
            },
            if let Some(problem) = sending.refused() { InlineAlert { tone: Tone::Danger, live: true, {problem} } }
            if busy() { BothReason { name: "crew-reason", reason, error: sending.error("reason") } }
            CrewChoice { job: id, chosen }
        }
    }
}

/// Who can be on a crew, with whether they are free at the time of a job; ticking puts them on.
#[component]
pub fn CrewChoice(job: JobId, chosen: Signal<Vec<CrewPlace>>) -> Element {
    let people = use_query_of(&[], move || job, |id| async move { api::list_candidates(id).await });
    let state = people.load_as(|list| Load::of_list(list, false));
    rsx! {
        Async { state, onretry: move |()| people.refetch(), empty: rsx! { EmptyState { icon: IconName::Users, title: text::crew_empty_list() } },
            ul { class: "jb-crew",
                for person in people.value().unwrap_or_default() {
                    CandidateRow {
                        key: "{person.member}",
                        place: chosen.read().iter().find(|p| p.member == person.member).copied(),
                        onplace: move |place: Option<CrewPlace>| {
                            let mut crew = chosen.write();
                            match (crew.iter().position(|p| p.member == person.member), place) {
                                (Some(at), Some(place)) => crew[at] = place,
                                (Some(at), None) => { crew.remove(at); }
                                (None, Some(place)) => crew.push(place),
                                (None, None) => {}
                            }
                        },
                        person: person.clone(),
                    }
                }
            }
        }
    }
}

#[component]
fn CandidateRow(person: Candidate, place: Option<CrewPlace>, onplace: EventHandler<Option<CrewPlace>>) -> Element {
    let (member, usual) = (person.member, person.role);
    let roles = [CrewRole::Driver, CrewRole::Mover, CrewRole::Technician].map(|r| SelectOption::new(r.key(), r.text())).to_vec();
    let note = if person.clashes.is_empty() { text::crew_free() } else { text::crew_clash(person.clashes.join(", ")) };
    rsx! {
        li {
            Checkbox {
                label: person.name.clone(),
                name: "member-{member}",
                checked: place.is_some(),
                hint: note,
                onchange: move |on: bool| onplace.call(on.then_some(CrewPlace { member, role: usual })),
            }
            if let Some(place) = place {
                Select {
                    label: text::role_of(&person.name),
                    name: "role-{member}",
                    label_hidden: true,
                    size: Size::Sm,
                    options: roles,
                    value: place.role.key(),
                    onchange: move |key: String| if let Ok(role) = key.parse() { onplace.call(Some(CrewPlace { member, role })) },
                }
            }
        }
    }
}
