//! Roles: the permission matrix, and the editor of custom roles.

use dioxus::prelude::*;
use shared::access::{Access, Action, BuiltinRole, FieldRight, Scope};
use shared::identity::{CustomRole, EditRole, NewRole, action_group, action_name, field_name, is_within, role_name};
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
    let mut columns = vec![Column::new("action", text::action())];
    let mut accesses: Vec<Access> = Vec::new();
    if let Some(matrix) = &loaded {
        for role in &matrix.builtin {
            columns.push(Column::new(role.role.key(), format!("{} {}", role_name(role.role), role.members)));
            accesses.push(role.access.clone());
        }
        for role in &matrix.custom {
            columns.push(Column::new(role.id.to_string(), format!("{} {}", role.name, role.members)));
            accesses.push(role.access.clone());
        }
    }
    let cell = |scope: Option<Scope>| match scope {
        None => rsx! { span { aria_label: text::none(), "–" } },
        Some(Scope::All) => rsx! { Chip { tone: Tone::Brand, {text::all()} } },
        Some(scope) => rsx! { Chip { {scope_name(Some(scope))} } },
    };
    let mut rows: Vec<Row> = Action::ALL
        .iter()
        .filter(|action| {
            wanted.is_empty() || format!("{} {}", action_name(**action), action_group(**action)).to_lowercase().contains(&wanted)
        })
        .map(|action| {
            let name = action_name(*action);
            let group = action_group(*action);
            let mut cells = vec![rsx! { {name.clone()} br {} small { {group} } }];
            cells.extend(accesses.iter().map(|access| cell(access.scope(*action))));
            Row::new(action.key(), name, cells)
        })
        .collect();
    rows.extend(FieldRight::ALL.iter().filter(|field| wanted.is_empty() || field_name(**field).to_lowercase().contains(&wanted)).map(
        |field| {
            let name = field_name(*field);
            let mut cells = vec![rsx! { {name.clone()} br {} small { {text::field_rights()} } }];
            cells.extend(accesses.iter().map(|access| {
                if access.sees(*field) {
                    rsx! { Icon { name: IconName::Check, label: text::yes() } }
                } else {
                    rsx! { span { aria_label: text::no(), "–" } }
                }
            }));
            Row::new(field.key(), name, cells)
        },
    ));
    let meta =
        loaded.as_ref().map(|matrix| text::roles_meta(matrix.builtin.len(), matrix.custom.len(), matrix.members)).unwrap_or_default();
    let custom = loaded.map(|matrix| matrix.custom).unwrap_or_default();
    let nothing = rows.is_empty();
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
            p {
                strong { {text::own()} }
                " {text::own_meaning()} · "
                strong { {text::team()} }
                " {text::team_meaning()} · "
                strong { {text::all()} }
                " {text::all_meaning()}"
            }
            if manages && !custom.is_empty() {
                ButtonGroup { label: text::custom_roles(),
                    for role in custom {
                        Button { key: "{role.id}", icon: IconName::Pencil, size: Size::Sm, onclick: { let role = role.clone(); move |_| draft.set(Some(role.clone().into())) }, {text::edit_role(&role.name)} }
                    }
                }
            }
            Async { state: load(&matrix, |_| nothing, !wanted.is_empty()), onretry: move |()| matrix.refetch(), onclear: move |()| find.set(String::new()),
                DataTable { caption: text::matrix(), columns, rows, density: Density::Compact }
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
                for action in Action::ALL.iter().copied() {
                    div { key: "{action}",
                        p {
                            {action_name(action)}
                            if base.scope(action) != now.access.scope(action) {
                                " "
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
