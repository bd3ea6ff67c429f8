//! The charter pack: prep, positioning, pickup, trip, drop-off, post-trip.

use super::CrewRole::{Dispatcher, Driver};
use super::{CrewRole, Fact, ItemTemplate, Pack, PackWords, PhaseTemplate, RequirementTemplate, ServiceLine, Words};
use crate::media::MediaKind;

const DRIVER: &[CrewRole] = &[Driver];
const OFFICE: &[CrewRole] = &[Dispatcher];

const fn item(key: &'static str, title: Words) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: None, roles: DRIVER, fact: None }
}

const fn optional(key: &'static str, title: Words) -> ItemTemplate {
    ItemTemplate { key, title, required: false, media: None, roles: DRIVER, fact: None }
}

const fn with_media(key: &'static str, title: Words, media: &'static str) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: Some(media), roles: DRIVER, fact: None }
}

const fn by_fact(key: &'static str, title: Words, fact: Fact) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: None, roles: OFFICE, fact: Some(fact) }
}

const fn photos(key: &'static str, title: Words, min_count: i32) -> RequirementTemplate {
    RequirementTemplate { key, title, kind: MediaKind::Photo, min_count, required: true, min_edge: 480 }
}

pub(super) const PACK: Pack = Pack {
    line: ServiceLine::Charter,
    version: 1,
    words: PackWords { name: Words("Charter", "Nolisement"), job: Words("Trip", "Voyage"), jobs: Words("Trips", "Voyages") },
    visits_help: false,
    amenity_phase: "positioning",
    repairs: false,
    route: true,
    milestones: &[],
    phases: &[
        PhaseTemplate {
            key: "prep",
            title: Words("Prep", "Préparation"),
            short: Words("Prep", "Préparation"),
            customer: Words("Getting ready", "Préparatifs"),
            roles: OFFICE,
            minutes: 30,
            items: &[
                by_fact("create", Words("Create the trip", "Créer le voyage"), Fact::JobCreated),
                by_fact("assign_driver", Words("Assign the driver", "Affecter le chauffeur"), Fact::CrewAssigned),
                by_fact("schedule", Words("Set date and time", "Fixer la date et l’heure"), Fact::Scheduled),
            ],
            requirements: &[],
        },
        PhaseTemplate {
            key: "positioning",
            title: Words("Positioning", "Mise en place"),
            short: Words("Positioning", "Mise en place"),
            customer: Words("On the way", "En route"),
            roles: DRIVER,
            minutes: 60,
            items: &[
                with_media("inspect_vehicle", Words("Do the pre-trip inspection", "Faire l’inspection avant départ"), "vehicle"),
                item("documents", Words("Check licence, logbook and manifest", "Vérifier permis, fiche journalière et manifeste")),
                item("clean", Words("Check that the coach is clean and stocked", "Vérifier que l’autocar est propre et approvisionné")),
                item("route", Words("Confirm the route", "Confirmer l’itinéraire")),
            ],
            requirements: &[photos("vehicle", Words("Vehicle", "Véhicule"), 2)],
        },
        PhaseTemplate {
            key: "pickup",
            title: Words("Pickup", "Embarquement"),
            short: Words("Pickup", "Embarquement"),
            customer: Words("Boarding", "Embarquement"),
            roles: DRIVER,
            minutes: 30,
            items: &[
                with_media("arrive", Words("Arrive at the pickup", "Arriver au point d’embarquement"), "arrival"),
                item("meet_leader", Words("Meet the group leader", "Rencontrer le responsable du groupe")),
                item("count", Words("Count the passengers", "Compter les passagers")),
                item("luggage", Words("Load the luggage", "Charger les bagages")),
                item("briefing", Words("Give the safety briefing", "Donner les consignes de sécurité")),
            ],
            requirements: &[photos("arrival", Words("Arrival", "Arrivée"), 1)],
        },
        PhaseTemplate {
            key: "trip",
            title: Words("Trip", "Trajet"),
            short: Words("Trip", "Trajet"),
            customer: Words("Trip", "Trajet"),
            roles: DRIVER,
            minutes: 240,
            items: &[
                item("gps_active", Words("Switch the GPS on", "Activer le GPS")),
                optional("rest_stop", Words("Take the planned rest stop", "Faire la pause prévue")),
                optional("update_eta", Words("Tell the group the arrival time", "Donner l’heure d’arrivée au groupe")),
            ],
            requirements: &[],
        },
        PhaseTemplate {
            key: "drop_off",
            title: Words("Drop-off", "Débarquement"),
            short: Words("Drop-off", "Débarquement"),
            customer: Words("Arrival", "Arrivée"),
            roles: DRIVER,
            minutes: 30,
            items: &[
                with_media("arrive", Words("Arrive at the destination", "Arriver à destination"), "arrival"),
                item("luggage", Words("Unload the luggage", "Décharger les bagages")),
                item("sweep", Words("Check the seats for forgotten things", "Vérifier qu’aucun objet n’est oublié")),
            ],
            requirements: &[
                photos("arrival", Words("Arrival", "Arrivée"), 1),
                RequirementTemplate {
                    key: "leader_signature",
                    title: Words("Group leader's signature", "Signature du responsable"),
                    kind: MediaKind::Signature,
                    min_count: 1,
                    required: true,
                    min_edge: 0,
                },
            ],
        },
        PhaseTemplate {
            key: "post_trip",
            title: Words("Post-trip", "Après le voyage"),
            short: Words("Post-trip", "Après le voyage"),
            customer: Words("Done", "Terminé"),
            roles: DRIVER,
            minutes: 45,
            items: &[
                with_media("inspect_vehicle", Words("Do the post-trip inspection", "Faire l’inspection au retour"), "vehicle"),
                item("odometer", Words("Note the odometer and fuel", "Noter l’odomètre et le carburant")),
                item("return_to_base", Words("Return to base", "Retourner à la base")),
                optional("incident", Words("Report incidents", "Signaler les incidents")),
            ],
            requirements: &[photos("vehicle", Words("Vehicle after the trip", "Véhicule au retour"), 2)],
        },
    ],
};
