//! Who may do what: permissions × scope (own / team / all), field rights, and the built-in roles.
//! Browser and server ask the same table; the server enforces it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ids::MemberId;
use crate::pricing::WHOLE_BP;

/// How far a permission reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Records one owns or is assigned to.
    Own,
    /// Records of one's teams too.
    Team,
    /// Every record of the organization.
    All,
}

crate::choice! {
    /// Something a member may be allowed to do.
    Action {
        /// Name, brand, hours, numbering of the organization.
        OrganizationEdit = "organization.edit",
        MembersView = "members.view",
        /// Invite, change roles, deactivate.
        MembersManage = "members.manage",
        RolesManage = "roles.manage",
        ApiKeysManage = "api_keys.manage",
        /// See the portal as a customer does, for a stated reason.
        ViewAsCustomer = "customers.view_as",
        CustomersView = "customers.view",
        CustomersEdit = "customers.edit",
        LeadsView = "leads.view",
        LeadsEdit = "leads.edit",
        /// Give leads to others; change pipelines and capture sources.
        LeadsAssign = "leads.assign",
        QuotesView = "quotes.view",
        QuotesEdit = "quotes.edit",
        QuotesSend = "quotes.send",
        /// Work on another agent's quote, or hand it over.
        QuotesReassign = "quotes.reassign",
        /// Let an offer go out although its drivers would break the law's limits, with a reason.
        HoursWaive = "hours.waive",
        PricingView = "pricing.view",
        PricingEdit = "pricing.edit",
        JobsView = "jobs.view",
        JobsEdit = "jobs.edit",
        /// Put crew on jobs.
        JobsAssign = "jobs.assign",
        /// Work through phases: tick, photograph, sign.
        JobsWork = "jobs.work",
        /// Complete a phase although something required is missing, with a reason.
        PhasesOverride = "phases.override",
        MediaView = "media.view",
        AuditView = "audit.view",
        /// Outgoing mails, background work, dead letters.
        OperationsView = "operations.view",
    }
}

crate::choice! {
    /// A field that not everybody who sees a record may see or set.
    FieldRight {
        Cost = "cost",
        Margin = "margin",
        PriceOverride = "price_override",
        PersonalData = "personal_data",
    }
}

crate::choice! {
    /// A role every organization has.
    BuiltinRole {
        Owner = "owner",
        Admin = "admin",
        Manager = "manager",
        SalesAgent = "sales_agent",
        SalesSupport = "sales_support",
        Dispatcher = "dispatcher",
        Accountant = "accountant",
        Driver = "driver",
        Mover = "mover",
        Technician = "technician",
        Auditor = "auditor",
    }
}

/// What somebody may do: each permission with its reach, and the field rights.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Access {
    pub permissions: BTreeMap<Action, Scope>,
    pub fields: BTreeSet<FieldRight>,
    /// How much of a price one may take off by hand without asking, in basis points of what it comes to otherwise;
    /// 10,000 is as much as one likes.
    #[serde(default)]
    pub discount_bp: u32,
}

impl Access {
    /// Nothing at all.
    pub fn none() -> Self {
        Self::default()
    }

    /// Everything.
    pub fn all() -> Self {
        Self {
            permissions: Action::ALL.iter().map(|a| (*a, Scope::All)).collect(),
            fields: FieldRight::ALL.iter().copied().collect(),
            discount_bp: WHOLE_BP,
        }
    }

    /// How far an action reaches, if it is allowed at all.
    pub fn scope(&self, action: Action) -> Option<Scope> {
        self.permissions.get(&action).copied()
    }

    /// Whether an action is allowed on anything.
    pub fn may(&self, action: Action) -> bool {
        self.permissions.contains_key(&action)
    }

    /// Whether `me` may do it to what belongs to `owner`, as far as a client can tell: who is of one team only the server knows.
    pub fn may_on(&self, action: Action, owner: Option<MemberId>, me: Option<MemberId>) -> bool {
        match self.scope(action) {
            None => false,
            Some(Scope::Own) => owner.is_none() || owner == me,
            Some(Scope::Team | Scope::All) => true,
        }
    }

    /// Whether a field right is held.
    pub fn sees(&self, field: FieldRight) -> bool {
        self.fields.contains(&field)
    }

    /// Both together: the wider reach of each, every field right of either, the higher limit.
    pub fn union(mut self, other: &Access) -> Self {
        for (action, scope) in &other.permissions {
            let reach = self.permissions.entry(*action).or_insert(*scope);
            *reach = (*reach).max(*scope);
        }
        self.fields.extend(other.fields.iter().copied());
        self.discount_bp = self.discount_bp.max(other.discount_bp);
        self
    }

    /// What both allow: the narrower reach of each, the lower limit. An API key is never stronger than who made it.
    pub fn intersection(&self, other: &Access) -> Self {
        Self {
            permissions: self.permissions.iter().filter_map(|(a, s)| other.scope(*a).map(|o| (*a, (*s).min(o)))).collect(),
            fields: self.fields.intersection(&other.fields).copied().collect(),
            discount_bp: self.discount_bp.min(other.discount_bp),
        }
    }
}

impl BuiltinRole {
    /// What the role may do. Golden file: `policy.golden`.
    pub fn access(self) -> Access {
        use Action::*;
        use Scope::{All, Own, Team};
        let grant = |list: &[(Action, Scope)], fields: &[FieldRight]| Access {
            permissions: list.iter().copied().collect(),
            fields: fields.iter().copied().collect(),
            discount_bp: 0,
        };
        match self {
            BuiltinRole::Owner | BuiltinRole::Admin => Access::all(),
            BuiltinRole::Manager => {
                let mut access = Access::all();
                for action in [OrganizationEdit, RolesManage, ApiKeysManage, OperationsView] {
                    access.permissions.remove(&action);
                }
                access.discount_bp = 1_500;
                access
            }
            BuiltinRole::SalesAgent => Access {
                discount_bp: 500,
                ..grant(
                    &[
                        (MembersView, All),
                        (CustomersView, All),
                        (CustomersEdit, Own),
                        (LeadsView, All),
                        (LeadsEdit, Own),
                        (QuotesView, All),
                        (QuotesEdit, Own),
                        (QuotesSend, Own),
                        (PricingView, All),
                        (JobsView, All),
                        (MediaView, All),
                        (ViewAsCustomer, All),
                    ],
                    &[FieldRight::Margin, FieldRight::PersonalData],
                )
            },
            BuiltinRole::SalesSupport => grant(
                &[
                    (MembersView, All),
                    (CustomersView, All),
                    (CustomersEdit, All),
                    (LeadsView, All),
                    (LeadsEdit, All),
                    (LeadsAssign, All),
                    (QuotesView, All),
                    (QuotesEdit, Team),
                    (PricingView, All),
                    (JobsView, All),
                    (MediaView, All),
                ],
                &[FieldRight::PersonalData],
            ),
            BuiltinRole::Dispatcher => grant(
                &[
                    (MembersView, All),
                    (CustomersView, All),
                    (LeadsView, All),
                    (QuotesView, All),
                    (PricingView, All),
                    (JobsView, All),
                    (JobsEdit, All),
                    (JobsAssign, All),
                    (JobsWork, All),
                    (PhasesOverride, All),
                    (MediaView, All),
                    (AuditView, All),
                ],
                &[FieldRight::Cost, FieldRight::PersonalData],
            ),
            BuiltinRole::Accountant => grant(
                &[
                    (MembersView, All),
                    (CustomersView, All),
                    (CustomersEdit, All),
                    (QuotesView, All),
                    (PricingView, All),
                    (JobsView, All),
                    (MediaView, All),
                    (AuditView, All),
                ],
                &[FieldRight::Cost, FieldRight::Margin, FieldRight::PersonalData],
            ),
            BuiltinRole::Driver | BuiltinRole::Mover | BuiltinRole::Technician => {
                grant(&[(JobsView, Own), (JobsWork, Own), (MediaView, Own)], &[])
            }
            BuiltinRole::Auditor => grant(
                &[
                    (MembersView, All),
                    (CustomersView, All),
                    (LeadsView, All),
                    (QuotesView, All),
                    (PricingView, All),
                    (JobsView, All),
                    (MediaView, All),
                    (AuditView, All),
                ],
                &[FieldRight::Cost, FieldRight::Margin],
            ),
        }
    }

    /// Whether the role works on the field app rather than in the office.
    pub fn is_crew(self) -> bool {
        matches!(self, BuiltinRole::Driver | BuiltinRole::Mover | BuiltinRole::Technician)
    }
}

#[cfg(test)]
#[path = "access_tests.rs"]
mod tests;
