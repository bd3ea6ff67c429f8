//! Words of the quotes room: the public page in both languages, the office in English.

shared::catalog_bilingual! {
    quote_for(name) { "Quote for {name}" / "Soumission pour {name}" }
    until(date) { "Until {date}" / "Jusqu'au {date}" }
    reference(number, revision) { "{number}, version {revision}" / "{number}, version {revision}" }
    date { "Date" / "Date" }
    vehicle { "Vehicle" / "Véhicule" }
    passengers { "Passengers" / "Passagers" }
    distance { "Distance" / "Distance" }
    crew { "Crew" / "Équipe" }
    itinerary { "Itinerary" / "Itinéraire" }
    drive(km, time) { "{km} km, {time}" / "{km} km, {time}" }
    window(from, to) { "Between {from} and {to}" / "Entre {from} et {to}" }
    stay(time) { "{time} there" / "{time} sur place" }
    map_of(stops, from, to) { "Map of the route: {stops} stops, from {from} to {to}" / "Carte de l'itinéraire : {stops} arrêts, de {from} à {to}" }
    map_of_one(place) { "Map: {place}" / "Carte : {place}" }
    map_lines { "Lines are direct and do not follow the roads." / "Les lignes sont directes et ne suivent pas les routes." }
    map_larger { "Enlarge the map" / "Agrandir la carte" }
    map_smaller { "Make the map smaller" / "Réduire la carte" }
    map_missing(stops) { "Not on the map: {stops}" / "Absent de la carte : {stops}" }
    map_stop(n, place) { "Stop {n}: {place}" / "Arrêt {n} : {place}" }
    on_map(n) { "Stop {n} on the map" / "Arrêt {n} sur la carte" }
    price { "Price" / "Prix" }
    item { "Item" / "Élément" }
    amount { "Amount" / "Montant" }
    choose_package { "Choose your package" / "Choisissez votre forfait" }
    update_package { "Show the price of this package" / "Afficher le prix de ce forfait" }
    package { "Package" / "Forfait" }
    packages { "Packages to choose from" / "Forfaits au choix" }
    recommended { "Recommended" / "Recommandé" }
    package_includes(list) { "Includes {list}" / "Comprend {list}" }
    and_more(list, n) { "{list} and {n} more" / "{list} et {n} de plus" }
    price_of(package) { "Price of {package}" / "Prix du forfait {package}" }
    add_ons { "Add to your booking" / "Ajouter à votre réservation" }
    update_total { "Update total" / "Mettre à jour le total" }
    subtotal { "Subtotal" / "Sous-total" }
    subtotal_with(n) { "Subtotal, with {n} chosen" / "Sous-total, avec {n} en option" }
    total_with_tax { "Total, with tax" / "Total, taxes comprises" }
    first_today(amount) { "{amount} today" / "{amount} aujourd'hui" }
    held(date) { "This price is held for you until {date}." / "Ce prix vous est garanti jusqu'au {date}." }
    save_pdf { "Download PDF" / "Télécharger le PDF" }
    call(phone) { "Call {phone}" / "Appeler le {phone}" }
    write { "Write" / "Écrire" }
    write_to(name) { "Write to {name}" / "Écrire à {name}" }
    other_language { "Français" / "English" }
    viewing { "You look at this on behalf of the customer. Only they can answer." / "Vous consultez cette page au nom du client. Lui seul peut répondre." }
    open_date { "no date" / "sans date" }
    changed_since(n) { "Changed since version {n}" / "Modifiée depuis la version {n}" }
    change_start(from, to) { "Start: {from} → {to}" / "Début : {from} → {to}" }
    change_stop_added(place) { "New stop: {place}" / "Nouvel arrêt : {place}" }
    change_stop_removed(place) { "No longer a stop: {place}" / "Arrêt retiré : {place}" }
    change_order { "The stops come in another order" / "L'ordre des arrêts a changé" }
    change_passengers(from, to) { "Passengers: {from} → {to}" / "Passagers : {from} → {to}" }
    change_crew(from, to) { "Crew: {from} → {to}" / "Équipe : {from} → {to}" }
    change_line_added(label, amount) { "Added: {label}, {amount}" / "Ajouté : {label}, {amount}" }
    change_line_removed(label, amount) { "Removed: {label}, {amount}" / "Retiré : {label}, {amount}" }
    change_line(label, from, to) { "{label}: {from} → {to}" / "{label} : {from} → {to}" }
    change_package_added(name, amount) { "New package: {name}, {amount}" / "Nouveau forfait : {name}, {amount}" }
    change_package_removed(name, amount) { "No longer offered: {name}, {amount}" / "N'est plus offert : {name}, {amount}" }
    change_package_renamed(from, to) { "Package {from} is called {to} now" / "Le forfait {from} s'appelle désormais {to}" }
    change_package(name, from, to) { "Package {name}: {from} → {to}" / "Forfait {name} : {from} → {to}" }
    change_package_inside(name) { "Package {name} has something else in it" / "Le contenu du forfait {name} a changé" }
    change_proposed(name) { "Proposed package: {name}" / "Forfait proposé : {name}" }
    change_no_packages { "There is nothing to choose among any more" / "Il n'y a plus de choix de forfaits" }
    change_payment { "It is paid in other instalments" / "Les versements ont changé" }
    change_total(from, to) { "Total: {from} → {to}" / "Total : {from} → {to}" }
    total { "Total" / "Total" }
    deposit(percent) { "Today, {percent} deposit" / "Aujourd'hui, acompte de {percent}" }
    balance(date) { "Balance by {date}" / "Solde au plus tard le {date}" }
    balance_open { "Balance before the work starts" / "Solde avant le début des travaux" }
    due_line(what, when) { "{what}, {when}" / "{what}, {when}" }
    due_acceptance { "at acceptance" / "à l'acceptation" }
    due_on(date) { "by {date}" / "au plus tard le {date}" }
    due_start { "before the work starts" / "avant le début des travaux" }
    due_before(days) { "{days} before the work starts" / "{days} avant le début des travaux" }
    due_after(days) { "{days} after the work starts" / "{days} après le début des travaux" }
    nothing_today { "Nothing to pay today" / "Rien à payer aujourd'hui" }
    terms { "Terms" / "Conditions" }
    sign { "Sign" / "Signer" }
    full_name { "Full name, counts as your signature" / "Nom complet, tient lieu de signature" }
    disclosure_title { "About signing electronically" / "À propos de la signature électronique" }
    pad_drawn { "Signature drawn" / "Signature dessinée" }
    signature_of(name) { "Signature of {name}" / "Signature de {name}" }
    recorded { "We record this exact version, your name, the time and your internet address, and send you a receipt." / "Nous enregistrons cette version exacte, votre nom, l'heure et votre adresse Internet, et vous envoyons un reçu." }
    accept_total(total) { "Accept for {total}" / "Accepter pour {total}" }
    request_changes { "Request changes" / "Demander des modifications" }
    what_changes { "What should be different?" / "Que faut-il changer?" }
    ask { "Ask a question" / "Poser une question" }
    your_question { "Your question" / "Votre question" }
    decline { "Decline" / "Refuser" }
    why_decline { "Reason, if you wish to say" / "Motif, si vous souhaitez le donner" }
    decline_quote { "Decline this quote" / "Refuser cette soumission" }
    send { "Send" / "Envoyer" }
    said_thanks(name) { "Sent. {name} will answer you." / "Message transmis. {name} vous répondra." }
    problems { "Check the marked fields" / "Vérifiez les champs indiqués" }
    total_changed { "The total changed with your choice. Check it and accept again." / "Le total a changé selon vos choix. Vérifiez-le et acceptez de nouveau." }

    accepted_title { "Accepted, thank you" / "Acceptée, merci" }
    accepted_body(name, when) { "Signed by {name} on {when}. A copy is on its way to your mailbox." / "Signée par {name} le {when}. Une copie vous est envoyée par courriel." }
    accepted_before(name, when) { "{name} had accepted this quote already, on {when}. It is booked once; what you sent just now changed nothing." / "{name} avait déjà accepté cette soumission le {when}. Elle n'est réservée qu'une fois; votre envoi n'a rien changé." }
    fingerprint { "Fingerprint of the signed document" / "Empreinte du document signé" }
    add_to_calendar { "Add to calendar" / "Ajouter au calendrier" }
    expired_title(date) { "This quote ended on {date}" / "Cette soumission a pris fin le {date}" }
    expired_body { "Prices change week by week, so it can't be accepted now. Ask for a fresh one; everything you chose is kept." / "Les prix changent chaque semaine; elle ne peut donc plus être acceptée. Demandez-en une nouvelle; vos choix sont conservés." }
    withdrawn_title { "This quote was withdrawn" / "Cette soumission a été retirée" }
    withdrawn_body(name) { "{name} took the offer back. Ask for a new one if you still need it." / "{name} a retiré l'offre. Demandez-en une nouvelle si vous en avez encore besoin." }
    declined_title { "You declined this quote" / "Vous avez refusé cette soumission" }
    declined_body { "Changed your mind? Ask for a fresh one; everything you chose is kept." / "Vous avez changé d'avis? Demandez-en une nouvelle; vos choix sont conservés." }
    superseded_title { "There is a newer version of this quote" / "Il existe une version plus récente de cette soumission" }
    superseded_body(name) { "{name} is preparing it and will send it to you. This version can no longer be accepted." / "{name} la prépare et vous l'enverra. Cette version ne peut plus être acceptée." }
    newer_body(old, new) { "Version {old} was replaced by version {new} and can no longer be accepted." / "La version {old} a été remplacée par la version {new} et ne peut plus être acceptée." }
    see_newer(new) { "See version {new}" / "Voir la version {new}" }
    old_total { "Old total" / "Ancien total" }
    anything_to_change { "Anything to change?" / "Quelque chose à changer?" }
    ask_fresh { "Ask for a fresh quote" / "Demander une nouvelle soumission" }
    locked_title { "Enter the number you were given" / "Entrez le numéro qu'on vous a donné" }
    locked_body(name) { "{name} protected this quote with a number." / "{name} a protégé cette soumission par un numéro." }
    pin { "Number" / "Numéro" }
    open_quote { "Open quote" / "Ouvrir la soumission" }
    gone_title { "This link does not open anything" / "Ce lien n'ouvre rien" }
    gone_body { "It may be incomplete or switched off. Open the link in the newest mail, or ask the company for another." / "Il est peut-être incomplet ou désactivé. Ouvrez le lien du courriel le plus récent, ou demandez-en un autre à l'entreprise." }
}

pub mod paper {
    //! What stands on the paper of a quote beyond what its page says.

    shared::catalog_bilingual! {
        quote { "Quote" / "Soumission" }
        page(page, pages) { "{page} of {pages}" / "{page} sur {pages}" }
        draft { "Draft. It has not been sent; everything on it may still change." / "Brouillon. Cette version n'a pas été envoyée; tout peut encore changer." }
        replaced { "A newer version replaces this one. It can no longer be accepted." / "Une version plus récente remplace celle-ci. Elle ne peut plus être acceptée." }
        declined { "This quote was declined" / "Cette soumission a été refusée" }
        prepared_for { "Prepared for" / "Préparée pour" }
        quoted_on { "Date of quote" / "Date de la soumission" }
        valid_until { "Valid until" / "Valide jusqu'au" }
        begins { "Begins" / "Début" }
        time { "Time" / "Heure" }
        place { "Place" / "Lieu" }
        next_leg { "To the next place" / "Jusqu'au lieu suivant" }
        deposit(percent) { "Deposit to book, {percent}" / "Acompte à la réservation, {percent}" }
        agreement { "Agreement" / "Entente" }
        how_to_agree(name) { "Accept with the link in our e-mail, or sign here and send this paper to {name}." / "Acceptez au moyen du lien dans notre courriel, ou signez ici et retournez ce document à {name}." }
        name { "Name" / "Nom" }
        signature { "Signature" / "Signature" }
        signed_by { "Signed by" / "Signée par" }
        signed_at { "Signed on" / "Signée le" }
        way { "How" / "Comment" }
        drawn { "Drawn by hand" / "Dessinée à la main" }
        typed { "Typed name" / "Nom saisi" }
        from { "Internet address" / "Adresse Internet" }
        fingerprint(hash) { "Fingerprint of the signed document (SHA-256): {hash}" / "Empreinte du document signé (SHA-256) : {hash}" }
        record { "Record of signing" / "Registre de la signature" }
        record_note { "Each entry carries a hash over itself and the entry before it: one that was changed or left out shows." / "Chaque entrée porte une empreinte d'elle-même et de l'entrée précédente : une entrée modifiée ou retirée se remarque." }
        step { "Step" / "Étape" }
        step_sent { "Sent" / "Envoyée" }
        step_viewed { "Opened by the customer" / "Consultée par le client" }
        step_consent { "Agreed to sign electronically" / "Consentement à la signature électronique" }
        step_signed { "Signature put to this document" / "Signature apposée au document" }
        step_completed { "Accepted and booked" / "Acceptée et réservée" }
        step_declined { "Declined" / "Refusée" }
        step_changes { "Changes asked for" / "Modifications demandées" }
        step_asked { "Question asked" / "Question posée" }
        step_renewal { "Fresh quote asked for" / "Nouvelle soumission demandée" }
    }
}

pub mod staff {
    //! What only the office reads.

    shared::catalog_bilingual! {
        title { "Quotes" / "Soumissions" }
        new_quote { "New quote" / "Nouvelle soumission" }
        views { "Quote views" / "Vues des soumissions" }
        legal_hours { "Legal hours" / "Heures légales" }
        legal_problems { "Broken limits" / "Limites dépassées" }
        legal_flags(n) { "Legal hours: {n} to mend" / "Heures légales à corriger : {n}" }
        law { "Rules that count" / "Règles qui comptent" }
        law_by_places(name) { "By the places: {name}" / "Selon les lieux : {name}" }
        hours_need_start { "Once the first stop has a time and the legs are known, each day's driving and rest stand here." / "Dès que le premier arrêt a une heure et que les tronçons sont connus, la conduite et le repos de chaque jour figurent ici." }
        hours_legal { "Within the legal hours." / "Dans les heures légales." }
        hours_caption { "Driving, duty and rest of each day" / "Conduite, service et repos de chaque jour" }
        day { "Day" / "Jour" }
        driving { "Drive" / "Conduite" }
        on_duty { "Duty" / "Service" }
        rest_after { "Rest after" / "Repos ensuite" }
        legend { "Legend" / "Légende" }
        over_limit { "Over the limit" / "Au-delà de la limite" }
        broken_driving(day, over) { "{day}: {over} of driving past the limit" / "{day} : {over} de conduite au-delà de la limite" }
        broken_late(day, over) { "{day}: {over} of driving when it is no longer allowed" / "{day} : {over} de conduite quand ce n'est plus permis" }
        broken_break(day, over) { "{day}: {over} of driving without the break before it" / "{day} : {over} de conduite sans la pause qui précède" }
        broken_rest(day, over) { "{day}: {over} of rest missing" / "{day} : il manque {over} de repos" }
        ways_to_mend { "Ways to make it legal" / "Façons de le rendre légal" }
        cure_team { "Second driver for the whole way" / "Deuxième chauffeur pour tout le trajet" }
        cure_relief(place) { "Relief driver from {place}" / "Chauffeur de relève à partir de {place}" }
        cure_overnight(place) { "Overnight at {place}" / "Nuit à {place}" }
        cure_same_arrival { "same arrival" / "même arrivée" }
        cure_arrives(day, time) { "arrives {day}, {time}" / "arrive {day}, {time}" }
        cure_loosened(n) { "fixed times given up: {n}" / "heures fixes abandonnées : {n}" }
        cure_left(n) { "limits still broken: {n}" / "limites encore dépassées : {n}" }
        cure_applied(name) { "{name}: done" / "{name} : fait" }
        drivers_team { "Two drivers for the whole way" / "Deux chauffeurs pour tout le trajet" }
        drivers_relief(places) { "A relief driver takes over at {places}" / "Un chauffeur de relève prend le relais à {places}" }
        drivers_one { "One driver only" / "Un seul chauffeur" }
        waived { "Goes out anyway:" / "Part tout de même :" }
        waive_hours { "Let it go out anyway…" / "Laisser partir tout de même…" }
        take_back_waiver { "Take that back" / "Annuler cela" }
        may_not_waive { "Somebody with the right to waive legal hours can let it go out anyway." / "Une personne autorisée à déroger aux heures légales peut la laisser partir tout de même." }
        waive_title { "Let it go out anyway" / "Laisser partir tout de même" }
        waive_body { "The reason is kept with the quote and in its history. The customer does not see it." / "Le motif est gardé avec la soumission et dans son historique. Le client ne le voit pas." }
        waive_reason { "Why this is all right" / "Pourquoi c'est acceptable" }
        waive_reason_missing { "Say why" / "Dites pourquoi" }
        waive { "Let it go out" / "Laisser partir" }
        driver_meanwhile { "Driver meanwhile" / "Le chauffeur entre-temps" }
        driver_by_length { "By the length of the stay" / "Selon la durée de l'arrêt" }
        driver_free { "Free to leave" / "Libre de partir" }
        driver_waits { "On duty" / "En service" }
        customer { "Customer" / "Client" }
        quote { "Quote" / "Soumission" }
        starts { "Starts" / "Début" }
        status { "Status" / "État" }
        total { "Total" / "Total" }
        owner { "Owner" / "Responsable" }
        changed { "Changed" / "Modifiée" }
        none_title { "No quotes here" / "Aucune soumission ici" }
        none_body { "Turn a lead into a quote, or begin one by hand." / "Transformez une piste en soumission, ou commencez-en une vous-même." }
        more { "Show more" / "En afficher plus" }
        line { "Service line" / "Service" }
        name { "Name" / "Nom" }
        company { "Company" / "Entreprise" }
        email { "E-mail" / "Courriel" }
        phone { "Phone" / "Téléphone" }
        quote_title { "Title" / "Titre" }
        create { "Create quote" / "Créer la soumission" }
        cancel { "Cancel" / "Annuler" }
        revision(n) { "Revision {n}" / "Version {n}" }
        send { "Send quote" / "Envoyer la soumission" }
        send_title(number) { "Send {number}" / "Envoyer {number}" }
        send_total(total) { "The offer goes out at {total}." / "L'offre part à {total}." }
        send_to { "Send to" / "Envoyer à" }
        pin { "Number to enter first" / "Numéro à entrer d'abord" }
        pin_hint { "Four to eight digits, told to the customer by phone. Leave empty for none." / "De quatre à huit chiffres, dits au client par téléphone. Laissez vide s'il n'y en a pas." }
        message { "Message" / "Message" }
        sent_to(email) { "Sent to {email}" / "Envoyée à {email}" }
        link_once { "The secure link is in the mail. You can also copy it now; it is not shown again." / "Le lien sécurisé est dans le courriel. Vous pouvez aussi le copier maintenant; il ne sera plus affiché." }
        way { "How it goes" / "Comment elle part" }
        by_email { "E-mail" / "Courriel" }
        by_link { "Copy link" / "Copier le lien" }
        by_sms { "SMS" / "SMS" }
        by_whatsapp { "WhatsApp" / "WhatsApp" }
        link_why { "You get a secure link and pass it on yourself. From then on the quote counts as sent." / "Vous recevez un lien sécurisé et le transmettez vous-même. Dès lors, la soumission compte comme envoyée." }
        app_why { "You get a message with a secure link, and send it from your own device. From then on the quote counts as sent." / "Vous recevez un message avec un lien sécurisé et l'envoyez de votre appareil. Dès lors, la soumission compte comme envoyée." }
        send_to_phone { "Send to telephone" / "Envoyer au téléphone" }
        make_link { "Make the link" / "Créer le lien" }
        prepare_message { "Prepare the message" / "Préparer le message" }
        again_why { "This makes another secure link. The former ones go on working; no number means the one they ask for." / "Ceci crée un autre lien sécurisé. Les précédents continuent de fonctionner; sans numéro, c'est celui qu'ils demandent." }
        share_link { "Share link" / "Partager le lien" }
        share_title(number) { "Share {number}" / "Partager {number}" }
        link_again { "Pass the new link on now" / "Transmettez le nouveau lien maintenant" }
        link_made { "Counts as sent. Pass the link on now" / "Compte comme envoyée. Transmettez le lien maintenant" }
        pass_on_once { "Pass this secure link on now; it is not shown again." / "Transmettez ce lien sécurisé maintenant; il ne sera plus affiché." }
        open_app(name) { "Open {name}" / "Ouvrir {name}" }
        copy_link { "Copy link alone" / "Copier seulement le lien" }
        copy_message { "Copy message" / "Copier le message" }
        done { "Done" / "Terminé" }
        withdraw { "Withdraw" / "Retirer" }
        revise { "Begin new revision" / "Commencer une nouvelle version" }
        revoke { "Switch off link" / "Désactiver le lien" }
        withdraw_title { "Withdraw this offer?" / "Retirer cette offre?" }
        withdraw_body { "The customer's link will say that it was withdrawn." / "Le lien du client dira qu'elle a été retirée." }
        reason { "Reason" / "Motif" }
        saved { "Saved" / "Enregistré" }
        saving { "Saving" / "Enregistrement" }
        unsaved { "Not saved yet" / "Pas encore enregistré" }
        saved_at(time) { "Saved {time}" / "Enregistré {time}" }
        not_saved(why) { "Not saved: {why}" / "Non enregistré : {why}" }
        retry { "Try again" / "Réessayer" }
        conflict { "Somebody changed this quote meanwhile" / "Quelqu'un a modifié cette soumission entre-temps" }
        conflict_body { "What you typed since is not saved. Loading their version replaces it." / "Ce que vous avez tapé depuis n'est pas enregistré. Charger sa version le remplace." }
        no_right { "You may look at this draft but not change it." / "Vous pouvez consulter ce brouillon, pas le modifier." }
        parts { "Parts of the quote" / "Parties de la soumission" }
        no_stops { "No stops yet. Add where it begins, then where it ends." / "Aucun arrêt pour l'instant. Ajoutez le point de départ, puis celui d'arrivée." }
        no_lines { "Nothing beyond the rates. Add a line of your own, or take one from the price book." / "Rien en plus des tarifs. Ajoutez une ligne, ou prenez-en une de la grille tarifaire." }
        new_line { "New line" / "Nouvelle ligne" }
        stop_removed(n) { "Stop {n} removed" / "Arrêt {n} retiré" }
        line_removed(name) { "“{name}” removed" / "« {name} » retiré" }
        drag_stop { "Drag to reorder" / "Glisser pour changer l'ordre" }
        stop_actions(n) { "Actions of stop {n}" / "Actions de l'arrêt {n}" }
        more_fields(n) { "More of stop {n}" / "Plus sur l'arrêt {n}" }
        fewer_fields(n) { "Less of stop {n}" / "Moins sur l'arrêt {n}" }
        move_to_position(n) { "Move to position {n}" / "Déplacer à la position {n}" }
        minutes_unit { "min" / "min" }
        address_hint { "Street, city" / "Rue, ville" }
        matches { "Matches" / "Résultats" }
        search_whole(words) { "Search for “{words}”" / "Chercher « {words} »" }
        service_away { "The address service does not answer. These are towns we know." / "Le service d'adresses ne répond pas. Voici des villes que nous connaissons." }
        building { "building" / "immeuble" }
        street { "street" / "rue" }
        postal_code { "postal code" / "code postal" }
        town { "town" / "ville" }
        region { "region" / "région" }
        window_from { "Window from" / "Plage, de" }
        window_to { "Window to" / "Plage, à" }
        window(from, to) { "window {from}–{to}" / "plage {from}–{to}" }
        waits(time) { "waits {time}" / "attend {time}" }
        contact_phone { "Contact phone" / "Téléphone de la personne" }
        for_passenger { "for 1 passenger" / "pour 1 passager" }
        for_passengers(n) { "for {n} passengers" / "pour {n} passagers" }
        per_passenger { "per passenger" / "par passager" }
        per_hour { "per hour" / "par heure" }
        per_day { "per day" / "par jour" }
        chosen { "Chosen by the customer" / "Choisi par le client" }
        charged_time { "Charged time" / "Durée facturée" }
        revisions { "Revisions" / "Versions" }
        pdf { "PDF" / "PDF" }
        pdf_of(n) { "PDF of revision {n}" / "PDF de la version {n}" }
        sent_on(when) { "Sent {when}" / "Envoyée {when}" }
        not_sent { "Not sent" / "Non envoyée" }
        shown_revision { "Shown" / "Affichée" }
        compare { "Compare" / "Comparer" }
        changes_since(n) { "Changes since revision {n}" / "Changements depuis la version {n}" }
        no_changes { "Nothing but the prices of the book" / "Rien que les prix de la grille" }
        opened_once { "Opened once" / "Ouverte une fois" }
        holds_until { "Holds until" / "Valable jusqu'au" }
        times(n) { "{n}×" / "{n}×" }
        reminded_on(day) { "Reminded {day}" / "Relancé le {day}" }
        unwanted(name, kinds) { "{name} wants no e-mail of this kind: {kinds}" / "{name} ne veut pas de courriels de ce genre : {kinds}" }
        unwanted_body { "Such mails are refused when somebody sends them. What they want stands with them on the customer's page." / "Ces courriels sont refusés quand quelqu'un les envoie. Les préférences figurent sur la page du client." }
        blocked(name) { "{name} is blocked" / "{name} est bloqué" }
        blocked_body { "New offers to them, and new revisions of old ones, are refused unless a manager sends them." / "Les nouvelles offres, et les nouvelles versions des anciennes, sont refusées à moins qu'un gestionnaire ne les envoie." }
        to_customer { "Open customer" / "Ouvrir le client" }
        owned_by(name) { "Owner: {name}" / "Responsable : {name}" }
        no_owner { "Nobody's" / "Sans responsable" }
        stop_address(n) { "Stop {n}: give an address" / "Arrêt {n} : indiquez une adresse" }
        stop_arrive(n, why) { "Stop {n}: {why}" / "Arrêt {n} : {why}" }
        before_sending { "Before it can be sent" / "Avant l'envoi" }
        needs_stops { "Add a stop or a line" / "Ajoutez un arrêt ou une ligne" }
        needs_vehicles { "Choose a vehicle, or add a line" / "Choisissez un véhicule, ou ajoutez une ligne" }
        reload { "Load their version" / "Charger sa version" }
        read_only(status) { "This revision is {status} and stays as it went out." / "Cette version est {status} et reste telle qu'elle est partie." }
        itinerary { "Itinerary" / "Itinéraire" }
        add_stop { "Add stop" / "Ajouter un arrêt" }
        mirror { "Mirror return" / "Refléter le retour" }
        stop(n) { "Stop {n}" / "Arrêt {n}" }
        kind { "Kind" / "Genre" }
        pickup { "Pickup" / "Prise en charge" }
        waypoint { "Waypoint" / "Point de passage" }
        stop_kind { "Stop" / "Arrêt" }
        drop_off { "Drop-off" / "Destination" }
        place { "Place" / "Lieu" }
        address { "Address" / "Adresse" }
        arrive { "Fixed arrival" / "Arrivée fixe" }
        dwell { "Minutes there" / "Minutes sur place" }
        leg_km { "km from the stop before" / "km depuis l'arrêt précédent" }
        leg_minutes { "Minutes from the stop before" / "Minutes depuis l'arrêt précédent" }
        notes { "Notes" / "Notes" }
        contact { "Contact" / "Personne" }
        move_up(n) { "Move stop {n} up" / "Monter l'arrêt {n}" }
        move_down(n) { "Move stop {n} down" / "Descendre l'arrêt {n}" }
        remove_stop(n) { "Remove stop {n}" / "Retirer l'arrêt {n}" }
        estimated { "estimated" / "estimé" }
        unknown_leg { "distance unknown" / "distance inconnue" }
        late(time) { "{time} too late" / "{time} de retard" }
        details { "Details" / "Détails" }
        trip { "Trip" / "Trajet" }
        passengers { "Passengers" / "Passagers" }
        crew { "Crew" / "Équipe" }
        hours { "Charged minutes" / "Minutes facturées" }
        hours_hint(time) { "Empty: {time} from the itinerary" / "Vide : {time} selon l'itinéraire" }
        deadhead { "Deadhead km" / "Km à vide" }
        site { "Place of work" / "Lieu du travail" }
        no_site { "Nobody has said yet where the work is." / "Personne n'a encore dit où est le travail." }
        add_site { "Add the place" / "Ajouter le lieu" }
        begins { "Work begins" / "Début du travail" }
        hours_there { "From first to last" / "Du début à la fin" }
        hours_unit { "h" / "h" }
        trades { "Trades" / "Métiers" }
        trade_people { "People" / "Personnes" }
        trade_hours { "Hours each" / "Heures chacune" }
        people_for(n, time) { "{n} × {time}" / "{n} × {time}" }
        repairs { "Repairs" / "Réparations" }
        add_unit { "Add a unit" / "Ajouter un véhicule" }
        add_unit_hint { "One of the customer's, or the name of another." / "Un de ceux du client, ou le nom d'un autre." }
        no_repairs { "No repairs yet." / "Aucune réparation pour l'instant." }
        repairs_now { "Repairs now" / "Réparations maintenant" }
        repairs_before { "Before" / "Avant" }
        repaired_before(what) { "{what} booked before" / "{what} réservées avant" }
        unit_not_recorded { "not among the customer's units" / "absent des véhicules du client" }
        standard_repair_prices { "The standard prices of the book hold, for the first to the fifth repair of a unit:" / "Les prix courants de la grille valent, de la première à la cinquième réparation d'un véhicule :" }
        own_repair_prices(day) { "Prices of the customer's own hold, from {day}, for the first to the fifth repair of a unit:" / "Les prix propres au client valent, dès le {day}, de la première à la cinquième réparation d'un véhicule :" }
        own_repair_prices_by(day, name) { "Prices of the customer's own hold, from {day}, set by {name}, for the first to the fifth repair of a unit:" / "Les prix propres au client valent, dès le {day}, fixés par {name}, de la première à la cinquième réparation d'un véhicule :" }
        repair_discount(percent, n) { "{percent} off all of them from {n} repairs" / "rabais de {percent} sur toutes dès {n} réparations" }
        vehicles { "Vehicles" / "Véhicules" }
        one_seat { "1 seat" / "1 place" }
        seats(n) { "{n} seats" / "{n} places" }
        luggage { "Pieces of luggage" / "Bagages" }
        load { "Load" / "Charge" }
        count(name) { "Number of {name}" / "Nombre : {name}" }
        amenities { "Amenities" / "Extras" }
        included { "Included" / "Inclus" }
        optional { "Customer decides" / "Au choix du client" }
        packages { "Packages" / "Forfaits" }
        packages_about { "Offer the work at several levels. The customer takes exactly one." / "Offrez le travail à plusieurs niveaux. Le client en prend exactement un." }
        offer_packages { "Offer three packages" / "Offrir trois forfaits" }
        good { "Good" / "Bon" }
        better { "Better" / "Mieux" }
        best { "Best" / "Meilleur" }
        new_package(n) { "Package {n}" / "Forfait {n}" }
        add_package { "Add package" / "Ajouter un forfait" }
        package { "Package" / "Forfait" }
        package_name(n) { "Name of package {n}" / "Nom du forfait {n}" }
        package_note(n) { "Note of package {n}" / "Note du forfait {n}" }
        recommend { "Recommended" / "Recommandé" }
        earlier(name) { "Move {name} forward" / "Avancer {name}" }
        later(name) { "Move {name} back" / "Reculer {name}" }
        package_removed(name) { "Package “{name}” removed" / "Forfait « {name} » retiré" }
        packages_compared { "What is in which package, and what each comes to" / "Ce que contient chaque forfait, et ce qu'il coûte" }
        part { "Part" / "Élément" }
        in_package(item, package) { "{item} in {package}" / "{item} dans {package}" }
        nothing_to_put { "Lines and amenities are in every package until you take them out of one. There are none yet." / "Les lignes et les extras sont dans chaque forfait jusqu'à ce que vous les en retiriez. Il n'y en a pas encore." }
        taken { "Taken by the customer" / "Pris par le client" }
        items { "Line items" / "Lignes" }
        add_item { "Add line" / "Ajouter une ligne" }
        from_book { "Add from price book" / "Ajouter de la grille tarifaire" }
        quantity { "Quantity" / "Quantité" }
        unit_price { "Unit price" / "Prix unitaire" }
        unit_cost { "Unit cost" / "Coût unitaire" }
        remove(name) { "Remove {name}" / "Retirer {name}" }
        by_hand { "Discount or surcharge" / "Rabais ou supplément" }
        by_hand_about { "It comes after everything but promo codes and tax. The customer sees one line, and not why." / "Il vient après tout, sauf les codes promo et les taxes. Le client voit une ligne, sans le motif." }
        add_by_hand { "Change by hand…" / "Changer le prix…" }
        edit_by_hand { "Change" / "Modifier" }
        remove_by_hand { "Remove" / "Retirer" }
        by_hand_removed { "The price is as reckoned" / "Le prix est tel que calculé" }
        off_or_on { "Discount or surcharge" / "Rabais ou supplément" }
        percent_or_amount { "Percent or amount" / "Pourcentage ou montant" }
        percent { "Percent" / "Pourcentage" }
        amount { "Amount" / "Montant" }
        how_much { "How much" / "Combien" }
        hand_reason { "Why" / "Pourquoi" }
        hand_reason_hint { "Kept with the quote and in its history." / "Gardé avec la soumission et dans son historique." }
        put_by_hand { "Change the price" / "Changer le prix" }
        new_total(total) { "New total: {total}." / "Nouveau total : {total}." }
        will_need_approval(limit) { "More than {limit} off needs an approval before it can be sent." / "Un rabais de plus de {limit} doit être approuvé avant l'envoi." }
        needs_approval(off, limit) { "{off} is taken off by hand, {limit} is the limit of whoever has the quote. It has to be approved before it can be sent." / "Le rabais manuel est de {off}, la limite du responsable de {limit}. Il doit être approuvé avant l'envoi." }
        who_approves(names) { "It can be approved by {names}" / "Peut être approuvé par {names}" }
        nobody_named { "Somebody with a higher limit can approve it." / "Une personne avec une limite plus élevée peut l'approuver." }
        approval_note { "Note" / "Note" }
        approve(total) { "Approve {total}" / "Approuver {total}" }
        approved_by(name, date) { "Approved by {name}, {date}" / "Approuvé par {name}, {date}" }
        approved_as_is { "It can be sent at this price. Any change has to be approved again." / "Elle peut être envoyée à ce prix. Tout changement doit être approuvé de nouveau." }
        not_kept { "The draft is not saved yet. Save it, then approve." / "Le brouillon n'est pas encore enregistré. Enregistrez-le, puis approuvez." }
        approval_flag { "Needs approval" / "À approuver" }
        promo { "Promo code" / "Code promo" }
        apply { "Apply" / "Appliquer" }
        remove_promo { "Remove code" / "Retirer le code" }
        promo_on(code) { "{code} is reserved for this quote" / "{code} est réservé pour cette soumission" }
        promo_asked(code) { "{code} was put on by the customer, and is reserved when the quote is sent" / "{code} a été entré par le client, et sera réservé à l'envoi de la soumission" }
        price { "Price" / "Prix" }
        book(name, version) { "Book: {name}, version {version}" / "Grille : {name}, version {version}" }
        base { "Base" / "Base" }
        offered { "Offered, not counted" / "Offert, non compté" }
        deposit(percent) { "Deposit {percent}, to book" / "Acompte de {percent}, pour réserver" }
        balance(date) { "Balance, {date}" / "Solde, {date}" }
        balance_open { "Balance, before the work" / "Solde, avant le travail" }
        paying { "Payment" / "Paiement" }
        by_policy(percent, days) { "By the price book: {percent} at acceptance, the balance {days} before the work." / "Selon la grille tarifaire : {percent} à l'acceptation, le solde {days} jours avant le travail." }
        by_milestones(plan) { "By the milestones of this line of work: {plan}." / "Selon les jalons de ce métier : {plan}." }
        by_prepaid { "By the terms of the account: all of it at acceptance." / "Selon les conditions du client : le tout à l'acceptation." }
        by_net(days) { "By the terms of the account: all of it {days} after the work starts." / "Selon les conditions du client : le tout {days} jours après le début du travail." }
        differs { "Differs from policy" / "Diffère de la règle" }
        set_schedule { "Lay down instalments…" / "Fixer des versements…" }
        edit_schedule { "Change" / "Modifier" }
        drop_schedule { "Back to the policy" / "Revenir à la règle" }
        schedule_dropped { "It is paid as the policy has it" / "Le paiement suit la règle" }
        schedule_title { "Instalments of this quote" / "Versements de cette soumission" }
        schedule_about { "Up to six. Each is a share of the total, an amount, or what the others leave." / "Jusqu'à six. Chacun est une part du total, un montant, ou ce que les autres laissent." }
        schedule_put { "Use these instalments" / "Utiliser ces versements" }
        schedule_problem(why) { "Payment: {why}" / "Paiement : {why}" }
        instalment(n) { "Instalment {n}" / "Versement {n}" }
        instalment_name { "Name" / "Nom" }
        add_instalment { "Add instalment" / "Ajouter un versement" }
        remove_instalment(n) { "Remove instalment {n}" / "Retirer le versement {n}" }
        share { "Percent of the total" / "Pourcentage du total" }
        sum { "Amount" / "Montant" }
        rest { "The rest" / "Le reste" }
        due { "Due" / "Échéance" }
        at_acceptance { "At acceptance" / "À l'acceptation" }
        before_start { "Days before the start" / "Jours avant le début" }
        after_start { "Days after the start" / "Jours après le début" }
        on_date { "On a date" / "À une date" }
        how_many_days { "Days" / "Jours" }
        due_date { "Date" / "Date" }
        comes_to { "What that comes to" / "Ce que cela donne" }
        staff_only { "Staff only" / "Personnel seulement" }
        cost { "Cost" / "Coût" }
        margin { "Margin" / "Marge" }
        rate { "Rate" / "Taux" }
        terms { "Deposit and terms" / "Acompte et conditions" }
        valid_days { "Days the offer holds" / "Jours de validité de l'offre" }
        note_customer { "Note to the customer" / "Note au client" }
        note_crew { "Instructions for the crew" / "Consignes pour l'équipe" }
        activity { "Activity" / "Activité" }
        no_activity { "Nothing has happened yet." / "Rien ne s'est encore passé." }
        opened(n) { "Opened {n} times" / "Ouverte {n} fois" }
        valid(date) { "Valid until {date}" / "Valide jusqu'au {date}" }
        summary(km, days) { "{km} km, {days} d" / "{km} km, {days} j" }
        signed_by(name) { "Signed by {name}" / "Signée par {name}" }
        certificate { "Certificate of signature (PDF)" / "Certificat de signature (PDF)" }
        signed_text { "Signed text" / "Texte signé" }
        go_job { "Open job" / "Ouvrir le travail" }
        go_lead { "Open lead" / "Ouvrir la piste" }
        chain { "Each entry carries the hash of the one before it." / "Chaque entrée porte l'empreinte de la précédente." }
        check_chain { "Check the chain of evidence" / "Vérifier la chaîne de preuve" }
        chain_intact(entries, documents, time) { "Unbroken, checked {time}. Entries: {entries}. Texts sent or signed: {documents}." / "Intacte, vérifiée {time}. Entrées : {entries}. Textes envoyés ou signés : {documents}." }
        chain_entry(n, time) { "Entry {n} is not as it was written. Checked {time}" / "L'entrée {n} n'est pas telle qu'elle a été écrite. Vérifiée {time}" }
        chain_end(time) { "Entries were taken off the end or put on it. Checked {time}" / "Des entrées ont été retirées ou ajoutées à la fin. Vérifiée {time}" }
        chain_document(time) { "A text that was sent or signed is not the one the entries name. Checked {time}" / "Un texte envoyé ou signé n'est pas celui que nomment les entrées. Vérifié {time}" }
        evidence_sent { "Sent" / "Envoyée" }
        evidence_viewed { "Opened by the customer" / "Ouverte par le client" }
        evidence_consent { "Consent given" / "Consentement donné" }
        evidence_signed { "Signature applied" / "Signature apposée" }
        evidence_completed { "Accepted and booked" / "Acceptée et réservée" }
        evidence_declined { "Declined" / "Refusée" }
        evidence_changes { "Changes requested" / "Changements demandés" }
        evidence_asked { "Question asked" / "Question posée" }
        evidence_renewal { "Fresh quote asked for" / "Nouvelle soumission demandée" }
    }
}
