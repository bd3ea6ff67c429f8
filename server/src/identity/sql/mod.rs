//! Every query of the room: `sessions`, `contacts` and `users` across organizations, the others within one.

pub(super) mod api_keys;
pub(super) mod contacts;
pub(super) mod invitations;
pub(super) mod members;
pub(super) mod sessions;
pub(super) mod settings;
pub(super) mod users;
pub(super) mod views;

use shared::access::BuiltinRole;

/// Built-in roles as the database keeps them.
pub(super) fn keys(roles: &[BuiltinRole]) -> Vec<String> {
    roles.iter().map(|role| role.key().to_owned()).collect()
}

/// Built-in roles as the code knows them; a key of a removed role gives nothing.
pub(super) fn roles(keys: Vec<String>) -> Vec<BuiltinRole> {
    keys.iter().filter_map(|key| key.parse().ok()).collect()
}

/// Turns whichever of several named constraints was broken into the field and code people are told.
pub(super) fn told<T>(result: Result<T, sqlx::Error>, constraints: &[(&str, &str, &str)]) -> shared::Result<T> {
    result.map_err(|failure| {
        let broken = failure.as_database_error().and_then(|error| error.constraint());
        match constraints.iter().find(|(name, ..)| broken == Some(*name)) {
            Some((_, field, code)) => shared::Error::field(*field, *code),
            None => failure.into(),
        }
    })
}
