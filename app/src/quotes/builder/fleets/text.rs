//! Texts of the plans of vehicles.

shared::catalog_bilingual! {
    title { "What would carry it all" / "Ce qui transporterait le tout" }
    hint { "The cheapest first. One press puts the vehicles on the quote; numbers below can still be changed by hand." / "Le moins cher d'abord. Un clic met les véhicules dans la soumission; les nombres ci-dessous se modifient toujours à la main." }
    nothing { "No mix of the vehicles of the price book carries all of it with what the extras need. Choose by hand." / "Aucune combinaison des véhicules de la grille tarifaire ne transporte le tout avec ce que demandent les extras. Choisissez à la main." }
    plan(n) { "Plan {n}" / "Plan {n}" }
    times(count, name) { "{count} × {name}" / "{count} × {name}" }
    goes { "On the quote" / "Dans la soumission" }
    taken(plan) { "{plan} on the quote" / "{plan} dans la soumission" }
    seats(seats, passengers, spare) { "{seats} seats for {passengers}, {spare} to spare" / "{seats} places pour {passengers}, libres : {spare}" }
    all_seats(seats) { "{seats} seats, all taken" / "{seats} places, toutes prises" }
    load(room, load) { "takes {room} m³, {load} m³ to load" / "contient {room} m³, pour {load} m³ à charger" }
    luggage(room, pieces) { "room for {room} pieces of luggage, {pieces} to carry" / "place pour {room} bagages, {pieces} à transporter" }
    has(vehicles, extra) { "{vehicles}: has what “{extra}” needs" / "{vehicles} : a ce que demande « {extra} »" }
    cheaper(amount) { "{amount} less than the next plan" / "{amount} de moins que le plan suivant" }
    too_few_seats(name, seats) { "not one vehicle alone: the largest, {name}, has {seats} seats" / "un seul véhicule ne suffit pas : le plus grand, {name}, a {seats} places" }
    too_little_room(name, room) { "not one vehicle alone: {name} takes {room} m³" / "un seul véhicule ne suffit pas : {name} contient {room} m³" }
    too_little_luggage(name, room) { "not 1 × {name}: room for {room} pieces of luggage" / "pas 1 × {name} : place pour {room} bagages" }
    lacks(name, extra) { "not 1 × {name}: has not what “{extra}” needs" / "pas 1 × {name} : n'a pas ce que demande « {extra} »" }
    dearer(name, amount) { "not 1 × {name}: {amount} more" / "pas 1 × {name} : {amount} de plus" }
    emptier(name, seats) { "not 1 × {name}: {seats} more seats empty for the same price" / "pas 1 × {name} : {seats} places libres de plus au même prix" }
}
