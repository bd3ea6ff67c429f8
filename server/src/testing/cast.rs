//! The cast of every test: two organizations with the same names, one member for each built-in role.

use shared::access::BuiltinRole;
use shared::{MemberId, OrgId, UserId};
use uuid::Uuid;

use crate::app::App;
use crate::cx::Cx;
use crate::db::SystemTx;

/// Changes when the cast does, so that the template is made anew.
pub(super) const VERSION: &str = "1";

/// The password of everybody in the cast.
pub const PASSWORD: &str = "four stout horses pull the van";

/// Somebody of the cast.
#[derive(Clone, Debug)]
pub struct Person {
    pub user: UserId,
    pub member: MemberId,
    pub name: String,
    pub email: String,
    pub role: BuiltinRole,
}

/// One of the two organizations.
#[derive(Clone, Debug)]
pub struct TestOrg {
    pub id: OrgId,
    pub slug: String,
    pub people: Vec<Person>,
}

impl TestOrg {
    /// The member with a role.
    pub fn person(&self, role: BuiltinRole) -> &Person {
        self.people.iter().find(|person| person.role == role).expect("the cast has every role")
    }
}

/// The organizations of the cast.
pub(super) const SLUGS: [&str; 2] = [ORGS[0].1, ORGS[1].1];

const ORGS: [(&str, &str); 2] = [("Cascade Line", "cascade"), ("Harbour Moves", "harbour")];

fn name(role: BuiltinRole) -> &'static str {
    match role {
        BuiltinRole::Owner => "Olive Owner",
        BuiltinRole::Admin => "Adam Admin",
        BuiltinRole::Manager => "Marc Manager",
        BuiltinRole::SalesAgent => "Priya Sales",
        BuiltinRole::SalesSupport => "Sam Support",
        BuiltinRole::Dispatcher => "Dana Dispatch",
        BuiltinRole::Accountant => "Ana Accounts",
        BuiltinRole::Driver => "Theo Driver",
        BuiltinRole::Mover => "Mona Mover",
        BuiltinRole::Technician => "Tess Technician",
        BuiltinRole::Auditor => "Avi Auditor",
    }
}

/// Makes the cast, in the template.
pub(super) async fn hire(app: &App) {
    let hash = app.passwords().hash(&PASSWORD.to_string().into()).await.expect("the password is hashed");
    for (org_name, slug) in ORGS {
        let org = OrgId(Uuid::now_v7());
        let mut tx = app.system("the cast of tests").await.expect("a transaction");
        sqlx::query("insert into organizations (id, name, slug, country, currency, zone, packs) values ($1, $2, $3, 'CA', 'CAD', 'America/Vancouver', '{moving,charter}')")
            .bind(org.0)
            .bind(org_name)
            .bind(slug)
            .execute(tx.db().expect("connection"))
            .await
            .expect("an organization");
        for role in BuiltinRole::ALL {
            seat(&mut tx, org, slug, *role, &hash).await;
        }
        tx.commit().await.expect("the organization is made");
        let cx = Cx::system(app, org, "Tailboard");
        install(&cx).await.expect("packs are installed");
    }
}

/// Makes the member with a role.
async fn seat(tx: &mut SystemTx, org: OrgId, slug: &str, role: BuiltinRole, hash: &str) {
    let (user, member) = (Uuid::now_v7(), Uuid::now_v7());
    let email = format!("{}@{slug}.example", role.key());
    sqlx::query("insert into users (id, email, name, password_hash, email_confirmed_at) values ($1, $2, $3, $4, now())")
        .bind(user)
        .bind(&email)
        .bind(name(role))
        .bind(hash)
        .execute(tx.db().expect("connection"))
        .await
        .expect("a person");
    sqlx::query("insert into members (org_id, id, user_id, name, email, roles) values ($1, $2, $3, $4, $5, array[$6])")
        .bind(org.0)
        .bind(member)
        .bind(user)
        .bind(name(role))
        .bind(&email)
        .bind(role.key())
        .execute(tx.db().expect("connection"))
        .await
        .expect("a member");
}

/// Gives every organization a member for each role that nobody has.
pub(super) async fn complete(app: &App) {
    let hash = app.passwords().hash(&PASSWORD.to_string().into()).await.expect("the password is hashed");
    let mut tx = app.system("the cast of tests").await.expect("a transaction");
    let orgs: Vec<(Uuid, String)> =
        sqlx::query_as("select id, slug from organizations").fetch_all(tx.db().expect("connection")).await.expect("organizations");
    for (org, slug) in orgs {
        for role in BuiltinRole::ALL {
            let held: bool = sqlx::query_scalar("select exists (select from members where org_id = $1 and $2 = any (roles))")
                .bind(org)
                .bind(role.key())
                .fetch_one(tx.db().expect("connection"))
                .await
                .expect("an answer");
            if !held {
                seat(&mut tx, OrgId(org), &slug, *role, &hash).await;
            }
        }
    }
    tx.commit().await.expect("everybody is there");
}

async fn install(cx: &Cx) -> shared::Result<()> {
    let mut tx = crate::begin!(cx);
    crate::packs::install(cx, &mut tx, &super::PACKS).await?;
    tx.commit(()).await
}

/// Reads the cast back in a clone.
pub(super) async fn find(app: &App, slugs: [&str; 2]) -> [TestOrg; 2] {
    let mut orgs = Vec::new();
    for slug in slugs {
        let mut tx = app.system("the cast of tests").await.expect("a transaction");
        let id: Uuid = sqlx::query_scalar("select id from organizations where slug = $1")
            .bind(slug)
            .fetch_one(tx.db().expect("connection"))
            .await
            .expect("the organization");
        let rows: Vec<(Uuid, Uuid, String, String, Vec<String>)> =
            sqlx::query_as("select id, user_id, name, email, roles from members where org_id = $1")
                .bind(id)
                .fetch_all(tx.db().expect("connection"))
                .await
                .expect("its members");
        let people = rows
            .into_iter()
            .map(|(member, user, name, email, roles)| Person {
                user: UserId(user),
                member: MemberId(member),
                name,
                email,
                role: roles[0].parse().expect("a built-in role"),
            })
            .collect();
        orgs.push(TestOrg { id: OrgId(id), slug: slug.into(), people });
    }
    orgs.try_into().expect("two organizations")
}
