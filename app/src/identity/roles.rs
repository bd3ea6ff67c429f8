//! Roles: the permission matrix.

use dioxus::prelude::*;
use shared::RoleId;
use shared::access::{Access, Action, BuiltinRole, FieldRight, Scope};
use shared::identity::{CustomRole, action_group, action_name, field_name};
use shared::pricing::{WHOLE_BP, text::percent_bp};

use super::role_heads::{Holders, heads};
use super::role_sheet::RoleSheet;
use super::{api, text::staff as text};
use crate::client::query::use_query;
use crate::client::session::use_session;
use crate::ui::*;

pub(super) fn scope_name(scope: Option<Scope>) -> String {
    match scope {
        None => text::none(),
        Some(Scope::Own) => text::own(),
        Some(Scope::Team) => text::team(),
        Some(Scope::All) => text::all(),
    }
}

pub(super) fn scope_key(scope: Option<Scope>) -> &'static str {
    match scope {
        None => "none",
        Some(Scope::Own) => "own",
        Some(Scope::Team) => "team",
        Some(Scope::All) => "all",
    }
}

pub(super) fn scope_of(key: &str) -> Option<Scope> {
    match key {
        "own" => Some(Scope::Own),
        "team" => Some(Scope::Team),
        "all" => Some(Scope::All),
        _ => None,
    }
}

/// A role being edited: a new one has no id.
#[derive(Clone, PartialEq)]
pub(super) struct Draft {
    pub id: Option<RoleId>,
    pub name: String,
    pub based_on: BuiltinRole,
    pub access: Access,
    pub mfa_required: bool,
    pub version: i32,
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
        }
    }
}

/// The actions a search leaves, by group, in the order groups first come.
pub(super) fn groups(wanted: &str) -> Vec<(String, Vec<Action>)> {
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
    let members = use_query(&["member"], || async { api::list_members().await });
    let mut draft = use_signal(|| None::<Draft>);
    // what the editor holds, shown in the matrix before it is saved
    let mut preview = use_signal(|| None::<Access>);
    let mut picked = use_signal(|| None::<String>);
    let mut find = use_signal(String::new);
    let wanted = find().trim().to_lowercase();
    let loaded = matrix.value();
    let editing = draft();
    let edited = editing.as_ref().and_then(|draft| draft.id).map(|id| id.to_string());
    let mut heads = loaded.as_ref().map(|matrix| heads(matrix, &members.value().unwrap_or_default())).unwrap_or_default();
    if let (Some(draft), Some(head)) = (&editing, heads.iter_mut().find(|head| Some(&head.key) == edited.as_ref())) {
        head.base = Some(draft.based_on.access());
        head.access = preview().unwrap_or_else(|| draft.access.clone());
    }
    let holders = heads.iter().find(|head| Some(&head.key) == edited.as_ref()).map(|head| head.holders.clone()).unwrap_or_default();
    // a narrow screen shows one role at a time, at first one's own
    let own = || session.roles.first().map(|role| role.key().to_owned()).or_else(|| heads.first().map(|head| head.key.clone()));
    let chosen = picked().or_else(own).unwrap_or_default();
    let roles: Vec<SelectOption> = heads.iter().map(|head| SelectOption::new(head.key.clone(), head.name.clone())).collect();
    let is_edited = |key: &String| (edited.as_ref() == Some(key)).then_some("true");
    let is_chosen = |key: &String| (*key == chosen).then_some("true");
    let shown = groups(&wanted);
    let fields: Vec<FieldRight> =
        FieldRight::ALL.iter().copied().filter(|field| wanted.is_empty() || field_name(*field).to_lowercase().contains(&wanted)).collect();
    let limits = wanted.is_empty() || text::discount_limit().to_lowercase().contains(&wanted);
    let meta =
        loaded.as_ref().map(|matrix| text::roles_meta(matrix.builtin.len(), matrix.custom.len(), matrix.members)).unwrap_or_default();
    let nothing = shown.is_empty() && fields.is_empty() && !limits;
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
                            draft.set(Some(Draft { id: None, name: String::new(), based_on, access: based_on.access(), mfa_required: false, version: 1 }));
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
            Async { state: matrix.load_as(|_| if nothing { Load::Filtered } else { Load::Ready }), onretry: move |()| matrix.refetch(), onclear: move |()| find.set(String::new()),
                div { class: "rl-pick",
                    Select { label: text::role(), name: "role", options: roles, placeholder: text::all_roles(), value: chosen.clone(), onchange: move |key| picked.set(Some(key)) }
                }
                div { class: "rl-box", tabindex: "0", role: "region", aria_label: text::matrix(),
                    table { class: "rl-table", "data-one": (!chosen.is_empty()).then_some("true"),
                        caption { class: "sr", {text::matrix()} }
                        thead {
                            tr {
                                th { scope: "col", {text::action()} }
                                for head in heads.iter().cloned() {
                                    th { key: "{head.key}", scope: "col", "data-edited": is_edited(&head.key), "data-chosen": is_chosen(&head.key),
                                        if let Some(role) = head.custom.clone().filter(|_| manages) {
                                            button { class: "rl-edit", r#type: "button", aria_label: text::edit_role(&head.name), onclick: move |_| draft.set(Some(role.clone().into())),
                                                {head.name.clone()}
                                                Icon { name: IconName::Pencil, size: IconSize::Xs }
                                            }
                                        } else {
                                            {head.name.clone()}
                                        }
                                        div { class: "rl-holders", Holders { role: head.name.clone(), members: head.members, names: head.holders.clone() } }
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
                                            td { key: "{head.key}", "data-edited": is_edited(&head.key), "data-chosen": is_chosen(&head.key), "data-changed": head.differs(action).then_some("true"), Reach { scope: head.access.scope(action) } }
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
                                            td { key: "{head.key}", "data-edited": is_edited(&head.key), "data-chosen": is_chosen(&head.key),
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
                        if limits {
                            tbody {
                                tr { class: "rl-band", th { scope: "rowgroup", colspan: span.clone(), span { {text::limits()} " " small { "1" } } } }
                                tr {
                                    th { scope: "row", {text::discount_limit()} }
                                    for head in heads.iter() {
                                        td { key: "{head.key}", "data-edited": is_edited(&head.key), "data-chosen": is_chosen(&head.key),
                                            match head.access.discount_bp {
                                                0 => rsx! { span { class: "rl-none", aria_label: text::none(), role: "img", "–" } },
                                                WHOLE_BP => rsx! { {text::no_limit()} },
                                                bp => rsx! { {percent_bp(bp.into())} },
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
        if let Some(start) = editing {
            RoleSheet {
                key: "{start.id:?}",
                start,
                holders,
                onpreview: move |access| preview.set(Some(access)),
                onclose: move |()| {
                    draft.set(None);
                    preview.set(None);
                    matrix.refetch();
                },
            }
        }
    }
}
