//! Words of customers that are put away, of people taken off them, and of why two records look alike.

use shared::customers::MatchReason;

shared::catalog_bilingual! {
    archive { "Archive" / "Archiver" }
    archived(name) { "{name} archived" / "{name} archivé" }
    restore { "Restore" / "Restaurer" }
    restored(name) { "{name} restored" / "{name} restauré" }
    is_archived { "This customer is archived" / "Ce client est archivé" }
    is_archived_by(name, date) {
        "Archived by {name} on {date}. It is out of lists and searches, and nothing new is begun for it." /
        "Archivé par {name} le {date}. Il ne paraît plus dans les listes ni les recherches, et rien de nouveau n'est commencé pour lui."
    }
    only_archived { "Archived" / "Archivés" }
    remove_person(name) { "Remove {name}" / "Retirer {name}" }
    person_removed(name) { "{name} removed" / "Personne retirée : {name}" }
    removed_people { "Removed in the last 30 days" / "Retirées au cours des 30 derniers jours" }
    removed_by(name, date) { "by {name}, {date}" / "par {name}, {date}" }
    restore_person(name) { "Put {name} back" / "Remettre {name}" }
    same_email { "same e-mail address" / "même adresse courriel" }
    same_phone { "same phone number" / "même numéro de téléphone" }
    similar_name { "similar name" / "nom semblable" }
    alike_for(reasons) { "Why: {reasons}." / "Pourquoi : {reasons}." }
}

/// Why two records look alike, in one sentence.
pub fn reasons(reasons: &[MatchReason]) -> String {
    let words = reasons.iter().map(|reason| match reason {
        MatchReason::SameEmail => same_email(),
        MatchReason::SamePhone => same_phone(),
        MatchReason::SimilarName => similar_name(),
    });
    alike_for(words.collect::<Vec<_>>().join(", "))
}
