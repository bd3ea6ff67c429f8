//! Ways leads come in: the public form, and sources that programs send to with a key.

use dioxus::prelude::*;
use shared::input::Nothing;
use shared::leads::{CaptureSource, CaptureSourceKey, EditCaptureSource, LeadSource, NewCaptureSource};

use super::instant::InstantRow;
use super::{api, text, words};
use crate::api::Valid;
use crate::client::{use_query, use_session};
use crate::ui::*;

/// Stands for the key where it is not known any more.
const PLACEHOLDER: &str = "YOUR_KEY";

/// The form's address and the sources.
#[component]
pub fn Sources() -> Element {
    let session = use_session();
    let sources = use_query(&["lead_source", "intake"], || async { api::list_sources().await });
    let mut editing = use_signal(|| None::<Option<CaptureSource>>);
    let mut made = use_signal(|| None::<CaptureSourceKey>);
    let mut renewing = use_signal(|| None::<CaptureSource>);
    let toasts = use_toasts();
    let origin = origin();
    let form = format!("{origin}/capture/{}", session.org_slug);
    rsx! {
        Card { title: text::ways_in(), icon: IconName::Webhook, flush: true, testid: "sources",
            actions: rsx! { Button { size: Size::Sm, icon: IconName::Plus, onclick: move |_| editing.set(Some(None)), {text::add_source()} } },
            ul { class: "st-rows",
                li {
                    Icon { name: IconName::Globe }
                    div { class: "grow",
                        b { {text::public_form()} }
                        p { class: "sm muted", a { href: "{form}", target: "_blank", rel: "noopener", {form.clone()} } }
                    }
                    CopyButton { value: form.clone(), size: Size::Sm, variant: ButtonVariant::Ghost }
                }
                InstantRow { origin: origin.clone() }
                for source in sources.value().unwrap_or_default() {
                    {
                        let (edit, renew) = (source.clone(), source.clone());
                        rsx! {
                            li { key: "{source.id}",
                                Icon { name: IconName::Webhook }
                                div { class: "grow",
                                    b { {source.name.clone()} }
                                    p { class: "sm muted", {about(&source, &session.zone)} }
                                    if source.form { FormAddress { address: format!("{form}/{}", source.form_slug), name: source.name.clone() } }
                                }
                                if source.active {
                                    StatusChip { label: text::source_open(), icon: IconName::Check, tone: Tone::Ok }
                                } else {
                                    StatusChip { label: text::paused(), icon: IconName::Pause }
                                }
                                IconButton { label: text::edit_source(&source.name), icon: IconName::Pencil, size: Size::Sm, onclick: move |_| editing.set(Some(Some(edit.clone()))) }
                                Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::KeyRound, onclick: move |_| renewing.set(Some(renew.clone())), {text::new_source_key()} }
                            }
                        }
                    }
                }
            }
            details { class: "w-pad",
                summary { {text::how_to_send()} }
                Example { origin: origin.clone(), token: PLACEHOLDER }
            }
        }
        if let Some(source) = editing() {
            SourceDialog { source, onclose: move |()| editing.set(None),
                ondone: move |key: Option<CaptureSourceKey>| {
                    editing.set(None);
                    sources.refetch();
                    made.set(key);
                }
            }
        }
        if let Some(source) = renewing() {
            AlertDialog {
                open: true, title: text::renew_source_key(&source.name), description: text::renew_source_key_why(), confirm: text::new_source_key(), danger: true,
                onconfirm: move |()| {
                    let id = source.id;
                    renewing.set(None);
                    toasts.attempt(api::renew_source_key(id, Valid(Nothing {})), move |key| {
                        made.set(Some(key));
                        sources.refetch();
                    });
                },
                oncancel: move |()| renewing.set(None),
            }
        }
        if let Some(made_key) = made() {
            Dialog { open: true, title: text::source_key_made(&made_key.source.name), description: text::source_key_once(), onclose: move |()| made.set(None),
                footer: rsx! { Button { variant: ButtonVariant::Primary, onclick: move |_| made.set(None), {text::close()} } },
                TextInput { label: text::source_key(), name: "source-key", value: made_key.key.clone(), readonly: true, testid: "source-key" }
                CopyButton { value: made_key.key.clone() }
                Example { origin: origin.clone(), token: made_key.key.clone() }
            }
        }
    }
}

/// Where this server is reached.
fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

fn about(source: &CaptureSource, zone: &str) -> String {
    let mut parts = vec![words::source(source.source)];
    parts.extend(source.service_line.map(words::line));
    parts.push(text::key_ends(&source.key_hint));
    parts.push(match source.last_at {
        Some(at) => text::source_received(source.received, format::moment_in(at, zone, format::DateStyle::Short)),
        None => text::source_unused(),
    });
    parts.join(" · ")
}

/// Where the form of a source is, to be copied as it is or as a link for a page of one's own.
#[component]
fn FormAddress(address: String, name: String) -> Element {
    let words = text::ask_for_quote();
    let link = format!("<a href=\"{address}\">{words}</a>");
    rsx! {
        p { class: "sm muted", a { href: "{address}", target: "_blank", rel: "noopener", span { class: "sr", {text::form_of(&name)} " " } {address.clone()} } }
        div { class: "row wrap",
            CopyButton { value: address.clone(), label: text::copy_form(), size: Size::Sm, variant: ButtonVariant::Ghost }
            CopyButton { value: link, label: text::copy_form_link(), size: Size::Sm, variant: ButtonVariant::Ghost }
        }
    }
}

/// A sending that works, to be copied.
#[component]
fn Example(origin: String, #[props(into)] token: String) -> Element {
    let curl = format!(
        "curl {origin}/api/v1/public/leads \\\n  -H 'Authorization: Bearer {token}' \\\n  -H 'Content-Type: application/json' \\\n  -d '{{\"name\": \"Ana Lopez\", \"email\": \"ana@example.com\", \"phone\": \"416 555 0134\", \"origin\": \"Toronto\", \"destination\": \"Ottawa\", \"wanted_on\": \"2027-05-01\", \"notes\": \"Two rooms\"}}'"
    );
    rsx! {
        p { class: "sm muted", {text::how_to_send_about()} }
        pre { class: "w-raw", tabindex: "0", {curl.clone()} }
        CopyButton { value: curl, label: text::copy_example(), size: Size::Sm }
    }
}

#[component]
fn SourceDialog(source: Option<CaptureSource>, ondone: EventHandler<Option<CaptureSourceKey>>, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let sending = use_sending();
    let id = source.as_ref().map(|source| source.id);
    let mut edit = use_signal(|| match &source {
        Some(found) => EditCaptureSource {
            name: found.name.clone(),
            source: found.source,
            service_line: found.service_line,
            active: found.active,
            form: Some(found.form),
        },
        None => EditCaptureSource { name: String::new(), source: LeadSource::Api, service_line: None, active: true, form: Some(true) },
    });
    let now = edit();
    let kinds: Vec<SelectOption> = LeadSource::ALL.iter().map(|kind| SelectOption::new(kind.key(), words::source(*kind))).collect();
    let lines: Vec<SelectOption> = session.packs.iter().map(|line| SelectOption::new(line.key(), words::line(*line))).collect();
    let save = move |()| {
        let input = edit.peek().clone();
        let request = async move {
            match id {
                Some(id) => api::edit_source(id, Valid(input)).await.map(|_| None),
                None => {
                    let form = input.form.unwrap_or(false);
                    let new = NewCaptureSource { name: input.name, source: input.source, service_line: input.service_line, form };
                    api::add_source(Valid(new)).await.map(Some)
                }
            }
        };
        sending.send(request, move |key| ondone.call(key));
    };
    rsx! {
        FormDialog { title: if id.is_some() { text::change_source() } else { text::add_source() }, sending, onsubmit: save, onclose,
            TextInput { label: text::name(), name: "name", required: true, autofocus: true, maxlength: 120, hint: text::source_name_hint(), value: now.name.clone(), error: sending.error("name"), oninput: move |value| edit.write().name = value }
            Select { label: text::source(), name: "source", required: true, options: kinds, value: now.source.key(), onchange: move |value: String| if let Ok(kind) = value.parse() { edit.write().source = kind } }
            if session.packs.len() > 1 {
                Select { label: text::source_line(), name: "service_line", optional: true, options: lines, value: now.service_line.map(|line| line.key()).unwrap_or_default(), error: sending.error("service_line"), onchange: move |value: String| edit.write().service_line = value.parse().ok() }
            }
            Switch { name: "form", label: text::source_form(), hint: text::source_form_hint(), checked: now.form.unwrap_or(false), onchange: move |on| edit.write().form = Some(on) }
            if id.is_some() {
                Switch { name: "active", label: text::source_takes(), checked: now.active, onchange: move |on| edit.write().active = on }
            }
        }
    }
}
