//! Server functions of organizations, members and logins. Logging in and out set cookies and stand in `public`.

use crate::api::prelude::*;
use shared::identity::{
    ApiKey, ChangeEmail, ChangePassword, CustomRole, EditMember, EditOrganization, EditRole, FactorCode, FactorOffer, Invitation, Look,
    Member, NewApiKey, NewApiKeySecret, NewInvitation, NewRole, NewTeam, Organization, Password, RecoveryCodes, RoleMatrix, Security,
    Session, Team, ViewAs, ViewingAs,
};
use shared::{ApiKeyId, InvitationId, MemberId, RoleId, SessionId};

/// Who is logged in, where, and with which rights.
#[get("/api/v1/session", cx: Cx)]
pub async fn show_session() -> Result<Session> {
    server::identity::session(&cx).await
}

/// Starts viewing the portal as a customer.
#[post("/api/v1/session/view", cx: Cx)]
pub async fn start_view(input: Valid<ViewAs>) -> Result<ViewingAs> {
    server::identity::start_view(&cx, input.0).await
}

/// Stops viewing as a customer.
#[delete("/api/v1/session/view", cx: Cx)]
pub async fn stop_view(_body: Valid<Nothing>) -> Result<()> {
    server::identity::stop_view(&cx).await
}

/// Who looked at the customer's portal as a contact of theirs.
#[get("/api/v1/portal/looks", cx: Cx)]
pub async fn list_looks() -> Result<Vec<Look>> {
    server::identity::looks(&cx).await
}

/// The settings of the organization.
#[get("/api/v1/organization", cx: Cx)]
pub async fn show_organization() -> Result<Organization> {
    server::identity::organization(&cx).await
}

/// Changes the settings of the organization.
#[put("/api/v1/organization", cx: Cx)]
pub async fn edit_organization(input: Valid<EditOrganization>) -> Result<Organization> {
    server::identity::edit_organization(&cx, input.0).await
}

/// Removes the logo.
#[delete("/api/v1/organization/logo", cx: Cx)]
pub async fn remove_logo(_body: Valid<Nothing>) -> Result<Organization> {
    server::identity::remove_logo(&cx).await
}

/// The members.
#[get("/api/v1/members", cx: Cx)]
pub async fn list_members() -> Result<Vec<Member>> {
    server::identity::members(&cx).await
}

/// Changes a member's roles, teams and place.
#[put("/api/v1/members/{id}", cx: Cx)]
pub async fn edit_member(id: MemberId, input: Valid<EditMember>) -> Result<Member> {
    server::identity::edit_member(&cx, id, input.0).await
}

/// Keeps a member out, at once.
#[post("/api/v1/members/{id}/deactivation", cx: Cx)]
pub async fn deactivate_member(id: MemberId, _body: Valid<Nothing>) -> Result<Member> {
    server::identity::deactivate(&cx, id).await
}

/// Lets a member in again.
#[delete("/api/v1/members/{id}/deactivation", cx: Cx)]
pub async fn reactivate_member(id: MemberId, _body: Valid<Nothing>) -> Result<Member> {
    server::identity::reactivate(&cx, id).await
}

/// The teams.
#[get("/api/v1/teams", cx: Cx)]
pub async fn list_teams() -> Result<Vec<Team>> {
    server::identity::teams(&cx).await
}

/// Adds a team.
#[post("/api/v1/teams", cx: Cx)]
pub async fn create_team(input: Valid<NewTeam>) -> Result<Team> {
    server::identity::create_team(&cx, input.0).await
}

/// The invitations.
#[get("/api/v1/invitations", cx: Cx)]
pub async fn list_invitations() -> Result<Vec<Invitation>> {
    server::identity::invitations(&cx).await
}

/// Invites somebody by mail.
#[post("/api/v1/invitations", cx: Cx)]
pub async fn invite(input: Valid<NewInvitation>) -> Result<Invitation> {
    server::identity::invite(&cx, input.0).await
}

/// Sends an invitation again.
#[post("/api/v1/invitations/{id}/mail", cx: Cx)]
pub async fn resend_invitation(id: InvitationId, _body: Valid<Nothing>) -> Result<Invitation> {
    server::identity::resend_invitation(&cx, id).await
}

/// Revokes an invitation.
#[delete("/api/v1/invitations/{id}", cx: Cx)]
pub async fn revoke_invitation(id: InvitationId, _body: Valid<Nothing>) -> Result<Invitation> {
    server::identity::revoke_invitation(&cx, id).await
}

/// The permission matrix.
#[get("/api/v1/roles", cx: Cx)]
pub async fn list_roles() -> Result<RoleMatrix> {
    server::identity::matrix(&cx).await
}

/// Adds a custom role.
#[post("/api/v1/roles", cx: Cx)]
pub async fn create_role(input: Valid<NewRole>) -> Result<CustomRole> {
    server::identity::create_role(&cx, input.0).await
}

/// Changes a custom role.
#[put("/api/v1/roles/{id}", cx: Cx)]
pub async fn edit_role(id: RoleId, input: Valid<EditRole>) -> Result<CustomRole> {
    server::identity::edit_role(&cx, id, input.0).await
}

/// Removes a custom role nobody holds.
#[delete("/api/v1/roles/{id}", cx: Cx)]
pub async fn delete_role(id: RoleId, _body: Valid<Nothing>) -> Result<()> {
    server::identity::delete_role(&cx, id).await
}

/// The API keys.
#[get("/api/v1/api-keys", cx: Cx)]
pub async fn list_api_keys() -> Result<Vec<ApiKey>> {
    server::identity::api_keys(&cx).await
}

/// Makes an API key; its secret is shown this once.
#[post("/api/v1/api-keys", cx: Cx)]
pub async fn create_api_key(input: Valid<NewApiKey>) -> Result<NewApiKeySecret> {
    server::identity::create_api_key(&cx, input.0).await
}

/// Revokes an API key.
#[delete("/api/v1/api-keys/{id}", cx: Cx)]
pub async fn revoke_api_key(id: ApiKeyId, _body: Valid<Nothing>) -> Result<ApiKey> {
    server::identity::revoke_api_key(&cx, id).await
}

/// How one's own login is protected.
#[get("/api/v1/account/security", cx: Cx)]
pub async fn show_security() -> Result<Security> {
    server::identity::security(&cx).await
}

/// Changes one's own password.
#[put("/api/v1/account/password", cx: Cx)]
pub async fn change_password(input: Valid<ChangePassword>) -> Result<()> {
    server::identity::change_password(&cx, input.0).await
}

/// Asks to change one's own e-mail address.
#[put("/api/v1/account/email", cx: Cx)]
pub async fn change_email(input: Valid<ChangeEmail>) -> Result<()> {
    server::identity::change_email(&cx, input.0).await
}

/// Logs one of one's own devices out.
#[delete("/api/v1/account/devices/{id}", cx: Cx)]
pub async fn end_device(id: SessionId, _body: Valid<Nothing>) -> Result<()> {
    server::identity::end_device(&cx, id).await
}

/// Logs all other devices of one's own out.
#[delete("/api/v1/account/devices", cx: Cx)]
pub async fn end_other_devices(_body: Valid<Nothing>) -> Result<()> {
    server::identity::end_other_devices(&cx).await
}

/// Offers a second factor to set up.
#[post("/api/v1/account/factor/offer", cx: Cx)]
pub async fn offer_factor(_body: Valid<Nothing>) -> Result<FactorOffer> {
    server::identity::offer_factor(&cx).await
}

/// Switches the second factor on with a first code.
#[put("/api/v1/account/factor", cx: Cx)]
pub async fn confirm_factor(input: Valid<FactorCode>) -> Result<RecoveryCodes> {
    server::identity::confirm_factor(&cx, input.0).await
}

/// Switches the second factor off.
#[delete("/api/v1/account/factor", cx: Cx)]
pub async fn disable_factor(input: Valid<Password>) -> Result<()> {
    server::identity::disable_factor(&cx, input.0).await
}

/// Makes new recovery codes.
#[post("/api/v1/account/recovery-codes", cx: Cx)]
pub async fn renew_codes(input: Valid<Password>) -> Result<RecoveryCodes> {
    server::identity::renew_codes(&cx, input.0).await
}

/// The endpoints of this room.
#[cfg(feature = "server")]
pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/session", "Shows who is logged in").any_session().replies::<Session>(),
        Endpoint::post("/api/v1/session/view", "Starts viewing the portal as a customer")
            .needs(Action::ViewAsCustomer)
            .body::<ViewAs>()
            .replies::<ViewingAs>(),
        Endpoint::delete("/api/v1/session/view", "Stops viewing as a customer").any_session().body::<Nothing>(),
        Endpoint::get("/api/v1/portal/looks", "Lists who looked at the portal as the customer").customer().replies::<Vec<Look>>(),
        Endpoint::get("/api/v1/organization", "Shows the settings of the organization").any_member().replies::<Organization>(),
        Endpoint::put("/api/v1/organization", "Changes the settings of the organization")
            .needs(Action::OrganizationEdit)
            .body::<EditOrganization>()
            .replies::<Organization>(),
        Endpoint::put("/api/v1/organization/logo", "Sets the logo from PNG, JPEG or WebP bytes")
            .takes("image/*")
            .needs(Action::OrganizationEdit)
            .replies::<Organization>(),
        Endpoint::delete("/api/v1/organization/logo", "Removes the logo")
            .needs(Action::OrganizationEdit)
            .body::<Nothing>()
            .replies::<Organization>(),
        Endpoint::get("/api/v1/organizations/{id}/logo", "Shows the logo of an organization as PNG").public().sends("image/png"),
        Endpoint::get("/api/v1/members", "Lists the members").needs(Action::MembersView).replies::<Vec<Member>>(),
        Endpoint::put("/api/v1/members/{id}", "Changes a member").needs(Action::MembersManage).body::<EditMember>().replies::<Member>(),
        Endpoint::post("/api/v1/members/{id}/deactivation", "Keeps a member out, at once")
            .needs(Action::MembersManage)
            .body::<Nothing>()
            .replies::<Member>(),
        Endpoint::delete("/api/v1/members/{id}/deactivation", "Lets a member in again")
            .needs(Action::MembersManage)
            .body::<Nothing>()
            .replies::<Member>(),
        Endpoint::get("/api/v1/teams", "Lists the teams").needs(Action::MembersView).replies::<Vec<Team>>(),
        Endpoint::post("/api/v1/teams", "Adds a team").needs(Action::MembersManage).body::<NewTeam>().replies::<Team>(),
        Endpoint::get("/api/v1/invitations", "Lists the invitations").needs(Action::MembersManage).replies::<Vec<Invitation>>(),
        Endpoint::post("/api/v1/invitations", "Invites somebody by mail")
            .needs(Action::MembersManage)
            .body::<NewInvitation>()
            .replies::<Invitation>(),
        Endpoint::post("/api/v1/invitations/{id}/mail", "Sends an invitation again")
            .needs(Action::MembersManage)
            .body::<Nothing>()
            .replies::<Invitation>(),
        Endpoint::delete("/api/v1/invitations/{id}", "Revokes an invitation")
            .needs(Action::MembersManage)
            .body::<Nothing>()
            .replies::<Invitation>(),
        Endpoint::get("/api/v1/roles", "Shows the permission matrix").needs(Action::MembersView).replies::<RoleMatrix>(),
        Endpoint::post("/api/v1/roles", "Adds a custom role").needs(Action::RolesManage).body::<NewRole>().replies::<CustomRole>(),
        Endpoint::put("/api/v1/roles/{id}", "Changes a custom role").needs(Action::RolesManage).body::<EditRole>().replies::<CustomRole>(),
        Endpoint::delete("/api/v1/roles/{id}", "Removes a custom role nobody holds").needs(Action::RolesManage).body::<Nothing>(),
        Endpoint::get("/api/v1/api-keys", "Lists the API keys").needs(Action::ApiKeysManage).replies::<Vec<ApiKey>>(),
        Endpoint::post("/api/v1/api-keys", "Makes an API key; its secret is shown this once")
            .needs(Action::ApiKeysManage)
            .body::<NewApiKey>()
            .replies::<NewApiKeySecret>(),
        Endpoint::delete("/api/v1/api-keys/{id}", "Revokes an API key").needs(Action::ApiKeysManage).body::<Nothing>().replies::<ApiKey>(),
        Endpoint::get("/api/v1/account/security", "Shows how one's own login is protected").any_member().replies::<Security>(),
        Endpoint::put("/api/v1/account/password", "Changes one's own password").any_member().body::<ChangePassword>(),
        Endpoint::put("/api/v1/account/email", "Asks to change one's own e-mail address").any_member().body::<ChangeEmail>(),
        Endpoint::delete("/api/v1/account/devices/{id}", "Logs one of one's own devices out").any_member().body::<Nothing>(),
        Endpoint::delete("/api/v1/account/devices", "Logs all other devices of one's own out").any_member().body::<Nothing>(),
        Endpoint::post("/api/v1/account/factor/offer", "Offers a second factor to set up")
            .any_member()
            .body::<Nothing>()
            .replies::<FactorOffer>(),
        Endpoint::put("/api/v1/account/factor", "Switches the second factor on with a first code")
            .any_member()
            .body::<FactorCode>()
            .replies::<RecoveryCodes>(),
        Endpoint::delete("/api/v1/account/factor", "Switches the second factor off").any_member().body::<Password>(),
        Endpoint::post("/api/v1/account/recovery-codes", "Makes new recovery codes")
            .any_member()
            .body::<Password>()
            .replies::<RecoveryCodes>(),
    ]
}
