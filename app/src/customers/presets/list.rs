//! The presets an organization kept: renamed and deleted.

use dioxus::prelude::*;
use shared::customers::{EditImportPreset, ImportPreset};
use shared::input::{Nothing, check};
use shared::{Error, Result};

use super::text;
use crate::api::Valid;
use crate::client::use_query;
use crate::customers::api;
use crate::ui::*;

/// What is asked.
#[derive(Clone, PartialEq)]
enum Asking {
    Name(ImportPreset),
    Delete(ImportPreset),
}

/// The presets of the organization; nothing while there are none.
#[component]
pub(in crate::customers) fn Presets() -> Element {
    let presets = use_query(&["import_preset"], || async { api::list_import_presets().await });
    let mut asking = use_signal(|| None::<Asking>);
    let own: Vec<ImportPreset> = presets.value().unwrap_or_default().into_iter().filter(|preset| preset.id.is_some()).collect();
    let close = move |changed: bool| {
        asking.set(None);
        if changed {
            presets.refetch();
        }
    };
    rsx! {
        if !own.is_empty() {
            Card { title: text::presets(), flush: true, testid: "import-presets",
                ul { class: "st-rows",
                    for preset in own {
                        li { key: "{preset.name}",
                            Icon { name: IconName::Columns3, size: IconSize::Sm }
                            div { class: "st-device",
                                p { b { {preset.name.clone()} } }
                                p { class: "muted", {text::columns(preset.columns.len(), &preset.by)} }
                            }
                            IconButton { label: text::rename(&preset.name), icon: IconName::Pencil, size: Size::Sm, onclick: {
                                let preset = preset.clone();
                                move |_| asking.set(Some(Asking::Name(preset.clone())))
                            } }
                            IconButton { label: text::delete(&preset.name), icon: IconName::Trash2, size: Size::Sm, onclick: move |_| asking.set(Some(Asking::Delete(preset.clone()))) }
                        }
                    }
                }
            }
        }
        match asking() {
            Some(Asking::Name(preset)) => rsx! { NameDialog { preset, onclose: close } },
            Some(Asking::Delete(preset)) => rsx! { DeleteDialog { preset, onclose: close } },
            None => VNode::empty(),
        }
    }
}

async fn rename(preset: ImportPreset, name: String) -> Result<ImportPreset> {
    let input = EditImportPreset { version: preset.version, name };
    check(&input)?;
    api::edit_import_preset(preset.id.ok_or(Error::NotFound)?, Valid(input)).await
}

async fn delete(preset: ImportPreset) -> Result<()> {
    api::delete_import_preset(preset.id.ok_or(Error::NotFound)?, Valid(Nothing {})).await
}

/// Asks what it is called; `onclose` is told whether anything changed.
#[component]
fn NameDialog(preset: ImportPreset, onclose: EventHandler<bool>) -> Element {
    let sending = use_sending();
    let before = preset.name.clone();
    let mut name = use_signal(move || before);
    let submit = move |()| sending.send(rename(preset.clone(), name.peek().clone()), move |_| onclose.call(true));
    rsx! {
        FormDialog { title: text::rename_title(), size: DialogSize::Narrow, sending, onsubmit: submit, onclose: move |()| onclose.call(false),
            TextInput { label: text::name(), name: "name", required: true, autofocus: true, maxlength: 120, value: name(), error: sending.error("name"), oninput: move |v| name.set(v) }
        }
    }
}

/// Asks whether it shall go.
#[component]
fn DeleteDialog(preset: ImportPreset, onclose: EventHandler<bool>) -> Element {
    let sending = use_sending();
    let words = text::delete_body(&preset.name);
    let submit = move |()| sending.send(delete(preset.clone()), move |()| onclose.call(true));
    rsx! {
        FormDialog { title: text::delete_title(), size: DialogSize::Narrow, submit: text::delete_now(), danger: true, sending, onsubmit: submit, onclose: move |()| onclose.call(false),
            p { {words} }
        }
    }
}
