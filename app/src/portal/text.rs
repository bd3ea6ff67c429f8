//! Texts of the portal.

shared::catalog_bilingual! {
    home { "Home" / "Accueil" }
    hello(name) { "Hello {name}" / "Bonjour {name}" }
    next_step { "Your next step" / "Votre prochaine étape" }
    next_running { "The work is under way" / "Le travail est en cours" }
    next_booked { "You are booked" / "Votre réservation est confirmée" }
    next_quote { "A quote waits for your answer" / "Une soumission attend votre réponse" }
    next_quote_how { "Open the link in our e-mail to read, sign and accept it." / "Ouvrez le lien de notre courriel pour la lire, la signer et l'accepter." }
    nothing_title { "Nothing is planned" / "Rien n'est prévu" }
    nothing_body { "When you book with us, you follow the work here." / "Lorsque vous réservez, vous suivez le travail ici." }
    follow { "Follow the work" / "Suivre le travail" }
    see_booking { "See the booking" / "Voir la réservation" }
    jobs { "Your bookings" / "Vos réservations" }
    jobs_empty { "No bookings yet" / "Aucune réservation" }
    quotes { "Your quotes" / "Vos soumissions" }
    quotes_empty { "No quotes yet" / "Aucune soumission" }
    progress(done, all) { "{done} of {all} stages done" / "{done} étapes terminées sur {all}" }
    stages { "How the work goes" / "Déroulement du travail" }
    places { "Where" / "Lieux" }
    crew { "Your crew" / "Votre équipe" }
    crew_empty { "Your crew is named before the day" / "Votre équipe sera connue avant le jour même" }
    photos { "Photos" / "Photos" }
    photos_empty { "Photos of the work appear here as they are taken" / "Les photos du travail paraissent ici à mesure" }
    photo { "Photo of the work" / "Photo du travail" }
    price { "Price" / "Prix" }
    when { "When" / "Quand" }
    no_date { "Date to be set" / "Date à déterminer" }
    started(time) { "Started {time}" / "Commencée à {time}" }
    finished(time) { "Done {time}" / "Terminée à {time}" }
    pickup { "Pickup" / "Cueillette" }
    waypoint { "By way of" / "Via" }
    stop { "Stop" / "Arrêt" }
    drop_off { "Drop-off" / "Livraison" }
    on_my_way(time) { "On the way since {time}" / "En route depuis {time}" }
    arrived(time) { "Arrived {time}" / "Arrivés à {time}" }
    began(time) { "Began {time}" / "Commencé à {time}" }
    completed(time) { "Completed {time}" / "Terminé à {time}" }

    status_requested { "Requested" / "Demandée" }
    status_booked { "Booked" / "Réservée" }
    status_in_progress { "Under way" / "En cours" }
    status_completed { "Completed" / "Terminée" }
    status_cancelled { "Cancelled" / "Annulée" }
    quote_waiting { "Waiting for you" / "En attente de vous" }
    quote_accepted { "Accepted" / "Acceptée" }
    quote_declined { "Declined" / "Refusée" }
    quote_expired { "Expired" / "Expirée" }
    quote_withdrawn { "Withdrawn" / "Retirée" }

    enter_title { "Open your bookings" / "Ouvrir vos réservations" }
    enter_hello(name, organization) { "Hello {name}. {organization} keeps your bookings here." / "Bonjour {name}. {organization} garde vos réservations ici." }
    enter_button { "Open my bookings" / "Ouvrir mes réservations" }
    enter_gone_title { "This link no longer works" / "Ce lien ne fonctionne plus" }
    enter_gone { "Links are good for 14 days. Ask the company that sent it for a new one." / "Les liens sont valides 14 jours. Demandez-en un nouveau à l'entreprise qui l'a envoyé." }
    login_title { "Customer login" / "Espace client" }
    login_how { "Your bookings open by a link we mail you. There is no password to remember." / "Vos réservations s'ouvrent par un lien envoyé par courriel. Aucun mot de passe à retenir." }
    login_email { "E-mail" / "Courriel" }
    login_send { "Send me a link" / "Envoyez-moi un lien" }
    login_sent { "If this address has bookings with us, a link is on its way." / "Si cette adresse a des réservations chez nous, un lien est en route." }
    login_company { "Company" / "Entreprise" }
    login_company_hint { "The short name at the end of the company's booking address" / "Le nom court à la fin de l'adresse de réservation" }
}
