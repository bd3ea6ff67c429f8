//! The editor of a custom role.

use dioxus::prelude::*;
use shared::access::{Access, Action, BuiltinRole, FieldRight, Scope};
use shared::identity::{EditRole, NewRole, action_name, field_name, is_within, role_name};
use shared::input::Nothing;

use super::role_heads::listed;
use super::roles::{Draft, groups, scope_key, scope_name, scope_of};
use super::{api, text::staff as text};
use crate::api::Valid;
use crate::client::session::use_session;
use crate::ui::*;

/// A role and everything it allows. `onpreview` gets its rights as they are edited.
#[component]
pub(super) fn RoleSheet(start: Draft, holders: Vec<String>, onpreview: EventHandler<Access>, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let mut role = use_signal(|| start.clone());
    let sending = use_sending();
    let mut deleting = use_signal(|| false);
    let toasts = use_toasts();
    use_effect(move || onpreview.call(role.read().access.clone()));
    let now = role();
    let base = now.based_on.access();
    let changes = Action::ALL.iter().filter(|action| base.scope(**action) != now.access.scope(**action)).count()
        + FieldRight::ALL.iter().filter(|field| base.sees(**field) != now.access.sees(**field)).count()
        + usize::from(base.discount_bp != now.access.discount_bp);
    let starts: Vec<SelectOption> = BuiltinRole::ALL
        .iter()
        .filter(|role| is_within(&role.access(), &session.access))
        .map(|role| SelectOption::new(role.key(), role_name(*role)))
        .collect();
    let scopes = |own: Option<Scope>| {
        [None, Some(Scope::Own), Some(Scope::Team), Some(Scope::All)]
            .into_iter()
            .map(|scope| Choice { disabled: scope > own, ..Choice::new(scope_key(scope), scope_name(scope)) })
            .collect::<Vec<_>>()
    };
    let save = move || {
        let request = async move {
            let Draft { id, name, based_on, access, mfa_required, version, .. } = role();
            match id {
                None => api::create_role(Valid(NewRole { name, based_on, access, mfa_required })).await,
                Some(id) => api::edit_role(id, Valid(EditRole { name, access, mfa_required, version })).await,
            }
        };
        sending.send(request, move |_| {
            toasts.say(text::saved());
            onclose.call(());
        });
    };
    let mut delete = move || {
        deleting.set(false);
        let Draft { id: Some(id), name, .. } = role() else { return };
        sending.send(async move { api::delete_role(id, Valid(Nothing {})).await }, move |()| {
            toasts.say(text::role_deleted(name));
            onclose.call(());
        });
    };
    rsx! {
        Sheet {
            open: true,
            title: if start.id.is_some() { text::edit_role(&start.name) } else { text::new_role() },
            onclose,
            footer: rsx! {
                if start.id.is_some() {
                    Button { variant: ButtonVariant::Danger, onclick: move |_| deleting.set(true), {text::delete_role()} }
                }
                Button { variant: ButtonVariant::Ghost, onclick: move |_| onclose.call(()), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, loading: sending.busy(), onclick: move |_| save(), {text::save_role()} }
            },
            form {
                class: "stack gap-4",
                novalidate: true,
                onsubmit: move |event| { event.prevent_default(); save(); },
                ErrorSummary { problems: sending.problems(), message: sending.refused() }
                if start.id.is_some() {
                    p { class: "muted sm", {text::custom_from(role_name(now.based_on))} }
                }
                TextInput { label: text::name(), name: "name", value: now.name.clone(), error: sending.error("name"), required: true, maxlength: 120, oninput: move |value| role.write().name = value }
                if start.id.is_none() {
                    Select { label: text::based_on(), name: "based_on", options: starts, value: now.based_on.key(),
                        onchange: move |key: String| if let Ok(base) = key.parse::<BuiltinRole>() {
                            let mut role = role.write();
                            role.based_on = base;
                            role.access = base.access();
                        }
                    }
                }
                InlineAlert { tone: Tone::Violet, icon: IconName::GitCompareArrows,
                    div { class: "rl-who",
                        p {
                            strong {
                                {match changes {
                                    0 => text::no_changes(role_name(now.based_on)),
                                    1 => text::one_change(role_name(now.based_on)),
                                    n => text::changes(n, role_name(now.based_on)),
                                }}
                            }
                            if !holders.is_empty() {
                                " "
                                {text::holders(listed(&holders))}
                            }
                        }
                        if !holders.is_empty() {
                            AvatarStack { names: holders.clone(), shown: 3 }
                        }
                    }
                }
                for (group, actions) in groups("") {
                    section { key: "{group}", class: "rl-group",
                        h3 { {group.clone()} }
                        for action in actions {
                            div { key: "{action}", class: "rl-right", "data-changed": (base.scope(action) != now.access.scope(action)).then_some("true"),
                                p {
                                    {action_name(action)}
                                    if base.scope(action) != now.access.scope(action) {
                                        small { {text::was(scope_name(base.scope(action)))} }
                                    }
                                }
                                Segmented {
                                    label: action_name(action),
                                    name: action.key(),
                                    options: scopes(session.access.scope(action)),
                                    value: scope_key(now.access.scope(action)),
                                    size: Size::Sm,
                                    onchange: move |key: String| {
                                        let mut role = role.write();
                                        match scope_of(&key) {
                                            Some(scope) => { role.access.permissions.insert(action, scope); }
                                            None => { role.access.permissions.remove(&action); }
                                        }
                                    },
                                }
                            }
                        }
                    }
                }
                FieldGroup { legend: text::field_rights(),
                    for field in FieldRight::ALL.iter().copied() {
                        Switch { key: "{field}", label: field_name(field), name: field.key(), checked: now.access.sees(field), disabled: !session.access.sees(field),
                            onchange: move |on| { let mut role = role.write(); if on { role.access.fields.insert(field); } else { role.access.fields.remove(&field); } } }
                    }
                    NumberStepper { name: "discount_limit", label: text::discount_limit(), hint: text::discount_limit_hint(), unit: "%".to_string(), value: i64::from(now.access.discount_bp / 100), max: i64::from(session.access.discount_bp / 100),
                        onchange: move |n: i64| role.write().access.discount_bp = n.clamp(0, 100) as u32 * 100 }
                    Switch { label: text::require_factor(), name: "mfa_required", checked: now.mfa_required, onchange: move |on| role.write().mfa_required = on }
                }
            }
        }
        if deleting() {
            AlertDialog { open: true, title: text::delete_role(), description: text::delete_role_why(), confirm: text::delete_role(), danger: true, onconfirm: move |()| delete(), oncancel: move |()| deleting.set(false) }
        }
    }
}
