//! Words of the page on which visitors work out prices, in both languages.

shared::catalog_bilingual! {
    title(name) { "Your price with {name}" / "Votre prix chez {name}" }
    intro { "See what it costs at once. Nothing is sent until you ask for the offer." / "Voyez tout de suite ce qu'il en coûte. Rien n'est envoyé avant que vous ne demandiez l'offre." }
    service { "What do you need?" / "De quoi avez-vous besoin?" }
    moving { "A move" / "Un déménagement" }
    charter { "A bus or coach" / "Un autocar ou un autobus" }
    glass { "Glass repair" / "Une réparation de vitre" }
    contracting { "Building work" / "Des travaux de construction" }
    origin { "From" / "De" }
    destination { "To" / "À" }
    place_hint { "City, or an address with its city" / "Ville, ou adresse avec sa ville" }
    wanted_on { "Date" / "Date" }
    starts_at { "Departure" / "Départ" }
    begins_at { "Start of the work" / "Début du travail" }
    passengers { "Passengers" / "Passagers" }
    back { "With the way back" / "Avec le retour" }
    back_on { "Date of the way back" / "Date du retour" }
    back_at { "Departure of the way back" / "Départ du retour" }
    crew { "People on the crew" / "Personnes dans l'équipe" }
    hours { "Hours of loading and unloading" / "Heures de chargement et de déchargement" }
    hours_hint { "Together, without the drive" / "En tout, sans le trajet" }
    vehicle { "Vehicle" / "Véhicule" }
    best_vehicle { "What fits best" / "Ce qui convient le mieux" }
    promo { "Promo code" / "Code promo" }
    website { "Leave this empty" / "Laissez ce champ vide" }
    show_price { "Show price" / "Voir le prix" }
    problem { "Some fields need another look" / "Certains champs sont à revoir" }
    your_price { "Your price" / "Votre prix" }
    price_changed { "The price is another one now. Look at it, and send again if it suits you." / "Le prix a changé. Regardez-le, et envoyez de nouveau s'il vous convient." }
    distance { "Distance" / "Distance" }
    arrival { "Arrival" / "Arrivée" }
    about(what) { "about {what}" / "environ {what}" }
    item { "Item" / "Élément" }
    amount { "Amount" / "Montant" }
    subtotal { "Subtotal" / "Sous-total" }
    total { "Total" / "Total" }
    estimate(days) { "An estimate from the distances between towns and our price list of today. We look at it and send you the offer; that one holds for {days} days." / "Une estimation d'après les distances entre villes et notre tarif du jour. Nous l'examinons et vous envoyons l'offre; elle est valide {days} jours." }
    second_driver { "By law one driver may not drive this alone. A second one is in the price." / "La loi interdit à un seul chauffeur de faire ce trajet. Un deuxième est compris dans le prix." }
    relief_driver { "By law one driver may not drive this alone. Another one takes over on the way, and is in the price." / "La loi interdit à un seul chauffeur de faire ce trajet. Un autre prend la relève en route, et est compris dans le prix." }
    needs_rest { "This is more than the law lets drivers do without a longer rest. We plan the rest with you; it is not in this price yet." / "C'est plus que ce que la loi permet aux chauffeurs sans un plus long repos. Nous planifions ce repos avec vous; il n'est pas encore compris dans ce prix." }
    not_offered { "We cannot offer this as it stands. Change it above, or write to us." / "Nous ne pouvons pas l'offrir tel quel. Modifiez-le ci-dessus ou écrivez-nous." }
    get_offer { "Get this as an offer" / "Recevez cette offre" }
    your_name { "Your name" / "Votre nom" }
    company { "Company" / "Entreprise" }
    email { "E-mail" / "Courriel" }
    phone { "Phone" / "Téléphone" }
    contact_hint { "Give an e-mail address or a phone number." / "Donnez une adresse courriel ou un numéro de téléphone." }
    notes { "What should we know?" / "Que devrions-nous savoir?" }
    consent(name) { "{name} may send me this offer and ask me about it." / "{name} peut m'envoyer cette offre et me joindre à ce sujet." }
    send { "Ask for the offer" / "Demander l'offre" }
    thanks_title { "We have your request" / "Nous avons reçu votre demande" }
    thanks(name) { "{name} looks at it and sends you the offer soon. You can close this page." / "{name} l'examine et vous envoie bientôt l'offre. Vous pouvez fermer cette page." }
    thanks_number(number) { "Your offer has the number {number}." / "Votre offre porte le numéro {number}." }
    another { "Work out another price" / "Calculer un autre prix" }
    gone_title { "There is no such page" / "Cette page n'existe pas" }
    gone { "The address may be mistyped, or the company does not show prices online." / "L'adresse est peut-être erronée, ou l'entreprise n'affiche pas ses prix en ligne." }
    language { "Français" / "English" }
}
