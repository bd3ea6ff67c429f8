//! Drills: an application that counts its statements, lets one of them fail, loses the reply of a commit, or lets one
//! check of rights pass. The proof drives every registered function through an application with a drill and looks
//! what is left behind; an application without one ([`App::drilled`](crate::App::drilled) was not asked for) counts
//! nothing and can be made to do none of this.

use std::collections::BTreeSet;
use std::panic::Location;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use shared::access::Scope;
use shared::{Error, Result};

/// What a statement belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// What a transaction begins with: which organization it is of.
    Setup,
    /// A statement of one organization.
    Tenant,
    /// A statement across organizations.
    System,
    /// Making it last.
    Commit,
}

/// The place of a check in the source.
pub type Site = (&'static str, u32);

/// What a mutant does to the check at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mutation {
    /// A refusal becomes a pass.
    Pass,
    /// A right to one's own or one's team's records becomes a right to all.
    Widen,
}

/// What goes wrong in a drill; by default nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plan {
    /// This statement fails (from 1; what begins and ends a transaction counts); 0 is none.
    pub fails_at: u64,
    /// Commits of one organization's transactions fail, so that a function runs whole and changes nothing.
    pub fails_commits: bool,
    /// Commits are carried out, but their reply does not arrive.
    pub loses_replies: bool,
    /// The check at one place is defused.
    pub mutant: Option<(Site, Mutation)>,
}

/// Counts, fails and mutates what an application does.
#[derive(Debug, Default)]
pub struct Drill {
    plan: Mutex<Plan>,
    reached: AtomicU64,
    tenant: AtomicU64,
    system: AtomicU64,
    commits: AtomicU64,
    has_failed: AtomicBool,
    seen: Mutex<BTreeSet<(Site, Mutation)>>,
}

impl Drill {
    /// A drill with a plan.
    pub fn new(plan: Plan) -> Self {
        Self { plan: Mutex::new(plan), ..Self::default() }
    }

    /// Begins anew with another plan.
    pub fn arm(&self, plan: Plan) {
        *self.plan.lock().unwrap_or_else(PoisonError::into_inner) = plan;
        for counter in [&self.reached, &self.tenant, &self.system, &self.commits] {
            counter.store(0, Ordering::SeqCst);
        }
        self.has_failed.store(false, Ordering::SeqCst);
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Nothing goes wrong any more; counts stay.
    pub fn stand_down(&self) {
        *self.plan.lock().unwrap_or_else(PoisonError::into_inner) = Plan::default();
    }

    fn plan(&self) -> Plan {
        *self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Statements so far, with those that begin and end transactions.
    pub fn reached(&self) -> u64 {
        self.reached.load(Ordering::SeqCst)
    }

    /// Statements so far of one organization's transactions.
    pub fn tenant_statements(&self) -> u64 {
        self.tenant.load(Ordering::SeqCst)
    }

    /// Commits so far.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::SeqCst)
    }

    /// Whether the drill struck.
    pub fn has_failed(&self) -> bool {
        self.has_failed.load(Ordering::SeqCst)
    }

    /// The places whose check refused (`Pass` would change it) or narrowed (`Widen` would change it).
    pub fn decisive_checks(&self) -> BTreeSet<(Site, Mutation)> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn step(&self, step: Step) -> Result<()> {
        let n = self.reached.fetch_add(1, Ordering::SeqCst) + 1;
        match step {
            Step::Setup => 0,
            Step::Tenant => self.tenant.fetch_add(1, Ordering::SeqCst),
            Step::System => self.system.fetch_add(1, Ordering::SeqCst),
            Step::Commit => self.commits.fetch_add(1, Ordering::SeqCst),
        };
        if self.plan().fails_at == n {
            return self.strike("injected database failure");
        }
        Ok(())
    }

    /// Right before a commit of one organization's transaction.
    pub(crate) fn before_commit(&self) -> Result<()> {
        self.step(Step::Commit)?;
        if self.plan().fails_commits { self.strike("injected failure of a commit") } else { Ok(()) }
    }

    /// Right after a commit that was carried out.
    pub(crate) fn after_commit(&self) -> Result<()> {
        if self.plan().loses_replies { self.strike("injected loss of a reply") } else { Ok(()) }
    }

    fn strike(&self, how: &str) -> Result<()> {
        self.has_failed.store(true, Ordering::SeqCst);
        Err(Error::internal(&how))
    }

    /// How far a right reaches after the mutant had its way.
    pub(crate) fn reach(&self, at: &'static Location<'static>, scope: Option<Scope>) -> Option<Scope> {
        let mutation = match scope {
            None => Mutation::Pass,
            Some(Scope::Own | Scope::Team) => Mutation::Widen,
            Some(Scope::All) => return scope,
        };
        if self.defuses(at, mutation) { Some(Scope::All) } else { scope }
    }

    /// Whether a condition holds after the mutant had its way.
    pub(crate) fn holds(&self, at: &'static Location<'static>, condition: bool) -> bool {
        condition || self.defuses(at, Mutation::Pass)
    }

    fn defuses(&self, at: &'static Location<'static>, mutation: Mutation) -> bool {
        let site = ((at.file(), at.line()), mutation);
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(site);
        self.plan().mutant == Some(site)
    }
}
