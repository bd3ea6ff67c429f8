//! The glass pack: requested, assigned, on site, repair, verification.

use super::CrewRole::{Dispatcher, Technician};
use super::{CrewRole, Fact, ItemTemplate, Pack, PackWords, PhaseTemplate, RequirementTemplate, ServiceLine, Words};
use crate::media::MediaKind;

const TECHNICIAN: &[CrewRole] = &[Technician];
const OFFICE: &[CrewRole] = &[Dispatcher];

const fn item(key: &'static str, title: Words) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: None, roles: TECHNICIAN, fact: None }
}

const fn optional(key: &'static str, title: Words) -> ItemTemplate {
    ItemTemplate { key, title, required: false, media: None, roles: TECHNICIAN, fact: None }
}

const fn with_media(key: &'static str, title: Words, media: &'static str) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: Some(media), roles: TECHNICIAN, fact: None }
}

const fn by_fact(key: &'static str, title: Words, fact: Fact) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: None, roles: OFFICE, fact: Some(fact) }
}

const fn photos(key: &'static str, title: Words, min_count: i32) -> RequirementTemplate {
    RequirementTemplate { key, title, kind: MediaKind::Photo, min_count, required: true, min_edge: 480 }
}

pub(super) const PACK: Pack = Pack {
    line: ServiceLine::Glass,
    version: 1,
    words: PackWords {
        name: Words("Glass repair", "Réparation de vitres"),
        job: Words("Repair", "Réparation"),
        jobs: Words("Repairs", "Réparations"),
    },
    visits_help: false,
    amenity_phase: "repair",
    repairs: true,
    route: true,
    milestones: &[],
    phases: &[
        PhaseTemplate {
            key: "requested",
            title: Words("Requested", "Demandée"),
            short: Words("Requested", "Demandée"),
            customer: Words("Booked", "Réservée"),
            roles: OFFICE,
            minutes: 15,
            items: &[
                by_fact("create", Words("Create the repair", "Créer la réparation"), Fact::JobCreated),
                by_fact("schedule", Words("Set date and time", "Fixer la date et l’heure"), Fact::Scheduled),
            ],
            requirements: &[],
        },
        PhaseTemplate {
            key: "assigned",
            title: Words("Assigned", "Affectée"),
            short: Words("Assigned", "Affectée"),
            customer: Words("Technician assigned", "Technicien affecté"),
            roles: OFFICE,
            minutes: 15,
            items: &[by_fact("assign_technician", Words("Assign the technician", "Affecter le technicien"), Fact::CrewAssigned)],
            requirements: &[],
        },
        PhaseTemplate {
            key: "on_site",
            title: Words("On site", "Sur place"),
            short: Words("On site", "Sur place"),
            customer: Words("Technician on site", "Technicien sur place"),
            roles: TECHNICIAN,
            minutes: 20,
            items: &[
                item("identify", Words("Find the units and check their numbers", "Trouver les véhicules et vérifier leurs numéros")),
                with_media(
                    "damage",
                    Words("Photograph the damage before the repair", "Photographier le dommage avant la réparation"),
                    "before",
                ),
                item("repairable", Words("Check that the damage can be repaired", "Vérifier que le dommage est réparable")),
            ],
            requirements: &[photos("before", Words("Before the repair", "Avant la réparation"), 1)],
        },
        PhaseTemplate {
            key: "repair",
            title: Words("Repair", "Réparation"),
            short: Words("Repair", "Réparation"),
            customer: Words("Repair", "Réparation"),
            roles: TECHNICIAN,
            minutes: 45,
            items: &[
                item("clean", Words("Clean and dry the damage", "Nettoyer et sécher le dommage")),
                item("fill", Words("Fill and cure the resin", "Injecter et durcir la résine")),
                optional("polish", Words("Polish the surface", "Polir la surface")),
            ],
            requirements: &[],
        },
        PhaseTemplate {
            key: "verification",
            title: Words("Verification", "Vérification"),
            short: Words("Verification", "Vérification"),
            customer: Words("Done", "Terminée"),
            roles: TECHNICIAN,
            minutes: 15,
            items: &[
                with_media("result", Words("Photograph the result", "Photographier le résultat"), "after"),
                item("view", Words("Check the driver's field of view", "Vérifier le champ de vision du conducteur")),
                optional("next", Words("Note damage that needs another visit", "Noter les dommages qui exigent une autre visite")),
            ],
            requirements: &[photos("after", Words("After the repair", "Après la réparation"), 1)],
        },
    ],
};
