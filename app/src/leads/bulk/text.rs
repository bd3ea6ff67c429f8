//! Words of acting on several leads at once.

use shared::text::plural;

shared::catalog_bilingual! {
    one_lead { "1 lead" / "1 piste" }
    many_leads(n) { "{n} leads" / "{n} pistes" }
    export { "Export" / "Exporter" }
    move_them { "Move…" / "Déplacer…" }
    lose { "Mark lost…" / "Marquer perdues…" }
    plan { "Follow up…" / "Planifier…" }
    move_title(leads) { "Move {leads}" / "Déplacer {leads}" }
    move_body { "Each moves if it has what the stage asks for; the others stay where they are." / "Chacune est déplacée si elle a ce que l'étape demande; les autres restent où elles sont." }
    lose_title(leads) { "Mark {leads} lost" / "Marquer comme perdu : {leads}" }
    lose_body { "Each goes to the lost leads of its pipeline. It can be moved back." / "Chacune va parmi les pistes perdues de son pipeline. Elle peut en revenir." }
    plan_title(leads) { "Plan a next step for {leads}" / "Planifier une action pour {leads}" }
    plan_body { "The same step for each, beside what is planned already." / "La même action pour chacune, en plus de ce qui est déjà prévu." }
    stage_of(pipeline, stage) { "{pipeline}: {stage}" / "{pipeline} : {stage}" }
    choose_stage { "Choose a stage" / "Choisir une étape" }
    choose_reason { "Choose a reason" / "Choisir un motif" }
    wip_hint { "Asked for where the stage is full; it stays in the history." / "Demandé quand l'étape est pleine; reste dans l'historique." }
    do_move { "Move" / "Déplacer" }
    do_lose { "Mark lost" / "Marquer perdues" }
    do_plan { "Plan" / "Planifier" }
    moved(leads, stage) { "{leads} moved to {stage}" / "{leads} : maintenant à l'étape {stage}" }
    lost(leads) { "{leads} marked lost" / "Perdu : {leads}" }
    planned(leads, what) { "Planned for {leads}: {what}" / "Prévu pour {leads} : {what}" }
    other_pipeline { "It stands in another pipeline" / "Elle est dans un autre pipeline" }
    stage_full { "The stage is full and asks for a reason" / "L'étape est pleine et demande un motif" }
    not_done(n, all, why) { "{n} of {all} not done: {why}" / "Non faites : {n} sur {all}. {why}" }
    taken_back { "Taken back" / "Annulé" }
    not_undone(why) { "Not undone: {why}" / "L'annulation a échoué : {why}" }
    outcome_title(done, all) { "{done} of {all} done" / "Faites : {done} sur {all}" }
    outcome_body { "What could not be done changed nothing. The rest is done and stays so." / "Ce qui n'a pu être fait n'a rien changé. Le reste est fait et le demeure." }
    refused { "Not done" / "Non faites" }
    done { "Done" / "Faites" }
    again(leads) { "Try {leads} again" / "Réessayer {leads}" }
    close { "Close" / "Fermer" }
}

/// So many leads.
pub fn leads(n: usize) -> String {
    plural(n as u64, one_lead(), many_leads(n))
}
