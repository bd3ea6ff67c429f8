//! Every component in every state, in the three themes beside each other: what is looked at when the kit changes.
//! Served at `/dev/gallery` in development only; its people and amounts are examples.

use dioxus::prelude::*;

use crate::ui::*;

mod data;
mod inputs;
mod overlays;
pub mod shells;
mod work;

/// The gallery.
#[component]
pub fn Gallery() -> Element {
    rsx! {
        main { class: "w-gallery", id: "content",
            h1 { class: "sr", tabindex: "-1", "Components" }
            for theme in ["light", "dark", "sun"] {
                section { key: "{theme}", class: "w-gallery-theme", "data-theme": theme, aria_label: theme,
                    h2 { {theme} }
                    Actions {}
                    inputs::Inputs { theme }
                    inputs::Choices { theme }
                    Marks {}
                    Messages {}
                    data::Navigation {}
                    data::Records {}
                    data::Lists {}
                    overlays::Overlays { theme }
                    work::Work { theme }
                }
            }
        }
    }
}

/// A titled part of the gallery.
#[component]
pub(crate) fn Part(title: &'static str, children: Element) -> Element {
    rsx! {
        section { class: "w-gallery-part", h3 { {title} } {children} }
    }
}

/// Buttons in all weights, sizes and states.
#[component]
fn Actions() -> Element {
    rsx! {
        Part { title: "Buttons",
            div { class: "row wrap",
                Button { variant: ButtonVariant::Primary, icon: IconName::Plus, "New lead" }
                Button { icon: IconName::Download, "Import" }
                Button { variant: ButtonVariant::Tonal, "Accept" }
                Button { variant: ButtonVariant::Ghost, "Dismiss" }
                Button { variant: ButtonVariant::Danger, icon: IconName::Trash2, "Cancel trip" }
            }
            div { class: "row wrap",
                Button { variant: ButtonVariant::Primary, loading: true, "Send quote" }
                Button { loading: true, "Save" }
                Button { disabled: true, "Award" }
                Button { variant: ButtonVariant::Primary, disabled: true, "Award" }
                LinkButton { href: "/app/leads", icon_end: IconName::ArrowRight, "Open leads" }
                CopyButton { value: "https://example.test/q/1" }
            }
            div { class: "row wrap",
                Button { size: Size::Sm, "Small" }
                Button { "Medium" }
                Button { size: Size::Lg, "Large" }
                Button { size: Size::Xl, variant: ButtonVariant::Primary, "Field" }
            }
            ButtonGroup { label: "Page actions",
                Button { size: Size::Sm, "Previous" }
                Button { size: Size::Sm, "Next" }
            }
            div { class: "row wrap",
                IconButton { label: "Notifications", icon: IconName::Bell, count: 3 }
                IconButton { label: "Call", icon: IconName::Phone, variant: ButtonVariant::Secondary }
                IconButton { label: "Sun theme", icon: IconName::Sun, pressed: true }
                IconButton { label: "More", icon: IconName::Ellipsis, size: Size::Sm }
            }
        }
    }
}

/// Noon in Toronto on 20 November 2026.
const NOON: chrono::DateTime<chrono::Utc> = match chrono::DateTime::from_timestamp(1_795_194_000, 0) {
    Some(at) => at,
    None => chrono::DateTime::UNIX_EPOCH,
};

/// Chips, avatars, keys, scores.
#[component]
fn Marks() -> Element {
    rsx! {
        Part { title: "Marks",
            div { class: "row wrap",
                for tone in Tone::ALL {
                    StatusChip { key: "{tone.name()}", label: tone.name(), tone, icon: tone_icon(tone) }
                }
            }
            div { class: "row wrap",
                Chip { tone: Tone::Warn, icon: IconName::Clock, "Until Thu 3 Dec" }
                SuggestionBadge { count: 2 }
                DateTime { at: NOON, zone: "America/Toronto", with_zone: true }
                RelativeTime { at: NOON, zone: "America/Toronto", now: Some(NOON + chrono::Duration::minutes(40)) }
            }
            div { class: "row wrap",
                for tone in Tone::ALL {
                    Dot { key: "{tone.name()}", tone }
                }
                Avatar { name: "Priya Raman" }
                Avatar { name: "Dana Whitfield", size: AvatarSize::Lg }
                AvatarStack { names: vec!["Marcus Bell".into(), "Priya Nair".into(), "Dele Adeyemi".into()], shown: 2, size: AvatarSize::Lg }
                KeyHint { keys: vec!["Ctrl".into(), "K".into()] }
                BrandMark { brand: Brand { name: "Northline Movers".into(), detail: Some("Moving and storage".into()), ..Default::default() } }
                ScoreRing { value: 82 }
                ScoreRing { value: 41 }
                ScoreRing { value: 47, large: true, label: "47 % done" }
                Tooltip { text: "Two of three documents are in", Button { size: Size::Sm, "Hover me" } }
            }
        }
    }
}

/// Banners, alerts, progress, empty and error states.
#[component]
fn Messages() -> Element {
    rsx! {
        Part { title: "Messages",
            Banner { tone: Tone::Warn, icon: IconName::CloudOff, "Offline. What you do is kept on this device." }
            Banner { tone: Tone::Warn, icon: IconName::Eye, striped: true, actions: rsx! { Button { size: Size::Sm, "Exit" } }, "You are viewing as Adaeze Okafor. Nothing can be changed." }
            InlineAlert { tone: Tone::Warn, title: "Possible duplicate, 91 %", icon: IconName::Users,
                actions: rsx! { Button { size: Size::Sm, "Compare" } Button { size: Size::Sm, variant: ButtonVariant::Ghost, "Not the same" } },
                p { "Helene Beauchamp, customer since 2023. Same phone, similar name." }
            }
            InlineAlert { tone: Tone::Ok, p { "Driver hours checked: 4 h 50 driving. One driver is enough." } }
            InlineAlert { tone: Tone::Danger, title: "Card refused", p { "The acceptance is kept. Try another card." } }
            ErrorSummary { problems: vec![FormProblem::of("gallery_email", "Enter an e-mail address"), FormProblem::of("gallery_date", "Choose a date")] }
            SuggestionCard { title: "Visit Sat 21 Nov, 10:00, with Tomasz", why: "Three-bedroom quotes sent without a visit were re-priced 31 % of the time.", confidence: 86, onaccept: |()| (), onedit: |()| (), ondismiss: |()| () }
            Progress { label: "Photos", value: 4, max: 7, text: "4 of 7 · 62 %" }
            Spinner { shown: true }
            Skeleton { count: 3 }
            Async { state: Load::Failed { message: "The server is out of reach.".into(), code: Some("T-7F3A".into()) }, onretry: |()| (), p {} }
            Async { state: Load::failed(&shared::Error::NotFound), p {} }
            ErrorState { title: "The map is not here", body: "The addresses are below it.", onretry: |()| () }
            Async { state: Load::Renewing, p { "Rows as they were before something changed." } }
            Async { state: Load::Filtered, onclear: |()| (), p {} }
            EmptyState { icon: IconName::UserPlus, title: "No leads yet", body: "Leads come from your forms, phone and e-mail.", Button { variant: ButtonVariant::Primary, "New lead" } }
        }
    }
}
