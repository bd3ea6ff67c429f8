//! Every kind of work and every sweep there is. Registries list, they do not implement.

use std::future::Future;
use std::pin::Pin;

use shared::{Error, Result};

use super::{Sweep, Work};
use crate::cx::Cx;

type Running<'a> = Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// A kind of work as the worker starts it.
pub(super) struct Kind {
    pub name: &'static str,
    pub attempts: i32,
    pub run: for<'a> fn(serde_json::Value, &'a Cx) -> Running<'a>,
}

const fn kind<W: Work>() -> Kind {
    Kind { name: W::KIND, attempts: W::ATTEMPTS, run: start::<W> }
}

fn start<W: Work>(payload: serde_json::Value, cx: &Cx) -> Running<'_> {
    Box::pin(async move {
        let work: W = serde_json::from_value(payload).map_err(|error| Error::internal(&error))?;
        work.run(cx).await
    })
}

/// The kinds of work, one line each.
pub(super) const KINDS: &[Kind] = &[
    kind::<crate::outgoing::SendMail>(),
    kind::<crate::demo::FillPractice>(),
    kind::<crate::customers::RunImport>(),
    #[cfg(test)]
    kind::<super::tests::Rehearsal>(),
];

/// The sweeps, one line each.
pub(super) const SWEEPS: &[Sweep] = &[
    super::sweeps::HOUSEKEEPING,
    crate::quotes::EXPIRY,
    crate::quotes::HANDOVERS,
    crate::quotes::instant::LEFT,
    crate::media::SWEEP,
    crate::identity::TIDY,
    crate::leads::QUEUE,
    crate::geocoding::FORGET,
    crate::leads::SCORES,
    crate::tracking::FORGET,
    crate::customers::FORGET,
];

#[cfg(test)]
mod tests {
    #[test]
    fn kinds_of_work_and_sweeps_have_names_of_their_own() {
        let mut names: Vec<_> = super::KINDS.iter().map(|k| k.name).chain(super::SWEEPS.iter().map(|s| s.name)).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
