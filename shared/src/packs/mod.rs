//! Packs: the versioned data of a service line. Words, workflow, checklists and media rules live here (prices in
//! `prices`); nothing in code asks "is this moving?", it asks the pack.
//!
//! Invariants: a template is copied to the job when the job is made, so that editing a pack never changes running
//! work; keys are unique within their phase; a requirement named by an item exists in the same phase.

mod charter;
mod contracting;
mod glass;
mod moving;
pub mod prices;

use serde::{Deserialize, Serialize};

use crate::customers::Terms;
use crate::media::MediaKind;
use crate::pricing::{Due, Part, Planned};
use crate::text::{Locale, locale};

choice! {
    /// A line of work an organization offers; each has a pack.
    ServiceLine {
        /// Households and offices moved with crew and trucks.
        Moving = "moving",
        /// Coaches and buses with drivers.
        Charter = "charter",
        /// Windows of vehicles repaired, unit by unit.
        Glass = "glass",
        /// Places built, renovated and repaired by trades, at one place and by measure.
        Contracting = "contracting",
    }
}

choice! {
    /// Whose part of the work a phase or an item is.
    CrewRole {
        Dispatcher = "dispatcher",
        Driver = "driver",
        Mover = "mover",
        Technician = "technician",
    }
}

choice! {
    /// A fact of the system that answers a checklist item by itself.
    Fact {
        JobCreated = "job_created",
        CrewAssigned = "crew_assigned",
        Scheduled = "scheduled",
    }
}

/// A text of a pack in both languages, copied to the records made from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Label {
    pub en: String,
    pub fr: String,
}

impl Label {
    /// A text in both languages.
    pub fn new(en: impl Into<String>, fr: impl Into<String>) -> Self {
        Self { en: en.into(), fr: fr.into() }
    }

    /// A text a person wrote, which has only one language.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: text.clone(), fr: text }
    }

    /// The text in the language of the thread; the English one where no French one was written.
    pub fn text(&self) -> &str {
        if locale() == Locale::Fr && !self.fr.is_empty() { &self.fr } else { &self.en }
    }
}

/// A text of a pack as the pack declares it: English, Canadian French.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub &'static str, pub &'static str);

impl Words {
    /// The text in the language of the thread.
    pub fn text(self) -> &'static str {
        if locale() == Locale::Fr { self.1 } else { self.0 }
    }

    /// A copy to keep on a record.
    pub fn label(self) -> Label {
        Label::new(self.0, self.1)
    }
}

/// What a service line calls things.
#[derive(Clone, Copy, Debug)]
pub struct PackWords {
    /// The line itself.
    pub name: Words,
    /// One job.
    pub job: Words,
    /// Several jobs.
    pub jobs: Words,
}

/// A checklist item of a phase.
#[derive(Clone, Copy, Debug)]
pub struct ItemTemplate {
    pub key: &'static str,
    pub title: Words,
    pub required: bool,
    /// Key of the requirement whose media this item asks for.
    pub media: Option<&'static str>,
    pub roles: &'static [CrewRole],
    /// Answered by the system when the fact is there.
    pub fact: Option<Fact>,
}

/// Media a phase asks for.
#[derive(Clone, Copy, Debug)]
pub struct RequirementTemplate {
    pub key: &'static str,
    pub title: Words,
    pub kind: MediaKind,
    pub min_count: i32,
    pub required: bool,
    /// Shortest edge in pixels a photo must have to count; zero asks nothing.
    pub min_edge: i32,
}

/// A stage of the workflow.
#[derive(Clone, Copy, Debug)]
pub struct PhaseTemplate {
    pub key: &'static str,
    pub title: Words,
    /// The short name that fits a station.
    pub short: Words,
    /// What a customer who follows the work calls it.
    pub customer: Words,
    pub roles: &'static [CrewRole],
    /// Usual duration, for estimates.
    pub minutes: i32,
    pub items: &'static [ItemTemplate],
    pub requirements: &'static [RequirementTemplate],
}

/// A part of the price that is due with a stage of the work.
#[derive(Clone, Copy, Debug)]
pub struct Milestone {
    pub name: Words,
    pub part: Part,
    pub due: Due,
}

/// The data of a service line.
#[derive(Clone, Copy, Debug)]
pub struct Pack {
    pub line: ServiceLine,
    /// Raised whenever the data change.
    pub version: u32,
    pub words: PackWords,
    /// Whether a look at the site makes a quote better.
    pub visits_help: bool,
    /// Key of the phase whose checklist gets the items that booked amenities add.
    pub amenity_phase: &'static str,
    /// Whether quotes list repairs of the customer's units.
    pub repairs: bool,
    /// Whether the work goes from place to place. Without a way there is one place: nobody drives for hours on it, and
    /// nothing depends on where it ends.
    pub route: bool,
    /// The instalments a new quote begins with; as the price book and the customer have it if there are none.
    pub milestones: &'static [Milestone],
    pub phases: &'static [PhaseTemplate],
}

impl Pack {
    /// Whether a visitor who types two places and a day can be told a price: repairs depend on whose unit it is, and what
    /// is built somewhere on what is there.
    pub fn is_instant(&self) -> bool {
        self.route && !self.repairs
    }

    /// The instalments of a new quote, named in the language of the thread.
    pub fn schedule(&self) -> Vec<Planned> {
        let planned = |milestone: &Milestone| Planned { label: milestone.name.text().into(), part: milestone.part, due: milestone.due };
        self.milestones.iter().map(planned).collect()
    }

    /// The instalments that are usual for a payer with these terms: those of the pack where nothing was agreed on, else
    /// none, for terms come before milestones.
    pub fn usual(&self, terms: Terms) -> Vec<Planned> {
        if terms == Terms::DueOnReceipt { self.schedule() } else { Vec::new() }
    }

    /// Whether an offer is asked how far its vehicles drive empty: work without a way has none to drive, but what an offer
    /// says of it already can still be read and taken back.
    pub fn asks_deadhead(&self, metres: u32) -> bool {
        self.route || metres > 0
    }
}

impl ServiceLine {
    /// The pack of this line.
    pub fn pack(self) -> &'static Pack {
        match self {
            ServiceLine::Moving => &moving::PACK,
            ServiceLine::Charter => &charter::PACK,
            ServiceLine::Glass => &glass::PACK,
            ServiceLine::Contracting => &contracting::PACK,
        }
    }

    /// The line's name in the language of the thread.
    pub fn text(self) -> &'static str {
        self.pack().words.name.text()
    }
}

mod role_texts {
    crate::catalog_bilingual! {
        dispatcher { "Dispatcher" / "Répartition" }
        driver { "Driver" / "Chauffeur" }
        mover { "Mover" / "Déménageur" }
        technician { "Technician" / "Technicien" }
    }
}

impl CrewRole {
    /// The role's name in the language of the thread.
    pub fn text(self) -> String {
        match self {
            CrewRole::Dispatcher => role_texts::dispatcher(),
            CrewRole::Driver => role_texts::driver(),
            CrewRole::Mover => role_texts::mover(),
            CrewRole::Technician => role_texts::technician(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn only_work_with_a_way_is_asked_for_empty_kilometres() {
        for line in ServiceLine::ALL {
            let pack = line.pack();
            assert_eq!(pack.asks_deadhead(0), pack.route, "{line}");
            assert!(pack.asks_deadhead(1), "{line}: what was said stays in sight");
        }
        assert!(!ServiceLine::Contracting.pack().asks_deadhead(0));
    }

    #[test]
    fn every_pack_is_consistent() {
        for line in ServiceLine::ALL {
            let pack = line.pack();
            assert_eq!(pack.line, *line);
            assert!((5..=6).contains(&pack.phases.len()), "{line}");
            let phases: BTreeSet<_> = pack.phases.iter().map(|p| p.key).collect();
            assert_eq!(phases.len(), pack.phases.len());
            assert!(phases.contains(pack.amenity_phase));
            for phase in pack.phases {
                let items: BTreeSet<_> = phase.items.iter().map(|i| i.key).collect();
                assert_eq!(items.len(), phase.items.len(), "{line} {}", phase.key);
                let requirements: BTreeSet<_> = phase.requirements.iter().map(|r| r.key).collect();
                assert_eq!(requirements.len(), phase.requirements.len(), "{line} {}", phase.key);
                for item in phase.items {
                    assert!(item.media.is_none_or(|key| requirements.contains(key)), "{line} {} {}", phase.key, item.key);
                }
                assert!(phase.requirements.iter().all(|r| r.min_count >= 1 || !r.required));
            }
            assert_eq!(crate::pricing::check_schedule(&pack.schedule()), Ok(()), "{line}");
            assert!(pack.schedule().iter().all(|planned| validator::Validate::validate(planned).is_ok()), "{line}");
            // a phase is answered by the system wholly or not at all
            for phase in pack.phases {
                let facts = phase.items.iter().filter(|item| item.fact.is_some()).count();
                assert!(facts == 0 || facts == phase.items.len(), "{line} {}", phase.key);
            }
        }
    }
}
