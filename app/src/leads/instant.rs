//! The page on which visitors work out prices, as one of the ways leads come in: its address, and how it is set.

use dioxus::prelude::*;
use shared::quotes::{EditInstantPage, InstantPage};

use super::{text, words};
use crate::api::Valid;
use crate::client::{use_query, use_session};
use crate::quotes::api;
use crate::ui::*;

/// The page among the ways in.
#[component]
pub fn InstantRow(
    /// Where this server is reached.
    origin: String,
) -> Element {
    let session = use_session();
    let page = use_query(&["instant_quote", "price_book"], || async { api::instant_page().await });
    let mut editing = use_signal(|| false);
    let address = format!("{origin}/instant/{}", session.org_slug);
    let Some(shown) = page.value() else { return VNode::empty() };
    let open = shown.active && shown.lines.iter().any(|line| shown.priced.contains(line));
    rsx! {
        li { "data-testid": "instant-page",
            Icon { name: IconName::Calculator }
            div { class: "grow",
                b { {text::instant_page()} }
                if open {
                    p { class: "sm muted", a { href: "{address}", target: "_blank", rel: "noopener", {address.clone()} } }
                } else {
                    p { class: "sm muted", {text::instant_about()} }
                }
            }
            if open {
                StatusChip { label: text::instant_open(), icon: IconName::Check, tone: Tone::Ok }
                CopyButton { value: address.clone(), size: Size::Sm, variant: ButtonVariant::Ghost }
            } else {
                StatusChip { label: text::instant_closed(), icon: IconName::Pause }
            }
            IconButton { label: text::change_instant(), icon: IconName::Pencil, size: Size::Sm, onclick: move |_| editing.set(true) }
            if editing() {
                InstantDialog { page: shown, onclose: move |()| editing.set(false),
                    ondone: move |()| {
                        editing.set(false);
                        page.refetch();
                    }
                }
            }
        }
    }
}

#[component]
fn InstantDialog(page: InstantPage, ondone: EventHandler<()>, onclose: EventHandler<()>) -> Element {
    let sending = use_sending();
    let priced = page.priced.clone();
    let mut edit = use_signal(|| {
        let held: Vec<_> = page.lines.iter().copied().filter(|line| page.priced.contains(line)).collect();
        let lines = if held.is_empty() { page.priced.clone() } else { held };
        EditInstantPage { active: page.active, lines, valid_days: page.valid_days }
    });
    let now = edit();
    let save = move |()| {
        let input = edit.peek().clone();
        sending.send(async move { api::edit_instant_page(Valid(input)).await }, move |_| ondone.call(()));
    };
    rsx! {
        FormDialog { title: text::change_instant(), description: text::instant_about(), sending, onsubmit: save, onclose,
            if priced.is_empty() {
                InlineAlert { tone: Tone::Warn, {text::instant_nothing()} }
            }
            Switch { name: "active", label: text::instant_active(), hint: text::instant_active_hint(), checked: now.active, onchange: move |on| edit.write().active = on }
            FieldGroup { legend: text::instant_lines(), hint: text::instant_lines_hint(),
                for (n, line) in priced.into_iter().enumerate() {
                    // the first one stands for all of them where a problem leads to
                    Checkbox { key: "{line}", id: if n == 0 { "f-lines".to_string() } else { format!("f-lines-{line}") }, label: words::line(line), name: "lines", value: line.key(), checked: now.lines.contains(&line),
                        error: sending.error("lines").filter(|_| n == 0),
                        onchange: move |on| {
                            let mut edit = edit.write();
                            edit.lines.retain(|held| *held != line);
                            if on { edit.lines.push(line); }
                        },
                    }
                }
            }
            NumberStepper { label: text::instant_days(), name: "valid_days", value: i64::from(now.valid_days), min: 1, max: 180, error: sending.error("valid_days"),
                onchange: move |days: i64| edit.write().valid_days = u32::try_from(days).unwrap_or(1) }
        }
    }
}
