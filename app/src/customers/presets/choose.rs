//! Choosing how a table is read, and keeping that.

use dioxus::prelude::*;
use shared::customers::{CustomField, Import, ImportColumn, ImportPreset, NewImportPreset};
use shared::input::check;

use super::text;
use crate::api::Valid;
use crate::client::use_query;
use crate::customers::api;
use crate::ui::*;

/// What tells a preset from the others in the list.
fn key(preset: &ImportPreset) -> String {
    preset.id.map_or_else(|| format!("known-{}", preset.name), |id| id.to_string())
}

/// The presets to choose from, and the button that keeps what is matched now.
#[component]
pub(in crate::customers) fn PresetBar(
    shown: Import,
    mapping: Vec<Option<ImportColumn>>,
    fields: Vec<CustomField>,
    onapply: EventHandler<Vec<Option<ImportColumn>>>,
) -> Element {
    let presets = use_query(&["import_preset"], || async { api::list_import_presets().await });
    let mut keeping = use_signal(|| false);
    let all = presets.value().unwrap_or_default();
    let in_use = all.iter().find(|preset| preset.fits(&shown.heads) && preset.apply(&shown.heads, &fields) == mapping).map(key);
    let called = |preset: &ImportPreset| if preset.id.is_some() { preset.name.clone() } else { text::known(&preset.name) };
    let options: Vec<SelectOption> = all.iter().map(|preset| SelectOption::new(key(preset), called(preset))).collect();
    let heads = shown.heads.clone();
    let apply = move |chosen: String| {
        if let Some(preset) = all.iter().find(|preset| key(preset) == chosen) {
            onapply.call(preset.apply(&heads, &fields));
        }
    };
    rsx! {
        div { class: "row wrap w-pad",
            Select { label: text::preset(), name: "preset", hint: text::preset_hint(), placeholder: text::none(), size: Size::Sm, options, value: in_use.unwrap_or_default(), onchange: apply }
            Button { size: Size::Sm, icon: IconName::Save, onclick: move |_| keeping.set(true), {text::keep()} }
        }
        if keeping() {
            KeepDialog { shown, mapping, onclose: move |kept: bool| {
                keeping.set(false);
                if kept {
                    presets.refetch();
                }
            } }
        }
    }
}

/// Asks for the name; `onclose` is told whether it was kept.
#[component]
fn KeepDialog(shown: Import, mapping: Vec<Option<ImportColumn>>, onclose: EventHandler<bool>) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let import = shown.id;
    let mut name = use_signal(String::new);
    let submit = move |()| {
        let input = NewImportPreset { name: name.peek().clone(), import, mapping: Some(mapping.clone()) };
        let request = async move {
            check(&input)?;
            api::create_import_preset(Valid(input)).await
        };
        sending.send(request, move |kept| {
            toasts.say(text::kept(&kept.name));
            onclose.call(true);
        });
    };
    let refused = sending.error("mapping").or_else(|| sending.error("name"));
    rsx! {
        FormDialog { title: text::keep(), size: DialogSize::Narrow, description: text::keep_about(), sending, onsubmit: submit, onclose: move |()| onclose.call(false),
            TextInput { label: text::name(), name: "preset-name", required: true, autofocus: true, maxlength: 120, value: name(), error: refused, oninput: move |v| name.set(v) }
        }
    }
}
