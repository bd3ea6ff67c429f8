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
    why_decline { "Reason, if you wish to say" / "Raison, si vous souhaitez la donner" }
    decline_quote { "Decline this quote" / "Refuser cette soumission" }
    send { "Send" / "Envoyer" }
    said_thanks(name) { "Sent. {name} will answer you." / "Message transmis. {name} vous répondra." }
    problems { "Check the marked fields" / "Vérifiez les champs indiqués" }
    total_changed { "The total changed with your choice. Check it and accept again." / "Le total a changé selon vos choix. Vérifiez-le et acceptez de nouveau." }

    accepted_title { "Accepted, thank you" / "Acceptée, merci" }
    accepted_body(name, when) { "Signed by {name} on {when}. A copy is on its way to your mailbox, with the way into your customer portal." / "Signée par {name} le {when}. Une copie vous est envoyée par courriel, avec l'accès à votre portail client." }
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

    shared::catalog! {
        title { "Quotes" }
        new_quote { "New quote" }
        views { "Quote views" }
        legal_hours { "Legal hours" }
        legal_problems { "Broken limits" }
        legal_flags(n) { "Legal hours: {n} to mend" }
        law { "Rules that count" }
        law_by_places(name) { "By the places: {name}" }
        hours_need_start { "Once the first stop has a time and the legs are known, each day's driving and rest stand here." }
        hours_legal { "Within the legal hours." }
        hours_caption { "Driving, duty and rest of each day" }
        day { "Day" }
        driving { "Drive" }
        on_duty { "Duty" }
        rest_after { "Rest after" }
        legend { "Legend" }
        over_limit { "Over the limit" }
        broken_driving(day, over) { "{day}: {over} of driving past the limit" }
        broken_late(day, over) { "{day}: {over} of driving when it is no longer allowed" }
        broken_break(day, over) { "{day}: {over} of driving without the break before it" }
        broken_rest(day, over) { "{day}: {over} of rest missing" }
        ways_to_mend { "Ways to make it legal" }
        cure_team { "Second driver for the whole way" }
        cure_relief(place) { "Relief driver from {place}" }
        cure_overnight(place) { "Overnight at {place}" }
        cure_same_arrival { "same arrival" }
        cure_arrives(day, time) { "arrives {day}, {time}" }
        cure_loosened(n) { "fixed times given up: {n}" }
        cure_left(n) { "limits still broken: {n}" }
        cure_applied(name) { "{name}: done" }
        drivers_team { "Two drivers for the whole way" }
        drivers_relief(places) { "A relief driver takes over at {places}" }
        drivers_one { "One driver only" }
        waived { "Goes out anyway:" }
        waive_hours { "Let it go out anyway…" }
        take_back_waiver { "Take that back" }
        may_not_waive { "Somebody with the right to waive legal hours can let it go out anyway." }
        waive_title { "Let it go out anyway" }
        waive_body { "The reason is kept with the quote and in its history. The customer does not see it." }
        waive_reason { "Why this is all right" }
        waive_reason_missing { "Say why" }
        waive { "Let it go out" }
        driver_meanwhile { "Driver meanwhile" }
        driver_by_length { "By the length of the stay" }
        driver_free { "Free to leave" }
        driver_waits { "On duty" }
        customer { "Customer" }
        quote { "Quote" }
        starts { "Starts" }
        status { "Status" }
        total { "Total" }
        owner { "Owner" }
        changed { "Changed" }
        none_title { "No quotes here" }
        none_body { "Turn a lead into a quote, or begin one by hand." }
        more { "Show more" }
        line { "Service line" }
        name { "Name" }
        company { "Company" }
        email { "E-mail" }
        phone { "Phone" }
        quote_title { "Title" }
        create { "Create quote" }
        cancel { "Cancel" }
        revision(n) { "Revision {n}" }
        send { "Send quote" }
        send_title(number) { "Send {number}" }
        send_total(total) { "The offer goes out at {total}." }
        send_to { "Send to" }
        pin { "Number to enter first" }
        pin_hint { "Four to eight digits, told to the customer by phone. Leave empty for none." }
        message { "Message" }
        sent_to(email) { "Sent to {email}" }
        link_once { "The secure link is in the mail. You can also copy it now; it is not shown again." }
        way { "How it goes" }
        by_email { "E-mail" }
        by_link { "Copy link" }
        by_sms { "SMS" }
        by_whatsapp { "WhatsApp" }
        link_why { "You get a secure link and pass it on yourself. From then on the quote counts as sent." }
        app_why { "You get a message with a secure link, and send it from your own device. From then on the quote counts as sent." }
        send_to_phone { "Send to telephone" }
        make_link { "Make the link" }
        prepare_message { "Prepare the message" }
        again_why { "This makes another secure link. The former ones go on working; no number means the one they ask for." }
        share_link { "Share link" }
        share_title(number) { "Share {number}" }
        link_again { "Pass the new link on now" }
        link_made { "Counts as sent. Pass the link on now" }
        pass_on_once { "Pass this secure link on now; it is not shown again." }
        open_app(name) { "Open {name}" }
        copy_link { "Copy link alone" }
        copy_message { "Copy message" }
        done { "Done" }
        withdraw { "Withdraw" }
        revise { "Begin new revision" }
        revoke { "Switch off link" }
        withdraw_title { "Withdraw this offer?" }
        withdraw_body { "The customer's link will say that it was withdrawn." }
        reason { "Reason" }
        saved { "Saved" }
        saving { "Saving" }
        unsaved { "Not saved yet" }
        saved_at(time) { "Saved {time}" }
        not_saved(why) { "Not saved: {why}" }
        retry { "Try again" }
        conflict { "Somebody changed this quote meanwhile" }
        conflict_body { "What you typed since is not saved. Loading their version replaces it." }
        no_right { "You may look at this draft but not change it." }
        parts { "Parts of the quote" }
        no_stops { "No stops yet. Add where it begins, then where it ends." }
        no_lines { "Nothing beyond the rates. Add a line of your own, or take one from the price book." }
        new_line { "New line" }
        stop_removed(n) { "Stop {n} removed" }
        line_removed(name) { "“{name}” removed" }
        drag_stop { "Drag to reorder" }
        stop_actions(n) { "Actions of stop {n}" }
        more_fields(n) { "More of stop {n}" }
        fewer_fields(n) { "Less of stop {n}" }
        move_to_position(n) { "Move to position {n}" }
        minutes_unit { "min" }
        address_hint { "Street, city" }
        matches { "Matches" }
        search_whole(words) { "Search for “{words}”" }
        service_away { "The address service does not answer. These are towns we know." }
        building { "building" }
        street { "street" }
        postal_code { "postal code" }
        town { "town" }
        region { "region" }
        window_from { "Window from" }
        window_to { "Window to" }
        window(from, to) { "window {from}–{to}" }
        waits(time) { "waits {time}" }
        contact_phone { "Contact phone" }
        for_passenger { "for 1 passenger" }
        for_passengers(n) { "for {n} passengers" }
        per_passenger { "per passenger" }
        per_hour { "per hour" }
        per_day { "per day" }
        chosen { "Chosen by the customer" }
        charged_time { "Charged time" }
        revisions { "Revisions" }
        pdf { "PDF" }
        pdf_of(n) { "PDF of revision {n}" }
        sent_on(when) { "Sent {when}" }
        not_sent { "Not sent" }
        shown_revision { "Shown" }
        compare { "Compare" }
        changes_since(n) { "Changes since revision {n}" }
        no_changes { "Nothing but the prices of the book" }
        opened_once { "Opened once" }
        holds_until { "Holds until" }
        times(n) { "{n}×" }
        reminded_on(day) { "Reminded {day}" }
        unwanted(name, kinds) { "{name} wants no e-mail of this kind: {kinds}" }
        unwanted_body { "Such mails are refused when somebody sends them. What they want stands with them on the customer's page." }
        blocked(name) { "{name} is blocked" }
        blocked_body { "New offers to them, and new revisions of old ones, are refused unless a manager sends them." }
        to_customer { "Open customer" }
        owned_by(name) { "Owner: {name}" }
        no_owner { "Nobody's" }
        stop_address(n) { "Stop {n}: give an address" }
        stop_arrive(n, why) { "Stop {n}: {why}" }
        before_sending { "Before it can be sent" }
        needs_stops { "Add a stop or a line" }
        needs_vehicles { "Choose a vehicle, or add a line" }
        reload { "Load their version" }
        read_only(status) { "This revision is {status} and stays as it went out." }
        itinerary { "Itinerary" }
        add_stop { "Add stop" }
        mirror { "Mirror return" }
        stop(n) { "Stop {n}" }
        kind { "Kind" }
        pickup { "Pickup" }
        waypoint { "Waypoint" }
        stop_kind { "Stop" }
        drop_off { "Drop-off" }
        place { "Place" }
        address { "Address" }
        arrive { "Fixed arrival" }
        dwell { "Minutes there" }
        leg_km { "km from the stop before" }
        leg_minutes { "Minutes from the stop before" }
        notes { "Notes" }
        contact { "Contact" }
        move_up(n) { "Move stop {n} up" }
        move_down(n) { "Move stop {n} down" }
        remove_stop(n) { "Remove stop {n}" }
        estimated { "estimated" }
        unknown_leg { "distance unknown" }
        late(time) { "{time} too late" }
        details { "Details" }
        trip { "Trip" }
        passengers { "Passengers" }
        crew { "Crew" }
        hours { "Charged minutes" }
        hours_hint(time) { "Empty: {time} from the itinerary" }
        deadhead { "Deadhead km" }
        site { "Place of work" }
        no_site { "Nobody has said yet where the work is." }
        add_site { "Add the place" }
        begins { "Work begins" }
        hours_there { "From first to last" }
        hours_unit { "h" }
        trades { "Trades" }
        trade_people { "People" }
        trade_hours { "Hours each" }
        people_for(n, time) { "{n} × {time}" }
        repairs { "Repairs" }
        add_unit { "Add a unit" }
        add_unit_hint { "One of the customer's, or the name of another." }
        no_repairs { "No repairs yet." }
        repairs_now { "Repairs now" }
        repairs_before { "Before" }
        repaired_before(what) { "{what} booked before" }
        unit_not_recorded { "not among the customer's units" }
        standard_repair_prices { "The standard prices of the book hold, for the first to the fifth repair of a unit:" }
        own_repair_prices(day) { "Prices of the customer's own hold, from {day}, for the first to the fifth repair of a unit:" }
        own_repair_prices_by(day, name) { "Prices of the customer's own hold, from {day}, set by {name}, for the first to the fifth repair of a unit:" }
        repair_discount(percent, n) { "{percent} off all of them from {n} repairs" }
        vehicles { "Vehicles" }
        one_seat { "1 seat" }
        seats(n) { "{n} seats" }
        luggage { "Pieces of luggage" }
        load { "Load" }
        count(name) { "Number of {name}" }
        amenities { "Amenities" }
        included { "Included" }
        optional { "Customer decides" }
        packages { "Packages" }
        packages_about { "Offer the work at several levels. The customer takes exactly one." }
        offer_packages { "Offer three packages" }
        good { "Good" }
        better { "Better" }
        best { "Best" }
        new_package(n) { "Package {n}" }
        add_package { "Add package" }
        package { "Package" }
        package_name(n) { "Name of package {n}" }
        package_note(n) { "Note of package {n}" }
        recommend { "Recommended" }
        earlier(name) { "Move {name} forward" }
        later(name) { "Move {name} back" }
        package_removed(name) { "Package “{name}” removed" }
        packages_compared { "What is in which package, and what each comes to" }
        part { "Part" }
        in_package(item, package) { "{item} in {package}" }
        nothing_to_put { "Lines and amenities are in every package until you take them out of one. There are none yet." }
        taken { "Taken by the customer" }
        items { "Line items" }
        add_item { "Add line" }
        from_book { "Add from price book" }
        quantity { "Quantity" }
        unit_price { "Unit price" }
        unit_cost { "Unit cost" }
        remove(name) { "Remove {name}" }
        by_hand { "Discount or surcharge" }
        by_hand_about { "It comes after everything but promo codes and tax. The customer sees one line, and not why." }
        add_by_hand { "Change by hand…" }
        edit_by_hand { "Change" }
        remove_by_hand { "Remove" }
        by_hand_removed { "The price is as reckoned" }
        off_or_on { "Discount or surcharge" }
        percent_or_amount { "Percent or amount" }
        percent { "Percent" }
        amount { "Amount" }
        how_much { "How much" }
        hand_reason { "Why" }
        hand_reason_hint { "Kept with the quote and in its history." }
        put_by_hand { "Change the price" }
        new_total(total) { "New total: {total}." }
        will_need_approval(limit) { "More than {limit} off needs an approval before it can be sent." }
        needs_approval(off, limit) { "{off} is taken off by hand, {limit} is the limit of whoever has the quote. It has to be approved before it can be sent." }
        who_approves(names) { "It can be approved by {names}" }
        nobody_named { "Somebody with a higher limit can approve it." }
        approval_note { "Note" }
        approve(total) { "Approve {total}" }
        approved_by(name, date) { "Approved by {name}, {date}" }
        approved_as_is { "It can be sent at this price. Any change has to be approved again." }
        not_kept { "The draft is not saved yet. Save it, then approve." }
        approval_flag { "Needs approval" }
        promo { "Promo code" }
        apply { "Apply" }
        remove_promo { "Remove code" }
        promo_on(code) { "{code} is reserved for this quote" }
        promo_asked(code) { "{code} was put on by the customer, and is reserved when the quote is sent" }
        price { "Price" }
        book(name, version) { "Book: {name}, version {version}" }
        base { "Base" }
        offered { "Offered, not counted" }
        deposit(percent) { "Deposit {percent}, to book" }
        balance(date) { "Balance, {date}" }
        balance_open { "Balance, before the work" }
        paying { "Payment" }
        by_policy(percent, days) { "By the price book: {percent} at acceptance, the balance {days} before the work." }
        by_milestones(plan) { "By the milestones of this line of work: {plan}." }
        by_prepaid { "By the terms of the account: all of it at acceptance." }
        by_net(days) { "By the terms of the account: all of it {days} after the work starts." }
        differs { "Differs from policy" }
        set_schedule { "Lay down instalments…" }
        edit_schedule { "Change" }
        drop_schedule { "Back to the policy" }
        schedule_dropped { "It is paid as the policy has it" }
        schedule_title { "Instalments of this quote" }
        schedule_about { "Up to six. Each is a share of the total, an amount, or what the others leave." }
        schedule_put { "Use these instalments" }
        schedule_problem(why) { "Payment: {why}" }
        instalment(n) { "Instalment {n}" }
        instalment_name { "Name" }
        add_instalment { "Add instalment" }
        remove_instalment(n) { "Remove instalment {n}" }
        share { "Percent of the total" }
        sum { "Amount" }
        rest { "The rest" }
        due { "Due" }
        at_acceptance { "At acceptance" }
        before_start { "Days before the start" }
        after_start { "Days after the start" }
        on_date { "On a date" }
        how_many_days { "Days" }
        due_date { "Date" }
        comes_to { "What that comes to" }
        staff_only { "Staff only" }
        cost { "Cost" }
        margin { "Margin" }
        rate { "Rate" }
        terms { "Deposit and terms" }
        valid_days { "Days the offer holds" }
        note_customer { "Note to the customer" }
        note_crew { "Instructions for the crew" }
        activity { "Activity" }
        no_activity { "Nothing has happened yet." }
        opened(n) { "Opened {n} times" }
        valid(date) { "Valid until {date}" }
        summary(km, days) { "{km} km, {days} d" }
        signed_by(name) { "Signed by {name}" }
        certificate { "Certificate of signature (PDF)" }
        signed_text { "Signed text" }
        go_job { "Open job" }
        go_lead { "Open lead" }
        chain { "Each entry carries the hash of the one before it." }
        check_chain { "Check the chain of evidence" }
        chain_intact(entries, documents, time) { "Unbroken, checked {time}. Entries: {entries}. Texts sent or signed: {documents}." }
        chain_entry(n, time) { "Entry {n} is not as it was written. Checked {time}" }
        chain_end(time) { "Entries were taken off the end or put on it. Checked {time}" }
        chain_document(time) { "A text that was sent or signed is not the one the entries name. Checked {time}" }
        evidence_sent { "Sent" }
        evidence_viewed { "Opened by the customer" }
        evidence_consent { "Consent given" }
        evidence_signed { "Signature applied" }
        evidence_completed { "Accepted and booked" }
        evidence_declined { "Declined" }
        evidence_changes { "Changes requested" }
        evidence_asked { "Question asked" }
        evidence_renewal { "Fresh quote asked for" }
    }
}
