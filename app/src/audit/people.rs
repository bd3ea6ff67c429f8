//! Events about a person at a customer, told with the name they keep. A sentence does not begin with the name: names need
//! not begin with a capital, by which a stream tells sentences from phrases.

shared::catalog_bilingual! {
    added(name) { "A person was added: {name}" / "Personne ajoutée : {name}" }
    edited(name) { "A person was changed: {name}" / "Personne modifiée : {name}" }
    removed(name) { "A person was taken off: {name}" / "Personne retirée : {name}" }
    restored(name) { "A person was put back: {name}" / "Personne rétablie : {name}" }
    preferences(name) { "What {name} lets us write to them was changed" / "Ce que nous pouvons écrire à {name} a changé" }
    withheld(name) { "A message was not sent, for {name} does not want it" / "Message non envoyé, {name} n'en veut pas" }
    granted(name) { "Access to the portal was given to {name}" / "Accès au portail donné à {name}" }
    ended(name) { "Access to the portal was taken away from {name}" / "Accès au portail retiré à {name}" }
    given_back(name) { "Access to the portal was given back to {name}" / "Accès au portail rendu à {name}" }
    link_sent(name) { "A link to the portal was mailed to {name}" / "Lien vers le portail envoyé à {name}" }
    kept_out(name) {
        "A booking left {name} without the access to the portal that was taken away" /
        "Réservation faite sans rendre à {name} l'accès au portail qui lui avait été retiré"
    }
}

/// What an event says of the person it is about; none for events of other kinds, and those that name nobody.
pub(super) fn told(kind: &str, name: &str) -> Option<String> {
    if name.is_empty() {
        return None;
    }
    Some(match kind {
        "customers.contact_added" => added(name),
        "customers.contact_edited" => edited(name),
        "customers.contact_removed" => removed(name),
        "customers.contact_restored" => restored(name),
        "customers.preferences_edited" => preferences(name),
        "customers.message_withheld" => withheld(name),
        "portal.granted" => granted(name),
        "portal.ended" => ended(name),
        "portal.given_back" => given_back(name),
        "portal.link_sent" => link_sent(name),
        "portal.kept_out" => kept_out(name),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use shared::text::{Locale, with_locale};

    use super::told;

    #[test]
    fn whom_an_event_is_about_is_named_where_it_keeps_the_name() {
        assert_eq!(told("customers.contact_added", "Ingrid Lind").as_deref(), Some("A person was added: Ingrid Lind"));
        let in_french = with_locale(Locale::Fr, || told("portal.granted", "Ingrid Lind"));
        assert_eq!(in_french.as_deref(), Some("Accès au portail donné à Ingrid Lind"));
        assert_eq!(told("customers.contact_added", ""), None, "one of former days");
        assert_eq!(told("customers.archived", "Harbour Dental"), None, "it is on the page of the customer");
    }
}
