//! The truth about the connection and about each record.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize};
use super::link::A;
use super::text;
use super::tone::Tone;

/// Where the whole device stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SyncState {
    /// Nothing is waiting; `at` is the time of the last exchange, if known.
    #[default]
    Online,
    /// Everything is with the server since then.
    Synced {
        /// The time as shown.
        at: String,
    },
    /// On its way.
    Syncing {
        /// How many are through.
        done: u32,
        /// How many there are.
        total: u32,
    },
    /// No network; so many things are only here.
    Offline {
        /// How many wait.
        waiting: u32,
    },
    /// Something was refused and needs a person.
    Attention {
        /// How many.
        count: u32,
    },
}

/// The connection's truth in a pill; links to the sync centre when there is one.
#[component]
pub fn SyncPill(
    /// Where the device stands.
    state: SyncState,
    /// Where the sync centre is.
    href: Option<String>,
    /// Shorter words, where room is short.
    #[props(default)]
    short: bool,
) -> Element {
    let (tone, icon, words, count) = match &state {
        SyncState::Online => (Tone::Ok, IconName::CloudCheck, text::online(), None),
        SyncState::Synced { at } => (Tone::Ok, IconName::CloudCheck, text::synced_at(at), None),
        SyncState::Syncing { done, total } => (Tone::Info, IconName::RefreshCw, text::syncing_of(done, total), None),
        SyncState::Offline { waiting } if short => (Tone::Warn, IconName::CloudOff, text::offline(), Some(*waiting)),
        SyncState::Offline { waiting } => (Tone::Warn, IconName::CloudOff, text::offline_saved(), Some(*waiting)),
        SyncState::Attention { count } => (
            Tone::Danger,
            IconName::CircleAlert,
            if *count == 1 { text::one_needs_attention() } else { text::needs_attention(count) },
            None,
        ),
    };
    let face = rsx! {
        span { class: "w-sync-face", "data-tone": tone.name(),
            Icon { name: icon }
            span { class: "w-sync-words", {words} }
            if let Some(count) = count.filter(|count| *count > 0) {
                span { class: "w-sync-count",
                    span { "aria-hidden": "true", "{count}" }
                    span { class: "sr", ", {text::waiting_count(count)}" }
                }
            }
        }
    };
    rsx! {
        div { class: "w-sync-pill", role: "status", "data-testid": "sync-pill",
            if let Some(href) = href {
                A { href, class: "w-sync-link", {face} }
            } else {
                {face}
            }
        }
    }
}

/// Where one record or file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// On its way to this device's disk.
    Keeping,
    /// On this device only.
    Here,
    /// In the queue.
    Waiting,
    /// On its way.
    Uploading,
    /// With the server.
    Synced,
    /// Refused; can be tried again.
    Failed,
    /// Someone else changed it meanwhile.
    Conflict,
}

/// One record's truth: icon and word.
#[component]
pub fn SyncBadge(
    /// Where it stands.
    state: Saved,
    /// Shows the icon only; the word stays for screen readers.
    #[props(default)]
    icon_only: bool,
) -> Element {
    let (name, icon, words) = match state {
        Saved::Keeping => ("keeping", IconName::Save, text::keeping()),
        Saved::Here => ("here", IconName::Smartphone, text::saved_here()),
        Saved::Waiting => ("waiting", IconName::Clock, text::waiting()),
        Saved::Uploading => ("uploading", IconName::CloudUpload, text::uploading()),
        Saved::Synced => ("synced", IconName::CloudCheck, text::synced()),
        Saved::Failed => ("failed", IconName::CircleAlert, text::failed()),
        Saved::Conflict => ("conflict", IconName::GitCompareArrows, text::conflict()),
    };
    rsx! {
        span { class: "w-sync-badge", "data-state": name, title: icon_only.then(|| words.clone()),
            Icon { name: icon, size: IconSize::Sm }
            span { class: if icon_only { "sr" } else { "" }, {words.clone()} }
        }
    }
}
