//! The moving pack: the six phases of a move.

use super::CrewRole::{Dispatcher, Driver, Mover};
use super::{CrewRole, Fact, ItemTemplate, Pack, PackWords, PhaseTemplate, RequirementTemplate, ServiceLine, Words};
use crate::media::MediaKind;

const OFFICE: &[CrewRole] = &[Dispatcher];
const CREW: &[CrewRole] = &[Driver, Mover];
const DRIVER: &[CrewRole] = &[Driver];

const fn item(key: &'static str, title: Words, roles: &'static [CrewRole]) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: None, roles, fact: None }
}

const fn with_media(key: &'static str, title: Words, media: &'static str) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: Some(media), roles: CREW, fact: None }
}

const fn optional(key: &'static str, title: Words, roles: &'static [CrewRole]) -> ItemTemplate {
    ItemTemplate { key, title, required: false, media: None, roles, fact: None }
}

const fn by_fact(key: &'static str, title: Words, fact: Fact) -> ItemTemplate {
    ItemTemplate { key, title, required: true, media: None, roles: OFFICE, fact: Some(fact) }
}

const fn photos(key: &'static str, title: Words, min_count: i32) -> RequirementTemplate {
    RequirementTemplate { key, title, kind: MediaKind::Photo, min_count, required: true, min_edge: 480 }
}

const fn signature(key: &'static str, title: Words) -> RequirementTemplate {
    RequirementTemplate { key, title, kind: MediaKind::Signature, min_count: 1, required: true, min_edge: 0 }
}

pub(super) const PACK: Pack = Pack {
    line: ServiceLine::Moving,
    version: 1,
    words: PackWords {
        name: Words("Moving", "Déménagement"),
        job: Words("Journey", "Déménagement"),
        jobs: Words("Journeys", "Déménagements"),
    },
    visits_help: true,
    amenity_phase: "morning_prep",
    repairs: false,
    route: true,
    milestones: &[],
    phases: &[
        PhaseTemplate {
            key: "creation",
            title: Words("Journey creation", "Création du déménagement"),
            short: Words("Creation", "Création"),
            customer: Words("Booked", "Réservé"),
            roles: OFFICE,
            minutes: 30,
            items: &[
                by_fact("create", Words("Create the journey", "Créer le déménagement"), Fact::JobCreated),
                by_fact("assign_crew", Words("Assign the crew", "Affecter l’équipe"), Fact::CrewAssigned),
                by_fact("schedule", Words("Set date and time", "Fixer la date et l’heure"), Fact::Scheduled),
            ],
            requirements: &[],
        },
        PhaseTemplate {
            key: "morning_prep",
            title: Words("Morning prep", "Préparation du matin"),
            short: Words("Morning prep", "Préparation"),
            customer: Words("Getting ready", "Préparatifs"),
            roles: CREW,
            minutes: 40,
            items: &[
                with_media("inspect_vehicle", Words("Inspect the vehicle", "Inspecter le véhicule"), "vehicle"),
                item("equipment", Words("Check the equipment", "Vérifier l’équipement"), CREW),
                item("route", Words("Check the route", "Vérifier l’itinéraire"), CREW),
            ],
            requirements: &[photos("vehicle", Words("Vehicle", "Véhicule"), 1)],
        },
        PhaseTemplate {
            key: "pickup",
            title: Words("Pickup operations", "Opérations de chargement"),
            short: Words("Pickup", "Chargement"),
            customer: Words("Loading", "Chargement"),
            roles: CREW,
            minutes: 180,
            items: &[
                with_media("arrive", Words("Arrive at pickup", "Arriver au lieu de chargement"), "arrival"),
                item("meet_customer", Words("Meet the customer", "Rencontrer le client"), CREW),
                with_media("inventory", Words("Take the inventory", "Faire l’inventaire"), "inventory"),
                with_media("load", Words("Load the truck", "Charger le camion"), "loading"),
            ],
            requirements: &[
                photos("arrival", Words("Arrival", "Arrivée"), 1),
                photos("inventory", Words("Inventory", "Inventaire"), 3),
                photos("loading", Words("Loading", "Chargement"), 1),
                signature("customer_signature", Words("Customer signature", "Signature du client")),
            ],
        },
        PhaseTemplate {
            key: "transport",
            title: Words("Transport", "Transport"),
            short: Words("Transport", "Transport"),
            customer: Words("On the road", "En route"),
            roles: DRIVER,
            minutes: 60,
            items: &[
                item("gps_active", Words("Switch the GPS on", "Activer le GPS"), DRIVER),
                item("confirm_route", Words("Confirm the route", "Confirmer l’itinéraire"), DRIVER),
                optional("update_eta", Words("Tell the customer the arrival time", "Donner l’heure d’arrivée au client"), DRIVER),
            ],
            requirements: &[],
        },
        PhaseTemplate {
            key: "delivery",
            title: Words("Delivery", "Livraison"),
            short: Words("Delivery", "Livraison"),
            customer: Words("Unloading", "Déchargement"),
            roles: CREW,
            minutes: 150,
            items: &[
                with_media("arrive", Words("Arrive at delivery", "Arriver au lieu de livraison"), "arrival"),
                item("meet_customer", Words("Meet the customer", "Rencontrer le client"), CREW),
                with_media("unload", Words("Unload the truck", "Décharger le camion"), "unloading"),
                with_media("condition", Words("Check the condition together", "Vérifier l’état ensemble"), "condition"),
            ],
            requirements: &[
                photos("arrival", Words("Arrival", "Arrivée"), 1),
                photos("unloading", Words("Unloading", "Déchargement"), 2),
                photos("condition", Words("Condition", "État"), 1),
                signature("completion_signature", Words("Completion signature", "Signature de fin")),
            ],
        },
        PhaseTemplate {
            key: "completion",
            title: Words("Completion", "Fin du déménagement"),
            short: Words("Wrap-up", "Clôture"),
            customer: Words("Done", "Terminé"),
            roles: CREW,
            minutes: 30,
            items: &[
                item("final_check", Words("Make the final check", "Faire la vérification finale"), CREW),
                item("paperwork", Words("Finish the paperwork", "Remplir les documents"), CREW),
                optional("feedback", Words("Ask for feedback", "Demander l’avis du client"), CREW),
                item("return_to_base", Words("Return to base", "Retourner à la base"), CREW),
            ],
            requirements: &[signature("final_signature", Words("Final signature", "Signature finale"))],
        },
    ],
};
