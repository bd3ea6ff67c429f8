//! The contracting pack: agreed, mobilise, work, inspection, hand-over.

use super::CrewRole::{Dispatcher, Technician};
use super::{CrewRole, Fact, ItemTemplate, Milestone, Pack, PackWords, PhaseTemplate, RequirementTemplate, ServiceLine, Words};
use crate::media::MediaKind;
use crate::pricing::{Due, Part};

const CREW: &[CrewRole] = &[Technician];
const OFFICE: &[CrewRole] = &[Dispatcher];
/// What the office or the crew may see to, whoever is there first.
const BOTH: &[CrewRole] = &[Dispatcher, Technician];

const fn item(key: &'static str, title: Words, roles: &'static [CrewRole]) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: None, roles, fact: None }
}

const fn optional(key: &'static str, title: Words) -> ItemTemplate {
    ItemTemplate { key, title, required: false, media: None, roles: CREW, fact: None }
}

const fn with_media(key: &'static str, title: Words, media: &'static str) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: Some(media), roles: CREW, fact: None }
}

const fn by_fact(key: &'static str, title: Words, fact: Fact) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: None, roles: OFFICE, fact: Some(fact) }
}

const fn photos(key: &'static str, title: Words, min_count: i32) -> RequirementTemplate {
    RequirementTemplate { key, title, kind: MediaKind::Photo, min_count, required: true, min_edge: 480 }
}

/// Something else than a photo, one of it.
const fn one(key: &'static str, title: Words, kind: MediaKind, required: bool) -> RequirementTemplate {
    RequirementTemplate { key, title, kind, min_count: 1, required, min_edge: 0 }
}

pub(super) const PACK: Pack = Pack {
    line: ServiceLine::Contracting,
    version: 1,
    words: PackWords {
        name: Words("Contracting", "Travaux de construction"),
        job: Words("Project", "Projet"),
        jobs: Words("Projects", "Projets"),
    },
    visits_help: true,
    amenity_phase: "mobilise",
    repairs: false,
    route: false,
    milestones: &[
        Milestone { name: Words("Mobilisation", "Mobilisation"), part: Part::PercentBp(3_000), due: Due::Acceptance },
        Milestone { name: Words("Rough-in", "Travaux bruts"), part: Part::PercentBp(4_000), due: Due::AfterStart { days: 7 } },
        Milestone { name: Words("Completion", "Achèvement"), part: Part::Rest, due: Due::AfterStart { days: 21 } },
    ],
    phases: &[
        // answered by what the system knows, as in every pack: a phase that people work on is not
        PhaseTemplate {
            key: "agreed",
            title: Words("Agreed", "Convenu"),
            short: Words("Agreed", "Convenu"),
            customer: Words("Booked", "Réservé"),
            roles: OFFICE,
            minutes: 30,
            items: &[
                by_fact("create", Words("Create the project", "Créer le projet"), Fact::JobCreated),
                by_fact("assign_crew", Words("Assign the crew", "Affecter l’équipe"), Fact::CrewAssigned),
                by_fact("schedule", Words("Set date and time", "Fixer la date et l’heure"), Fact::Scheduled),
            ],
            requirements: &[],
        },
        PhaseTemplate {
            key: "mobilise",
            title: Words("Mobilise", "Mobilisation"),
            short: Words("Mobilise", "Mobilisation"),
            customer: Words("Getting ready", "Préparatifs"),
            roles: BOTH,
            minutes: 120,
            items: &[
                item("permits", Words("Check that the permits are there and posted", "Vérifier que les permis sont là et affichés"), BOTH),
                with_media("safety", Words("Make the site safe", "Sécuriser le chantier"), "safety"),
                item("materials", Words("Check the materials against the list", "Vérifier les matériaux d’après la liste"), BOTH),
                item(
                    "utilities",
                    Words("Find water, power and gas, and how to shut them", "Repérer eau, courant et gaz, et comment les couper"),
                    CREW,
                ),
                optional("protect", Words("Cover floors and furniture", "Couvrir les planchers et les meubles")),
            ],
            requirements: &[photos("safety", Words("Site safety", "Sécurité du chantier"), 1)],
        },
        PhaseTemplate {
            key: "work",
            title: Words("Work", "Travaux"),
            short: Words("Work", "Travaux"),
            customer: Words("Work under way", "Travaux en cours"),
            roles: CREW,
            minutes: 960,
            items: &[
                with_media("progress", Words("Photograph the progress", "Photographier l’avancement"), "progress"),
                item("daily_note", Words("Write the daily note", "Rédiger la note du jour"), CREW),
                item("clean", Words("Leave the site clean and locked", "Laisser le chantier propre et fermé"), CREW),
                optional("changes", Words("Note what the customer asks for besides", "Noter ce que le client demande en plus")),
            ],
            requirements: &[photos("progress", Words("Progress", "Avancement"), 2)],
        },
        PhaseTemplate {
            key: "inspection",
            title: Words("Inspection", "Inspection"),
            short: Words("Inspection", "Inspection"),
            customer: Words("Inspection", "Inspection"),
            roles: BOTH,
            minutes: 90,
            items: &[
                with_media("inspect", Words("Photograph the finished work", "Photographier les travaux finis"), "inspected"),
                item("punch_list", Words("Write the punch list and work it off", "Dresser la liste des déficiences et les corriger"), CREW),
                item("inspector", Words("Pass the inspections the permits ask for", "Passer les inspections exigées par les permis"), BOTH),
            ],
            requirements: &[
                photos("inspected", Words("Finished work", "Travaux finis"), 2),
                // a small job needs no permit, and then there is no report
                one("report", Words("Inspection report", "Rapport d’inspection"), MediaKind::Document, false),
            ],
        },
        PhaseTemplate {
            key: "hand_over",
            title: Words("Hand-over", "Remise"),
            short: Words("Hand-over", "Remise"),
            customer: Words("Done", "Terminé"),
            roles: CREW,
            minutes: 60,
            items: &[
                item("walk_through", Words("Walk through with the customer", "Faire la visite avec le client"), CREW),
                with_media("final", Words("Photograph what is handed over", "Photographier ce qui est remis"), "final"),
                item("papers", Words("Hand over warranties and manuals", "Remettre garanties et guides"), CREW),
                optional("return", Words("Take tools and leftovers away", "Rapporter les outils et les restes")),
            ],
            requirements: &[
                photos("final", Words("Handed over", "À la remise"), 2),
                one("customer_signature", Words("Customer signature", "Signature du client"), MediaKind::Signature, true),
            ],
        },
    ],
};
