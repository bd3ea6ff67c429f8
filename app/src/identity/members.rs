//! Members and invitations: who is there, with which roles.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use shared::access::{Action, BuiltinRole};
use shared::identity::{
    EditMember, Invitation, InvitationStatus, Member, MemberStatus, NewInvitation, NewTeam, is_within, role_name, status_name,
};
use shared::input::Nothing;
use shared::{FieldErrors, MemberId, RoleId, TeamId};

use super::{api, text::staff as text};
use crate::api::Valid;
use crate::client::query::{Query, use_query};
use crate::client::session::use_session;
use crate::ui::*;

/// Where a fetched list stands.
pub(super) fn load<T: Clone + 'static>(query: &Query<T>, is_empty: impl Fn(&T) -> bool, filtered: bool) -> Load {
    match (query.value(), query.error()) {
        (Some(value), _) if is_empty(&value) => {
            if filtered {
                Load::Filtered
            } else {
                Load::Empty
            }
        }
        (Some(_), _) => Load::Ready,
        (None, Some(error)) => Load::failed(&error),
        (None, None) => Load::Loading,
    }
}

/// The members of the organization.
#[component]
pub fn MembersPage() -> Element {
    use_title(text::members());
    let session = use_session();
    let manages = session.may(Action::MembersManage);
    let members = use_query(&["member"], || async { api::list_members().await });
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
    if manages {
        columns.push(Column::new("two_step", text::two_step()).secondary());
        columns.push(Column::new("seen", text::last_seen()).secondary());
        columns.push(Column::new("actions", text::actions()));
    }
    let set_status = move |member: Member, status: MemberStatus| {
        spawn(async move {
            let result = match status {
                MemberStatus::Active => api::reactivate_member(member.id, Valid(Nothing {})).await,
                MemberStatus::Deactivated => api::deactivate_member(member.id, Valid(Nothing {})).await,
            };
            match result {
                Ok(_) => {
                    members.refetch();
                    toasts.say(if status == MemberStatus::Active {
                        text::reactivated(&member.name)
                    } else {
                        text::deactivated(&member.name)
                    });
                }
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
        });
    };
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
                rsx! { {member.roles.iter().map(|role| role_name(*role)).collect::<Vec<_>>().join(", ")} },
                match member.status {
                    MemberStatus::Active => rsx! { StatusChip { label: member.status.text(), icon: IconName::Check, tone: Tone::Ok } },
                    MemberStatus::Deactivated => rsx! { StatusChip { label: member.status.text(), icon: IconName::Ban } },
                },
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
            Async { state: load(&members, |_| shown.is_empty(), !wanted.is_empty()), shape: SkeletonShape::Rows, onretry: move |()| members.refetch(), onclear: move |()| find.set(String::new()),
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

#[component]
fn Invitations() -> Element {
    let session = use_session();
    let invitations = use_query(&["invitation"], || async { api::list_invitations().await });
    let toasts = use_toasts();
    let open: Vec<Invitation> = invitations
        .value()
        .unwrap_or_default()
        .into_iter()
        .filter(|invitation| matches!(invitation.status, InvitationStatus::Open | InvitationStatus::Expired))
        .collect();
    let columns = vec![
        Column::new("email", text::email()),
        Column::new("roles", text::roles()),
        Column::new("status", text::status()),
        Column::new("actions", text::actions()),
    ];
    let rows = open
        .iter()
        .map(|invitation| {
            let (id, email) = (invitation.id, invitation.email.clone());
            let expired = invitation.status == InvitationStatus::Expired;
            let zone = session.zone.clone();
            let again = email.clone();
            Row::new(
                id,
                email.clone(),
                vec![
                    rsx! { {email.clone()} },
                    rsx! { {invitation.roles.iter().map(|role| role_name(*role)).collect::<Vec<_>>().join(", ")} },
                    rsx! {
                        StatusChip { label: status_name(invitation.status), icon: if expired { IconName::Clock } else { IconName::Mail }, tone: if expired { Tone::Warn } else { Tone::Info } }
                        " "
                        RelativeTime { at: invitation.expires_at, zone }
                    },
                    rsx! {
                        ButtonGroup { label: format!("{}: {email}", text::actions()),
                            Button { size: Size::Sm, icon: IconName::Send,
                                onclick: move |_| {
                                    let email = again.clone();
                                    spawn(async move {
                                        match api::resend_invitation(id, Valid(Nothing {})).await {
                                            Ok(_) => { invitations.refetch(); toasts.say(text::resent(email)); }
                                            Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                                        }
                                    });
                                },
                                {text::resend()}
                            }
                            Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::X,
                                onclick: move |_| {
                                    let email = email.clone();
                                    spawn(async move {
                                        match api::revoke_invitation(id, Valid(Nothing {})).await {
                                            Ok(_) => { invitations.refetch(); toasts.say(text::revoked(email)); }
                                            Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                                        }
                                    });
                                },
                                {text::revoke()}
                            }
                        }
                    },
                ],
            )
        })
        .collect::<Vec<_>>();
    rsx! {
        Card { title: text::invitations(), icon: IconName::Mail, flush: true,
            Async { state: load(&invitations, |_| open.is_empty(), false), onretry: move |()| invitations.refetch(), empty: rsx! { EmptyState { icon: IconName::MailOpen, title: text::no_invitations() } },
                DataTable { caption: text::invitations(), columns, rows }
            }
        }
    }
}

#[component]
fn Teams() -> Element {
    let teams = use_query(&["team"], || async { api::list_teams().await });
    let mut name = use_signal(String::new);
    let mut errors = use_signal(FieldErrors::default);
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
                    spawn(async move {
                        match api::create_team(Valid(NewTeam { name: name() })).await {
                            Ok(team) => { name.set(String::new()); errors.set(FieldErrors::default()); teams.refetch(); toasts.say(text::team_added(team.name)); }
                            Err(error) if error.fields().is_empty() => toasts.tell(Tone::Danger, error.to_string()),
                            Err(error) => errors.set(error.fields()),
                        }
                    });
                },
                TextInput { label: text::new_team(), name: "name", id: "f-team", value: name(), error: errors.read().text("name"), maxlength: 120, oninput: move |value| name.set(value) }
                FormActions { Button { kind: ButtonKind::Submit, {text::add_team()} } }
            }
        }
    }
}

/// Ticks for the roles one may hand out.
#[component]
fn RolePicker(roles: Signal<BTreeSet<BuiltinRole>>, custom: Signal<BTreeSet<RoleId>>, error: Option<String>) -> Element {
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

fn team_options(teams: &Query<Vec<shared::identity::Team>>) -> Vec<SelectOption> {
    std::iter::once(SelectOption::new("", text::no_team()))
        .chain(teams.value().unwrap_or_default().into_iter().map(|team| SelectOption::new(team.id.to_string(), team.name)))
        .collect()
}

/// The words of what is wrong, in the order of the form.
pub(super) fn problems(errors: &FieldErrors) -> Vec<FormProblem> {
    errors.0.keys().filter_map(|name| errors.text(name).map(|words| FormProblem::of(name, words))).collect()
}

#[component]
fn InviteDialog(onclose: EventHandler<()>) -> Element {
    let (mut email, mut name, mut team) = (use_signal(String::new), use_signal(String::new), use_signal(String::new));
    let (roles, custom) = (use_signal(BTreeSet::<BuiltinRole>::new), use_signal(BTreeSet::<RoleId>::new));
    let teams = use_query(&["team"], || async { api::list_teams().await });
    let mut errors = use_signal(FieldErrors::default);
    let mut failed = use_signal(|| None::<String>);
    let mut sending = use_signal(|| false);
    let toasts = use_toasts();
    let mut send = move || {
        if sending() {
            return;
        }
        sending.set(true);
        spawn(async move {
            let input = NewInvitation {
                email: email(),
                name: name(),
                roles: roles.read().iter().copied().collect(),
                custom_roles: custom.read().iter().copied().collect(),
                team: team().parse::<TeamId>().ok(),
            };
            let address = input.email.trim().to_owned();
            match api::invite(Valid(input)).await {
                Ok(_) => {
                    toasts.say(text::invited(address));
                    onclose.call(());
                }
                Err(error) => {
                    failed.set(error.fields().is_empty().then(|| error.to_string()));
                    errors.set(error.fields());
                    sending.set(false);
                }
            }
        });
    };
    rsx! {
        Dialog {
            open: true,
            title: text::invite(),
            description: text::invite_lead(),
            onclose,
            footer: rsx! {
                Button { variant: ButtonVariant::Ghost, onclick: move |_| onclose.call(()), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, icon: IconName::Send, loading: sending(), onclick: move |_| send(), {text::send_invitation()} }
            },
            form {
                novalidate: true,
                onsubmit: move |event| { event.prevent_default(); send(); },
                ErrorSummary { problems: problems(&errors.read()), message: failed() }
                TextInput { label: text::email(), name: "email", kind: InputKind::Email, value: email(), error: errors.read().text("email"), required: true, autofocus: true, autocomplete: "off", maxlength: 254, oninput: move |value| email.set(value) }
                TextInput { label: text::name(), name: "name", value: name(), error: errors.read().text("name"), optional: true, autocomplete: "off", maxlength: 120, oninput: move |value| name.set(value) }
                RolePicker { roles, custom, error: errors.read().text("roles") }
                Select { label: text::team(), name: "team", options: team_options(&teams), value: team(), error: errors.read().text("team"), onchange: move |value| team.set(value) }
            }
        }
    }
}

#[component]
fn EditSheet(member: Member, members: Vec<Member>, onclose: EventHandler<()>) -> Element {
    let roles = use_signal(|| member.roles.iter().copied().collect::<BTreeSet<_>>());
    let custom = use_signal(|| member.custom_roles.iter().copied().collect::<BTreeSet<_>>());
    let mut chosen = use_signal(|| member.teams.iter().copied().collect::<BTreeSet<TeamId>>());
    let mut title = use_signal(|| member.title.clone());
    let mut phone = use_signal(|| member.phone.clone());
    let mut manager = use_signal(|| member.manager.map(|id| id.to_string()).unwrap_or_default());
    let teams = use_query(&["team"], || async { api::list_teams().await });
    let mut errors = use_signal(FieldErrors::default);
    let mut failed = use_signal(|| None::<String>);
    let mut saving = use_signal(|| false);
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
    let mut save = move || {
        if saving() {
            return;
        }
        saving.set(true);
        spawn(async move {
            let edit = EditMember {
                roles: roles.read().iter().copied().collect(),
                custom_roles: custom.read().iter().copied().collect(),
                teams: chosen.read().iter().copied().collect(),
                manager: manager().parse::<MemberId>().ok(),
                title: title(),
                phone: phone(),
                version,
            };
            match api::edit_member(id, Valid(edit)).await {
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
    rsx! {
        Sheet {
            open: true,
            title: text::edit_member(&member.name),
            onclose,
            footer: rsx! {
                Button { variant: ButtonVariant::Ghost, onclick: move |_| onclose.call(()), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, loading: saving(), onclick: move |_| save(), {text::save()} }
            },
            form {
                novalidate: true,
                onsubmit: move |event| { event.prevent_default(); save(); },
                ErrorSummary { problems: problems(&errors.read()), message: failed() }
                RolePicker { roles, custom, error: errors.read().text("roles") }
                FieldGroup { legend: text::teams(),
                    for team in teams.value().unwrap_or_default() {
                        Checkbox { key: "{team.id}", id: "f-team-{team.id}", label: team.name.clone(), name: "teams", checked: chosen.read().contains(&team.id),
                            onchange: move |on| { if on { chosen.write().insert(team.id); } else { chosen.write().remove(&team.id); } } }
                    }
                }
                Select { label: text::manager(), name: "manager", options: managers, value: manager(), error: errors.read().text("manager"), onchange: move |value| manager.set(value) }
                TextInput { label: text::title(), name: "title", value: title(), error: errors.read().text("title"), optional: true, maxlength: 120, oninput: move |value| title.set(value) }
                TextInput { label: text::phone(), name: "phone", kind: InputKind::Tel, value: phone(), error: errors.read().text("phone"), optional: true, oninput: move |value| phone.set(value) }
            }
        }
    }
}
