//! What this room says when it refuses, and why a lead went to somebody, in both languages.

shared::catalog_bilingual! {
    converted { "This lead was converted already." / "Cette piste a déjà été convertie." }
    other_service {
        "Its quote is for another service: choose a pipeline of the same service." /
        "Sa soumission est pour un autre service : choisissez un pipeline du même service."
    }
    stage_full(stage, limit) {
        "{stage} is full: it takes {limit} leads." /
        "L'étape {stage} est pleine. Nombre maximal de pistes : {limit}."
    }
    needs_acceptance { "A lead is won when its quote is accepted." / "Une piste est gagnée quand sa soumission est acceptée." }
    lead_in_archived {
        "The pipeline of this lead is archived: move the lead to another one." /
        "Le pipeline de cette piste est archivé : déplacez la piste vers un autre."
    }
    too_many_pipelines(most) {
        "There can be {most} pipelines at most, archived ones among them." /
        "Il peut y avoir au plus {most} pipelines, y compris ceux qui sont archivés."
    }
    pipeline_archived { "This pipeline is archived: take it into use first." / "Ce pipeline est archivé : remettez-le d'abord en service." }
    default_pipeline {
        "Leads of its service come into this pipeline. Make another one the default first." /
        "Les pistes de son service arrivent dans ce pipeline. Faites d'abord d'un autre le pipeline par défaut."
    }
    pipeline_holds_leads(pipeline, open) {
        "There are open leads in {pipeline}: {open}. Move or close them first." /
        "Pistes ouvertes dans {pipeline} : {open}. Déplacez-les ou fermez-les d'abord."
    }
    pipeline_changed(pipeline) {
        "{pipeline} was changed elsewhere meanwhile. Look at it and try again." /
        "{pipeline} a été modifié ailleurs entre-temps. Vérifiez-le et réessayez."
    }
    moved_just_now {
        "A lead was moved into this stage just now. Look at it and try again." /
        "Une piste vient d'être déplacée vers cette étape. Vérifiez-la et réessayez."
    }
    too_many_stages(most) { "A pipeline has {most} stages at most." / "Un pipeline compte au plus {most} étapes." }
    stage_holds_leads(stage, open) {
        "There are open leads in {stage}: {open}. Say where they go." /
        "Pistes ouvertes à l'étape {stage} : {open}. Indiquez où elles vont."
    }
    visit_over { "This visit has ended already." / "Cette visite est déjà terminée." }
    visit_changed {
        "Somebody changed this visit meanwhile. Look at it again." /
        "Quelqu'un a modifié cette visite entre-temps. Vérifiez-la de nouveau."
    }
    already_read { "This form was read into a lead already." / "Ce formulaire a déjà donné une piste." }
    outrun(by, ago, stage) {
        "{by} changed this {ago} ago. It stands in {stage} now." /
        "{by} a modifié ceci il y a {ago}. La piste est maintenant à l'étape {stage}."
    }
    lost_already { "This lead is lost already." / "Cette piste est déjà perdue." }
    no_lost_stage { "Its pipeline has no stage for lost leads." / "Son pipeline n'a pas d'étape pour les pistes perdues." }
    owner_of_customer(customer) { "Owner of the customer {customer}" / "Responsable du client {customer}" }
    to_deputy(customer, absent, deputy) {
        "Existing customer {customer}: owner {absent}, given to deputy {deputy}" /
        "Client existant {customer} : responsable {absent}, confiée au remplaçant {deputy}"
    }
    owner_absent(customer, absent, then) {
        "Existing customer {customer}: owner {absent}. {then}" /
        "Client existant {customer} : responsable {absent}. {then}"
    }
    deputy { "deputy" / "remplaçant" }
    is_gone { "is gone" / "parti" }
    taken_up(name) { "Taken up by {name}" / "Prise par {name}" }
    given_by(name, by) { "Given to {name} by {by}" / "Confiée à {name} par {by}" }
    entered(name) { "Entered by {name}" / "Saisie par {name}" }
    returned(name, minutes, then) {
        "{name} did not get to it within {minutes} minutes of work. {then}" /
        "Délai de {minutes} min de travail dépassé pour {name}. {then}"
    }

    name { "name" / "nom" }
    company { "company" / "entreprise" }
    email { "e-mail" / "courriel" }
    phone { "phone" / "téléphone" }
    service_line { "service" / "service" }
    wanted_on { "wanted date" / "date souhaitée" }
    origin { "origin" / "départ" }
    destination { "destination" / "destination" }
    passengers { "passengers" / "passagers" }
    vehicle_type { "kind of vehicle" / "type de véhicule" }
    notes { "notes" / "notes" }
    wrong_field(field, problem) { "{field}: {problem}" / "{field} : {problem}" }
}

/// A field of a form as people call it; one of an organization's own, or of no form, by its key.
pub(super) fn field(key: &str) -> String {
    match key {
        "name" => name(),
        "company" => company(),
        "email" => email(),
        "phone" => phone(),
        "service_line" => service_line(),
        "wanted_on" => wanted_on(),
        "origin" => origin(),
        "destination" => destination(),
        "passengers" => passengers(),
        "vehicle_type" => vehicle_type(),
        "notes" => notes(),
        key => key.to_owned(),
    }
}
