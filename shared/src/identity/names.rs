//! Names of roles, actions and states as people read them.

use super::{InvitationStatus, MemberStatus};
use crate::access::{Action, BuiltinRole, FieldRight};

mod roles {
    crate::catalog_bilingual! {
        owner { "Owner" / "Propriétaire" }
        admin { "Admin" / "Administration" }
        manager { "Manager" / "Gestion" }
        sales_agent { "Sales agent" / "Vente" }
        sales_support { "Sales support" / "Soutien aux ventes" }
        dispatcher { "Dispatcher" / "Répartition" }
        accountant { "Accountant" / "Comptabilité" }
        driver { "Driver" / "Chauffeur" }
        mover { "Mover" / "Déménageur" }
        technician { "Technician" / "Technicien" }
        auditor { "Auditor" / "Audit" }
        last_owner { "An organization needs an active owner. Make somebody else owner first." / "Une organisation a besoin d'un propriétaire actif. Nommez d'abord quelqu'un d'autre." }
        practice_of(name) { "{name} (practice)" / "{name} (exercice)" }
        unknown_device { "Unknown device" / "Appareil inconnu" }
    }
}
pub(super) use roles::{last_owner, unknown_device};

/// The name of the practice organization of an organization, never longer than a name may be.
pub fn practice_name(organization: &str) -> String {
    let start: String = organization.chars().take(100).collect();
    roles::practice_of(start.trim_end())
}

mod staff {
    crate::catalog! {
        organization_edit { "Change the organization's settings" }
        members_view { "See members" }
        members_manage { "Invite, change and deactivate members" }
        roles_manage { "Change roles" }
        api_keys_manage { "Make and revoke API keys" }
        view_as { "View as a customer" }
        customers_view { "See customers" }
        customers_edit { "Edit customers" }
        leads_view { "See leads" }
        leads_edit { "Edit leads" }
        leads_assign { "Reassign leads" }
        quotes_view { "See quotes" }
        quotes_edit { "Create and edit quotes" }
        quotes_send { "Send quotes" }
        quotes_reassign { "Take over quotes" }
        pricing_view { "See price books" }
        pricing_edit { "Publish price books" }
        jobs_view { "See jobs" }
        jobs_edit { "Edit jobs" }
        jobs_assign { "Assign crew" }
        jobs_work { "Work through phases" }
        phases_override { "Override a phase" }
        hours_waive { "Waive legal hours" }
        media_view { "See photos and documents" }
        audit_view { "See the audit log" }
        operations_view { "See mail and background work" }
        cost { "See cost" }
        margin { "See margin" }
        price_override { "Override prices" }
        personal_data { "See personal data" }
        group_organization { "Organization and people" }
        group_customers { "Customers" }
        group_leads { "Leads and pipeline" }
        group_quotes { "Quotes and pricing" }
        group_jobs { "Jobs and dispatch" }
        group_records { "Records" }
        active { "Active" }
        deactivated { "Deactivated" }
        open { "Invited" }
        accepted { "Accepted" }
        revoked { "Revoked" }
        expired { "Expired" }
    }
}

/// The name of a built-in role.
pub fn role_name(role: BuiltinRole) -> String {
    match role {
        BuiltinRole::Owner => roles::owner(),
        BuiltinRole::Admin => roles::admin(),
        BuiltinRole::Manager => roles::manager(),
        BuiltinRole::SalesAgent => roles::sales_agent(),
        BuiltinRole::SalesSupport => roles::sales_support(),
        BuiltinRole::Dispatcher => roles::dispatcher(),
        BuiltinRole::Accountant => roles::accountant(),
        BuiltinRole::Driver => roles::driver(),
        BuiltinRole::Mover => roles::mover(),
        BuiltinRole::Technician => roles::technician(),
        BuiltinRole::Auditor => roles::auditor(),
    }
}

/// The name of an action in the permission matrix.
pub fn action_name(action: Action) -> String {
    match action {
        Action::OrganizationEdit => staff::organization_edit(),
        Action::MembersView => staff::members_view(),
        Action::MembersManage => staff::members_manage(),
        Action::RolesManage => staff::roles_manage(),
        Action::ApiKeysManage => staff::api_keys_manage(),
        Action::ViewAsCustomer => staff::view_as(),
        Action::CustomersView => staff::customers_view(),
        Action::CustomersEdit => staff::customers_edit(),
        Action::LeadsView => staff::leads_view(),
        Action::LeadsEdit => staff::leads_edit(),
        Action::LeadsAssign => staff::leads_assign(),
        Action::QuotesView => staff::quotes_view(),
        Action::QuotesEdit => staff::quotes_edit(),
        Action::QuotesSend => staff::quotes_send(),
        Action::QuotesReassign => staff::quotes_reassign(),
        Action::PricingView => staff::pricing_view(),
        Action::PricingEdit => staff::pricing_edit(),
        Action::JobsView => staff::jobs_view(),
        Action::JobsEdit => staff::jobs_edit(),
        Action::JobsAssign => staff::jobs_assign(),
        Action::JobsWork => staff::jobs_work(),
        Action::PhasesOverride => staff::phases_override(),
        Action::HoursWaive => staff::hours_waive(),
        Action::MediaView => staff::media_view(),
        Action::AuditView => staff::audit_view(),
        Action::OperationsView => staff::operations_view(),
    }
}

/// The group an action stands in, in the permission matrix.
pub fn action_group(action: Action) -> String {
    match action {
        Action::OrganizationEdit | Action::MembersView | Action::MembersManage | Action::RolesManage | Action::ApiKeysManage => {
            staff::group_organization()
        }
        Action::ViewAsCustomer | Action::CustomersView | Action::CustomersEdit => staff::group_customers(),
        Action::LeadsView | Action::LeadsEdit | Action::LeadsAssign => staff::group_leads(),
        Action::QuotesView
        | Action::QuotesEdit
        | Action::QuotesSend
        | Action::QuotesReassign
        | Action::HoursWaive
        | Action::PricingView
        | Action::PricingEdit => staff::group_quotes(),
        Action::JobsView | Action::JobsEdit | Action::JobsAssign | Action::JobsWork | Action::PhasesOverride => staff::group_jobs(),
        Action::MediaView | Action::AuditView | Action::OperationsView => staff::group_records(),
    }
}

/// The name of a field right.
pub fn field_name(field: FieldRight) -> String {
    match field {
        FieldRight::Cost => staff::cost(),
        FieldRight::Margin => staff::margin(),
        FieldRight::PriceOverride => staff::price_override(),
        FieldRight::PersonalData => staff::personal_data(),
    }
}

impl MemberStatus {
    /// The word on the chip.
    pub fn text(self) -> String {
        match self {
            MemberStatus::Active => staff::active(),
            MemberStatus::Deactivated => staff::deactivated(),
        }
    }
}

/// The word on the chip of an invitation.
pub fn status_name(status: InvitationStatus) -> String {
    match status {
        InvitationStatus::Open => staff::open(),
        InvitationStatus::Accepted => staff::accepted(),
        InvitationStatus::Revoked => staff::revoked(),
        InvitationStatus::Expired => staff::expired(),
    }
}
