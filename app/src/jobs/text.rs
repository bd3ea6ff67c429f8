//! Texts of the jobs pages.

shared::catalog_bilingual! {
    jobs { "Jobs" / "Travaux" }
    job { "Job" / "Travail" }
    upcoming { "Upcoming" / "À venir" }
    today { "Today" / "Aujourd'hui" }
    this_week { "Next 7 days" / "7 prochains jours" }
    unassigned { "Unassigned" / "Sans équipe" }
    running { "In progress" / "En cours" }
    completed { "Completed" / "Terminés" }
    closed_view { "Closed" / "Fermés" }
    all { "All" / "Tous" }
    views { "Views of jobs" / "Vues des travaux" }
    find { "Find a job" / "Trouver un travail" }
    find_hint { "Number, customer, address" / "Numéro, client, adresse" }
    line { "Service line" / "Service" }
    any_line { "Every service line" / "Tous les services" }
    earlier { "Earlier" / "Plus tôt" }
    later { "Later" / "Plus tard" }
    pages { "Pages" / "Pages" }
    none_title { "No jobs here" / "Aucun travail ici" }
    none_unassigned { "Every job has a crew" / "Chaque travail a une équipe" }
    none_today { "Nothing is planned for today" / "Rien n'est prévu aujourd'hui" }
    none_running { "No job is in progress" / "Aucun travail n'est en cours" }
    none_body { "Jobs appear when a customer accepts a quote, or when you enter one." / "Les travaux apparaissent quand un client accepte une soumission ou que vous en entrez un." }
    filters { "Filters of jobs" / "Filtres des travaux" }
    export { "Export" / "Exporter" }
    export_csv { "Export CSV" / "Exporter en CSV" }
    dismiss { "Dismiss" / "Ignorer" }
    undone { "Undone" / "Annulé" }
    not_undone(why) { "This could not be undone. {why}" / "L'annulation a échoué. {why}" }
    priority_short { "Priority" / "Priorité" }
    priority_is(name) { "Priority set to {name}" / "Priorité : {name}" }
    rescheduled(when) { "Moved to {when}" / "Déplacé au {when}" }
    bulk_done(done, total) { "{done} of {total} jobs changed" / "Travaux modifiés : {done} sur {total}" }
    bulk_failed(n) { "{n} not changed" / "Non modifiés : {n}" }
    bulk_retry { "Try these again" / "Réessayer ceux-ci" }
    bulk_crew(n) { "Crew for {n} jobs" / "Équipe pour {n} travaux" }
    bulk_crew_lead { "It replaces the crew of each. Who is free is shown for the first of them." / "Elle remplace l'équipe de chacun. Les personnes libres indiquées le sont pour le premier." }

    new_job { "New job" / "Nouveau travail" }
    new_job_lead { "For work agreed or asked for without a quote. A known e-mail or phone finds the customer." / "Pour un travail convenu ou demandé sans soumission. Un courriel ou un téléphone connu retrouve le client." }
    add_job { "Add job" / "Ajouter le travail" }
    job_made(number) { "{number} added" / "{number} ajouté" }
    title { "What is to be done" / "Ce qu'il y a à faire" }
    title_example { "2-bedroom move, Fairview to Kerrisdale" / "Déménagement, 2 chambres, de Rosemont à Verdun" }
    customer { "Customer" / "Client" }
    customer_hint { "The person who ordered it" / "La personne qui l'a commandé" }
    email { "E-mail" / "Courriel" }
    phone { "Phone" / "Téléphone" }
    agreed_price { "Agreed price" / "Prix convenu" }
    is_agreed { "Is it agreed?" / "Est-ce convenu?" }
    stop_of(n) { "Stop {n}" / "Arrêt {n}" }
    add_stop { "Add stop" / "Ajouter un arrêt" }
    remove_stop(n) { "Remove stop {n}" / "Retirer l'arrêt {n}" }
    when { "When" / "Quand" }
    instructions_for_crew { "Instructions for the crew" / "Consignes pour l'équipe" }
    schedule { "Schedule" / "Horaire" }
    instruct { "Add instruction" / "Ajouter une consigne" }

    journey_of(number) { "Journey of {number}" / "Parcours de {number}" }
    step_inquiry { "Inquiry" / "Demande" }
    step_quote { "Quote" / "Soumission" }
    step_booking { "Booking" / "Réservation" }
    step_job { "Job" / "Travail" }
    step_wrap_up { "Wrap-up" / "Clôture" }
    signed(day) { "signed {day}" / "signée le {day}" }
    entered(day) { "entered {day}" / "entré le {day}" }
    step_cancelled { "cancelled" / "annulé" }
    step_done(day) { "done {day}" / "terminé le {day}" }
    step_phase(n, total) { "phase {n} of {total}" / "étape {n} sur {total}" }
    opens_at_completion { "opens at completion" / "s'ouvre à la fin du travail" }

    col_job { "Job" / "Travail" }
    col_when { "When" / "Quand" }
    col_route { "Route" / "Trajet" }
    col_status { "Status" / "État" }
    col_phase { "Phase" / "Étape" }
    col_crew { "Crew" / "Équipe" }
    col_price { "Price" / "Prix" }
    not_scheduled { "Not scheduled" / "Sans horaire" }
    nobody { "Nobody yet" / "Personne encore" }
    issue { "Problem reported" / "Problème signalé" }
    phase_of(name, percent) { "{name} · {percent} %" / "{name} · {percent} %" }
    phases_done(done, total) { "{done} of {total} phases complete" / "Étapes terminées : {done} sur {total}" }

    stat_today { "Today" / "Aujourd'hui" }
    stat_today_hint(done, running) { "{done} done, {running} running" / "terminés : {done}; en cours : {running}" }
    stat_active { "Active" / "Actifs" }
    stat_active_hint(total) { "{total} booked" / "réservés : {total}" }
    stat_unassigned { "Without a crew" / "Sans équipe" }
    stat_unassigned_hint { "to be assigned" / "à affecter" }
    stat_completed { "Completed" / "Terminés" }
    stat_completed_hint { "this month" / "ce mois-ci" }
    stat_to_invoice { "To invoice" / "À facturer" }

    overview { "Overview" / "Aperçu" }
    timeline { "Timeline" / "Chronologie" }
    crew { "Crew" / "Équipe" }
    media { "Media" / "Médias" }
    tabs { "Parts of the job" / "Parties du travail" }
    more { "More: priority, cancel" / "Plus : priorité, annulation" }
    reschedule { "Reschedule" / "Changer l'horaire" }
    priority { "Change priority" / "Changer la priorité" }
    add_instruction { "Add an instruction" / "Ajouter une consigne" }
    cancel_job { "Cancel the job" / "Annuler le travail" }
    assign_crew { "Assign crew" / "Affecter une équipe" }
    change_crew { "Change crew" / "Changer l'équipe" }
    save_crew { "Save crew" / "Enregistrer l'équipe" }
    crew_confirmed(done, total) { "{done} of {total} confirmed" / "Confirmés : {done} sur {total}" }
    crew_none { "Nobody is assigned. The job opens on the crew's devices when somebody is." / "Personne n'est affecté. Le travail s'ouvre sur les appareils de l'équipe dès que quelqu'un l'est." }
    crew_pick { "Who works on this job" / "Qui fait ce travail" }
    crew_free { "Free at this time" / "Libre à ce moment" }
    crew_clash(numbers) { "Also on {numbers}" / "Aussi sur {numbers}" }
    both_reason { "Why they are needed on both" / "Pourquoi les deux travaux ont besoin d'eux" }
    both_hint { "With a reason they are on both jobs, and the history says why. Without, choose somebody else or another time." / "Avec un motif, ils sont sur les deux travaux et l'historique dit pourquoi. Sinon, choisissez une autre personne ou un autre moment." }
    crew_saved { "Crew saved. They see the job now" / "Équipe enregistrée. Elle voit maintenant le travail" }
    crew_empty_list { "No member has a crew role. Invite a driver or mover first." / "Aucun membre n'a de rôle d'équipe. Invitez d'abord un chauffeur ou un déménageur." }
    role_of(name) { "Role of {name}" / "Rôle de {name}" }

    phases { "Phases" / "Étapes" }
    items_count { "Checklist items" / "Points de la liste" }
    media_count { "Photos, signatures and documents" / "Photos, signatures et documents" }
    sealed_at(time) { "Sealed {time}" / "Scellée {time}" }
    so_far(time) { "{time} so far" / "{time} jusqu'ici" }
    usually(time) { "usually {time}" / "d'habitude {time}" }
    disputes(n) { "{n} contradicting answers" / "{n} réponses contradictoires" }
    dispute_one { "1 contradicting answer" / "1 réponse contradictoire" }
    disputed(by, answer, time) { "{by} answered “{answer}” at {time}; to be decided" / "{by} a répondu « {answer} » à {time}; à trancher" }
    needed { "Needed to finish" / "Nécessaire pour terminer" }
    nothing_needed { "Everything is there" / "Tout y est" }
    slot_of(have, need) { "{have} of {need}" / "{have} sur {need}" }
    opens_when(phase) { "{phase} opens when these are in." / "{phase} s'ouvre quand tout y est." }
    override_phase { "Override" / "Passer outre" }
    override_title(phase) { "Complete {phase} although something is missing" / "Terminer {phase} bien qu'il manque quelque chose" }
    override_body { "The seal keeps your name, the reason and what was missing." / "Le sceau garde votre nom, le motif et ce qui manquait." }
    override_confirm { "Complete the phase" / "Terminer l'étape" }
    reason { "Reason" / "Motif" }
    overridden(by, reason) { "Completed by {by} without everything: {reason}" / "Terminée par {by} sans que tout y soit : {reason}" }
    no_media { "This phase asks for no photos" / "Cette étape ne demande aucune photo" }

    progress { "Progress" / "Avancement" }
    progress_percent(n) { "{n} percent complete" / "Terminé à {n} pour cent" }
    p_phases { "Phases" / "Étapes" }
    p_items { "Items" / "Points" }
    p_media { "Media" / "Médias" }
    p_elapsed { "Elapsed" / "Écoulé" }
    p_remaining { "Remaining" / "Restant" }
    of(done, total) { "{done} of {total}" / "{done} sur {total}" }
    proof { "Proof pack" / "Dossier de preuve" }
    seal_valid { "1 seal valid" / "1 sceau valide" }
    seals_valid(n) { "{n} seals valid" / "Sceaux valides : {n}" }
    seals_broken { "A seal does not hold" / "Un sceau ne tient pas" }
    seal_open { "open" / "ouverte" }
    seals_on_completion { "seals on completion" / "scellée à la fin" }
    files_chained(n) { "{n} files, chained" / "{n} fichiers, enchaînés" }
    file_chained { "1 file, chained" / "1 fichier, enchaîné" }
    p_planned { "Planned" / "Prévu" }
    left(n) { "{n} left" / "Reste : {n}" }
    nothing_yet { "Nothing yet" / "Rien encore" }
    money { "Money" / "Argent" }
    quote { "Quote" / "Soumission" }
    total { "Total" / "Total" }
    billing { "Billing" / "Facturation" }
    instalments { "Instalments" / "Versements" }
    instalment { "Instalment" / "Versement" }
    due { "Due" / "Échéance" }
    amount { "Amount" / "Montant" }
    state { "State" / "État" }
    route { "Route" / "Trajet" }
    instructions { "Instructions and notes" / "Consignes et notes" }
    no_notes { "Nothing was written yet" / "Rien n'est encore écrit" }
    window(from, to) { "between {from} and {to}" / "entre {from} et {to}" }
    stamp(verb, time, by) { "{verb} {time}, {by}" / "{verb} {time}, {by}" }
    open_map { "Open map" / "Ouvrir la carte" }

    starts { "Begins" / "Début" }
    ends { "Ends" / "Fin" }
    date { "Date" / "Date" }
    time { "Time" / "Heure" }
    save { "Save" / "Enregistrer" }
    cancel { "Close" / "Fermer" }
    bad_time { "Choose a date and a time" / "Choisissez une date et une heure" }
    saved { "Saved" / "Enregistré" }
    cancel_title { "Cancel this job?" / "Annuler ce travail?" }
    cancel_body { "The crew's devices stop working on it. This cannot be undone." / "Les appareils de l'équipe cessent d'y travailler. Ceci est irréversible." }
    cancel_confirm { "Cancel the job" / "Annuler le travail" }
    book { "Confirm booking" / "Confirmer la réservation" }
    booked(number) { "{number} is booked. Now it needs a crew" / "{number} est réservé. Il lui faut maintenant une équipe" }
    is_requested(customer) { "{customer} asked for this; it is not agreed yet. A crew can be set once the booking is confirmed." / "Demandé par {customer}; ce n'est pas encore convenu. Une équipe peut être affectée une fois la réservation confirmée." }
    close { "Close job" / "Fermer le travail" }
    closed(number) { "{number} closed" / "{number} est fermé" }
    is_closed { "This job is closed: everything is in and nothing is written on it any more." / "Ce travail est fermé : tout y est et plus rien ne s'y écrit." }
    reopen { "Open again" / "Rouvrir" }
    reopened(number) { "{number} is open again" / "{number} est rouvert" }
    step_requested { "asked for" / "demandé" }
    step_closed { "closed" / "fermé" }
    cancelled_because(reason) { "Cancelled: {reason}" / "Annulé : {reason}" }
    instruction { "Instruction" / "Consigne" }
    weight { "How much it matters" / "Importance" }
}
