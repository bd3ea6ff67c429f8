//! The practice organization of a new owner: a second one to try things out in, which leaves the first one clean.

use serde_json::json;
use shared::access::{Access, BuiltinRole};
use shared::identity::{Practice, events, practice_name};
use shared::packs::ServiceLine;
use shared::text::with_locale;
use shared::{MemberId, OrgId, Result, UserId};

use super::register::free_slug;
use super::sql::{self, settings, users};
use crate::app::App;
use crate::crypto::sha256;
use crate::cx::{Actor, Cx, RequestInfo};
use crate::events::Record;

/// A practice organization that is to be filled.
pub(crate) struct OpenedPractice {
    pub org: OrgId,
    pub zone: String,
    pub packs: Vec<ServiceLine>,
}

/// The practice organization of `of`, made unless it is there; none if it is filled already.
pub(crate) async fn open_practice(app: &App, of: OrgId, user: UserId) -> Result<Option<OpenedPractice>> {
    let id = practice_of(of);
    let mut tx = Cx::system(app, of, "Practice").read().await?;
    let model = settings::organization(&mut tx).await?;
    drop(tx);
    let opened = OpenedPractice { org: id, zone: model.zone.clone(), packs: model.packs.clone() };
    let mut tx = app.system("a new organization has no tenant yet").await?;
    if let Some(practice) = users::practice(&mut tx, id).await? {
        tx.commit().await?;
        return Ok((practice == Practice::Filling).then_some(opened));
    }
    let owner = users::lock(&mut tx, user).await?;
    let name = with_locale(model.locale, || practice_name(&model.name));
    let slug = free_slug(&mut tx, &name).await?;
    let packs: Vec<String> = model.packs.iter().map(|pack| pack.key().to_owned()).collect();
    let new = users::NewOrganization {
        id,
        name: &name,
        slug: &slug,
        country: &model.country,
        currency: model.currency.code(),
        zone: &model.zone,
        locale: model.locale.tag(),
        packs: &packs,
        practice: Some(Practice::Filling),
    };
    users::insert_organization(&mut tx, new).await?;
    let (member, roles) = (MemberId(uuid::Uuid::now_v7()), sql::keys(&[BuiltinRole::Owner]));
    users::insert_member(&mut tx, id, member, user, &owner.name, &owner.email, &roles, &[], owner.totp_confirmed_at.is_some()).await?;
    let actor = Actor::Staff { user, member, name: owner.name.clone() };
    let cx = Cx::new(app, id, actor, Access::all(), RequestInfo::internal("practice"));
    let mut tx = tx.into_tenant(&cx).await?;
    crate::packs::install(&cx, &mut tx, &model.packs).await?;
    tx.record(Record::new(events::ORGANIZATION_REGISTERED, id).data(json!({ "name": name, "packs": packs }))).await?;
    tx.commit(()).await?;
    Ok(Some(opened))
}

/// Says that a practice organization is filled.
pub(crate) async fn finish_practice(app: &App, org: OrgId) -> Result<()> {
    let mut tx = Cx::system(app, org, "Tailboard").write().await?;
    if settings::finish_practice(&mut tx).await? {
        tx.record(Record::new(events::PRACTICE_FILLED, org)).await?;
    }
    tx.commit(()).await
}

/// Its id follows from the organization's, so that work that is repeated finds what it made.
fn practice_of(org: OrgId) -> OrgId {
    let hash = sha256(format!("practice {org}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    OrgId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
