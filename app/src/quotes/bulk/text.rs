//! Words of acting on several quotes at once.

use shared::text::plural;

shared::catalog_bilingual! {
    one_quote { "1 quote" / "1 soumission" }
    many_quotes(n) { "{n} quotes" / "{n} soumissions" }
    export { "Export" / "Exporter" }
    give { "Give to…" / "Confier à…" }
    remind { "Remind…" / "Relancer…" }
    extend { "Extend…" / "Prolonger…" }
    withdraw { "Mark lost…" / "Marquer perdues…" }
    give_title(quotes) { "Give {quotes} to a colleague" / "Confier {quotes} à un collègue" }
    give_body { "Whose they were and whose they become are told by mail." / "Les responsables, anciens et nouveaux, en sont avisés par courriel." }
    remind_title(quotes) { "Remind the customers of {quotes}" / "Relancer les clients de {quotes}" }
    remind_body { "Each gets the link of the offer once more, at the address it was sent to. Only open offers are sent, and each once a day." / "Chacun reçoit de nouveau le lien de l'offre, à l'adresse où elle est allée. Seules les offres ouvertes sont envoyées, et chacune une fois par jour." }
    extend_title(quotes) { "Let {quotes} hold longer" / "Prolonger {quotes}" }
    extend_body { "Only open offers hold longer, and none longer than until its trip begins. Prices stay as they are." / "Seules les offres ouvertes sont prolongées, et aucune au-delà du début de son trajet. Les prix ne changent pas." }
    withdraw_title(quotes) { "Mark {quotes} lost" / "Marquer comme perdu : {quotes}" }
    withdraw_body { "Open offers are taken back: their links say so. Drafts are closed. A new revision can be begun later." / "Les offres ouvertes sont retirées : leurs liens le disent. Les brouillons sont fermés. Une nouvelle version peut être commencée plus tard." }
    member { "Colleague" / "Collègue" }
    choose_member { "Choose a colleague" / "Choisir un collègue" }
    message { "Note in the mail" / "Note dans le courriel" }
    until { "Holds until the end of" / "Valable jusqu'à la fin du" }
    reason { "Why they are lost" / "Pourquoi elles sont perdues" }
    do_give { "Give" / "Confier" }
    do_remind { "Send reminders" / "Envoyer les relances" }
    do_extend { "Extend" / "Prolonger" }
    do_withdraw { "Mark lost" / "Marquer perdues" }
    given(quotes, name) { "{quotes} given to {name}" / "{quotes} : maintenant à {name}" }
    reminded(quotes) { "Reminded of {quotes}" / "Relances envoyées : {quotes}" }
    extended(quotes) { "{quotes} extended" / "Prolongation : {quotes}" }
    withdrawn(quotes) { "{quotes} marked lost" / "Perdu : {quotes}" }
    outcome_title(done, all) { "{done} of {all} done" / "Faites : {done} sur {all}" }
    outcome_body { "What could not be done changed nothing. The rest is done and stays so." / "Ce qui n'a pu être fait n'a rien changé. Le reste est fait et le demeure." }
    refused { "Not done" / "Non faites" }
    done { "Done" / "Faites" }
    again(quotes) { "Try {quotes} again" / "Réessayer {quotes}" }
    close { "Close" / "Fermer" }
    more_actions { "More actions" / "Autres actions" }
}

/// So many quotes.
pub fn quotes(n: usize) -> String {
    plural(n as u64, one_quote(), many_quotes(n))
}
