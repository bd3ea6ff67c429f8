//! Words that belong to an offer wherever it is shown, and the consent text a signer agrees to.

use super::{LinkState, QuoteStatus, TripType};

crate::catalog_bilingual! {
    draft { "Draft" / "Brouillon" }
    sent { "Sent" / "Envoyée" }
    viewed { "Viewed" / "Consultée" }
    accepted { "Accepted" / "Acceptée" }
    declined { "Declined" / "Refusée" }
    expired { "Expired" / "Expirée" }
    withdrawn { "Withdrawn" / "Retirée" }
    open { "Open" / "Ouverte" }
    locked { "Locked" / "Verrouillée" }
    superseded { "Replaced" / "Remplacée" }

    confirm_crew(number) { "Confirm the crew for {number}" / "Confirmer l'équipe pour {number}" }
    collect_deposit(amount, number) { "Collect {amount} due on acceptance of {number}" / "Encaisser {amount} exigible à l'acceptation de {number}" }

    one_way { "One way" / "Aller simple" }
    round_trip { "Round trip" / "Aller-retour" }
    overnight { "Overnight" / "Avec nuitée" }
    multi_day { "Several days" / "Plusieurs jours" }
    local { "Local" / "Local" }
    shuttle { "Shuttle" / "Navette" }
    event { "Event" / "Événement" }

    consent(name, number, revision, total) {
        "I, {name}, accept quote {number} version {revision} for {total} and its terms, and agree to sign electronically." /
        "Je soussigné, {name}, accepte la soumission {number} version {revision} au montant de {total} ainsi que ses conditions, et je consens à signer électroniquement."
    }
    total_changed(seen, now) {
        "The total is {now} now, not {seen}: the customer's taxes or terms, their prices or the day changed meanwhile. Look at it and try again." /
        "Le total est maintenant de {now} et non de {seen} : les taxes, les conditions ou les prix du client, ou la date, ont changé entre-temps. Vérifiez-le et réessayez."
    }
    online_without_quote(total, why) {
        "Worked out online: {total}. No quote was made of it. {why}" /
        "Calculé en ligne : {total}. Aucune soumission n'en a été faite. {why}"
    }
    online_price_changed(total) { "The price is {total} by now." / "Le prix est maintenant de {total}." }
    /// A message that somebody sends from their own telephone.
    handed_over(name, number, company, link) {
        "Hello {name}, here is your quote {number} from {company}: {link}" /
        "Bonjour {name}, voici votre soumission {number} de {company} : {link}"
    }
    /// What a signer consents to. A change of it takes a new [`CONSENT_VERSION`](super::CONSENT_VERSION), and the words of the
    /// former one stay.
    disclosure(company) {
        "By agreeing you consent to receive and sign this document electronically, confirm that you can open, save and print it, and agree that your electronic signature has the same effect as a handwritten one. The consent covers this quote only. You can ask {company} for a paper copy at no charge, or withdraw your consent before signing, by calling or writing; the agreement is then made on paper. You need a current browser, a PDF reader, e-mail and a place to keep files. Tell {company} if your e-mail address or phone number changes." /
        "En acceptant, vous consentez à recevoir et à signer ce document par voie électronique, confirmez pouvoir l'ouvrir, l'enregistrer et l'imprimer, et convenez que votre signature électronique a la même valeur qu'une signature manuscrite. Le consentement ne vise que cette soumission. Vous pouvez demander à {company} une copie papier sans frais, ou retirer votre consentement avant de signer, par téléphone ou par écrit; l'entente se fait alors sur papier. Il vous faut un navigateur à jour, un lecteur PDF, une adresse courriel et un endroit où conserver des fichiers. Signalez à {company} tout changement de votre adresse courriel ou de votre numéro de téléphone."
    }
    /// As it was in the version of this name.
    disclosure_2026_11_2(company) {
        "By agreeing you consent to receive and sign this document electronically, confirm that you can open, save and print it, and agree that your electronic signature has the same effect as a handwritten one. The consent covers this quote only. You can ask {company} for a paper copy at no charge, or withdraw your consent before signing, by calling or writing; the agreement is then made on paper. You need a current browser, a PDF reader, e-mail and a place to keep files. Tell {company} if your e-mail address or phone number changes." /
        "En acceptant, vous consentez à recevoir et à signer ce document par voie électronique, confirmez pouvoir l'ouvrir, l'enregistrer et l'imprimer, et convenez que votre signature électronique a la même valeur qu'une signature manuscrite. Le consentement ne vise que cette soumission. Vous pouvez demander à {company} une copie papier sans frais, ou retirer votre consentement avant de signer, par téléphone ou par écrit; l'entente se fait alors sur papier. Il vous faut un navigateur à jour, un lecteur PDF, une adresse de courriel et un endroit où conserver des fichiers. Signalez à {company} tout changement de votre adresse de courriel ou de votre numéro de téléphone."
    }
}

/// The word for a state.
pub fn status(status: QuoteStatus) -> String {
    match status {
        QuoteStatus::Draft => draft(),
        QuoteStatus::Sent => sent(),
        QuoteStatus::Viewed => viewed(),
        QuoteStatus::Accepted => accepted(),
        QuoteStatus::Declined => declined(),
        QuoteStatus::Expired => expired(),
        QuoteStatus::Withdrawn => withdrawn(),
    }
}

/// The word for what a link opens.
pub fn link(state: LinkState) -> String {
    match state {
        LinkState::Open => open(),
        LinkState::Locked => locked(),
        LinkState::Accepted => accepted(),
        LinkState::Declined => declined(),
        LinkState::Expired => expired(),
        LinkState::Withdrawn => withdrawn(),
        LinkState::Superseded => superseded(),
    }
}

/// The word for the shape of a trip.
pub fn trip(trip: TripType) -> String {
    match trip {
        TripType::OneWay => one_way(),
        TripType::RoundTrip => round_trip(),
        TripType::Overnight => overnight(),
        TripType::MultiDay => multi_day(),
        TripType::Local => local(),
        TripType::Shuttle => shuttle(),
        TripType::Event => event(),
    }
}
