//! Who works at the two companies, and how they come to have logins.

use shared::access::BuiltinRole::{self, Accountant, Dispatcher, Driver, Manager, Mover, Owner, SalesAgent};
use shared::identity::{AcceptInvitation, EditOrganization, InvitationStatus, NewInvitation, Registration};
use shared::packs::ServiceLine;
use shared::text::Locale;
use shared::{Error, OrgId, Result};

use super::script::Story;
use super::stage::Stage;
use super::{sql, stories_cascade, stories_contracting, stories_northline};
use crate::app::App;
use crate::cx::RequestInfo;
use crate::identity;

/// The password of everybody.
pub const PASSWORD: &str = "four stout horses pull the van";

/// Somebody of a company.
pub struct Person {
    pub name: &'static str,
    pub role: BuiltinRole,
}

/// One of the companies.
pub struct Company<'a> {
    pub name: &'static str,
    pub city: &'static str,
    pub zone: &'static str,
    /// Part of the addresses behind the @.
    pub domain: &'static str,
    /// Area code of its customers' phones.
    pub area: &'static str,
    pub packs: &'a [ServiceLine],
    /// Its colour, if it chose one.
    pub brand: Option<&'static str>,
    pub people: &'static [Person],
    /// What is told, of the packs it has.
    pub stories: fn(&[ServiceLine]) -> Vec<Story>,
}

const fn person(name: &'static str, role: BuiltinRole) -> Person {
    Person { name, role }
}

pub const NORTHLINE: Company<'static> = Company {
    name: "Northline Moving",
    city: "Toronto",
    zone: "America/Toronto",
    domain: "northline.example",
    area: "416",
    packs: &[ServiceLine::Moving],
    brand: Some("#0b5d4f"),
    people: &[
        person("Olive Tremblay", Owner),
        person("Marc Bouchard", Manager),
        person("Priya Raman", SalesAgent),
        person("Jo Lindqvist", SalesAgent),
        person("Dana Whitefeather", Dispatcher),
        person("Theo Nakamura", Driver),
        person("Marcus Reid", Driver),
        person("Mona Haddad", Mover),
        person("Ana Ferreira", Accountant),
    ],
    stories: |_| stories_northline::stories(),
};

pub const CASCADE: Company<'static> = Company {
    name: "Cascade Line",
    city: "Vancouver",
    zone: "America/Vancouver",
    domain: "cascade.example",
    area: "604",
    packs: &[ServiceLine::Charter, ServiceLine::Moving, ServiceLine::Glass, ServiceLine::Contracting],
    brand: None,
    people: &[
        person("Olive Marchetti", Owner),
        person("Marc Delorme", Manager),
        person("Priya Sandhu", SalesAgent),
        person("Jo Castellan", SalesAgent),
        person("Dana Okoye", Dispatcher),
        person("Theo Brandt", Driver),
        person("Marcus Lee", Driver),
        person("Mona Farouk", Mover),
        person("Ana Petrova", Accountant),
    ],
    stories: |_| stories_cascade::stories().into_iter().chain(stories_contracting::stories()).collect(),
};

impl Company<'_> {
    /// `priya@cascade.example`
    pub fn email_of(&self, person: &Person) -> String {
        let first = person.name.split(' ').next().unwrap_or_default().to_lowercase();
        format!("{first}@{}", self.domain)
    }

    /// The address of the owner, who is listed first.
    pub fn owner_email(&self) -> String {
        self.people.first().map(|owner| self.email_of(owner)).unwrap_or_default()
    }
}

/// Makes the organization with its owner.
pub async fn found(app: &App, company: &Company<'_>, request: &RequestInfo) -> Result<OrgId> {
    let owner = company.people.first().ok_or(Error::NotFound)?;
    let registration = Registration {
        organization: company.name.into(),
        name: owner.name.into(),
        email: company.email_of(owner),
        password: PASSWORD.into(),
        country: "CA".into(),
        currency: None,
        zone: company.zone.into(),
        locale: Locale::En,
        packs: company.packs.to_vec(),
        practice: false,
    };
    let registered = identity::register(app, request, registration).await?;
    identity::confirm(app, &registered.confirmation).await?;
    Ok(registered.org)
}

/// Gives the organization the colour of the company, if it chose one, and lets it track its mails.
pub async fn paint(stage: &Stage<'_>) -> Result<()> {
    let owner = stage.staff("Olive", "brand")?;
    let found = identity::organization(&owner).await?;
    let edit = EditOrganization {
        name: found.name,
        country: found.country,
        currency: found.currency,
        zone: found.zone,
        locale: found.locale,
        brand_hex: stage.company.brand.map_or(found.brand_hex, Into::into),
        hubs: found.hubs,
        hours: found.hours,
        holidays: found.holidays,
        numbering: found.numbering,
        mfa_roles: found.mfa_roles,
        track_mail: Some(true),
        version: found.version,
    };
    identity::edit_organization(&owner, edit).await?;
    Ok(())
}

/// Invites everybody who has not joined yet, and lets them join.
pub async fn hire(stage: &Stage<'_>) -> Result<()> {
    let app = stage.app_then();
    let owner = stage.owner(&app)?;
    // an invitation whose answer a crash prevented
    for open in identity::invitations(&owner).await?.into_iter().filter(|i| i.status == InvitationStatus::Open) {
        identity::revoke_invitation(&owner, open.id).await?;
    }
    for person in stage.company.people {
        let email = stage.company.email_of(person);
        if stage.has(&email) {
            continue;
        }
        let mut tx = owner.write().await?;
        let invited =
            NewInvitation { email, name: person.name.into(), roles: vec![person.role], custom_roles: Vec::new(), team: None, queue: None };
        let (invitation, token) = identity::write_invitation(&owner, &mut tx, invited).await?;
        tx.commit(invitation).await?;
        let joins = AcceptInvitation { name: person.name.into(), password: PASSWORD.into() };
        identity::accept_invitation(&app, &stage.request(), &token, joins, None).await?;
    }
    // joining logs people in; nobody of the cast sits at a device
    let mut tx = app.system("sessions belong to people, not to an organization").await?;
    sql::end_sessions(&mut tx, stage.org).await?;
    tx.commit().await
}
