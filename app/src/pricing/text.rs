//! Texts of price books and promo codes.

shared::catalog_bilingual! {
    prices { "Prices" / "Prix" }
    service_lines { "Service lines" / "Services" }
    book_line(name, version) { "{name}, version {version}" / "{name}, version {version}" }
    about { "Change a price and a draft of the next version begins. Nothing of it counts until it is published, for quotes begun from then on; quotes keep the version they were made with." / "Changez un prix et un brouillon de la prochaine version commence. Rien n'en compte avant sa publication, et seulement pour les soumissions commencées ensuite; les autres gardent la version avec laquelle elles ont été faites." }
    look_only { "You may look at the prices but not change them." / "Vous pouvez consulter les prix, pas les changer." }
    vehicles { "Vehicles" / "Véhicules" }
    vehicle { "Vehicle" / "Véhicule" }
    seat(n) { "{n} seat" / "{n} place" }
    seats(n) { "{n} seats" / "{n} places" }
    add_vehicle { "Add vehicle" / "Ajouter un véhicule" }
    no_vehicles { "No vehicles yet. Quotes may still have lines and pieces." / "Aucun véhicule pour l'instant. Les soumissions peuvent tout de même avoir des lignes et des articles." }
    actions { "Actions" / "Actions" }
    carries { "What it carries" / "Ce qu'il transporte" }
    seats_of_it { "Seats" / "Places" }
    seats_hint { "0 where nobody travels in it." / "0 si personne n'y voyage." }
    luggage_room { "Pieces of luggage" / "Bagages" }
    luggage_hint { "Beside what is kept at the seat. Empty: not known, so none is counted on." / "En plus de ce qu'on garde à sa place. Vide : inconnu, on ne compte donc sur aucun." }
    piece_of_luggage(n) { "{n} piece of luggage" / "{n} bagage" }
    luggage_of(n) { "{n} pieces of luggage" / "{n} bagages" }
    load_room { "Load" / "Charge" }
    load_hint { "What it takes when it is well filled. Empty: not known." / "Ce qu'il contient une fois bien rempli. Vide : inconnu." }
    load_of(n) { "{n} m³" / "{n} m³" }
    capabilities { "What it can do" / "Ce qu'il offre" }
    capabilities_hint { "Extras may need some of it." / "Certains extras en ont besoin." }
    further_capabilities { "What else it can do" / "Ce qu'il offre d'autre" }
    further_hint { "In a word or two, with commas between: ski rack, heated." / "En un mot ou deux, séparés par des virgules : porte-skis, chauffé." }
    our_hour { "An hour costs us" / "Une heure nous coûte" }
    our_km { "A km costs us" / "Un km nous coûte" }
    taken_out(names) { "Taken out: {names}" / "Retirés : {names}" }
    taken_out_body { "Quotes already made keep it, with the prices they were made with. New ones cannot have it once this is published." / "Les soumissions déjà faites les gardent, aux prix avec lesquels elles ont été faites. Les nouvelles ne pourront plus les avoir après la publication." }
    codes_name_it(codes) { "These promo codes name it and will not hold for it any more: {codes}" / "Ces codes promo les nomment et ne vaudront plus pour eux : {codes}" }
    unserved(names) { "No vehicle can do what these extras need: {names}" / "Aucun véhicule n'offre ce qu'exigent ces extras : {names}" }
    unserved_body { "Take them out, or say of a vehicle that it can. On a quote they would be a warning." / "Retirez-les, ou indiquez un véhicule qui l'offre. Sur une soumission, ils donneraient un avertissement." }
    hour { "Hour" / "Heure" }
    day { "Day" / "Jour" }
    km { "Km" / "Km" }
    deadhead { "Deadhead km" / "Km à vide" }
    minimum { "At least" / "Minimum" }
    of(what, rate) { "{what}: {rate}" / "{what} : {rate}" }
    crew { "Crew" / "Équipe" }
    crew_hour { "Hour of one person" / "Heure d'une personne" }
    crew_minimum { "Billed at least" / "Durée minimale facturée" }
    minutes { "min" / "min" }
    trades { "Trades" / "Métiers" }
    trade { "Trade" / "Métier" }
    trades_hint { "Hours of a trade are charged for each person, and at least as long as this." / "Les heures d'un métier sont facturées par personne, et au moins pour cette durée." }
    night { "Driver's night away" / "Nuit du chauffeur à l'extérieur" }
    relief_hour { "Hour of a second driver" / "Heure d'un deuxième chauffeur" }
    relief_out { "A relief driver comes out" / "Déplacement d'un chauffeur de relève" }
    repairs { "Repairs of a unit" / "Réparations d'un véhicule" }
    repairs_hint { "What customers pay who have agreed on no prices of their own. The more repairs a unit has had, the cheaper the next." / "Ce que paient les clients sans prix convenus. Plus un véhicule a eu de réparations, moins la suivante coûte cher." }
    first_repair { "First repair" / "Première réparation" }
    second_repair { "Second" / "Deuxième" }
    third_repair { "Third" / "Troisième" }
    fourth_repair { "Fourth" / "Quatrième" }
    later_repairs { "Fifth and later" / "Cinquième et suivantes" }
    items { "Sold by the piece" / "Vendu à l'unité" }
    no_items { "Nothing is sold by the piece yet." / "Rien n'est encore vendu à l'unité." }
    add_item { "Add item" / "Ajouter un article" }
    amenities { "Extras" / "Extras" }
    no_extras { "No extras yet. Customers may be offered what stands here." / "Aucun extra pour l'instant. Ce qui figure ici peut être offert aux clients." }
    add_extra { "Add extra" / "Ajouter un extra" }
    edit(name) { "Edit {name}" / "Modifier {name}" }
    remove(name) { "Remove {name}" / "Retirer {name}" }
    removed(name) { "{name} is taken out" / "Retiré : {name}" }
    put_in_draft { "Put in the draft" / "Mettre dans le brouillon" }
    name_en { "Name" / "Nom en anglais" }
    name_fr { "Name in French" / "Nom en français" }
    restroom { "restroom" / "toilettes" }
    wifi { "wifi" / "Wi-Fi" }
    power { "power" / "prises de courant" }
    gear_bay { "gear bay" / "soute" }
    lift { "lift" / "plateforme élévatrice" }
    lift_gate { "lift gate" / "hayon élévateur" }
    crates { "crates" / "caisses de transport" }
    category { "Category" / "Catégorie" }
    comfort { "Comfort" / "Confort" }
    food { "Food and drink" / "Repas et boissons" }
    equipment { "Equipment" / "Équipement" }
    accessibility { "Accessibility" / "Accessibilité" }
    protection { "Protection" / "Protection" }
    service { "Service" / "Service" }
    other { "Other" / "Autre" }
    needs(what) { "needs {what}" / "exige : {what}" }
    needs_of_vehicle { "The vehicle needs" / "Le véhicule doit offrir" }
    needs_nothing { "Nothing in particular" / "Rien de particulier" }
    crew_sees_to(what) { "crew: {what}" / "équipe : {what}" }
    priced_by { "Priced" / "Facturation" }
    checklist_item { "Crew's checklist" / "Liste de contrôle de l'équipe" }
    checklist_hint { "The crew of a job that booked it ticks this off." / "L'équipe d'un travail qui l'a réservé coche ce point." }
    modifiers { "Rises and reductions" / "Hausses et baisses" }
    modifiers_hint { "Each works on the price of vehicles and crew, not on the one above it. They stand on quotes in this order." / "Chacune s'applique au prix des véhicules et de l'équipe, non à la précédente. Elles figurent dans cet ordre sur les soumissions." }
    no_modifiers { "The price is the same at any time and place. Add a rise or a reduction for some of them." / "Le prix est le même en tout temps et en tout lieu. Ajoutez une hausse ou une baisse pour certains d'entre eux." }
    add_modifier { "Add rise or reduction" / "Ajouter une hausse ou une baisse" }
    order { "Order of rises and reductions" / "Ordre des hausses et baisses" }
    earlier(name) { "Move {name} up" / "Monter {name}" }
    later(name) { "Move {name} down" / "Descendre {name}" }
    moved(name, at, count) { "{name} is number {at} of {count}" / "{name} : position {at} sur {count}" }
    applies { "When it applies" / "Quand elle s'applique" }
    kind_weekdays { "On days of the week" / "Certains jours de la semaine" }
    kind_season { "In a season, every year" / "En saison, chaque année" }
    kind_short_notice { "At short notice" / "À bref délai" }
    kind_hours { "At hours of the day" / "À certaines heures" }
    kind_dates { "On some dates" / "À certaines dates" }
    kind_hub { "At a hub or in a region" / "Près d'un lieu ou dans une région" }
    kind_event { "During an event" / "Pendant un événement" }
    kind_holidays { "On holidays" / "Les jours fériés" }
    rise { "Rise" / "Hausse" }
    reduction { "Reduction" / "Baisse" }
    rise_or_reduction { "Rise or reduction" / "Hausse ou baisse" }
    percent_or_amount { "Percent or amount" / "Pourcentage ou montant" }
    by { "By" / "De" }
    weekdays { "Days of the week" / "Jours de la semaine" }
    from_month { "From the month" / "Du mois" }
    from_day { "From the day" / "Du jour" }
    to_month { "To the month" / "Au mois" }
    to_day { "To the day" / "Au jour" }
    notice_days { "Days before the work" / "Jours avant le travail" }
    notice_hint { "The work starts within so many days of the quote." / "Le travail commence au plus tant de jours après la soumission." }
    from_hour { "From the hour" / "À partir de l'heure" }
    to_hour { "Before the hour" / "Avant l'heure" }
    hours_hint { "0 to 24. May go past midnight, such as 22 to 5." / "De 0 à 24. Peut passer minuit, comme de 22 à 5." }
    dates { "Dates" / "Dates" }
    date_of(n) { "Date {n}" / "Date {n}" }
    name_of(n) { "Name of day {n}" / "Nom du jour {n}" }
    add_date { "Add date" / "Ajouter une date" }
    remove_date(n) { "Remove date {n}" / "Retirer la date {n}" }
    where_it_is { "Where" / "Où" }
    anywhere { "Anywhere" / "Partout" }
    in_circle { "Around a place" / "Autour d'un lieu" }
    in_a_region { "In a province or state" / "Dans une province ou un État" }
    place { "City or coordinates" / "Ville ou coordonnées" }
    place_hint { "A city of Canada or the United States, like Montréal, QC, or degrees, like 45.4706, -73.7408." / "Une ville du Canada ou des États-Unis, comme Montréal, QC, ou des degrés, comme 45.4706, -73.7408." }
    place_name { "What it is called" / "Comment on l'appelle" }
    place_name_hint { "As it stands on quotes, such as YUL. The city if nothing is written." / "Comme sur les soumissions, par exemple YUL. La ville si rien n'est écrit." }
    km_around { "Kilometres around it" / "Kilomètres autour" }
    region_of(name, code) { "{name} ({code})" / "{name} ({code})" }
    region { "Province or state" / "Province ou État" }
    touching { "Which stops count" / "Quels arrêts comptent" }
    touching_any { "Any stop" / "N'importe quel arrêt" }
    touching_first { "Where the work starts" / "Là où le travail commence" }
    touching_last { "Where it ends" / "Là où il se termine" }
    event_hint { "The event's name is the name above." / "Le nom de l'événement est le nom ci-dessus." }
    event_from { "First day" / "Premier jour" }
    event_to { "Last day" / "Dernier jour" }
    whose_holidays { "Holidays of" / "Jours fériés de" }
    only_own { "None, only days of our own" / "Aucun, seulement nos propres jours" }
    which_holidays { "Which of them" / "Lesquels" }
    observed { "Also the working day it is observed on" / "Aussi le jour ouvrable qui le remplace" }
    observed_hint { "Where a holiday falls on a weekend." / "Quand un jour férié tombe la fin de semaine." }
    own_days { "Days of our own" / "Nos propres jours" }
    any_stop(area) { "where a stop is {area}" / "quand un arrêt est {area}" }
    first_stop(area) { "where it starts {area}" / "quand le début est {area}" }
    last_stop(area) { "where it ends {area}" / "quand la fin est {area}" }
    event_at(days, area) { "{days}, {area}" / "{days}, {area}" }
    all_holidays(whose) { "on holidays of {whose}" / "les jours fériés : {whose}" }
    some_holidays(n, whose) { "on {n} holidays of {whose}" / "{n} jours fériés : {whose}" }
    on_own_days(n) { "on {n} days of our own" / "{n} de nos propres jours" }
    own_day_on(name, date) { "{name} ({date})" / "{name} ({date})" }
    taxes { "Taxes" / "Taxes" }
    volume { "Volume discount" / "Rabais de volume" }
    no_volume { "Large orders cost as much as others. Add a step to take something off from a sum on." / "Les grosses commandes coûtent autant que les autres. Ajoutez un palier pour accorder un rabais à partir d'un montant." }
    volume_hint { "The highest step that is reached takes off the whole, before anything by hand, promo codes and tax." / "Le plus haut palier atteint réduit le tout, avant les rabais manuels, les codes promo et les taxes." }
    add_step { "Add step" / "Ajouter un palier" }
    step_of(from) { "From {from}" / "À partir de {from}" }
    step_from { "From a sum of" / "À partir d'un montant de" }
    step_off { "Takes off" / "Rabais" }
    remove_step(from) { "Remove the step from {from}" / "Retirer le palier de {from}" }
    from_amount(amount) { "from {amount}" / "à partir de {amount}" }
    payment { "Deposit and balance" / "Acompte et solde" }
    deposit { "Deposit at acceptance" / "Acompte à l'acceptation" }
    balance_days { "Balance due before the work" / "Solde exigible avant le travail" }
    days { "days" / "jours" }
    company_differs { "Companies pay otherwise" / "Les entreprises paient autrement" }
    company_differs_hint { "Terms agreed with an account, such as net 30, come before both." / "Les conditions convenues avec un client, comme net 30, passent avant les deux." }
    company_deposit { "Companies: deposit at acceptance" / "Entreprises : acompte à l'acceptation" }
    company_balance_days { "Companies: balance due before the work" / "Entreprises : solde exigible avant le travail" }
    terms { "Terms" / "Conditions" }
    terms_hint { "One term a line. Customers agree to them when they sign." / "Une condition par ligne. Les clients les acceptent en signant." }
    price { "Price" / "Prix" }
    flat { "once" / "une fois" }
    per_passenger { "per passenger" / "par passager" }
    per_hour { "per hour" / "par heure" }
    per_day { "per day" / "par jour" }
    on_weekdays(days) { "when it starts on {days}" / "les jours suivants : {days}" }
    in_season(from, to) { "from {from} to {to}" / "du {from} au {to}" }
    notice_of_a_day(days) { "within {days} day of the quote" / "à {days} jour ou moins de la soumission" }
    short_notice(days) { "within {days} days of the quote" / "à {days} jours ou moins de la soumission" }
    in_hours(from, to) { "when it starts between {from}:00 and {to}:00" / "quand le début est entre {from} h et {to} h" }
    on_dates(n) { "on {n} dates" / "à {n} dates" }
    amounts_wrong { "An amount cannot be read. Correct what is marked, then go on." / "Un montant est illisible. Corrigez ce qui est signalé, puis continuez." }
    publish { "Publish" / "Publier" }
    publish_title(version) { "Publish version {version}?" / "Publier la version {version}?" }
    publish_body { "New quotes use these prices at once. Quotes already made keep theirs." / "Les nouvelles soumissions utilisent ces prix aussitôt. Celles qui sont déjà faites gardent les leurs." }
    published(version) { "Version {version} is in force" / "La version {version} est en vigueur" }
    no_changes { "The draft says the same as the version in force." / "Le brouillon dit la même chose que la version en vigueur." }
    not_tried { "Not tried on the quotes of the last 90 days yet." / "Pas encore essayé sur les soumissions des 90 derniers jours." }
    effect(more, quotes, less, revenue) { "On the quotes of the last 90 days: {more} of {quotes} customers would have paid more and {less} less, revenue {revenue}." / "Sur les soumissions des 90 derniers jours, clients qui auraient payé plus : {more} sur {quotes}; moins : {less}; revenus : {revenue}." }

    draft { "Draft of prices" / "Brouillon des prix" }
    draft_of(next, base) { "Draft of version {next}, based on {base}" / "Brouillon de la version {next}, fondé sur la {base}" }
    draft_saved { "Draft saved" / "Brouillon enregistré" }
    draft_partly { "Saved but for what is marked" / "Enregistré, sauf ce qui est signalé" }
    draft_unsaved { "Not saved yet" / "Pas encore enregistré" }
    draft_saving { "Saving" / "Enregistrement" }
    draft_conflict { "Somebody changed this draft meanwhile" / "Quelqu'un a modifié ce brouillon entre-temps" }
    draft_failed(why) { "Not saved: {why}" / "Non enregistré : {why}" }
    save_again { "Save again" / "Enregistrer de nouveau" }
    discard { "Discard" / "Abandonner" }
    discarded { "The draft is discarded" / "Le brouillon est abandonné" }
    try_it { "Try on the last 90 days" / "Essayer sur les 90 derniers jours" }
    back { "Back to the prices" / "Retour aux prix" }
    outdated(version) { "Version {version} was published meanwhile" / "La version {version} a été publiée entre-temps" }
    outdated_body(base, version) { "This draft was begun on version {base}. Put it on version {version} to go on: it stays as it is, and before publishing you see everything it changes." / "Ce brouillon a été commencé sur la version {base}. Mettez-le sur la version {version} pour continuer : il reste tel quel, et avant la publication vous voyez tout ce qu'il change." }
    rebase(version) { "Put the draft on version {version}" / "Mettre le brouillon sur la version {version}" }

    replay_title { "The draft on the last 90 days" / "Le brouillon sur les 90 derniers jours" }
    replay_lead { "Each quote is priced by its own book and by this draft." / "Chaque soumission est calculée avec sa propre grille et avec ce brouillon." }
    replay_about(since, until) { "Quotes made from {since} to {until}, each priced by its own book and by this draft. Nothing of them changes." / "Soumissions faites du {since} au {until}, chacune calculée avec sa propre grille et avec ce brouillon. Rien n'y change." }
    replaying { "Pricing the quotes of the last 90 days" / "Calcul des soumissions des 90 derniers jours" }
    no_quotes { "No quotes in the last 90 days" / "Aucune soumission dans les 90 derniers jours" }
    no_quotes_body { "There is nothing to try this draft on. It can be published all the same." / "Il n'y a rien sur quoi essayer ce brouillon. Il peut être publié tout de même." }
    no_draft { "There is no draft to try" / "Il n'y a pas de brouillon à essayer" }
    no_draft_body { "Change a price first." / "Changez d'abord un prix." }
    tried { "Quotes tried" / "Soumissions essayées" }
    of_which_booked(n) { "{n} of them booked" / "dont réservées : {n}" }
    revenue { "Revenue" / "Revenus" }
    booked_revenue { "Booked revenue" / "Revenus réservés" }
    margin { "Margin" / "Marge" }
    instead_of(before) { "instead of {before}" / "au lieu de {before}" }
    margin_hint(before, n) { "instead of {before}, on {n} quotes whose cost is known" / "au lieu de {before}; soumissions au coût connu : {n}" }
    pays_more { "Would pay more" / "Paieraient plus" }
    less_and_same(less, same) { "{less} would pay less, {same} the same" / "paieraient moins : {less}; autant : {same}" }
    with_share(amount, share) { "{amount} ({share})" / "{amount} ({share})" }
    skipped(n) { "Quotes that could not be tried: {n}" / "Soumissions impossibles à essayer : {n}" }
    vehicle_gone(n) { "{n} with a vehicle the draft does not have" / "{n} avec un véhicule absent du brouillon" }
    extra_gone(n) { "{n} with an extra the draft does not have" / "{n} avec un extra absent du brouillon" }
    trade_gone(n) { "{n} with hours of a trade the draft does not have" / "{n} avec des heures d'un métier absent du brouillon" }
    out_of_range(n) { "{n} that the draft makes negative or too large" / "{n} dont le brouillon rend le prix négatif ou trop élevé" }
    unpriced(n) { "{n} without a price of their own" / "{n} sans prix propre" }
    adrift(n) { "Offers that went out with another total than their book gives: {n}. They are compared as their book prices them." / "Offres envoyées avec un autre total que celui de leur grille : {n}. Elles sont comparées au prix de leur grille." }
    changes { "How totals change" / "Comment les totaux changent" }
    changes_told(less, same, more) { "{less} quotes fall, {same} stay, {more} rise; the table below has the steps" / "Soumissions en baisse : {less}; inchangées : {same}; en hausse : {more}. Le tableau ci-dessous donne les tranches" }
    change { "Change" / "Changement" }
    quotes { "Quotes" / "Soumissions" }
    share { "Share" / "Part" }
    as_table { "As a table" / "En tableau" }
    unchanged { "unchanged" / "inchangé" }
    up_to(bp) { "up to {bp}" / "jusqu'à {bp}" }
    between(from, to) { "{from} to {to}" / "de {from} à {to}" }
    beyond(bp) { "over {bp}" / "plus de {bp}" }
    by_standing { "By what became of them" / "Selon ce qu'elles sont devenues" }
    standing { "State" / "État" }
    booked { "Booked" / "Réservée" }
    open { "Open" / "Ouverte" }
    not_sent { "Not sent" / "Non envoyée" }
    closed { "Closed" / "Fermée" }
    before { "Before" / "Avant" }
    after { "With the draft" / "Avec le brouillon" }
    difference { "Difference" / "Différence" }
    more { "Pay more" / "Paient plus" }
    less { "Pay less" / "Paient moins" }
    all { "All" / "Toutes" }
    without_tax { "Revenue after discounts, without tax." / "Revenus après rabais, sans taxes." }
    who_pays_more { "Who would pay more" / "Qui paierait plus" }
    nobody_pays_more { "Nobody would pay more" / "Personne ne paierait plus" }
    quote { "Quote" / "Soumission" }
    customer { "Customer" / "Client" }
    named_of(n, all) { "The {n} largest of {all}." / "Les plus grandes différences : {n} sur {all}." }
    with_tax { "Totals with tax." / "Totaux avec taxes." }

    promos { "Promo codes" / "Codes promo" }
    new_promo { "New code" / "Nouveau code" }
    code { "Code" / "Code" }
    code_hint { "3 to 24 letters and digits" / "De 3 à 24 lettres et chiffres" }
    takes_off { "Takes off" / "Rabais" }
    percent { "Percent" / "Pourcentage" }
    amount { "Amount" / "Montant" }
    kind { "Kind of discount" / "Genre de rabais" }
    used { "Used" / "Utilisations" }
    uses(used, held) { "{used}, held by {held} quotes" / "{used}; soumissions qui le réservent : {held}" }
    uses_of(used, most, held) { "{used} of {most}, held by {held} quotes" / "{used} sur {most}; soumissions qui le réservent : {held}" }
    ends { "Ends" / "Fin" }
    open_end { "Open end" / "Sans fin" }
    state { "State" / "État" }
    active(code) { "{code} can be used" / "{code} peut être utilisé" }
    on { "On" / "Activé" }
    off { "Off" / "Désactivé" }
    no_promos { "No promo codes yet" / "Aucun code promo pour l'instant" }
    only_for { "Only for" / "Seulement pour" }
    for_everything { "Everything" / "Tout" }
    only_vehicles { "Only for these vehicles" / "Seulement pour ces véhicules" }
    of_line(vehicle, line) { "{vehicle} ({line})" / "{vehicle} ({line})" }
    only_vehicles_hint { "All vehicles of a quote must be among them. Any vehicle if none is ticked." / "Tous les véhicules d'une soumission doivent en faire partie. N'importe quel véhicule si rien n'est coché." }
    only_trips { "Only for these trips" / "Seulement pour ces trajets" }
    only_trips_hint { "Any trip if none is ticked." / "N'importe quel trajet si rien n'est coché." }
    minimum_subtotal { "From a subtotal of" / "À partir d'un sous-total de" }
    for_line { "Only for" / "Seulement pour" }
    any_line { "Any service" / "N'importe quel service" }
    starts_on { "From" / "Du" }
    ends_on { "Until" / "Au" }
    max_uses { "Uses at most" / "Utilisations maximales" }
    make { "Make code" / "Créer le code" }
    made(code) { "{code} can be used from now on" / "{code} peut être utilisé dès maintenant" }
}
