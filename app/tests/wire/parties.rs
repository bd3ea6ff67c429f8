//! Everybody who may ask: nobody, a member of every role, newcomers who own nothing yet, a customer, a key.

use std::collections::BTreeSet;

use app::api::catalogue::{Endpoint, Needs};
use server::crypto::{random_token, token_hash};
use shared::access::{Access, BuiltinRole, Scope};
use uuid::Uuid;

use super::client::{Call, Credential};
use super::world::World;

/// Somebody who asks.
pub struct Party {
    pub name: String,
    pub credential: Option<Credential>,
    /// The rights of staff; none for others.
    pub access: Option<Access>,
    /// Owns nothing and works on nothing: what is one's own only must be empty.
    pub is_newcomer: bool,
}

/// What must come of a request by a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It has to log in.
    Unknown,
    /// It has not the right.
    Refused,
    /// It has the right, but only to what is its own, and nothing is.
    Nothing,
    /// That depends on the record.
    Open,
}

/// Whether it is about what belongs to nobody yet: forms become somebody's when they are read.
fn is_nobodys(endpoint: &Endpoint) -> bool {
    ["/api/v1/intakes", "/api/v1/import-presets"].iter().any(|path| endpoint.path.starts_with(path))
}

impl Party {
    /// What must come of this party's request.
    pub fn expects(&self, endpoint: &Endpoint) -> Expected {
        if self.credential.is_none() {
            return if endpoint.needs == Needs::Public { Expected::Open } else { Expected::Unknown };
        }
        match (&self.access, endpoint.needs) {
            (_, Needs::Public | Needs::Session) => Expected::Open,
            (Some(access), Needs::Right(action)) => match access.scope(action) {
                None => Expected::Refused,
                Some(Scope::Own | Scope::Team) if self.is_newcomer && !is_nobodys(endpoint) => Expected::Nothing,
                Some(_) => Expected::Open,
            },
            (Some(_), Needs::Member) => Expected::Open,
            // who views as a customer sees what the customer sees
            (Some(_), Needs::Customer) if self.name == "viewing" => Expected::Open,
            (Some(_), Needs::Customer) => Expected::Refused,
            (None, Needs::Customer) => Expected::Open,
            (None, Needs::Right(_)) => Expected::Refused,
            (None, Needs::Member) => Expected::Open,
        }
    }
}

impl World {
    /// Everybody of our organization, and nobody.
    pub async fn parties(&self) -> Vec<Party> {
        let mut parties = vec![Party { name: "nobody".into(), credential: None, access: None, is_newcomer: false }];
        for role in BuiltinRole::ALL {
            let credential = Some(self.wire.login(0, *role).await);
            parties.push(Party { name: role.key().into(), credential, access: Some(role.access()), is_newcomer: false });
            let credential = Some(self.newcomer(*role).await);
            parties.push(Party { name: format!("new {}", role.key()), credential, access: Some(role.access()), is_newcomer: true });
        }
        parties.push(Party { name: "customer".into(), credential: Some(self.customer(0).await), access: None, is_newcomer: false });
        parties.push(Party {
            name: "viewing".into(),
            credential: Some(self.viewing().await),
            access: Some(Access::none()),
            is_newcomer: false,
        });
        parties.push(Party {
            name: "key".into(),
            credential: Some(self.key_with(&BuiltinRole::Owner.access()).await),
            access: Some(BuiltinRole::Owner.access()),
            is_newcomer: false,
        });
        // may everything and sees no field that is not everybody's
        let blind = Access { fields: BTreeSet::new(), ..BuiltinRole::Owner.access() };
        parties.push(Party {
            name: "blind key".into(),
            credential: Some(self.key_with(&blind).await),
            access: Some(blind),
            is_newcomer: false,
        });
        parties
    }

    /// The owner, viewing the portal as a customer.
    pub async fn viewing(&self) -> Credential {
        let mut conn = self.wire.test.owner_connection().await;
        let (account, contact): (Uuid, Uuid) =
            sqlx::query_as("select account_id, contact_id from jobs where org_id = $1 and contact_id is not null order by id limit 1")
                .bind(self.wire.test.org().id.0)
                .fetch_one(&mut conn)
                .await
                .expect("a customer with a job");
        let credential = self.wire.login(0, BuiltinRole::Owner).await;
        let body = serde_json::json!({ "account": account, "contact": contact, "reason": "Asked on the phone" });
        let call = Call {
            method: "POST",
            path: "/api/v1/session/view".into(),
            credential: Some(credential.clone()),
            body: Some(body),
            ..Call::default()
        };
        let reply = self.wire.call(&call).await;
        assert!(reply.status.is_success(), "{} {}", reply.status, reply.text());
        credential
    }

    /// Somebody who just joined with a role.
    pub async fn newcomer(&self, role: BuiltinRole) -> Credential {
        let org = self.wire.test.org().id.0;
        let (user, member, token) = (Uuid::now_v7(), Uuid::now_v7(), random_token());
        let mut conn = self.wire.test.owner_connection().await;
        let email = format!("new-{}@{org}.example", role.key());
        sqlx::query("insert into users (id, email, name, password_hash, email_confirmed_at) select $1, $2, 'Nell Newcomer', password_hash, now() from users limit 1")
            .bind(user)
            .bind(&email)
            .execute(&mut conn)
            .await
            .expect("a person");
        sqlx::query("insert into members (org_id, id, user_id, name, email, roles) values ($1, $2, $3, 'Nell Newcomer', $4, array[$5])")
            .bind(org)
            .bind(member)
            .bind(user)
            .bind(&email)
            .bind(role.key())
            .execute(&mut conn)
            .await
            .expect("a member");
        sqlx::query(
            "insert into sessions (id, token_hash, kind, org_id, user_id, member_id, name, user_agent, idle_seconds, expires_at) values ($1, $2, 'staff', $3, $4, $5, 'Nell Newcomer', 'test', 3600, now() + interval '1 hour')",
        )
        .bind(Uuid::now_v7())
        .bind(&token_hash(&token)[..])
        .bind(org)
        .bind(user)
        .bind(member)
        .execute(&mut conn)
        .await
        .expect("a session");
        Credential::Cookie(token)
    }
}
