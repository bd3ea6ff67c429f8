//! The columns of the permission matrix: roles with those who hold them.

use dioxus::prelude::*;
use shared::access::{Access, Action};
use shared::identity::{CustomRole, Member, MemberStatus, RoleMatrix, role_name};

use super::text::staff as text;
use crate::ui::*;

/// As many names as one reads at a glance.
const NAMED: usize = 3;
/// As many names as a list shows; the page of members has them all.
const LISTED: usize = 20;

/// A column of the matrix.
#[derive(Clone, PartialEq)]
pub(super) struct Head {
    pub key: String,
    pub name: String,
    pub members: i64,
    /// Who holds it, by name; none while that is not known yet.
    pub holders: Vec<String>,
    pub access: Access,
    /// Opens the editor; built-in roles stay as they are.
    pub custom: Option<CustomRole>,
    /// It is open in the editor: the rights it began with.
    pub base: Option<Access>,
}

impl Head {
    /// Whether the editor has changed a right from what the role began with.
    pub fn differs(&self, action: Action) -> bool {
        self.base.as_ref().is_some_and(|base| base.scope(action) != self.access.scope(action))
    }
}

/// The columns; built-in roles first.
pub(super) fn heads(matrix: &RoleMatrix, members: &[Member]) -> Vec<Head> {
    let holders = |holds: &dyn Fn(&Member) -> bool| {
        let active = members.iter().filter(|member| member.status == MemberStatus::Active);
        active.filter(|member| holds(member)).map(|member| member.name.clone()).collect::<Vec<_>>()
    };
    let builtin = matrix.builtin.iter().map(|role| Head {
        key: role.role.key().into(),
        name: role_name(role.role),
        members: role.members,
        holders: holders(&|member| member.roles.contains(&role.role)),
        access: role.access.clone(),
        custom: None,
        base: None,
    });
    let custom = matrix.custom.iter().map(|role| Head {
        key: role.id.to_string(),
        name: role.name.clone(),
        members: role.members,
        holders: holders(&|member| member.custom_roles.contains(&role.id)),
        access: role.access.clone(),
        custom: Some(role.clone()),
        base: None,
    });
    builtin.chain(custom).collect()
}

/// A few names in one phrase, the rest as a number.
pub(super) fn listed(names: &[String]) -> String {
    let rest = names.len().saturating_sub(NAMED);
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] if rest == 0 => text::and(before.join(", "), last),
        _ => text::and_more(names[..NAMED].join(", "), rest),
    }
}

/// Who holds a role: some faces, and the names when they are pressed.
#[component]
pub(super) fn Holders(role: String, members: i64, names: Vec<String>) -> Element {
    if members == 0 {
        return rsx! { small { {text::nobody()} } };
    }
    if names.is_empty() {
        return rsx! { small { {members.to_string()} } };
    }
    let rest = names.len().saturating_sub(LISTED);
    rsx! {
        Popover { label: text::held_by(&role, members), class: "rl-people", face: rsx! { AvatarStack { names: names.clone(), shown: NAMED, size: AvatarSize::Sm } },
            p { strong { {role} } " " span { class: "muted", {members.to_string()} } }
            ul {
                for (index, name) in names.iter().take(LISTED).enumerate() {
                    li { key: "{index}",
                        Avatar { name: name.clone(), decorative: true }
                        {name.clone()}
                    }
                }
            }
            if rest > 0 {
                p { class: "muted", {text::more(rest)} }
            }
            A { href: "/app/settings/members", {text::all_members()} }
        }
    }
}
