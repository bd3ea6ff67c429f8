//! Words for the states of jobs, for staff, crews and customers alike.

use super::{BillingStatus, CrewReply, InstalmentStatus, ItemAnswer, JobStatus, PhaseStatus, Priority, StopKind, TravelVerb, Weight};

crate::catalog_bilingual! {
    unknown_part { "This is not part of the job any more" / "Ceci ne fait plus partie du travail" }
    not_yours { "This is not your part of the job" / "Cette partie du travail n'est pas la vôtre" }
    off_crew { "You are no longer on the crew of this job. Dispatch sees what you sent" / "Vous ne faites plus partie de l'équipe de ce travail. La répartition voit ce que vous avez envoyé" }
    job_over { "The job is over" / "Le travail est terminé" }
    locked(phase) { "Complete {phase} first" / "Terminez d'abord : {phase}" }
    not_started { "Start the phase first" / "Commencez d'abord l'étape" }
    sealed { "The phase is complete and sealed" / "L'étape est terminée et scellée" }
    incomplete(list) { "Still missing: {list}" / "Il manque encore : {list}" }
    reason_needed { "Say why" / "Dites pourquoi" }
    changed(title, yours, by, theirs) { "{title}: you said “{yours}”, {by} said “{theirs}”" / "{title} : vous avez indiqué « {yours} », {by} a indiqué « {theirs} »" }
    may_not_override { "Only a manager can complete a phase that lacks something" / "Seul un gestionnaire peut terminer une étape incomplète" }
    not_booked { "The job is only requested. Confirm the booking first" / "Le travail est seulement demandé. Confirmez d'abord la réservation" }
    is_booked { "The job is booked already" / "Le travail est déjà réservé" }
    not_completed { "The work is not completed yet" / "Le travail n'est pas encore terminé" }
    not_closed { "The job is not closed" / "Le travail n'est pas fermé" }
    file_waiting { "1 file is still on its way from a device. Close the job when it is in, or remove it" / "1 fichier est encore en route depuis un appareil. Attendez-le ou retirez-le avant de fermer le travail" }
    files_waiting(n) { "{n} files are still on their way from a device. Close the job when they are in, or remove them" / "{n} fichiers sont encore en route depuis un appareil. Attendez-les ou retirez-les avant de fermer le travail" }
    visiting_lead(name, number, from, to) { "{name} goes to the site visit of {number} from {from} to {to}" / "{name} fait la visite des lieux de {number} de {from} à {to}" }
    visiting(name, from, to) { "{name} goes to a site visit from {from} to {to}" / "{name} fait une visite des lieux de {from} à {to}" }
    site_visit { "a site visit" / "une visite des lieux" }
    elsewhere(name, number, from, to) { "{name} is on {number} from {from} to {to}" / "{name} est sur {number} de {from} à {to}" }
    media_count(title, have, need) { "{title} {have} of {need}" / "{title} {have} sur {need}" }

    requested { "Requested" / "Demandé" }
    booked { "Booked" / "Réservé" }
    assigned { "Assigned" / "Affecté" }
    in_progress { "In progress" / "En cours" }
    completed { "Completed" / "Terminé" }
    closed { "Closed" / "Fermé" }
    cancelled { "Cancelled" / "Annulé" }

    low { "Low" / "Basse" }
    normal { "Normal" / "Normale" }
    high { "High" / "Haute" }
    urgent { "Urgent" / "Urgente" }

    billing_pending { "Not invoiced" / "Non facturé" }
    invoiced { "Invoiced" / "Facturé" }
    instalment_open { "Open" / "À payer" }
    part_paid { "Part paid" / "Payé en partie" }
    paid { "Paid" / "Payé" }

    phase_waiting { "Not started" / "Pas commencée" }
    phase_active { "In progress" / "En cours" }
    phase_complete { "Complete" / "Terminée" }

    open { "Open" / "À faire" }
    done { "Done" / "Fait" }
    problem { "Problem" / "Problème" }
    not_applicable { "Not applicable" / "Sans objet" }

    asked { "Not confirmed" / "Non confirmé" }
    confirmed { "Confirmed" / "Confirmé" }
    declined { "Declined" / "Refusé" }

    pickup { "Pickup" / "Prise en charge" }
    waypoint { "Waypoint" / "Point de passage" }
    stop { "Stop" / "Arrêt" }
    drop_off { "Drop-off" / "Destination" }

    on_my_way { "On my way" / "En route" }
    arrived { "Arrived" / "Arrivé" }
    start { "Start" / "Début" }
    complete { "Complete" / "Fin" }

    weight_normal { "Normal" / "Normal" }
    important { "Important" / "Important" }
    critical { "Critical" / "Critique" }
}

/// Gives each value of a choice its word.
macro_rules! words {
    ($( $name:ident { $( $variant:ident => $key:ident ),+ $(,)? } )+) => { $(
        impl $name {
            /// The word people read, in the language of the thread.
            pub fn text(self) -> String { match self { $( $name::$variant => $key(), )+ } }
        }
    )+ };
}

words! {
    JobStatus { Requested => requested, Booked => booked, Assigned => assigned, InProgress => in_progress, Completed => completed, Closed => closed, Cancelled => cancelled }
    Priority { Low => low, Normal => normal, High => high, Urgent => urgent }
    BillingStatus { Pending => billing_pending, Invoiced => invoiced, PartPaid => part_paid, Paid => paid }
    InstalmentStatus { Open => instalment_open, Invoiced => invoiced, Paid => paid }
    PhaseStatus { Waiting => phase_waiting, Active => phase_active, Complete => phase_complete }
    ItemAnswer { Open => open, Done => done, Problem => problem, NotApplicable => not_applicable }
    CrewReply { Asked => asked, Confirmed => confirmed, Declined => declined }
    StopKind { Pickup => pickup, Waypoint => waypoint, Stop => stop, DropOff => drop_off }
    TravelVerb { OnMyWay => on_my_way, Arrived => arrived, Start => start, Complete => complete }
    Weight { Normal => weight_normal, Important => important, Critical => critical }
}
