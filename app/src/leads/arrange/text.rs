//! Texts of arranging pipelines.

shared::catalog_bilingual! {
    add_pipeline { "Add pipeline" / "Ajouter un pipeline" }
    pipeline_added(name) { "Pipeline {name} added" / "Pipeline {name} ajouté" }
    stages_from { "Stages" / "Étapes" }
    stages_from_hint { "Everything can be changed afterwards" / "Tout peut être modifié ensuite" }
    usual_stages { "The usual ones" / "Les étapes habituelles" }
    as_in(name) { "As in {name}" / "Comme dans {name}" }
    archived_name(name) { "{name} (archived)" / "{name} (archivé)" }
    default_chip { "Takes new leads" / "Reçoit les nouvelles pistes" }
    archived_chip { "Archived" / "Archivé" }
    change_pipeline(name) { "Change {name}" / "Modifier {name}" }
    rename { "Rename" / "Renommer" }
    rename_pipeline(name) { "Rename {name}" / "Renommer {name}" }
    renamed(name) { "Renamed to {name}" / "Renommé en {name}" }
    make_default { "Let it take new leads" / "Y diriger les nouvelles pistes" }
    make_default_about(line) { "All new leads of {line} that name no stage" / "Toutes les nouvelles pistes de {line} sans étape précisée" }
    preferred(name) { "New leads go to {name}" / "Les nouvelles pistes vont dans {name}" }
    archive { "Archive" / "Archiver" }
    default_stays { "It takes the new leads of its service" / "Il reçoit les nouvelles pistes de son service" }
    pipeline_archived(name) { "{name} is archived" / "{name} est archivé" }
    restore { "Take into use again" / "Remettre en service" }
    restored(name) { "{name} is in use again" / "{name} est de nouveau en service" }
    add_stage { "Add stage" / "Ajouter une étape" }
    stage_added(name) { "Stage {name} added" / "Étape {name} ajoutée" }
    counts_as { "Counts as" / "Compte comme" }
    counts_as_hint { "Leads in it count as this in lists and reports" / "Les pistes de cette étape comptent ainsi dans les listes et les rapports" }
    counts_as_status(status) { "counts as {status}" / "compte comme {status}" }
    asks_no_more(fields) { "asks no more for {fields} (archived)" / "ne demande plus {fields} (archivé)" }
    archived_field { "Archived: it is not asked for" / "Archivé : il n'est plus demandé" }
    by_now(news) { "By now: {news}." / "Maintenant : {news}." }
    is_now(what, now) { "{what}: {now}" / "{what} : {now}" }
    nothing_set { "none" / "aucun" }
    on { "on" / "activé" }
    off { "off" / "désactivé" }
    kept { "What you entered is kept and can be sent again." / "Votre saisie est conservée et peut être envoyée de nouveau." }
    at_odds(percent) { "odds {percent}" / "probabilité {percent}" }
    stalls(time) { "stalls after {time}" / "bloquée après {time}" }
    earlier(name) { "Move {name} up" / "Monter {name}" }
    later(name) { "Move {name} down" / "Descendre {name}" }
    edit_stage(name) { "Edit {name}" / "Modifier {name}" }
    remove_stage(name) { "Remove {name}" / "Retirer {name}" }
    remove { "Remove" / "Retirer" }
    stage_removed(name) { "Stage {name} removed" / "Étape {name} retirée" }
    remove_about { "Nothing comes to stand in it any more. The history of leads keeps its name." / "Plus rien n'y entre. L'historique des pistes conserve son nom." }
    its_leads_go_to { "Its leads go to" / "Ses pistes vont à" }
    holds(n) { "Open leads in it: {n}" / "Pistes ouvertes : {n}" }
    stage_at(name, n) { "{name} is now number {n}" / "{name} est maintenant en position {n}" }
    order_rule { "Stages stand in the order of what they count as" / "Les étapes suivent l'ordre de ce pour quoi elles comptent" }
    put_back { "Put back" / "Remis en place" }
    order_hint { "Drag a stage, or use its arrows. Stages stand in the order of what they count as." / "Glissez une étape ou utilisez ses flèches. Les étapes suivent l'ordre de ce pour quoi elles comptent." }
    other_pipeline { "Move to another pipeline" / "Déplacer vers un autre pipeline" }
    no_other_pipeline { "There is no other pipeline" / "Il n'y a pas d'autre pipeline" }
    no_other_about { "Pipelines are added in the settings." / "On ajoute des pipelines dans les réglages." }
    pipeline { "Pipeline" / "Pipeline" }
    stage { "Stage" / "Étape" }
    move_it { "Move" / "Déplacer" }
    service_follows(line) { "The lead becomes one of {line}" / "La piste passe à {line}" }
    relocated(pipeline, stage) { "Moved to {stage} of {pipeline}" / "Déplacée vers {stage} de {pipeline}" }
}
