//! Forms of public pages as somebody sends them: each with what it takes to be accepted, and never sent before.

use server::crypto::{random_token, sha256_hex, token_hash};
use shared::access::BuiltinRole;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use super::client::{Credential, Reply};
use super::world::World;

/// A form that is about to be sent.
pub struct Sending {
    path: String,
    form: String,
    /// What it is known by in the database.
    pub mark: String,
    /// Who sends it, if it takes a login.
    credential: Option<Credential>,
}

impl World {
    async fn execute(&self, statement: String) {
        // made of constants and of ids made here
        let conn = &mut self.wire.test.owner_connection().await;
        let done = sqlx::query(AssertSqlSafe(statement)).execute(conn).await.expect("it is prepared");
        assert!(done.rows_affected() > 0, "there is something to prepare");
    }

    /// A form that would be taken, and has not been sent before.
    pub async fn sending(&self, route: &str) -> Sending {
        let (org, token) = (self.wire.test.org().id, random_token());
        let hash: String = token_hash(&token).iter().map(|byte| format!("{byte:02x}")).collect();
        let (command, id) = (Uuid::now_v7(), Uuid::now_v7());
        let secret = "password=four+stout+horses+pull+the+van";
        let mut credential = None;
        let (form, mark) = match route {
            "/register" => {
                let form = format!(
                    "command={command}&organization=Harbour+Movers&name=Ana+Lopez&email=ana-{id}%40example.com&{secret}&country=CA&zone=America%2FToronto&packs=moving"
                );
                (form, String::new())
            }
            "/confirm/{token}" => {
                self.mailed_token(&hash, "confirm_email", "{}").await;
                (String::new(), String::new())
            }
            "/confirm-address/{token}" => {
                self.mailed_token(&hash, "change_email", &format!("{{\"email\": \"new-{id}@example.com\"}}")).await;
                (String::new(), String::new())
            }
            "/undo-address/{token}" => {
                self.mailed_token(&hash, "undo_email", &format!("{{\"email\": \"former-{id}@example.com\"}}")).await;
                (String::new(), String::new())
            }
            "/reset/{token}" => {
                self.mailed_token(&hash, "reset_password", "{}").await;
                (secret.to_string(), String::new())
            }
            "/logout" => {
                credential = Some(self.wire.login(0, BuiltinRole::Manager).await);
                (String::new(), String::new())
            }
            "/session/organization" => {
                // one person in both organizations
                let (person, other) = (self.wire.test.org().person(BuiltinRole::Manager), self.wire.test.other_org().id);
                self.execute(format!(
                    "insert into members (org_id, id, user_id, name, email, roles) values ('{other}', '{id}', '{}', 'Marc', 'marc-{id}@example.com', array['manager'])
                     on conflict (org_id, user_id) do update set name = excluded.name",
                    person.user.0
                ))
                .await;
                credential = Some(self.wire.login(0, BuiltinRole::Manager).await);
                (format!("org={other}"), String::new())
            }
            "/invitations/{token}" => {
                let email = format!("nell-{id}@example.com");
                self.execute(format!(
                    "insert into invitations (org_id, id, email, roles, invited_by, token_hash, expires_at)
                     select org_id, '{id}', '{email}', array['driver'], id, '\\x{hash}', now() + interval '1 day' from members where org_id = '{org}' limit 1"
                ))
                .await;
                (format!("command={command}&name=Nell+Newcomer&{secret}"), email)
            }
            "/capture/{slug}" => (
                format!("form_id={id}&name=Fran+Form&email=fran-{id}%40example.com&service_line=moving&origin=Toronto&destination=Ottawa"),
                id.to_string(),
            ),
            "/portal/enter/{token}" => {
                self.execute(format!(
                    "insert into portal_links (org_id, id, contact_id, token_hash, expires_at)
                     select org_id, '{id}', contact_id, '\\x{hash}', now() + interval '1 day' from portal_access where org_id = '{org}' and revoked_at is null order by contact_id limit 1"
                ))
                .await;
                (String::new(), String::new())
            }
            _ => {
                self.open_offer(org.0, id, &token, route == "/q/{token}/renewal").await;
                let form = if route == "/q/{token}" { self.acceptance(&token).await } else { "message=Could+it+be+a+day+later".into() };
                (form, String::new())
            }
        };
        let slug: String = sqlx::query_scalar("select slug from organizations where id = $1")
            .bind(org.0)
            .fetch_one(&mut self.wire.test.owner_connection().await)
            .await
            .expect("an address");
        Sending { path: route.replace("{token}", &token).replace("{slug}", &slug), form, mark, credential }
    }

    /// A token that a mail would have brought to somebody of ours.
    async fn mailed_token(&self, hash: &str, purpose: &str, data: &str) {
        let org = self.wire.test.org().id;
        self.execute(format!(
            "insert into tokens (token_hash, purpose, user_id, org_id, data, expires_at)
             select '\\x{hash}', '{purpose}', user_id, org_id, '{data}', now() + interval '1 day' from members where org_id = '{org}' order by id limit 1"
        ))
        .await;
    }

    /// A link to an offer that can be answered, or to one that is over.
    async fn open_offer(&self, org: Uuid, id: Uuid, token: &str, is_over: bool) {
        let until = if is_over { "now() - interval '1 day'" } else { "now() + interval '7 days'" };
        self.execute(format!(
            "with one as (
               select org_id, id from quotes where org_id = '{org}' and job_id is null and status in ('sent', 'viewed', 'expired', 'declined') order by status in ('sent', 'viewed') desc, id limit 1)
             update quotes q set status = 'sent', valid_until = {until}, closed_at = null, closed_reason = null from one where q.org_id = one.org_id and q.id = one.id"
        ))
        .await;
        let hash = sha256_hex(token.as_bytes());
        self.execute(format!(
            "insert into quote_links (org_id, id, quote_id, revision_id, token_hash, email, expires_at)
             select org_id, '{id}', id, revision_id, '{hash}', 'cleo@example.com', now() + interval '1 day' from quotes
             where org_id = '{org}' and job_id is null and status in ('sent', 'viewed', 'expired', 'declined') order by status in ('sent', 'viewed') desc, id limit 1"
        ))
        .await;
    }

    /// What the page of an offer would send when its button is pressed.
    async fn acceptance(&self, token: &str) -> String {
        let page = self.wire.browse("GET", &format!("/q/{token}"), None, None).await.whole();
        let field = |tag: &str, name: &str| {
            let value =
                tag.contains(&format!("name=\"{name}\"")).then(|| tag.split_once("value=\"")?.1.split_once('"').map(|(value, _)| value));
            value.flatten().map(str::to_string)
        };
        let tags: Vec<&str> = page.split("<input").skip(1).filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag)).collect();
        let one = |name: &str| tags.iter().find_map(|tag| field(tag, name)).unwrap_or_else(|| panic!("{name} is on the page"));
        let (revision, total, words) = (one("revision"), one("total"), one("words"));
        let mut form =
            format!("do=accept&name=Cleo+Customer&consent=1&kind=typed&chosen=1&revision={revision}&total={total}&words={words}");
        for option in tags.iter().filter(|tag| tag.contains("checked")).filter_map(|tag| field(tag, "o")) {
            form.push_str(&format!("&o={option}"));
        }
        form
    }

    pub async fn send_form(&self, sending: &Sending) -> Reply {
        self.wire.browse("POST", &sending.path, sending.credential.as_ref(), Some(sending.form.as_str())).await
    }
}
