//! Texts of acts on open offers, and of why a suggestion is dismissed.

use shared::assistant::DismissReason;

/// Why something was dismissed; as told in words alone without a choice.
pub fn because(of: Option<DismissReason>) -> String {
    match of {
        Some(DismissReason::NotNow) => not_now(),
        Some(DismissReason::DoneAlready) => done_already(),
        Some(DismissReason::CustomerWish) => customer_wish(),
        Some(DismissReason::NotTrue) => not_true(),
        Some(DismissReason::Other) => other(),
        None => unlisted(),
    }
}

shared::catalog_bilingual! {
    not_now { "Not now" / "Pas maintenant" }
    done_already { "Done already" / "Déjà fait" }
    customer_wish { "The customer wants it otherwise" / "Le client le veut autrement" }
    not_true { "What it rests on is not so" / "Ce sur quoi elle repose est inexact" }
    other { "Another reason" / "Une autre raison" }
    unlisted { "In words only" / "En mots seulement" }

    mail_to(to) { "To {to}" / "À {to}" }
    read_mail { "Read the mail" / "Lire le courriel" }
    mail_shown { "The mail, with its link made when it goes out" / "Le courriel; son lien est créé à l'envoi" }
    hold_until { "Last day it holds" / "Dernier jour de validité" }
    hold_until_hint { "At most until the trip begins. What the customer was promised is not shortened afterwards." / "Au plus jusqu'au début du voyage. Ce qui a été promis au client ne se raccourcit pas ensuite." }
    hold_open { "Hold it open" / "Prolonger" }

    why_not_lead { "Both may stay empty. What is said here helps to decide which suggestions are worth making." / "Les deux peuvent rester vides. Ce qui est dit ici aide à choisir les suggestions utiles." }
    no_reason { "No reason" / "Sans raison" }
    in_words { "In your words" / "En vos mots" }
    dismiss_it { "Dismiss it" / "Ignorer" }

    why_dismissed { "Why they were dismissed" / "Pourquoi elles ont été ignorées" }
}
