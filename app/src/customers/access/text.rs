//! Words of a person's access to the portal.

shared::catalog_bilingual! {
    nobody { "No portal access" / "Aucun accès au portail" }
    since_booking(date) { "Portal access since {date}, with a booking" / "Accès au portail depuis le {date}, avec une réservation" }
    since_given(date, name) { "Portal access since {date}, given by {name}" / "Accès au portail depuis le {date}, donné par {name}" }
    last_seen(moment) { "last logged in {moment}" / "dernière connexion : {moment}" }
    ended(date, name) { "Portal access taken away on {date} by {name}" / "Accès au portail retiré le {date} par {name}" }
    asked(moment) { "Asked to be let in again: {moment}" / "A demandé à retrouver son accès : {moment}" }
    give { "Give portal access" / "Donner accès au portail" }
    give_to(name) { "Give portal access to {name}" / "Donner accès au portail à {name}" }
    given(name) { "The way into the portal is mailed to {name}" / "L'accès au portail est envoyé à {name} par courriel" }
    give_back { "Give access back" / "Rendre l'accès" }
    give_back_to(name) { "Give access back to {name}" / "Rendre l'accès à {name}" }
    send { "Send a link" / "Envoyer un lien" }
    send_to(name) { "Send a link to {name}" / "Envoyer un lien à {name}" }
    take { "Take access away" / "Retirer l'accès" }
    take_from(name) { "Take access away from {name}" / "Retirer l'accès à {name}" }
    take_title(name) { "Take portal access away from {name}?" / "Retirer l'accès au portail à {name}?" }
    take_why {
        "Every device of theirs is logged out at once, pages they have open stop following, and no link to the portal mailed to them lets anybody in. Quotes stay open by their own links. Only somebody of the office gives access back." /
        "Tous ses appareils sont déconnectés aussitôt, ses pages ouvertes ne se mettent plus à jour, et aucun lien vers le portail envoyé par courriel ne laisse plus entrer personne. Les soumissions restent accessibles par leurs propres liens. Seul le bureau peut rendre l'accès."
    }
    taken(name) { "Portal access taken away from {name}" / "Accès au portail retiré à {name}" }
}
