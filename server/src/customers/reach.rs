//! How far a right with a scope reaches, by the owner of a record.

use shared::access::Scope;
use shared::{MemberId, Result};
use uuid::Uuid;

use super::sql;
use crate::cx::Cx;
use crate::db::Tx;

/// Whose records a right covers.
#[derive(Clone, Debug)]
pub(crate) struct Reach {
    pub all: bool,
    pub me: Option<Uuid>,
    pub teams: Vec<Uuid>,
}

impl Reach {
    /// The reach of a scope for whoever asks.
    pub fn of(cx: &Cx, scope: Scope) -> Self {
        let teams = if scope == Scope::Team { cx.teams.iter().map(|t| t.0).collect() } else { Vec::new() };
        Self { all: scope == Scope::All, me: cx.member().map(|m| m.0), teams }
    }

    /// Whether a record of this owner is covered.
    pub async fn covers(&self, tx: &mut Tx, owner: Option<MemberId>) -> Result<bool> {
        match owner {
            _ if self.all => Ok(true),
            Some(owner) if Some(owner.0) == self.me => Ok(true),
            Some(owner) if !self.teams.is_empty() => sql::in_teams(tx, owner, &self.teams).await,
            _ => Ok(false),
        }
    }
}
