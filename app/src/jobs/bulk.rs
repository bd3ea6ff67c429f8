//! One decision for several jobs at once. What fails is listed and can be tried again.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::access::Action;
use shared::jobs::{CrewPlace, JobCard, Priority};

use super::crew::CrewChoice;
use super::undo::{self, Change, Former};
use super::{api, text};
use crate::client::session::use_session;
use crate::ui::*;

/// A decision.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    Priority(Priority),
    Crew(Vec<CrewPlace>),
}

/// What did not work: the decision, and each job with the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Leftover {
    pub deed: Deed,
    pub jobs: Vec<(JobCard, String)>,
}

/// The version a job has by now; the known one when it cannot be asked, which then tells why.
async fn newest(card: &JobCard) -> i32 {
    api::show_job(card.id).await.map_or(card.version, |job| job.version)
}

/// Does it for each job. The rest goes on when one fails. `again`: somebody saw that it failed and wants it still.
pub fn carry_out(cards: Vec<JobCard>, deed: Deed, again: bool, toasts: Toasts, mut leftover: Signal<Option<Leftover>>) {
    spawn_forever(async move {
        let total = cards.len();
        let (mut changes, mut failed) = (Vec::new(), Vec::new());
        for card in cards {
            let (id, version) = (card.id, if again { newest(&card).await } else { card.version });
            let (wish, former) = match deed.clone() {
                Deed::Priority(priority) => (Former::Priority(priority), Former::Priority(card.priority)),
                Deed::Crew(crew) => {
                    let before = card.crew.iter().map(|c| CrewPlace { member: c.member, role: c.role }).collect();
                    (Former::Crew(crew), Former::Crew(before))
                }
            };
            match wish.write(id, version).await {
                Ok(job) => changes.push(Change { job: id, version: job.version, former }),
                Err(error) => failed.push((card, error.to_string())),
            }
        }
        if !changes.is_empty() {
            undo::offer(toasts, text::bulk_done(changes.len(), total), changes);
        }
        // the list may be gone by now; the toast then says what was done
        if leftover.try_peek().is_ok() {
            leftover.set((!failed.is_empty()).then_some(Leftover { deed, jobs: failed }));
        }
    });
}

/// What can be done with the chosen jobs.
#[component]
pub fn Bulk(cards: Vec<JobCard>, leftover: Signal<Option<Leftover>>, onclear: EventHandler<()>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let mut crewing = use_signal(|| false);
    let ids = cards.iter().map(|card| card.id.to_string()).collect::<Vec<_>>().join(",");
    let priorities = Priority::ALL.iter().map(|p| MenuItem::new(p.key(), p.text()).icon(IconName::Flag)).collect::<Vec<_>>();
    let first = cards.first().map(|card| card.id);
    let (for_priority, for_crew) = (cards.clone(), cards.clone());
    rsx! {
        BulkBar { count: cards.len(), onclear,
            if session.may(Action::JobsAssign) {
                BulkAction { label: text::crew(), icon: IconName::Users, onclick: move |_| crewing.set(true) }
            }
            if session.may(Action::JobsEdit) {
                Menu { label: text::priority(), items: priorities, class: "w-bulk-button",
                    onselect: move |key: String| {
                        if let Ok(priority) = key.parse() {
                            carry_out(for_priority.clone(), Deed::Priority(priority), false, toasts, leftover);
                            onclear.call(());
                        }
                    },
                    Icon { name: IconName::Flag, size: IconSize::Sm }
                    {text::priority_short()}
                }
            }
            a { class: "w-bulk-button", href: "/api/v1/jobs.csv?ids={ids}", download: "jobs.csv",
                Icon { name: IconName::Download, size: IconSize::Sm }
                {text::export()}
            }
        }
        if let (true, Some(job)) = (crewing(), first) {
            BulkCrew { job, count: cards.len(),
                onclose: move |crew: Option<Vec<CrewPlace>>| {
                    crewing.set(false);
                    if let Some(crew) = crew {
                        carry_out(for_crew.clone(), Deed::Crew(crew), false, toasts, leftover);
                        onclear.call(());
                    }
                },
            }
        }
    }
}

/// One crew for several jobs. Who is free is told for the first of them.
#[component]
fn BulkCrew(job: shared::JobId, count: usize, onclose: EventHandler<Option<Vec<CrewPlace>>>) -> Element {
    let chosen = use_signal(Vec::<CrewPlace>::new);
    rsx! {
        Dialog {
            open: true,
            title: text::bulk_crew(count),
            description: text::bulk_crew_lead(),
            onclose: move |()| onclose.call(None),
            testid: "crew-dialog",
            footer: rsx! {
                Button { onclick: move |_| onclose.call(None), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, onclick: move |_| onclose.call(Some(chosen.peek().clone())), testid: "save-crew", {text::save_crew()} }
            },
            CrewChoice { job, chosen }
        }
    }
}

/// What did not work, with another try.
#[component]
pub fn Leftovers(leftover: Signal<Option<Leftover>>) -> Element {
    let toasts = use_toasts();
    let Some(left) = leftover() else { return VNode::empty() };
    let again = left.clone();
    rsx! {
        InlineAlert { tone: Tone::Danger, live: true, title: text::bulk_failed(left.jobs.len()),
            actions: rsx! {
                Button { size: Size::Sm, icon: IconName::RotateCcw,
                    onclick: move |_| {
                        let cards = again.jobs.iter().map(|(card, _)| card.clone()).collect();
                        leftover.set(None);
                        carry_out(cards, again.deed.clone(), true, toasts, leftover);
                    },
                    {text::bulk_retry()}
                }
                Button { size: Size::Sm, variant: ButtonVariant::Ghost, onclick: move |_| leftover.set(None), {text::dismiss()} }
            },
            ul { class: "jb-failed",
                for (card, why) in left.jobs {
                    li { key: "{card.id}", A { href: "/app/jobs/{card.id}", {card.number.clone()} } {format!(" {why}")} }
                }
            }
        }
    }
}
