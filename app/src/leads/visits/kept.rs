//! The form of a visit between two saves: what the server had when it was last in step, and what was typed since, which stays
//! on the device until it is saved; and the visit itself, for its page to open without a network.

use dioxus::prelude::*;
use serde::{Deserialize, Serialize};
use shared::leads::visits::{FillVisit, SiteVisit, VisitForm, VisitStatus};
use shared::packs::ServiceLine;
use shared::{Error, SiteVisitId};

use super::form::Draft;
use crate::client::{Query, draft};

/// What the server had when the form was last in step with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Base {
    version: i32,
    form: VisitForm,
    result: String,
}

impl Base {
    pub fn of(visit: &SiteVisit) -> Self {
        Self { version: visit.version, form: visit.form.clone(), result: visit.result.clone() }
    }

    /// The version to save on: a newer one, if only time or place were changed meanwhile, which the form does not touch.
    pub fn version(&self, newest: Option<&SiteVisit>) -> i32 {
        newest.filter(|newest| newest.form == self.form && newest.result == self.result).map_or(self.version, |newest| newest.version)
    }

    /// The same as it is written: a form nobody wrote in has all its fields, empty.
    pub fn written(&self, line: ServiceLine) -> FillVisit {
        let form = if self.form == VisitForm::default() { VisitForm::of(line) } else { self.form.clone() };
        FillVisit { version: self.version, form, result: self.result.clone() }
    }

    /// Whether something else is typed than the server had; what cannot be read is something else.
    fn differs(&self, typed: &Draft, line: ServiceLine) -> bool {
        // of a lead that changed over nobody wrote in this form yet
        let there = match line {
            ServiceLine::Moving => self.form.moving.is_some(),
            ServiceLine::Charter => self.form.charter.is_some(),
            ServiceLine::Glass => self.form.glass.is_some(),
            ServiceLine::Contracting => self.form.contracting.is_some(),
        };
        let before = if there { self.form.clone() } else { VisitForm::of(line).keeping(line, &self.form) };
        typed.result.trim() != self.result || !typed.read(line).is_ok_and(|form| form.keeping(line, &self.form) == before)
    }
}

/// What the device keeps of a form that is not saved.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Kept {
    base: Base,
    typed: Draft,
}

/// The form of a visit as it is kept on the device. Copy it into closures freely.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Paper {
    pub id: SiteVisitId,
    pub line: ServiceLine,
    pub typed: Signal<Draft>,
    pub base: Signal<Base>,
    /// The device was asked what it has.
    asked: Signal<bool>,
    /// What was typed before somebody left is back.
    back: Signal<bool>,
}

/// The form of a visit, with what was typed on this device and never saved. If somebody else wrote in it meanwhile, saving
/// says so and brings both together, as it does with a page that stayed open.
pub(super) fn use_paper(visit: &SiteVisit) -> Paper {
    let (first, was) = (Draft::of(visit), Base::of(visit));
    let paper = Paper {
        id: visit.id,
        line: visit.service_line,
        typed: use_signal(move || first),
        base: use_signal(move || was),
        asked: use_signal(|| false),
        back: use_signal(|| false),
    };
    use_hook(move || {
        spawn(async move {
            let Paper { mut typed, mut base, mut asked, mut back, .. } = paper;
            let found = draft::kept::<Kept>(&paper.name()).await;
            // whoever began to write while the device was asked goes on with that
            let untouched = !base.peek().differs(&typed.peek(), paper.line);
            // it may have been saved a moment before the page went
            let news = |found: &Kept| found.base.differs(&found.typed, paper.line) && base.peek().differs(&found.typed, paper.line);
            if let Some(found) = found.filter(|found| untouched && news(found)) {
                typed.set(found.typed);
                base.set(found.base);
                back.set(true);
            }
            asked.set(true);
        });
    });
    use_effect(move || {
        let differs = paper.base.read().differs(&paper.typed.read(), paper.line);
        if !(paper.asked)() {
            return;
        }
        let kept = differs.then(|| Kept { base: paper.base.peek().clone(), typed: paper.typed.peek().clone() });
        draft::soon(paper.name(), kept);
    });
    paper
}

impl Paper {
    fn name(self) -> String {
        format!("visit {}", self.id)
    }

    /// Whether what was typed before somebody left is back, and not saved since.
    pub fn is_back(self) -> bool {
        (self.back)()
    }

    /// The server has this now; what was typed stands as it is.
    pub fn saved(self, visit: &SiteVisit) {
        let Self { mut base, mut back, .. } = self;
        base.set(Base::of(visit));
        back.set(false);
    }

    /// Takes what the server has; what was typed is thrown away.
    pub fn start_over(self, visit: &SiteVisit) {
        let Self { mut typed, .. } = self;
        typed.set(Draft::of(visit));
        self.saved(visit);
    }

    /// The visit takes nothing any more: the device forgets what was typed.
    pub fn close(self) {
        draft::soon::<Kept>(self.name(), None);
    }
}

/// Keeps a visit that is still to be held as it was read, and shows that where there is no network: its page opens on site
/// after a reload, too, to go on with the form and to take photos.
pub(super) fn use_last_read(shown: Query<SiteVisit>, id: ReadSignal<SiteVisitId>) {
    let name = |id: SiteVisitId| format!("read {id}");
    use_effect(move || {
        if let Some(visit) = shown.value() {
            let open = visit.status == VisitStatus::Planned && visit.may_edit;
            draft::soon(name(visit.id), open.then_some(visit));
        }
    });
    use_effect(move || {
        let id = id();
        if shown.error() == Some(Error::Offline) && shown.peek().is_none() {
            spawn(async move {
                let kept = draft::kept::<SiteVisit>(&name(id)).await;
                // the network may be back, or another visit open
                if let Some(visit) = kept.filter(|visit| visit.id == id && shown.error().is_some() && shown.peek().is_none()) {
                    shown.set(visit);
                }
            });
        }
    });
}
