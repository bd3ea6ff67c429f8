//! How far a right with a scope reaches, by the owner of a record.

use shared::MemberId;
use shared::access::Scope;
use uuid::Uuid;

use crate::cx::Cx;

/// Whose records a right covers.
#[derive(Clone, Debug)]
pub(crate) struct Reach {
    pub all: bool,
    /// The members whose records are covered, oneself among them.
    pub owners: Vec<Uuid>,
}

impl Reach {
    /// The reach of a scope for whoever asks.
    pub fn of(cx: &Cx, scope: Scope) -> Self {
        let mut owners: Vec<Uuid> = cx.member().map(|member| member.0).into_iter().collect();
        if scope == Scope::Team {
            owners.extend(cx.team.iter().map(|member| member.0));
        }
        Self { all: scope == Scope::All, owners }
    }

    /// Whether a record of this owner is covered.
    pub fn covers(&self, owner: Option<MemberId>) -> bool {
        self.all || owner.is_some_and(|owner| self.owners.contains(&owner.0))
    }
}
