//! Texts of site visits.

shared::catalog_bilingual! {
    title { "Site visits" / "Visites des lieux" }
    one { "Site visit" / "Visite des lieux" }
    visit_at(who) { "Site visit: {who}" / "Visite des lieux : {who}" }
    none { "No visit planned" / "Aucune visite prévue" }
    plan { "Plan a visit" / "Prévoir une visite" }
    plan_button { "Plan visit" / "Prévoir la visite" }
    change { "Reschedule" / "Déplacer" }
    change_of(who) { "Reschedule the visit at {who}" / "Déplacer la visite chez {who}" }
    save_change { "Save" / "Enregistrer" }
    planned_for(at) { "Visit planned for {at}" / "Visite prévue le {at}" }
    person { "Who goes there" / "Qui s'y rend" }
    choose_person { "Choose a person" / "Choisir une personne" }
    day { "Day" / "Jour" }
    starts { "From" / "De" }
    ends { "Until" / "Jusqu'à" }
    zone_hint(zone) { "On the clocks of {zone}" / "À l'heure de {zone}" }
    address { "Address" / "Adresse" }
    day_of(day) { "Already planned on {day}" / "Déjà prévu le {day}" }
    day_free { "Nothing else is planned that day." / "Rien d'autre n'est prévu ce jour-là." }
    day_first { "Choose a person and a day to see what is planned." / "Choisissez une personne et un jour pour voir ce qui est prévu." }
    clash { "At the same time" / "En même temps" }
    somewhere { "Another visit" / "Une autre visite" }
    some_job { "A job" / "Un travail" }
    job(number) { "Job {number}" / "Travail {number}" }
    reason_both { "Why at two places at once?" / "Pourquoi à deux endroits à la fois?" }
    reason_both_hint { "It stays in the history." / "Cela reste dans l'historique." }
    both(reason) { "At two places at once: {reason}" / "À deux endroits à la fois : {reason}" }
    route { "Route" / "Itinéraire" }
    call { "Call" / "Appeler" }
    call_off { "Not held…" / "Non tenue…" }
    call_off_title { "Why is the visit not held?" / "Pourquoi la visite n'a-t-elle pas lieu?" }
    call_off_body { "It ends the visit and frees the time. Another one can be planned." / "La visite prend fin et l'heure se libère. Une autre peut être prévue." }
    call_off_confirm { "End the visit" / "Mettre fin à la visite" }
    what_happened { "What happened" / "Ce qui s'est passé" }
    end_cancelled { "It was cancelled" / "Elle a été annulée" }
    end_no_show { "Nobody was there" / "Personne n'était là" }
    reason { "Reason" / "Motif" }
    ended { "The visit has ended" / "La visite a pris fin" }
    planned { "Planned" / "Prévue" }
    done { "Held" / "Tenue" }
    cancelled { "Cancelled" / "Annulée" }
    no_show { "Nobody there" / "Personne sur place" }
    open_visit { "On site" / "Sur place" }
    on_site { "On site" / "Sur place" }
    found { "What was found" / "Ce qui a été constaté" }
    result { "Result" / "Résultat" }
    result_hint { "What the quote has to take into account." / "Ce dont la soumission doit tenir compte." }
    save { "Save" / "Enregistrer" }
    saved { "Saved" / "Enregistré" }
    kept { "What you wrote is kept, and what they wrote elsewhere is added. Save again." / "Ce que vous avez écrit est conservé, et ce qu'on a écrit ailleurs s'y ajoute. Enregistrez de nouveau." }
    complete { "Complete the visit" / "Terminer la visite" }
    completed { "The visit is complete" / "La visite est terminée" }
    not_known { "Not known" / "Inconnu" }
    rooms { "Rooms" / "Pièces" }
    volume { "Volume" / "Volume" }
    volume_unit { "Unit of the volume" / "Unité du volume" }
    cubic_metres { "m³" / "m³" }
    cubic_feet { "cu ft" / "pi³" }
    comes_to(number, unit) { "{number} {unit}" / "{number} {unit}" }
    floors { "Flights of stairs" / "Volées d'escalier" }
    lift { "Lift" / "Ascenseur" }
    lift_none { "None" / "Aucun" }
    lift_passenger { "For people" / "Pour personnes" }
    lift_freight { "For furniture" / "Monte-charge" }
    parking { "Way to the truck" / "Distance jusqu'au camion" }
    metres { "m" / "m" }
    millimetres { "mm" / "mm" }
    special { "Special items" / "Objets particuliers" }
    passengers { "Passengers" / "Passagers" }
    luggage { "Pieces of luggage" / "Bagages" }
    wheelchairs { "Wheelchairs" / "Fauteuils roulants" }
    step_free { "A ramp or lift is needed to board" / "Une rampe ou un élévateur est requis pour monter" }
    accessibility { "Accessibility" / "Accessibilité" }
    damage { "Damage" / "Dommage" }
    chip { "Chip" / "Éclat" }
    crack { "Crack" / "Fissure" }
    shattered { "Shattered" / "Brisée" }
    scratched { "Scratched" / "Rayée" }
    leaking { "Leaking" / "Fuite" }
    pane { "Which glass" / "Quelle vitre" }
    windshield { "Windshield" / "Pare-brise" }
    front_door { "Front door" / "Portière avant" }
    rear_door { "Rear door" / "Portière arrière" }
    quarter { "Quarter glass" / "Vitre de custode" }
    rear { "Rear window" / "Lunette arrière" }
    roof { "Roof" / "Toit" }
    building { "Of a building" / "D'un bâtiment" }
    size { "Size of the damage" / "Taille du dommage" }
    calibration { "Calibration of cameras" / "Étalonnage des caméras" }
    needed { "Needed" / "Requis" }
    not_needed { "Not needed" / "Non requis" }
    notes { "Notes" / "Notes" }
    length_unit { "Measured in" / "Mesuré en" }
    feet { "ft" / "pi" }
    square_feet { "sq ft" / "pi²" }
    square_metres { "m²" / "m²" }
    areas { "Areas" / "Surfaces" }
    in_all { "In all" / "En tout" }
    area(n) { "Area {n}" / "Surface {n}" }
    named(name, what) { "{name}: {what}" / "{name} : {what}" }
    area_name { "Room or area" / "Pièce ou surface" }
    length { "Length" / "Longueur" }
    width { "Width" / "Largeur" }
    height { "Height" / "Hauteur" }
    add_area { "Add area" / "Ajouter une surface" }
    remove_area(n) { "Remove area {n}" / "Retirer la surface {n}" }
    measured(floor, walls) { "Floor {floor}, walls {walls}" / "Plancher {floor}, murs {walls}" }
    access { "Access" / "Accès" }
    utilities { "Water, power and gas" / "Eau, courant et gaz" }
    built { "Year built" / "Année de construction" }
    asbestos { "Asbestos seen or suspected" / "Amiante vu ou soupçonné" }
    lead_paint { "Lead paint seen or suspected" / "Peinture au plomb vue ou soupçonnée" }
    mould { "Mould seen" / "Moisissure vue" }
    permit { "Permit" / "Permis" }
    photos(n) { "{n} photos and files" / "{n} photos et fichiers" }
    one_photo { "1 photo or file" / "1 photo ou fichier" }
    back_again { "What you wrote here before is back. It is not saved yet." / "Ce que vous aviez écrit ici est de retour. Ce n'est pas encore enregistré." }
    drop_it { "Throw it away" / "L'abandonner" }
    yes { "Yes" / "Oui" }
    week_of(from, to) { "{from} to {to}" / "{from} au {to}" }
    times_in(zone) { "Times in {zone}" / "Heures de {zone}" }
    earlier { "Previous week" / "Semaine précédente" }
    later { "Next week" / "Semaine suivante" }
    this_week { "This week" / "Cette semaine" }
    everybody { "Everybody" / "Tout le monde" }
    filter_person { "Person" / "Personne" }
    filters { "Filters of visits" / "Filtres des visites" }
    nothing { "No visits this week" / "Aucune visite cette semaine" }
    nothing_body { "Visits are planned on the page of a lead." / "Les visites se prévoient sur la page d'une piste." }
    to_leads { "Open leads" / "Ouvrir les pistes" }
    free_day { "No visits" / "Aucune visite" }
    cut(n) { "Only the first {n} visits are shown" / "Seules les {n} premières visites sont affichées" }
    cut_body { "Choose a person, or go on from the day they end on." / "Choisissez une personne, ou continuez à partir du jour où elles s'arrêtent." }
    go_on(day) { "From {day} on" / "À partir du {day}" }
    not_shown { "Not shown" / "Non affichées" }
}
