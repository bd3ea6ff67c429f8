//! Texts of the portal.

shared::catalog_bilingual! {
    home { "Home" / "Accueil" }
    hello(name) { "Hello {name}" / "Bonjour {name}" }
    moving_day(name) { "It’s moving day, {name}" / "C'est le jour du déménagement, {name}" }
    trip_day(name) { "Today is the day, {name}" / "C'est le grand jour, {name}" }
    answer_by(date) { "Answer by {date}" / "Répondez d'ici le {date}" }
    read_quote(title) { "Read your quote: {title}" / "Consultez votre soumission : {title}" }
    open_quote { "Read and answer" / "Consulter et répondre" }
    total { "Total, with tax" / "Total, taxes comprises" }
    documents { "Documents" / "Documents" }
    signed_quote { "Signed quote" / "Soumission signée" }
    see_all(n) { "See all {n}" / "Voir les {n}" }
    live { "Live" / "En direct" }
    now_planned { "You are booked" / "Votre réservation est confirmée" }
    now_on_the_way { "Your crew is on the way" / "Votre équipe est en route" }
    now_arrived { "Your crew has arrived" / "Votre équipe est arrivée" }
    now_working { "Your crew is at work" / "Votre équipe est au travail" }
    now_stop_done { "One stop is done" / "Un arrêt est terminé" }
    now_done { "All done, thank you" / "Tout est terminé, merci" }
    now_cancelled { "This booking was cancelled" / "Cette réservation a été annulée" }
    since_to(time, place) { "Since {time}, to {place}" / "Depuis {time}, vers {place}" }
    since_at(time, place) { "Since {time}, at {place}" / "Depuis {time}, à {place}" }
    at_place(time, place) { "At {time}, {place}" / "À {time}, {place}" }
    window(place, times) { "Next stop: {place}, {times}" / "Prochain arrêt : {place}, {times}" }
    stage_done { "done" / "terminée" }
    stage_now { "under way" / "en cours" }
    stage_next { "to come" / "à venir" }
    price_total { "As accepted, with tax" / "Tel qu'accepté, taxes comprises" }
    nav_jobs { "Bookings" / "Réservations" }
    nav_quotes { "Quotes" / "Soumissions" }
    theme { "Light or dark" / "Clair ou sombre" }
    other_language { "Français" / "English" }
    looks { "Who looked at your bookings" / "Qui a consulté vos réservations" }
    looks_lead(organization) { "When somebody at {organization} opens this site as you see it, they give a reason and cannot change anything." / "Lorsqu'une personne de {organization} ouvre ce site tel que vous le voyez, elle indique un motif et ne peut rien modifier." }
    looks_empty { "Nobody has looked at your bookings as you" / "Personne n'a consulté vos réservations à votre place" }
    look_by(who, contact) { "{who}, as {contact}" / "{who}, au nom de {contact}" }
    next_step { "Your next step" / "Votre prochaine étape" }
    next_running { "The work is under way" / "Le travail est en cours" }
    nothing_title { "Nothing is planned" / "Rien n'est prévu" }
    nothing_body { "When you book with us, you follow the work here." / "Lorsque vous réservez, vous suivez le travail ici." }
    see_booking { "See the booking" / "Voir la réservation" }
    jobs { "Your bookings" / "Vos réservations" }
    jobs_empty { "No bookings yet" / "Aucune réservation" }
    quotes { "Your quotes" / "Vos soumissions" }
    quotes_empty { "No quotes yet" / "Aucune soumission" }
    progress(done, all) { "{done} of {all} stages done" / "Étapes terminées : {done} sur {all}" }
    stages { "How the work goes" / "Déroulement du travail" }
    places { "Where" / "Lieux" }
    crew { "Your crew" / "Votre équipe" }
    crew_empty { "Your crew is named before the day" / "Votre équipe vous sera présentée avant le jour prévu" }
    photos { "Photos" / "Photos" }
    photos_empty { "Photos of the work appear here as they are taken" / "Les photos du travail paraissent ici au fur et à mesure" }
    photo { "Photo of the work" / "Photo du travail" }
    price { "Price" / "Prix" }
    no_date { "Date to be set" / "Date à déterminer" }
    pickup { "Pickup" / "Prise en charge" }
    waypoint { "By way of" / "Via" }
    stop { "Stop" / "Arrêt" }
    drop_off { "Drop-off" / "Destination" }
    on_my_way(time) { "On the way since {time}" / "En route depuis {time}" }
    arrived(time) { "Arrived {time}" / "Arrivée à {time}" }
    began(time) { "Began {time}" / "Commencé à {time}" }
    completed(time) { "Completed {time}" / "Terminé à {time}" }

    status_requested { "Requested" / "Demandée" }
    status_booked { "Booked" / "Réservée" }
    status_in_progress { "Under way" / "En cours" }
    status_completed { "Completed" / "Terminée" }
    status_cancelled { "Cancelled" / "Annulée" }
    quote_waiting { "Waiting for you" / "Attend votre réponse" }
    quote_accepted { "Accepted" / "Acceptée" }
    quote_declined { "Declined" / "Refusée" }
    quote_expired { "Expired" / "Expirée" }
    quote_withdrawn { "Withdrawn" / "Retirée" }

    enter_title { "Open your bookings" / "Ouvrir vos réservations" }
    enter_hello(name, organization) { "Hello {name}. Your bookings and quotes with {organization} are one step away." / "Bonjour {name}. Vos réservations et soumissions chez {organization} sont à un pas." }
    enter_button { "Open my bookings" / "Ouvrir mes réservations" }
    enter_gone_title { "This link no longer works" / "Ce lien ne fonctionne plus" }
    enter_gone { "Links are good for 14 days. We gladly mail you a new one." / "Les liens sont valides 14 jours. Nous vous en enverrons volontiers un nouveau par courriel." }
    over_title { "Your access has ended" / "Votre accès a pris fin" }
    over(name, organization) { "{name}, {organization} no longer shows you bookings and quotes here." / "{name}, {organization} ne vous présente plus de réservations ni de soumissions ici." }
    over_quotes { "Quotes you were sent stay open by the links in their mails." / "Les soumissions reçues restent accessibles par les liens de leurs courriels." }
    over_ask(organization) { "Ask {organization} for access" / "Demander l'accès à {organization}" }
    over_told(organization) { "{organization} knows that you asked. When they let you in again, a link comes by mail." / "{organization} sait que vous l'avez demandé. Si l'accès vous est rendu, un lien vous parviendra par courriel." }
    over_waits(organization) { "You have asked already. {organization} has to answer now; you may also answer the last mail you had from them." / "Vous l'avez déjà demandé. C'est à {organization} de répondre; vous pouvez aussi répondre à son dernier courriel." }
    over_other { "Log in with another address" / "Se connecter avec une autre adresse" }
    login_wait { "Too many requests for now. Look at your mail, or try again in an hour." / "Trop de demandes pour l'instant. Consultez vos courriels ou réessayez dans une heure." }
    login_again { "Send me a new link" / "Envoyez-moi un nouveau lien" }
    login_title { "Customer login" / "Portail client" }
    login_how { "Your bookings open by a link we mail you. There is no password to remember." / "Vos réservations s'ouvrent par un lien envoyé par courriel. Aucun mot de passe à retenir." }
    login_email { "E-mail" / "Courriel" }
    login_send { "Send me a link" / "Envoyez-moi un lien" }
    login_sent { "If this address has bookings with us, a link is on its way." / "Si cette adresse a des réservations chez nous, un lien est en route." }
}
