//! What a member is: roles, team, title, manager.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use shared::access::BuiltinRole;
use shared::identity::{CustomRole, EditMember, Member, MemberStatus, is_within, role_name};
use shared::{MemberId, RoleId, TeamId};

use super::{api, text::staff as text};
use crate::api::Valid;
use crate::client::query::{Query, use_query};
use crate::client::session::use_session;
use crate::ui::*;

/// Ticks for the roles one may hand out.
#[component]
pub(super) fn RolePicker(roles: Signal<BTreeSet<BuiltinRole>>, custom: Signal<BTreeSet<RoleId>>, error: Option<String>) -> Element {
    let session = use_session();
    let matrix = use_query(&["role"], || async { api::list_roles().await });
    let own: Vec<_> = matrix.value().map(|matrix| matrix.custom).unwrap_or_default();
    rsx! {
        FieldGroup { legend: text::roles(),
            for (index, role) in BuiltinRole::ALL.iter().copied().enumerate() {
                Checkbox {
                    key: "{role}",
                    id: if index == 0 { "f-roles".to_owned() } else { format!("f-roles-{role}") },
                    label: role_name(role),
                    name: "roles",
                    value: role.key(),
                    checked: roles.read().contains(&role),
                    disabled: !is_within(&role.access(), &session.access),
                    error: error.clone().filter(|_| index == 0),
                    onchange: move |on| { if on { roles.write().insert(role); } else { roles.write().remove(&role); } },
                }
            }
            for role in own {
                Checkbox {
                    key: "{role.id}",
                    label: role.name.clone(),
                    id: "f-custom-{role.id}",
                    name: "custom_roles",
                    checked: custom.read().contains(&role.id),
                    disabled: !is_within(&role.access, &session.access),
                    onchange: move |on| { if on { custom.write().insert(role.id); } else { custom.write().remove(&role.id); } },
                }
            }
        }
    }
}

/// Names of roles, those the organization made after the built-in ones.
pub(super) fn role_names<'a>(builtin: &'a [BuiltinRole], custom: &'a [RoleId], own: &'a [CustomRole]) -> impl Iterator<Item = String> + 'a {
    let made = own.iter().filter(|role| custom.contains(&role.id)).map(|role| role.name.clone());
    builtin.iter().map(|role| role_name(*role)).chain(made)
}

/// The teams, with none first.
pub(super) fn team_options(teams: &Query<Vec<shared::identity::Team>>) -> Vec<SelectOption> {
    std::iter::once(SelectOption::new("", text::no_team()))
        .chain(teams.value().unwrap_or_default().into_iter().map(|team| SelectOption::new(team.id.to_string(), team.name)))
        .collect()
}

/// Everything about a member that can be changed.
#[component]
pub(super) fn EditSheet(member: Member, members: Vec<Member>, onclose: EventHandler<()>) -> Element {
    let roles = use_signal(|| member.roles.iter().copied().collect::<BTreeSet<_>>());
    let custom = use_signal(|| member.custom_roles.iter().copied().collect::<BTreeSet<_>>());
    let mut chosen = use_signal(|| member.teams.iter().copied().collect::<BTreeSet<TeamId>>());
    let mut title = use_signal(|| member.title.clone());
    let mut phone = use_signal(|| member.phone.clone());
    let mut manager = use_signal(|| member.manager.map(|id| id.to_string()).unwrap_or_default());
    let teams = use_query(&["team"], || async { api::list_teams().await });
    let sending = use_sending();
    let toasts = use_toasts();
    let (id, version) = (member.id, member.version);
    let managers: Vec<SelectOption> = std::iter::once(SelectOption::new("", text::no_manager()))
        .chain(
            members
                .iter()
                .filter(|other| other.id != id && other.status == MemberStatus::Active)
                .map(|other| SelectOption::new(other.id.to_string(), other.name.clone())),
        )
        .collect();
    let save = move || {
        let edit = EditMember {
            roles: roles.read().iter().copied().collect(),
            custom_roles: custom.read().iter().copied().collect(),
            teams: chosen.read().iter().copied().collect(),
            manager: manager().parse::<MemberId>().ok(),
            title: title(),
            phone: phone(),
            version,
        };
        sending.send(async move { api::edit_member(id, Valid(edit)).await }, move |_| {
            toasts.say(text::saved());
            onclose.call(());
        });
    };
    rsx! {
        Sheet {
            open: true,
            title: text::edit_member(&member.name),
            onclose,
            footer: rsx! {
                Button { variant: ButtonVariant::Ghost, onclick: move |_| onclose.call(()), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, loading: sending.busy(), onclick: move |_| save(), {text::save()} }
            },
            form {
                novalidate: true,
                onsubmit: move |event| { event.prevent_default(); save(); },
                ErrorSummary { problems: sending.problems(), message: sending.refused() }
                RolePicker { roles, custom, error: sending.error("roles") }
                FieldGroup { legend: text::teams(),
                    for team in teams.value().unwrap_or_default() {
                        Checkbox { key: "{team.id}", id: "f-team-{team.id}", label: team.name.clone(), name: "teams", checked: chosen.read().contains(&team.id),
                            onchange: move |on| { if on { chosen.write().insert(team.id); } else { chosen.write().remove(&team.id); } } }
                    }
                }
                Select { label: text::manager(), name: "manager", options: managers, value: manager(), error: sending.error("manager"), onchange: move |value| manager.set(value) }
                TextInput { label: text::title(), name: "title", value: title(), error: sending.error("title"), optional: true, maxlength: 120, oninput: move |value| title.set(value) }
                TextInput { label: text::phone(), name: "phone", kind: InputKind::Tel, value: phone(), error: sending.error("phone"), optional: true, oninput: move |value| phone.set(value) }
            }
        }
    }
}
