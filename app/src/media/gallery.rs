//! The media of a job by phase and slot, and those of the site visits before it.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::access::Action;
use shared::input::Nothing;
use shared::jobs::Job;
use shared::media::Media;
use shared::{MediaId, SiteVisitId};

use super::album::{Album, Group};
use super::{api, text};
use crate::api::Valid;
use crate::client::session::use_session;
use crate::ui::*;

/// Everything captured on a job.
#[component]
pub fn MediaGallery(job: Job, onchange: EventHandler<()>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let here = use_signal(|| ());
    let shown: Vec<Media> = job.media.iter().filter(|m| !m.deleted).cloned().collect();
    if shown.is_empty() {
        return rsx! { EmptyState { icon: IconName::Camera, title: text::none_title(), body: text::none_body() } };
    }
    let may_delete = session.may(Action::JobsWork);
    let changed = move || {
        // on another tab of the page there is no gallery to be told; the page itself follows the live stream
        if here.try_peek().is_ok() {
            onchange.call(());
        }
    };
    // the way back outlives this gallery, so it must not belong to it
    let remove = move |id: MediaId| {
        spawn_forever(async move {
            if let Err(error) = api::delete_media(id, Valid(Nothing {})).await {
                return toasts.tell(Tone::Danger, error.to_string());
            }
            changed();
            let undo = Callback::new(move |()| toasts.attempt(api::restore_media(id, Valid(Nothing {})), move |_| changed()));
            toasts.undo(text::deleted(), undo);
        });
    };
    rsx! {
        Album { groups: groups(&job, &shown, session.may(Action::LeadsView)), zone: job.zone.clone(), onremove: may_delete.then(|| EventHandler::new(remove)) }
    }
}

/// By slot, then what fills none, then what each site visit brought; that is changed at the visit.
fn groups(job: &Job, shown: &[Media], sees_leads: bool) -> Vec<Group> {
    let group = |key: String, title: String, media: Vec<Media>| Group { key, title: Some(title), source: None, media, removable: true };
    let mut groups: Vec<Group> = Vec::new();
    for (phase, slot) in job.phases.iter().flat_map(|p| p.requirements.iter().map(move |r| (p, r))) {
        let of_slot: Vec<Media> = shown.iter().filter(|m| m.requirement == Some(slot.id)).cloned().collect();
        groups.push(group(slot.id.to_string(), format!("{} · {}", phase.short.text(), slot.title.text()), of_slot));
    }
    let rest: Vec<Media> = shown.iter().filter(|m| m.requirement.is_none() && m.visit.is_none()).cloned().collect();
    groups.push(group("rest".into(), text::elsewhere(), rest));
    let mut visits: Vec<SiteVisitId> = shown.iter().filter_map(|m| m.visit).collect();
    visits.sort();
    visits.dedup();
    for visit in visits {
        let of_visit: Vec<Media> = shown.iter().filter(|m| m.visit == Some(visit)).cloned().collect();
        let source = job.lead.filter(|_| sees_leads).map(|lead| (format!("/app/leads/{lead}/visits/{visit}"), text::to_visit()));
        groups.push(Group { source, removable: false, ..group(visit.to_string(), text::from_visit(), of_visit) });
    }
    groups.retain(|group| !group.media.is_empty());
    groups
}
