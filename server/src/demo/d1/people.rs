//! The members of a generated organization.

use chrono::{DateTime, Utc};
use shared::access::BuiltinRole::{self, Accountant, Dispatcher, Driver, Manager, Mover, SalesAgent};
use uuid::Uuid;

use super::dice::Dice;
use super::sheet::{Keys, Of, Sheets};

/// Somebody who works there.
pub struct Person {
    pub member: Uuid,
    pub name: String,
    pub role: BuiltinRole,
}

/// How many there are of each role beside the owner.
const STAFF: [(BuiltinRole, usize); 6] = [(Manager, 4), (SalesAgent, 30), (Dispatcher, 8), (Accountant, 4), (Driver, 34), (Mover, 40)];

/// The address of the `n`-th member with a role, counted from 1: `sales_agent3@d1-a.example`.
pub fn email(role: BuiltinRole, n: usize, slug: &str) -> String {
    format!("{}{n}@{slug}.example", role.key())
}

/// Writes the members; everybody has the owner's password.
pub fn hire(sheets: &mut Sheets, dice: &mut Dice, org: Uuid, slug: &str, password_hash: &str, since: DateTime<Utc>) -> Vec<Person> {
    let mut people = Vec::new();
    for (role, count) in STAFF {
        for n in 1..=count {
            let (user, member, name, address) = (dice.id(since), dice.id(since), dice.person(), email(role, n, slug));
            sheets.row(Of::Users, &[&user, &address, &name, &password_hash, &"en-CA", &since, &since, &since]);
            sheets.row(Of::Members, &[&org, &member, &user, &name, &address, &Keys(&[role.key()]), &since, &since]);
            people.push(Person { member, name, role });
        }
    }
    people
}

/// Indexes of those with a role.
pub fn with_role(people: &[Person], role: BuiltinRole) -> Vec<usize> {
    (0..people.len()).filter(|n| people[*n].role == role).collect()
}
