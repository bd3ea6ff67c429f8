//! Roles: the permission matrix, and the editor of custom roles.

use dioxus::prelude::*;
use shared::access::{Access, Action, BuiltinRole, FieldRight, Scope};
use shared::identity::{CustomRole, EditRole, NewRole, RoleMatrix, action_group, action_name, field_name, is_within, role_name};
use shared::input::Nothing;
use shared::{FieldErrors, RoleId};

use super::members::{load, problems};
use super::{api, text::staff as text};
use crate::api::Valid;
use crate::client::query::use_query;
use crate::client::session::use_session;
use crate::ui::*;

fn scope_name(scope: Option<Scope>) -> String {
    match scope {
        None => text::none(),
        Some(Scope::Own) => text::own(),
        Some(Scope::Team) => text::team(),
        Some(Scope::All) => text::all(),
    }
}

fn scope_key(scope: Option<Scope>) -> &'static str {
    match scope {
        None => "none",
        Some(Scope::Own) => "own",
        Some(Scope::Team) => "team",
        Some(Scope::All) => "all",
    }
}

fn scope_of(key: &str) -> Option<Scope> {
    match key {
        "own" => Some(Scope::Own),
        "team" => Some(Scope::Team),
        "all" => Some(Scope::All),
        _ => None,
    }
}

/// A role being edited: a new one has no id.
#[derive(Clone, PartialEq)]
struct Draft {
    id: Option<RoleId>,
    name: String,
    based_on: BuiltinRole,
    access: Access,
    mfa_required: bool,
    version: i32,
    members: i64,
}

impl From<CustomRole> for Draft {
    fn from(role: CustomRole) -> Self {
        Self {
            id: Some(role.id),
            name: role.name,
            based_on: role.based_on,
            access: role.access,
            mfa_required: role.mfa_required,
            version: role.version,
            members: role.members,
        }
    }
}

/// A column of the matrix.
#[derive(Clone, PartialEq)]
struct Head {
    key: String,
    name: String,
    members: i64,
    access: Access,
    /// Opens the editor; built-in roles stay as they are.
    custom: Option<CustomRole>,
}

fn heads(matrix: &RoleMatrix) -> Vec<Head> {
    let builtin = matrix.builtin.iter().map(|role| Head {
        key: role.role.key().into(),
        name: role_name(role.role),
        members: role.members,
        access: role.access.clone(),
        custom: None,
    });
    let custom = matrix.custom.iter().map(|role| Head {
        key: role.id.to_string(),
        name: role.name.clone(),
        members: role.members,
        access: role.access.clone(),
        custom: Some(role.clone()),
    });
    builtin.chain(custom).collect()
}

/// The actions a search leaves, by group, in the order groups first come.
fn groups(wanted: &str) -> Vec<(String, Vec<Action>)> {
    let mut groups: Vec<(String, Vec<Action>)> = Vec::new();
    for action in Action::ALL.iter().copied() {
        let group = action_group(action);
        if !wanted.is_empty() && !format!("{} {group}", action_name(action)).to_lowercase().contains(wanted) {
            continue;
        }
        match groups.iter_mut().find(|(name, _)| *name == group) {
            Some((_, actions)) => actions.push(action),
            None => groups.push((group, vec![action])),
        }
    }
    groups
}

/// How far a right reaches, as bars and a word.
#[component]
fn Reach(scope: Option<Scope>) -> Element {
    match scope {
        None => rsx! { span { class: "rl-none", aria_label: text::none(), role: "img", "–" } },
        Some(_) => rsx! {
            span { class: "rl-reach", "data-scope": scope_key(scope),
                span { class: "rl-bars", aria_hidden: "true", i {} i {} i {} }
                {scope_name(scope)}
            }
        },
    }
}

/// Who may do what.
#[component]
pub fn RolesPage() -> Element {
    use_title(text::roles_title());
    let session = use_session();
    let manages = session.may(Action::RolesManage);
    let matrix = use_query(&["role", "member"], || async { api::list_roles().await });
    let mut draft = use_signal(|| None::<Draft>);
    let mut find = use_signal(String::new);
    let wanted = find().trim().to_lowercase();
    let loaded = matrix.value();
    let heads = loaded.as_ref().map(heads).unwrap_or_default();
    let shown = groups(&wanted);
    let fields: Vec<FieldRight> =
        FieldRight::ALL.iter().copied().filter(|field| wanted.is_empty() || field_name(*field).to_lowercase().contains(&wanted)).collect();
    let meta =
        loaded.as_ref().map(|matrix| text::roles_meta(matrix.builtin.len(), matrix.custom.len(), matrix.members)).unwrap_or_default();
    let nothing = shown.is_empty() && fields.is_empty();
    let edited = draft().and_then(|draft| draft.id).map(|id| id.to_string());
    let span = (heads.len() + 1).to_string();
    rsx! {
        PageHeader {
            title: text::roles_title(),
            meta: rsx! { {meta} },
            actions: rsx! {
                SearchInput { label: text::find_action(), name: "find", value: find(), oninput: move |value| find.set(value) }
                if manages {
                    Button { icon: IconName::Plus,
                        onclick: move |_| {
                            let based_on = BuiltinRole::SalesAgent;
                            draft.set(Some(Draft { id: None, name: String::new(), based_on, access: based_on.access(), mfa_required: false, version: 1, members: 0 }));
                        },
                        {text::new_role()}
                    }
                }
            },
        }
        div { class: "w-page",
            ul { class: "rl-legend",
                li { Reach { scope: Some(Scope::Own) } {text::own_meaning()} }
                li { Reach { scope: Some(Scope::Team) } {text::team_meaning()} }
                li { Reach { scope: Some(Scope::All) } {text::all_meaning()} }
                li { span { class: "rl-none", aria_hidden: "true", "–" } {text::none_meaning()} }
            }
            Async { state: load(&matrix, |_| nothing, !wanted.is_empty()), onretry: move |()| matrix.refetch(), onclear: move |()| find.set(String::new()),
                div { class: "rl-box", tabindex: "0", role: "region", aria_label: text::matrix(),
                    table { class: "rl-table",
                        caption { class: "sr", {text::matrix()} }
                        thead {
                            tr {
                                th { scope: "col", {text::action()} }
                                for head in heads.iter().cloned() {
                                    th { key: "{head.key}", scope: "col", "data-edited": (edited.as_ref() == Some(&head.key)).then_some("true"),
                                        if let Some(role) = head.custom.clone().filter(|_| manages) {
                                            button { class: "rl-edit", r#type: "button", aria_label: text::edit_role(&head.name), onclick: move |_| draft.set(Some(role.clone().into())),
                                                {head.name.clone()}
                                                Icon { name: IconName::Pencil, size: IconSize::Xs }
                                            }
                                        } else {
                                            {head.name.clone()}
                                        }
                                        small { aria_label: text::members_count(head.members), {head.members.to_string()} }
                                    }
                                }
                            }
                        }
                        for (group, actions) in shown {
                            tbody { key: "{group}",
                                tr { class: "rl-band", th { scope: "rowgroup", colspan: span.clone(), span { {group.clone()} " " small { {actions.len().to_string()} } } } }
                                for action in actions {
                                    tr { key: "{action}",
                                        th { scope: "row", {action_name(action)} }
                                        for head in heads.iter() {
                                            td { key: "{head.key}", "data-edited": (edited.as_ref() == Some(&head.key)).then_some("true"), Reach { scope: head.access.scope(action) } }
                                        }
                                    }
                                }
                            }
                        }
                        if !fields.is_empty() {
                            tbody {
                                tr { class: "rl-band", th { scope: "rowgroup", colspan: span.clone(), span { {text::field_rights()} " " small { {fields.len().to_string()} } } } }
                                for field in fields {
                                    tr { key: "{field}",
                                        th { scope: "row", {field_name(field)} }
                                        for head in heads.iter() {
                                            td { key: "{head.key}", "data-edited": (edited.as_ref() == Some(&head.key)).then_some("true"),
                                                if head.access.sees(field) {
                                                    span { class: "tone", "data-tone": "ok", Icon { name: IconName::Check, label: text::yes() } }
                                                } else {
                                                    span { class: "rl-none", aria_label: text::no(), role: "img", "–" }
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        if let Some(edited) = draft() {
            RoleSheet { key: "{edited.id:?}", start: edited, onclose: move |()| { draft.set(None); matrix.refetch(); } }
        }
    }
}

#[component]
fn RoleSheet(start: Draft, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let mut role = use_signal(|| start.clone());
    let mut errors = use_signal(FieldErrors::default);
    let mut failed = use_signal(|| None::<String>);
    let mut saving = use_signal(|| false);
    let mut deleting = use_signal(|| false);
    let toasts = use_toasts();
    let now = role();
    let base = now.based_on.access();
    let changes = Action::ALL.iter().filter(|action| base.scope(**action) != now.access.scope(**action)).count()
        + FieldRight::ALL.iter().filter(|field| base.sees(**field) != now.access.sees(**field)).count();
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
    let mut save = move || {
        if saving() {
            return;
        }
        saving.set(true);
        spawn(async move {
            let Draft { id, name, based_on, access, mfa_required, version, .. } = role();
            let done = match id {
                None => api::create_role(Valid(NewRole { name, based_on, access, mfa_required })).await,
                Some(id) => api::edit_role(id, Valid(EditRole { name, access, mfa_required, version })).await,
            };
            match done {
                Ok(_) => {
                    toasts.say(text::saved());
                    onclose.call(());
                }
                Err(error) => {
                    failed.set(error.fields().is_empty().then(|| error.to_string()));
                    errors.set(error.fields());
                    saving.set(false);
                }
            }
        });
    };
    let mut delete = move || {
        deleting.set(false);
        spawn(async move {
            let Draft { id: Some(id), name, .. } = role() else { return };
            match api::delete_role(id, Valid(Nothing {})).await {
                Ok(()) => {
                    toasts.say(text::role_deleted(name));
                    onclose.call(());
                }
                Err(error) => failed.set(Some(error.to_string())),
            }
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
                Button { variant: ButtonVariant::Primary, loading: saving(), onclick: move |_| save(), {text::save_role()} }
            },
            form {
                class: "stack gap-4",
                novalidate: true,
                onsubmit: move |event| { event.prevent_default(); save(); },
                ErrorSummary { problems: problems(&errors.read()), message: failed() }
                TextInput { label: text::name(), name: "name", value: now.name.clone(), error: errors.read().text("name"), required: true, maxlength: 120, oninput: move |value| role.write().name = value }
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
                    {text::changes(changes, role_name(now.based_on))}
                    if now.members > 0 {
                        " "
                        {text::holders(now.members)}
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
                    Switch { label: text::require_factor(), name: "mfa_required", checked: now.mfa_required, onchange: move |on| role.write().mfa_required = on }
                }
            }
        }
        if deleting() {
            AlertDialog { open: true, title: text::delete_role(), description: text::delete_role_why(), confirm: text::delete_role(), danger: true, onconfirm: move |()| delete(), oncancel: move |()| deleting.set(false) }
        }
    }
}
