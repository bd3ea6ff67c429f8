//! Writing many new customers with one statement a table.

use serde::Serialize;
use shared::customers::{CustomValues, NewAccount, NewAddress, NewContact};
use shared::input::filled;
use shared::{AccountId, AddressId, ContactId, MemberId, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::write::keys;
use crate::db::Tx;

/// New customers that are not written yet.
pub(crate) struct NewCustomers {
    owner: Option<MemberId>,
    accounts: Vec<Account>,
    contacts: Vec<Contact>,
    addresses: Vec<Address>,
}

#[derive(Serialize)]
struct Account {
    id: Uuid,
    kind: &'static str,
    name: String,
    tags: Vec<String>,
    notes: String,
    custom: CustomValues,
}

#[derive(Serialize)]
struct Contact {
    id: Uuid,
    account_id: Uuid,
    name: String,
    email: Option<String>,
    email_norm: Option<String>,
    phone: Option<String>,
    phone_e164: Option<String>,
    roles: Vec<String>,
    custom: CustomValues,
}

#[derive(Serialize)]
struct Address {
    id: Uuid,
    account_id: Uuid,
    label: String,
    street: String,
    city: String,
    region: String,
    postal: String,
    country: String,
}

impl NewCustomers {
    /// None yet; they belong to `owner`.
    pub fn of(owner: Option<MemberId>) -> Self {
        Self { owner, accounts: Vec::new(), contacts: Vec::new(), addresses: Vec::new() }
    }

    pub fn account(&mut self, id: AccountId, account: &NewAccount, tags: Vec<String>) {
        self.accounts.push(Account {
            id: id.0,
            kind: account.kind.key(),
            name: account.name.trim().to_owned(),
            tags,
            notes: account.notes.trim().to_owned(),
            custom: account.custom.clone(),
        });
    }

    /// The person one reaches first at an account.
    pub fn contact(&mut self, account: AccountId, id: ContactId, contact: &NewContact, forms: (Option<String>, Option<String>)) {
        self.contacts.push(Contact {
            id: id.0,
            account_id: account.0,
            name: contact.name.trim().to_owned(),
            email: contact.email.as_deref().and_then(filled),
            email_norm: forms.0,
            phone: contact.phone.as_deref().and_then(filled),
            phone_e164: forms.1,
            roles: keys(&contact.roles),
            custom: contact.custom.clone(),
        });
    }

    pub fn address(&mut self, account: AccountId, id: AddressId, address: &NewAddress) {
        self.addresses.push(Address {
            id: id.0,
            account_id: account.0,
            label: address.label.trim().to_owned(),
            street: address.street.trim().to_owned(),
            city: address.city.trim().to_owned(),
            region: address.region.trim().to_owned(),
            postal: address.postal.trim().to_owned(),
            country: address.country.trim().to_uppercase(),
        });
    }

    /// Writes them all; none is left.
    pub async fn write(&mut self, tx: &mut Tx) -> Result<()> {
        let org = tx.org().0;
        if !self.accounts.is_empty() {
            sqlx::query!(
                "insert into accounts (org_id, id, kind, name, tags, notes, owner_id, custom)
                 select $1, id, kind, name, tags, notes, $2, custom
                 from jsonb_to_recordset($3::jsonb) as r (id uuid, kind text, name text, tags text[], notes text, custom jsonb)",
                org,
                self.owner.map(|owner| owner.0),
                Json(&self.accounts) as _
            )
            .execute(tx.db()?)
            .await?;
            self.accounts.clear();
        }
        if !self.contacts.is_empty() {
            sqlx::query!(
                "insert into contacts (org_id, id, account_id, name, email, email_norm, phone, phone_e164, roles, is_primary, custom)
                 select $1, id, account_id, name, email, email_norm, phone, phone_e164, roles, true, custom
                 from jsonb_to_recordset($2::jsonb) as r (id uuid, account_id uuid, name text, email text, email_norm text, phone text,
                      phone_e164 text, roles text[], custom jsonb)",
                org,
                Json(&self.contacts) as _
            )
            .execute(tx.db()?)
            .await?;
            self.contacts.clear();
        }
        if !self.addresses.is_empty() {
            sqlx::query!(
                "insert into addresses (org_id, id, account_id, label, street, city, region, postal, country)
                 select $1, id, account_id, label, street, city, region, postal, country
                 from jsonb_to_recordset($2::jsonb) as r (id uuid, account_id uuid, label text, street text, city text, region text,
                      postal text, country text)",
                org,
                Json(&self.addresses) as _
            )
            .execute(tx.db()?)
            .await?;
            self.addresses.clear();
        }
        Ok(())
    }
}
