//! Settings of this device and the way out, which is closed while work is only here.

use dioxus::prelude::*;
use shared::text::Locale;

use super::frame::Frame;
use super::state::use_field;
use super::{act, text};
use crate::client::device::{self, Theme};
use crate::client::{http, session, use_session};
use crate::ui::{A, Button, Choice, Icon, IconName, IconSize, Segmented, Size, Tone, use_toasts};

/// `/field/more`.
#[component]
pub fn MorePage() -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let person = use_session();
    let mut theme = use_signal(Theme::current);
    let mut leaving = use_signal(|| false);
    let pending = field.outbox.pending();
    let waiting: Vec<String> = {
        let queue = field.outbox.queue.read();
        let uploads = field.outbox.uploads.read();
        uploads
            .files()
            .into_iter()
            .filter(|file| !file.is_stored())
            .map(|file| file.sentence.clone())
            .chain(queue.entries().map(|entry| entry.sentence.clone()))
            .collect()
    };
    let themes = [
        (Theme::Auto, text::theme_auto()),
        (Theme::Light, text::theme_light()),
        (Theme::Dark, text::theme_dark()),
        (Theme::Sun, text::theme_sun()),
    ];
    rsx! {
        Frame { title: text::more(), subtitle: text::signed_in_as(&person.name, &person.org_name),
            section { class: "w-field-card", aria_label: text::theme(),
                h2 { {text::theme()} }
                Segmented {
                    label: text::theme(),
                    name: "theme",
                    size: Size::Xl,
                    full: true,
                    value: theme().key(),
                    options: themes.iter().map(|(theme, words)| Choice::new(theme.key(), words.clone())).collect::<Vec<_>>(),
                    onchange: move |value: String| {
                        let chosen = themes.iter().map(|(theme, _)| *theme).find(|theme| theme.key() == value).unwrap_or(Theme::Auto);
                        chosen.choose();
                        theme.set(chosen);
                    },
                }
                h2 { {text::language()} }
                Segmented {
                    label: text::language(),
                    name: "language",
                    size: Size::Xl,
                    full: true,
                    value: shared::text::locale().tag(),
                    options: vec![Choice::new("en-CA", "English"), Choice::new("fr-CA", "Français")],
                    onchange: move |value: String| {
                        device::choose_locale(Locale::from_tag(&value));
                        // every text on screen was made in the former language
                        if let Some(window) = web_sys::window() {
                            let _ = window.location().reload();
                        }
                    },
                }
            }
            Location {}
            section { class: "w-field-card", aria_label: text::device(),
                h2 { {text::device()} }
                p { {device::label()} }
                if device::is_installed() {
                    p { class: "w-field-sub", {text::installed()} }
                } else {
                    h3 { {text::install()} }
                    p { class: "w-field-sub", {text::install_body()} }
                }
                h3 { {text::cannot_do()} }
                p { class: "w-field-sub", {text::cannot_do_body()} }
                A { class: "w-phase-link", href: "/field/sync",
                    span { class: "w-phase-words", b { {text::sync_title()} } }
                    Icon { name: IconName::ChevronRight, size: IconSize::Xl, directed: true }
                }
            }
            section { class: "w-field-card", aria_label: text::sign_out(),
                Button {
                    size: Size::Xl,
                    icon: IconName::LogOut,
                    disabled: pending > 0,
                    loading: leaving(),
                    testid: "sign-out",
                    onclick: move |_| {
                        if field.outbox.pending() > 0 {
                            return;
                        }
                        leaving.set(true);
                        spawn(async move {
                            match http::send("POST", "/logout", &[], http::Body::Empty, 15_000).await {
                                Ok(_) | Err(shared::Error::Unauthenticated) => {
                                    session::leave().await;
                                    session::go_to_login();
                                }
                                Err(shared::Error::Offline) => toasts.tell(Tone::Warn, text::sign_out_offline()),
                                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                            }
                            leaving.set(false);
                        });
                    },
                    {text::sign_out()}
                }
                if pending > 0 {
                    p { "data-testid": "sign-out-blocked", {if pending == 1 { text::sign_out_blocked_one() } else { text::sign_out_blocked(pending) }} }
                    ul { class: "w-field-notes",
                        for (at, sentence) in waiting.into_iter().enumerate() {
                            li { key: "{at}", {sentence} }
                        }
                    }
                }
            }
        }
    }
}

/// Whether photos and steps carry the place.
#[component]
fn Location() -> Element {
    let field = use_field();
    let toasts = use_toasts();
    let mut on = use_signal(device::may_locate);
    rsx! {
        section { class: "w-field-card", aria_label: text::location(),
            h2 { {text::location()} }
            p { class: "w-field-sub", {text::location_body()} }
            Segmented {
                label: text::location(),
                name: "location",
                size: Size::Xl,
                full: true,
                value: if on() { "on" } else { "off" },
                options: vec![Choice::new("on", text::location_on()), Choice::new("off", text::location_off())],
                onchange: move |value: String| {
                    let wanted = value == "on";
                    device::choose_locate(wanted);
                    on.set(wanted);
                    spawn(async move {
                        act::locate(field).await;
                        if wanted && field.place.peek().is_none() {
                            toasts.tell(Tone::Warn, text::location_refused());
                        }
                    });
                },
            }
        }
    }
}
