//! What crews use: big targets, the truth about what is saved.

use dioxus::prelude::*;

use super::Part;
use crate::ui::*;

/// Field components.
#[component]
pub fn Work(theme: &'static str) -> Element {
    let _ = theme;
    rsx! {
        div { "data-app": "field",
            Part { title: "Field",
                div { class: "row wrap",
                    SyncPill { state: SyncState::Synced { at: "10:42".into() } }
                    SyncPill { state: SyncState::Offline { waiting: 3 } }
                    SyncPill { state: SyncState::Syncing { done: 3, total: 7 } }
                    SyncPill { state: SyncState::Attention { count: 1 } }
                }
                div { class: "row wrap",
                    for state in [Saved::Keeping, Saved::Here, Saved::Waiting, Saved::Uploading, Saved::Synced, Saved::Failed, Saved::Conflict] {
                        SyncBadge { state }
                    }
                }
                CriticalNote { title: "Critical", p { "Upright piano on the " b { "2nd floor" } ". Side stairs only." } }
                PhaseStrip {
                    label: "Phases",
                    phases: vec![("Creation".into(), WorkState::Done), ("Morning prep".into(), WorkState::Done), ("Pickup".into(), WorkState::Current), ("Transport".into(), WorkState::Open)],
                }
                VerbTrail { label: "Progress", verbs: vec![("On my way 08:12".into(), WorkState::Done), ("Arrived".into(), WorkState::Current), ("Start".into(), WorkState::Open), ("Complete".into(), WorkState::Open)] }
                ActButton { label: "I have arrived", detail: "Texts Adaeze once you are online", icon: IconName::Send, onclick: |_| () }
                ActButton { label: "Finish pickup", detail: "2 photos, 1 signature left", gated: true, onclick: |_| () }
                Card { title: "Checklist", flush: true,
                    ul {
                        ChecklistRow { label: "Meet the customer", state: WorkState::Open, optional: true, ondone: |()| (), onproblem: |()| (), onskip: |()| () }
                        ChecklistRow { label: "Arrive at pickup", state: WorkState::Done, detail: "Marcus, 08:06", saved: Saved::Synced, ondone: |()| () }
                        ChecklistRow { label: "Wrap and dismantle", state: WorkState::Problem, detail: "Hall table leg loose", saved: Saved::Waiting, ondone: |()| () }
                        ChecklistRow { label: "Lift gate", state: WorkState::NotApplicable, ondone: |()| () }
                    }
                }
                PhotoGrid {
                    label: "Loading",
                    onretry: |_| (),
                    onremove: |_| (),
                    onmove: |_| (),
                    photos: vec![
                        Photo { id: "1".into(), src: "/assets/app-icons/mark.svg".into(), caption: Some("Truck, before".into()), state: Saved::Synced, progress: None, problem: None },
                        Photo { id: "2".into(), src: "/assets/app-icons/mark.svg".into(), caption: None, state: Saved::Uploading, progress: Some(62), problem: None },
                        Photo { id: "3".into(), src: "/assets/app-icons/mark.svg".into(), caption: None, state: Saved::Failed, progress: None, problem: Some("The job was handed to Crew 5".into()) },
                    ],
                }
                SignaturePad { label: "Signature of Maya Lindqvist", name: "{theme}_signature", value: Signature::Typed("Maya Lindqvist".into()) }
            }
        }
    }
}
