//! Members: who is there, with which roles; and the teams.

use dioxus::prelude::*;
use shared::TeamId;
use shared::access::Action;
use shared::identity::{Member, MemberStatus, NewTeam, Team};
use shared::input::Nothing;

use super::invitations::{Invitations, InviteDialog};
use super::member_form::{EditSheet, role_names};
use super::{api, text::staff as text};
use crate::api::Valid;
use crate::client::query::use_query;
use crate::client::session::use_session;
use crate::ui::*;

/// The members of the organization.
#[component]
pub fn MembersPage() -> Element {
    use_title(text::members());
    let session = use_session();
    let manages = session.may(Action::MembersManage);
    let members = use_query(&["member"], || async { api::list_members().await });
    let teams = use_query(&["team"], || async { api::list_teams().await });
    let roles = use_query(&["role"], || async { api::list_roles().await });
    let mut inviting = use_signal(|| false);
    let mut editing = use_signal(|| None::<Member>);
    let mut leaving = use_signal(|| None::<Member>);
    let mut find = use_signal(String::new);
    let toasts = use_toasts();
    let wanted = find().trim().to_lowercase();
    let all = members.value().unwrap_or_default();
    let shown: Vec<Member> = all
        .iter()
        .filter(|member| wanted.is_empty() || format!("{} {}", member.name, member.email).to_lowercase().contains(&wanted))
        .cloned()
        .collect();
    let active = all.iter().filter(|member| member.status == MemberStatus::Active).count();
    let mut columns = vec![Column::new("name", text::name()), Column::new("roles", text::roles()), Column::new("status", text::status())];
    columns.push(Column::new("team", text::team()).secondary());
    columns.push(Column::new("manager", text::manager()).secondary());
    if manages {
        columns.push(Column::new("two_step", text::two_step()).secondary());
        columns.push(Column::new("seen", text::last_seen()).secondary());
        columns.push(Column::new("actions", text::actions()));
    }
    let set_status = move |member: Member, status: MemberStatus| {
        let (id, name) = (member.id, member.name);
        let request = async move {
            match status {
                MemberStatus::Active => api::reactivate_member(id, Valid(Nothing {})).await,
                MemberStatus::Deactivated => api::deactivate_member(id, Valid(Nothing {})).await,
            }
        };
        toasts.attempt(request, move |_| {
            members.refetch();
            toasts.say(if status == MemberStatus::Active { text::reactivated(&name) } else { text::deactivated(&name) });
        });
    };
    let teams = teams.value().unwrap_or_default();
    let own = roles.value().map(|matrix| matrix.custom).unwrap_or_default();
    let rows = shown
        .iter()
        .map(|member| {
            let mut cells = vec![
                rsx! {
                    div { class: "row",
                        Avatar { name: member.name.clone(), size: AvatarSize::Sm, decorative: true }
                        span {
                            strong { {member.name.clone()} }
                            br {}
                            small { {member.email.clone()} }
                        }
                    }
                },
                rsx! { {role_names(&member.roles, &member.custom_roles, &own).collect::<Vec<_>>().join(", ")} },
                match member.status {
                    MemberStatus::Active => rsx! { StatusChip { label: member.status.text(), icon: IconName::Check, tone: Tone::Ok } },
                    MemberStatus::Deactivated => rsx! { StatusChip { label: member.status.text(), icon: IconName::Ban } },
                },
                rsx! { {named(&teams, &member.teams)} },
                rsx! { {member.manager.and_then(|id| all.iter().find(|other| other.id == id)).map(|manager| manager.name.clone()).unwrap_or_default()} },
            ];
            if manages {
                let (mine, zone) = (session.member == Some(member.id), session.zone.clone());
                let items = if member.status == MemberStatus::Active {
                    vec![
                        MenuItem::new("edit", text::edit()).icon(IconName::Pencil),
                        MenuItem {
                            disabled: mine,
                            danger: true,
                            divided: true,
                            ..MenuItem::new("deactivate", text::deactivate()).icon(IconName::UserX)
                        },
                    ]
                } else {
                    vec![MenuItem::new("reactivate", text::reactivate()).icon(IconName::UserCheck)]
                };
                let seen = member.last_seen_at;
                let has_factor = member.has_factor;
                let member = member.clone();
                cells.push(rsx! { if has_factor { {text::on()} } else { {text::off()} } });
                cells.push(rsx! {
                    if let Some(at) = seen {
                        RelativeTime { at, zone }
                    } else {
                        {text::never()}
                    }
                });
                cells.push(rsx! {
                    Menu {
                        label: format!("{}: {}", text::actions(), member.name),
                        icon: IconName::Ellipsis,
                        icon_only: true,
                        variant: ButtonVariant::Ghost,
                        size: Size::Sm,
                        items,
                        onselect: {
                            let member = member.clone();
                            move |key: String| match key.as_str() {
                                "edit" => editing.set(Some(member.clone())),
                                "deactivate" => leaving.set(Some(member.clone())),
                                _ => set_status(member.clone(), MemberStatus::Active),
                            }
                        },
                    }
                });
            }
            Row::new(member.id, member.name.clone(), cells)
        })
        .collect::<Vec<_>>();
    rsx! {
        PageHeader {
            title: text::members(),
            meta: rsx! { {text::members_count(active)} },
            actions: rsx! {
                SearchInput { label: text::find(), name: "find", value: find(), oninput: move |value| find.set(value) }
                if manages {
                    Button { variant: ButtonVariant::Primary, icon: IconName::UserPlus, onclick: move |_| inviting.set(true), {text::invite()} }
                }
            },
        }
        div { class: "w-page",
            Async { state: members.load_as(|_| Load::of_list(&shown, !wanted.is_empty())), shape: SkeletonShape::Rows, onretry: move |()| members.refetch(), onclear: move |()| find.set(String::new()),
                DataTable { caption: text::members(), columns, rows }
            }
            if manages {
                Invitations {}
                Teams {}
            }
        }
        if inviting() {
            InviteDialog { onclose: move |()| inviting.set(false) }
        }
        if let Some(member) = editing() {
            EditSheet { key: "{member.id}", member, members: all, onclose: move |()| { editing.set(None); members.refetch(); } }
        }
        if let Some(member) = leaving() {
            AlertDialog {
                open: true,
                title: text::deactivate_title(&member.name),
                description: text::deactivate_why(),
                confirm: text::deactivate(),
                danger: true,
                onconfirm: move |()| { leaving.set(None); set_status(member.clone(), MemberStatus::Deactivated); },
                oncancel: move |()| leaving.set(None),
            }
        }
    }
}

/// The names of a member's teams.
fn named(teams: &[Team], own: &[TeamId]) -> String {
    teams.iter().filter(|team| own.contains(&team.id)).map(|team| team.name.clone()).collect::<Vec<_>>().join(", ")
}

#[component]
fn Teams() -> Element {
    let teams = use_query(&["team"], || async { api::list_teams().await });
    let mut name = use_signal(String::new);
    let sending = use_sending();
    let toasts = use_toasts();
    rsx! {
        Card { title: text::teams(), icon: IconName::Users,
            DescriptionList {
                for team in teams.value().unwrap_or_default() {
                    Fact { key: "{team.id}", term: team.name.clone(), "{team.members}" }
                }
            }
            form {
                onsubmit: move |event| {
                    event.prevent_default();
                    sending.send(async move { api::create_team(Valid(NewTeam { name: name() })).await }, move |team| {
                        name.set(String::new());
                        teams.refetch();
                        toasts.say(text::team_added(team.name));
                    });
                },
                TextInput { label: text::new_team(), name: "name", id: "f-new-team", value: name(), error: sending.problem("name"), maxlength: 120, oninput: move |value| name.set(value) }
                FormActions { Button { kind: ButtonKind::Submit, {text::add_team()} } }
            }
        }
    }
}
