//! Saying what was done to several leads, and taking it back: each lead goes to whom it was with, or to the stage it
//! stood in, on the version that was made; what somebody changed since stays as they made it.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::leads::{LeadList, LeadRow};

use super::outcome::{Left, words};
use super::{Deed, text};
use crate::client::Query;
use crate::ui::*;

/// What takes a deed back: a deed for each place the leads come from, with those that go back there.
type Back = Vec<(Deed, Vec<LeadRow>)>;

/// Says what was done, with the way back where there is one. What was refused is said here only when the page that
/// lists it is gone.
pub(super) fn tell(found: &Left, list: Query<LeadList>, toasts: Toasts) {
    let done = found.done();
    let there = list.alive();
    if !there && found.is_refused() {
        let why: Vec<String> = found.refused().into_iter().map(|(lead, why)| format!("{}: {why}", lead.number)).collect();
        toasts.tell(Tone::Danger, text::not_done(why.len(), found.chosen.len(), why.join("; ")));
    }
    if done.is_empty() {
        return;
    }
    let said = found.deed.done(done.len());
    let back = way_back(&found.deed, done);
    if there && !back.is_empty() {
        toasts.undo(said, Callback::new(move |()| take_back(back.clone(), list, toasts)));
    } else {
        toasts.say(said);
    }
}

/// The way back of leads, each as it was before with the version it has now. A step that was planned stays planned: it
/// is done or changed at its lead.
fn way_back(deed: &Deed, done: Vec<LeadRow>) -> Back {
    let mut back = Back::new();
    for lead in done {
        let former = match deed {
            Deed::Give { .. } => Deed::Give { owner: lead.owner.as_ref().map(|owner| owner.id), name: String::new() },
            // a stage that filled up meanwhile takes back what stood there
            Deed::Move { .. } | Deed::Lose { .. } => {
                Deed::Move { stage: lead.stage_id, name: lead.stage.clone(), reason: Some(text::taken_back()), own: Vec::new() }
            }
            Deed::Plan { .. } => continue,
        };
        match back.iter_mut().find(|(other, _)| *other == former) {
            Some((_, leads)) => leads.push(lead),
            None => back.push((former, vec![lead])),
        }
    }
    back
}

fn take_back(back: Back, list: Query<LeadList>, toasts: Toasts) {
    spawn_forever(async move {
        let mut stay = Vec::new();
        for (deed, leads) in back {
            let number = |id| leads.iter().find(|lead| lead.id == id).map(|lead| lead.number.clone()).unwrap_or_default();
            match deed.carry_out(&leads).await {
                Ok(outcomes) => stay.extend(outcomes.refused().map(|(id, why)| format!("{}: {}", number(id), words(why, deed.own())))),
                Err(error) => stay.push(error.to_string()),
            }
        }
        if !stay.is_empty() {
            toasts.tell(Tone::Danger, text::not_undone(stay.join("; ")));
        }
        if list.alive() {
            list.refetch();
        }
    });
}
