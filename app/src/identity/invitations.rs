//! Invitations: who is asked to join, and asking somebody.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use shared::access::{Action, BuiltinRole};
use shared::identity::{CustomRole, Invitation, InvitationStatus, NewInvitation, Team, status_name};
use shared::input::Nothing;
use shared::{RoleId, TeamId};

use super::member_form::{RolePicker, role_names, team_options};
use super::{api, text::staff as text};
use crate::api::Valid;
use crate::client::query::use_query;
use crate::client::session::use_session;
use crate::ui::*;

/// The invitations nobody has taken up.
#[component]
pub(super) fn Invitations() -> Element {
    let session = use_session();
    // who joins is invited no longer
    let invitations = use_query(&["invitation", "member"], || async { api::list_invitations().await });
    let teams = use_query(&["team"], || async { api::list_teams().await });
    let roles = use_query(&["role"], || async { api::list_roles().await });
    let toasts = use_toasts();
    let open: Vec<Invitation> = invitations
        .value()
        .unwrap_or_default()
        .into_iter()
        .filter(|invitation| matches!(invitation.status, InvitationStatus::Open | InvitationStatus::Expired))
        .collect();
    let names = teams.value().unwrap_or_default();
    let own = roles.value().map(|matrix| matrix.custom).unwrap_or_default();
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
                    rsx! { {place(invitation, &names, &own)} },
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
                                    toasts.attempt(api::resend_invitation(id, Valid(Nothing {})), move |_| {
                                        invitations.refetch();
                                        toasts.say(text::resent(email));
                                    });
                                },
                                {text::resend()}
                            }
                            Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::X,
                                onclick: move |_| {
                                    let email = email.clone();
                                    toasts.attempt(api::revoke_invitation(id, Valid(Nothing {})), move |_| {
                                        invitations.refetch();
                                        toasts.say(text::revoked(email));
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
            Async { state: invitations.load_as(|_| Load::of_list(&open, false)), onretry: move |()| invitations.refetch(), empty: rsx! { EmptyState { icon: IconName::MailOpen, title: text::no_invitations() } },
                DataTable { caption: text::invitations(), columns, rows }
            }
        }
    }
}

/// Roles, team and turn in one line.
fn place(invitation: &Invitation, teams: &[Team], own: &[CustomRole]) -> String {
    let team = invitation.team.and_then(|id| teams.iter().find(|team| team.id == id)).map(|team| team.name.clone());
    role_names(&invitation.roles, &invitation.custom_roles, own)
        .chain(team)
        .chain(invitation.queue.then(text::in_queue))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Whom to invite, as what.
#[component]
pub(super) fn InviteDialog(onclose: EventHandler<()>) -> Element {
    let (mut email, mut name, mut team) = (use_signal(String::new), use_signal(String::new), use_signal(String::new));
    let (roles, custom) = (use_signal(BTreeSet::<BuiltinRole>::new), use_signal(BTreeSet::<RoleId>::new));
    let teams = use_query(&["team"], || async { api::list_teams().await });
    let session = use_session();
    let mut queue = use_signal(|| None::<bool>);
    // as the role has it until somebody says otherwise
    let stands = move || queue().unwrap_or_else(|| roles.read().contains(&BuiltinRole::SalesAgent));
    let sending = use_sending();
    let toasts = use_toasts();
    let send = move |()| {
        let input = NewInvitation {
            email: email(),
            name: name(),
            roles: roles.read().iter().copied().collect(),
            custom_roles: custom.read().iter().copied().collect(),
            team: team().parse::<TeamId>().ok(),
            queue: Some(stands()),
        };
        let address = input.email.trim().to_owned();
        sending.send(async move { api::invite(Valid(input)).await }, move |_| {
            toasts.say(text::invited(address));
            onclose.call(());
        });
    };
    rsx! {
        FormDialog { title: text::invite(), description: text::invite_lead(), submit: text::send_invitation(), icon: IconName::Send, sending, onsubmit: send, onclose,
            TextInput { label: text::email(), name: "email", kind: InputKind::Email, value: email(), error: sending.error("email"), required: true, autofocus: true, autocomplete: "off", maxlength: 254, oninput: move |value| email.set(value) }
            TextInput { label: text::name(), name: "name", value: name(), error: sending.error("name"), optional: true, autocomplete: "off", maxlength: 120, oninput: move |value| name.set(value) }
            RolePicker { roles, custom, error: sending.error("roles") }
            Select { label: text::team(), name: "team", options: team_options(&teams), value: team(), error: sending.error("team"), onchange: move |value| team.set(value) }
            if session.may(Action::LeadsAssign) {
                Checkbox { label: text::queue(), name: "queue", checked: stands(), hint: text::queue_hint(), onchange: move |on| queue.set(Some(on)) }
            }
        }
    }
}
