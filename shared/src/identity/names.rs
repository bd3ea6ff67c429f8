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
    crate::catalog_bilingual! {
        organization_edit { "Change the organization's settings" / "Changer les réglages de l'organisation" }
        members_view { "See members" / "Voir les membres" }
        members_manage { "Invite, change and deactivate members" / "Inviter, modifier et désactiver des membres" }
        roles_manage { "Change roles" / "Changer les rôles" }
        api_keys_manage { "Make and revoke API keys" / "Créer et révoquer des clés d'API" }
        view_as { "View as a customer" / "Consulter en tant que client" }
        customers_view { "See customers" / "Voir les clients" }
        customers_edit { "Edit customers" / "Modifier les clients" }
        leads_view { "See leads" / "Voir les pistes" }
        leads_edit { "Edit leads" / "Modifier les pistes" }
        leads_assign { "Reassign leads" / "Réattribuer les pistes" }
        quotes_view { "See quotes" / "Voir les soumissions" }
        quotes_edit { "Create and edit quotes" / "Créer et modifier des soumissions" }
        quotes_send { "Send quotes" / "Envoyer des soumissions" }
        quotes_reassign { "Take over quotes" / "Reprendre des soumissions" }
        pricing_view { "See price books" / "Voir les grilles tarifaires" }
        pricing_edit { "Publish price books" / "Publier les grilles tarifaires" }
        jobs_view { "See jobs" / "Voir les travaux" }
        jobs_edit { "Edit jobs" / "Modifier les travaux" }
        jobs_assign { "Assign crew" / "Affecter les équipes" }
        jobs_work { "Work through phases" / "Exécuter les étapes" }
        phases_override { "Override a phase" / "Passer outre une étape" }
        hours_waive { "Waive legal hours" / "Déroger aux heures légales" }
        media_view { "See photos and documents" / "Voir les photos et documents" }
        audit_view { "See the audit log" / "Voir le journal de vérification" }
        operations_view { "See mail and background work" / "Voir les courriels et le travail en arrière-plan" }
        cost { "See cost" / "Voir les coûts" }
        margin { "See margin" / "Voir la marge" }
        price_override { "Override prices" / "Remplacer les prix" }
        personal_data { "See personal data" / "Voir les renseignements personnels" }
        group_organization { "Organization and people" / "Organisation et personnes" }
        group_customers { "Customers" / "Clients" }
        group_leads { "Leads and pipeline" / "Pistes et pipeline" }
        group_quotes { "Quotes and pricing" / "Soumissions et prix" }
        group_jobs { "Jobs and dispatch" / "Travaux et répartition" }
        group_records { "Records" / "Dossiers" }
        active { "Active" / "Actif" }
        deactivated { "Deactivated" / "Désactivé" }
        open { "Invited" / "Invitation envoyée" }
        accepted { "Accepted" / "Invitation acceptée" }
        revoked { "Revoked" / "Invitation révoquée" }
        expired { "Expired" / "Invitation expirée" }
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
