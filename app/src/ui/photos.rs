//! Photos in a grid: what each shows, where it stands, what can be done with it.

use dioxus::prelude::*;

use super::button::{Button, ButtonVariant, IconButton};
use super::icon::{Icon, IconName, IconSize, class_list};
use super::sync::{Saved, SyncBadge};
use super::text;
use super::tone::Size;

/// One photo.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    /// A stable key.
    pub id: String,
    /// The address of its thumbnail; empty for what has none, such as a paper.
    pub src: String,
    /// What it shows.
    pub caption: Option<String>,
    /// Where it stands.
    pub state: Saved,
    /// How much of it has gone up, in percent, while uploading.
    pub progress: Option<u32>,
    /// Why it failed.
    pub problem: Option<String>,
}

/// A grid of photos. The handlers that are given decide which buttons there are.
#[component]
pub fn PhotoGrid(
    /// The photos in order.
    photos: Vec<Photo>,
    /// What they are of.
    #[props(into)]
    label: String,
    /// Opens a photo.
    onopen: Option<EventHandler<String>>,
    /// Tries a failed one again.
    onretry: Option<EventHandler<String>>,
    /// Removes one; offer undo.
    onremove: Option<EventHandler<String>>,
    /// Moves one to another place: id and new position, from 0.
    onmove: Option<EventHandler<(String, usize)>>,
    /// A tile at the end, such as "Add photos".
    #[props(default = VNode::empty())]
    children: Element,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let total = photos.len();
    rsx! {
        ul { class: class_list("w-photos", &class), aria_label: label,
            for (i, photo) in photos.into_iter().enumerate() {
                PhotoTile { key: "{photo.id}", photo, at: i, total, onopen, onretry, onremove, onmove }
            }
            if children != VNode::empty() {
                li { class: "w-photo-add", {children} }
            }
        }
    }
}

/// One tile.
#[component]
fn PhotoTile(
    photo: Photo,
    at: usize,
    total: usize,
    onopen: Option<EventHandler<String>>,
    onretry: Option<EventHandler<String>>,
    onremove: Option<EventHandler<String>>,
    onmove: Option<EventHandler<(String, usize)>>,
) -> Element {
    let name = photo.caption.clone().unwrap_or_else(|| text::photo_number(at + 1, total));
    let id = photo.id.clone();
    let call = move |handler: EventHandler<String>| {
        let id = id.clone();
        move |_: MouseEvent| handler.call(id.clone())
    };
    let moved = photo.id.clone();
    let state = match photo.state {
        Saved::Failed | Saved::Conflict => "failed",
        Saved::Synced => "synced",
        _ => "pending",
    };
    let picture = if photo.src.is_empty() {
        rsx! {
            span { class: "w-photo-none",
                Icon { name: IconName::FileText, size: IconSize::Xl }
                span { class: "sr", {name.clone()} }
            }
        }
    } else {
        rsx! { img { src: photo.src.clone(), alt: name.clone(), loading: "lazy", decoding: "async" } }
    };
    rsx! {
        li { class: "w-photo", "data-state": state,
            if let Some(open) = onopen {
                button { class: "w-photo-open", r#type: "button", onclick: call(open), {picture} }
            } else {
                {picture}
            }
            span { class: "w-photo-badge", SyncBadge { state: photo.state, icon_only: true } }
            if let Some(progress) = photo.progress {
                super::progress::Progress { label: name.clone(), value: u64::from(progress), bare: true, class: "w-photo-progress" }
            }
            if let Some(caption) = photo.caption.clone() {
                span { class: "w-photo-caption", {caption} }
            }
            if let Some(problem) = photo.problem.clone() {
                p { class: "w-photo-problem",
                    Icon { name: IconName::CircleAlert, size: IconSize::Sm }
                    {problem}
                }
                if let Some(retry) = onretry {
                    Button { size: Size::Sm, variant: ButtonVariant::Secondary, onclick: call(retry), {text::retry()} }
                }
            }
            div { class: "w-photo-tools",
                if let Some(onmove) = onmove {
                    IconButton {
                        label: text::move_earlier(),
                        icon: IconName::ArrowLeft,
                        size: Size::Sm,
                        disabled: at == 0,
                        onclick: { let id = moved.clone(); move |_| onmove.call((id.clone(), at.saturating_sub(1))) },
                    }
                    IconButton {
                        label: text::move_later(),
                        icon: IconName::ArrowRight,
                        size: Size::Sm,
                        disabled: at + 1 >= total,
                        onclick: { let id = moved.clone(); move |_| onmove.call((id.clone(), at + 1)) },
                    }
                }
                if let Some(remove) = onremove {
                    IconButton { label: text::remove(), icon: IconName::Trash2, size: Size::Sm, onclick: call(remove) }
                }
            }
        }
    }
}
