//! What this room says when it refuses, in both languages.

shared::catalog_bilingual! {
    already_quoted { "This lead has a quote already" / "Cette piste a déjà une soumission" }
    not_a_draft {
        "This revision has been sent. Begin a new one to change it" /
        "Cette version a été envoyée. Commencez-en une nouvelle pour la modifier"
    }
    not_revisable {
        "Only an offer that went out and was not accepted can be revised" /
        "Seule une offre envoyée et non acceptée peut être révisée"
    }
    closed { "This offer is closed already" / "Cette offre est déjà fermée" }
    not_sent { "This revision has not been sent yet" / "Cette version n'a pas encore été envoyée" }
    reminded_lately { "The customer was reminded within the last day" / "Le client a déjà été relancé au cours des dernières 24 heures" }
    no_link { "The link of this offer was switched off" / "Le lien de cette offre a été désactivé" }
    no_address { "The contact has no e-mail address" / "Cette personne n'a pas d'adresse courriel" }
    begins_then {
        "The trip begins then: it cannot be bought later" /
        "Le trajet commence à ce moment : l'offre ne peut pas être acceptée plus tard"
    }
    holds_already { "It holds as long as that already" / "L'offre est déjà valide jusque-là" }
    too_late(most) { "An offer holds {most} days at most" / "Une offre est valide au plus {most} jours" }
    nothing_to_approve { "This price needs no approval" / "Ce prix n'a pas besoin d'approbation" }
    expired { "This quote has expired" / "Cette soumission est expirée" }
    withdrawn { "This quote was withdrawn" / "Cette soumission a été retirée" }
    declined { "This quote was declined" / "Cette soumission a été refusée" }
    superseded { "There is a newer version of this quote" / "Il existe une version plus récente de cette soumission" }
    not_acceptable { "This quote cannot be accepted" / "Cette soumission ne peut pas être acceptée" }
    other_total { "The total differs from the one that was shown" / "Le total diffère de celui qui était affiché" }
    not_offered {
        "This choice comes to no price that can be booked. Please ask us for another offer" /
        "Ce choix ne donne aucun prix qui puisse être réservé. Demandez-nous une autre offre"
    }
    already_accepted { "This quote has been accepted already" / "Cette soumission a déjà été acceptée" }
    changed { "Somebody changed this quote meanwhile" / "Quelqu'un a modifié cette soumission entre-temps" }
    sent_already { "This revision has been sent already" / "Cette version a déjà été envoyée" }
    price_changed {
        "The price changed while this was sent. The visitor was shown the new one." /
        "Le prix a changé pendant l'envoi. Le nouveau a été présenté au visiteur."
    }
}
