//! Texts of drafting from notes.

shared::catalog_bilingual! {
    title { "Draft from notes" / "Ébauche d'après les notes" }
    what { "Reads the notes of the lead and the form of its site visit, and proposes what belongs on the quote. Nothing changes before you take it." / "Lit les notes de la piste et le formulaire de la visite des lieux, et propose ce qui va dans la soumission. Rien ne change avant que vous ne l'acceptiez." }
    open { "Read the notes" / "Lire les notes" }
    close { "Close" / "Fermer" }
    no_leads { "You may not see the lead of this quote. What you paste is read." / "Vous n'avez pas accès à la piste de cette soumission. Ce que vous collez est lu." }
    paste { "Something else to read" / "Autre chose à lire" }
    paste_hint { "An e-mail or what was said by phone. It is read here and not kept." / "Un courriel ou ce qui s'est dit au téléphone. C'est lu ici sans être conservé." }
    nothing_written { "Nothing is written down yet: the lead has no notes, and there was no site visit." / "Rien n'est encore noté : la piste n'a pas de notes et il n'y a pas eu de visite des lieux." }
    nothing_found { "Nothing was found that is not on the quote already." / "Rien n'a été trouvé qui ne soit déjà dans la soumission." }
    proposals { "Proposed changes" / "Changements proposés" }
    all { "All of it" / "Tout" }
    take { "Take what is ticked" / "Prendre ce qui est coché" }
    one_taken { "1 change taken" / "1 changement pris" }
    many_taken(n) { "{n} changes taken" / "{n} changements pris" }
    would_be(total, effect) { "Total with what is ticked: {total} ({effect})" / "Total avec ce qui est coché : {total} ({effect})" }
    no_effect { "no change of price" / "sans effet sur le prix" }

    passengers(from, to) { "Passengers: {from} → {to}" / "Passagers : {from} → {to}" }
    load(from, to) { "Load: {from} → {to} m³" / "Chargement : {from} → {to} m³" }
    luggage(from, to) { "Pieces of luggage: {from} → {to}" / "Bagages : {from} → {to}" }
    crew(from, to) { "Crew: {from} → {to}" / "Équipe : {from} → {to}" }
    minutes(to) { "Charged time: {to}" / "Temps facturé : {to}" }
    vehicles(list) { "Vehicles: {list}" / "Véhicules : {list}" }
    times(count, name) { "{count} × {name}" / "{count} × {name}" }
    amenity(name) { "Extra: {name}" / "Extra : {name}" }
    item(count, name) { "Line from the price book: {count} × {name}" / "Ligne de la grille tarifaire : {count} × {name}" }
    repair(count, name) { "Repairs of {name}: {count}" / "Réparations de {name} : {count}" }
    note(words) { "For the crew: {words}" / "Pour l'équipe : {words}" }

    sure_said { "It stands there" / "C'est écrit" }
    sure_follows { "A rule of thumb" / "Règle générale" }
    sure_unsure { "Unsure, ask" / "Incertain, à demander" }

    why_said { "It says so." / "C'est ce qui est écrit." }
    why_summed { "The groups added up." / "La somme des groupes." }
    why_each(pieces, passengers) { "{pieces} for each of {passengers} passengers." / "{pieces} pour chacun des {passengers} passagers." }
    size(metres) { "{metres} m³" / "{metres} m³" }
    size_of_rooms(metres, rooms) { "{rooms} rooms, some {metres} m³ at 5 m³ each" / "{rooms} pièces, environ {metres} m³ à 5 m³ chacune" }
    why_load(size) { "{size}. The plans of vehicles are made for it." / "{size}. Les plans de véhicules sont faits pour cela." }
    why_crew(size) { "{size}: two people carry up to 20 m³, three up to 30, four up to 50, then one more for each 25." / "{size} : deux personnes portent jusqu'à 20 m³, trois jusqu'à 30, quatre jusqu'à 50, puis une de plus par tranche de 25." }
    why_hours(size, crew, driving) { "{size} by {crew} people at 2 m³ an hour each, with {driving} on the road, in half hours." / "{size} par {crew} personnes à 2 m³ l'heure chacune, avec {driving} de route, par demi-heures." }
    why_stairs(flights) { "A tenth more for each flight of stairs: {flights}." / "Un dixième de plus par volée d'escalier : {flights}." }
    why_carry(metres) { "A tenth more for each 25 m of the carry: {metres} m." / "Un dixième de plus par tranche de 25 m de portage : {metres} m." }
    why_trucks(size) { "The fewest of one type that hold {size}, by what the price book says they take, or the length in their names." / "Le moins possible d'un même type pour contenir {size}, d'après leur volume dans la grille tarifaire ou la longueur dans leur nom." }
    why_fits(passengers, luggage) { "The fewest of one type for {passengers} passengers and {luggage} pieces, with what is asked for on board." / "Le moins possible d'un même type pour {passengers} passagers et {luggage} bagages, avec ce qui est demandé à bord." }
    why_not_in_book { "The price book does not sell it, so it has no price here." / "La grille tarifaire ne l'offre pas; il n'a donc pas de prix ici." }
    why_repairable { "Chips, and cracks up to 150 mm, are repaired." / "Les éclats et les fissures d'au plus 150 mm se réparent." }
    why_too_long { "A crack beyond 150 mm means a new windshield." / "Une fissure de plus de 150 mm exige un nouveau pare-brise." }
    why_length_unknown { "How long the crack is was not said; up to 150 mm it can be repaired." / "La longueur de la fissure n'est pas dite; jusqu'à 150 mm, elle se répare." }
    why_replaced { "This glass cannot be repaired." / "Cette vitre ne se répare pas." }
    why_camera { "A camera behind a new windshield has to be calibrated." / "Une caméra derrière un nouveau pare-brise doit être étalonnée." }
    why_vin { "Its check digit is wrong: it may be mistyped." / "Son chiffre de contrôle est faux : il est peut-être mal saisi." }

    why_measured { "By the areas the visit measured; doors and windows are not taken off." / "D'après les surfaces mesurées à la visite; portes et fenêtres ne sont pas déduites." }
    why_not_measured { "How much was neither said nor measured." / "La quantité n'est ni dite ni mesurée." }
    why_permit { "The fee is passed on at cost: put in what the authority asks." / "Les frais sont refacturés au coût : inscrivez ce que l'autorité demande." }
    why_old(built) { "Built in {built}, when it was in use." / "Construit en {built}, quand on s'en servait." }

    source(name) { "{name}:" / "{name} :" }
    from_notes { "Notes of the lead" / "Notes de la piste" }
    from_result { "Result of the site visit" / "Résultat de la visite" }
    from_site { "Form of the site visit" / "Formulaire de la visite" }
    from_pasted { "Pasted" / "Texte collé" }
    answer_rooms { "rooms" / "pièces" }
    answer_volume { "volume" / "volume" }
    answer_floors { "flights of stairs" / "volées d'escalier" }
    answer_parking { "way to the truck" / "distance jusqu'au camion" }
    answer_passengers { "passengers" / "passagers" }
    answer_luggage { "pieces of luggage" / "bagages" }
    answer_wheelchairs { "wheelchairs" / "fauteuils roulants" }
    answer_step_free { "a ramp or lift is needed" / "rampe ou élévateur requis" }
    answer_damage { "damage" / "dommage" }
    answer_pane { "which glass" / "quelle vitre" }
    answer_size { "size of the damage" / "taille du dommage" }
    answer_calibration { "calibration of cameras" / "étalonnage des caméras" }
    answer_areas { "measurements" / "mesures" }
    answer_built { "year built" / "année de construction" }
    answer_hazards { "hazards" / "dangers" }
    answer_permit { "permit" / "permis" }
}
