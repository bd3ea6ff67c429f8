//! The places of the office.

use shared::access::Action;
use shared::identity::Session;

use super::text;
use crate::ui::IconName;

/// A place: its address, icon, the right it asks for, and the letter that follows `g`.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub href: &'static str,
    name: fn() -> String,
    pub icon: IconName,
    right: Option<Action>,
    pub key: &'static str,
}

impl Place {
    /// Its name in the language of the moment.
    pub fn name(&self) -> String {
        (self.name)()
    }

    /// What can be made there, and the address that begins it.
    pub fn create(&self) -> Option<(String, &'static str)> {
        match self.href {
            "/app/jobs" => Some((text::new_job(), "/app/jobs?new=1")),
            _ => None,
        }
    }
}

const fn place(href: &'static str, name: fn() -> String, icon: IconName, right: Option<Action>, key: &'static str) -> Place {
    Place { href, name, icon, right, key }
}

const PLACES: &[Place] = &[
    place("/app/pipeline", text::pipeline, IconName::SquareKanban, Some(Action::LeadsView), "p"),
    place("/app/leads", text::leads, IconName::UserPlus, Some(Action::LeadsView), "l"),
    place("/app/visits", text::visits, IconName::CalendarDays, Some(Action::LeadsView), "v"),
    place("/app/quotes", text::quotes, IconName::FileText, Some(Action::QuotesView), "q"),
    place("/app/customers", text::customers, IconName::Building2, Some(Action::CustomersView), "c"),
    place("/app/jobs", text::jobs, IconName::Truck, Some(Action::JobsView), "j"),
    place("/app/audit", text::audit, IconName::History, Some(Action::AuditView), "a"),
    place("/app/operations", text::operations, IconName::Hourglass, Some(Action::OperationsView), "o"),
    place("/app/settings", text::profile, IconName::Building2, Some(Action::OrganizationEdit), "s"),
    place("/app/settings/keys", text::api_keys, IconName::KeyRound, Some(Action::ApiKeysManage), "k"),
    place("/app/settings/stages", text::stages, IconName::SquareKanban, Some(Action::LeadsAssign), "t"),
    place("/app/settings/queue", text::queue, IconName::Repeat, Some(Action::LeadsAssign), "u"),
    place("/app/settings/suggestions", text::suggestions, IconName::Sparkles, Some(Action::LeadsAssign), "g"),
    place("/app/settings/prices", text::prices, IconName::DollarSign, Some(Action::PricingView), "b"),
    place("/app/settings/fields", text::customer_fields, IconName::ListChecks, Some(Action::OrganizationEdit), "f"),
    place("/app/settings/intakes", text::intakes, IconName::Inbox, Some(Action::LeadsEdit), "i"),
    place("/app/settings/members", text::members, IconName::Users, Some(Action::MembersView), "m"),
    place("/app/settings/roles", text::roles, IconName::ShieldCheck, Some(Action::MembersView), "r"),
    place("/app/settings/security", text::security, IconName::Lock, None, "y"),
];

/// The places this person may see.
pub(super) fn visible(session: &Session) -> Vec<Place> {
    PLACES.iter().filter(|place| place.right.is_none_or(|right| session.may(right))).copied().collect()
}
