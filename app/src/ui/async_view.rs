//! The states of everything that is fetched.

use dioxus::prelude::*;

use super::message::ErrorState;
use super::progress::{Skeleton, SkeletonShape, Spinner};
use super::text;

/// Where something fetched stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Load {
    /// On its way, nothing to show yet.
    #[default]
    Loading,
    /// Here.
    Ready,
    /// Here as it was before something changed; what there is now is on its way.
    Renewing,
    /// Here, and there is none: first use.
    Empty,
    /// Here, and the filters leave none.
    Filtered,
    /// Not here.
    Failed {
        /// What went wrong, for people.
        message: String,
        /// The incident's code, if the server gave one.
        code: Option<String>,
    },
    /// Not for this person, or not there at all: trying again would not help.
    Refused {
        /// The title of what is shown instead.
        title: String,
        /// Why, and who can help.
        body: String,
    },
    /// An older copy is shown because the network is away.
    Stale {
        /// When the copy was fetched, as shown to people.
        as_of: String,
    },
}

impl Load {
    /// How a finished request with a list stands.
    pub fn of_list<T>(items: &[T], filtered: bool) -> Self {
        match (items.is_empty(), filtered) {
            (false, _) => Load::Ready,
            (true, true) => Load::Filtered,
            (true, false) => Load::Empty,
        }
    }

    /// How a request that failed stands.
    pub fn failed(error: &shared::Error) -> Self {
        match error {
            shared::Error::NotFound => Load::Refused { title: text::not_there(), body: text::not_there_body() },
            shared::Error::Forbidden { .. } => Load::Refused { title: text::not_allowed(), body: text::not_allowed_body() },
            shared::Error::Internal { incident } => Load::Failed { message: error.to_string(), code: Some(incident.to_string()) },
            _ => Load::Failed { message: error.to_string(), code: None },
        }
    }
}

/// Shows the state of something fetched; `children` are shown when it is there.
#[component]
pub fn Async(
    /// Where it stands.
    state: Load,
    /// The content.
    children: Element,
    /// What the content looks like while it is on its way.
    #[props(default)]
    shape: SkeletonShape,
    /// How many rows or cards the skeleton has.
    #[props(default = 5)]
    count: u32,
    /// What is shown on first use: an [`EmptyState`](super::empty::EmptyState) with one action.
    #[props(default = VNode::empty())]
    empty: Element,
    /// Clears the filters.
    onclear: Option<EventHandler<()>>,
    /// Tries again.
    onretry: Option<EventHandler<()>>,
    /// It is the whole page, heading and all: what is shown in its place has the `h1`.
    #[props(default)]
    page: bool,
) -> Element {
    let renewing = state == Load::Renewing;
    match state {
        Load::Loading => rsx! { Skeleton { shape, count } },
        // one template for both, so that the content stays in its place when it is renewed
        Load::Ready | Load::Renewing => rsx! {
            if renewing {
                div { class: "w-renewing", Spinner { label: text::renewing(), shown: true, size: super::icon::IconSize::Sm } }
            }
            {children}
        },
        Load::Empty => empty,
        Load::Filtered => rsx! {
            super::empty::EmptyState { icon: super::icon::IconName::ListFilter, title: text::nothing_matches(),
                if let Some(clear) = onclear {
                    super::button::Button { onclick: move |_| clear.call(()), {text::clear_filters()} }
                }
            }
        },
        Load::Failed { message, code } => rsx! { ErrorState { body: message, code, onretry, page } },
        Load::Refused { title, body } => {
            rsx! { super::empty::EmptyState { icon: super::icon::IconName::CircleQuestionMark, title, body, page } }
        }
        Load::Stale { as_of } => rsx! {
            super::message::InlineAlert {
                tone: super::tone::Tone::Warn,
                icon: super::icon::IconName::CloudOff,
                live: true,
                p { {text::as_of(as_of)} }
            }
            {children}
        },
    }
}
