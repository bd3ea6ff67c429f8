//! Texts of leads. What the public form says is in both languages.

shared::catalog_bilingual! {
    pipeline { "Pipeline" / "Pipeline" }
    pipelines { "Pipelines" / "Pipelines" }
    leads { "Leads" / "Pistes" }
    new_lead { "New lead" / "Nouvelle piste" }
    new_lead_in(stage) { "New lead in {stage}" / "Nouvelle piste dans {stage}" }
    add_lead { "Add lead" / "Ajouter la piste" }
    open_value { "Open" / "Ouvertes" }
    weighted { "Weighted" / "Pondéré" }
    won_this_month { "Won this month" / "Gagnées ce mois-ci" }
    views { "Views" / "Vues" }
    view_all { "All open" / "Toutes les ouvertes" }
    view_mine { "My leads" / "Mes pistes" }
    view_recent { "Last 30 days" / "30 derniers jours" }
    view_due { "Follow-ups due" / "Suivis à faire" }
    view_unassigned { "Unassigned" / "Sans responsable" }
    view_hot { "Hot" / "Chaudes" }
    layout_board { "Board" / "Tableau" }
    layout_list { "List" / "Liste" }
    filter_board { "Filter board" / "Filtrer le tableau" }
    search_leads { "Search leads" / "Chercher des pistes" }
    filters { "Filters" / "Filtres" }
    stages { "Stages" / "Étapes" }
    leads_count { "Leads:" / "Pistes :" }
    of_limit(count, limit) { "{count} of {limit}" / "{count} sur {limit}" }
    full_limit(count, limit) { "{count} of {limit} · full" / "{count} sur {limit} · plein" }
    at_odds(money, percent) { "{money} at {percent} %" / "{money} à {percent} %" }
    next_steps_in(stage) { "Next steps in {stage}" / "Prochaines actions dans {stage}" }
    overdue(n) { "{n} overdue" / "{n} en retard" }
    today(n) { "{n} today" / "{n} aujourd'hui" }
    planned(n) { "{n} planned" / "{n} à venir" }
    without_step(n) { "{n} without a next step" / "{n} sans prochaine action" }
    more_cards(n) { "{n} more, show all in the list" / "{n} de plus, toutes dans la liste" }
    rail(stage, count, money) { "{stage}: {count} this month, {money}" / "{stage} : {count} ce mois-ci, {money}" }
    this_month(money) { "{money} this month" / "{money} ce mois-ci" }
    empty_column { "No leads here" / "Aucune piste ici" }
    empty_board { "No leads yet" / "Aucune piste pour l'instant" }
    empty_board_body { "Leads arrive through your public form, or you enter them here." / "Les pistes arrivent par votre formulaire public, ou vous les entrez ici." }
    in_stage { "In stage" / "Dans l'étape" }
    unassigned { "Unassigned" / "Sans responsable" }
    add_step { "Add a next step" / "Ajouter une prochaine action" }
    move_to(who) { "Move {who} to…" / "Déplacer {who} vers…" }
    move_title(who) { "Move {who} to" / "Déplacer {who} vers" }
    move_up { "Up" / "Monter" }
    move_down { "Down" / "Descendre" }
    position_top { "Position 1" / "Position 1" }
    asks_for(what) { "Needs {what}" / "Exige : {what}" }
    full_asks_reason(count, limit) { "Full, {count} of {limit} · asks for a reason" / "Plein, {count} sur {limit} · demande un motif" }
    full_refuses(count, limit) { "Full, {count} of {limit}" / "Plein, {count} sur {limit}" }
    won_by_acceptance { "Follows from an accepted quote" / "Suit l'acceptation d'une soumission" }
    asks_lost_reason { "Asks for a reason" / "Demande un motif" }
    moved(who, stage, at, of) { "Moved {who} to {stage}, {at} of {of}" / "{who} : maintenant dans {stage}, {at} sur {of}" }
    moved_plain(who, stage) { "Moved {who} to {stage}" / "{who} : maintenant dans {stage}" }
    undo_available { "Undo available" / "Annulation possible" }
    pick { "Select" / "Sélectionner" }
    unpick { "Deselect" / "Désélectionner" }
    picked { "Selected" / "Sélectionnée" }
    picked_n(n) { "Selected: {n}" / "Sélection : {n}" }
    move_picked(n) { "Move {n} to…" / "Déplacer {n} vers…" }
    move_n_dialog(n, stage) { "Move {n} leads to {stage}" / "Déplacer {n} pistes vers {stage}" }
    moved_n(n, stage) { "Moved to {stage}: {n}" / "Déplacées vers {stage} : {n}" }
    moved_but(done, stay) { "{done}. Not moved: {stay}" / "{done}. Non déplacées : {stay}" }
    stays_put(who, why) { "{who} ({why})" / "{who} ({why})" }
    will_stay(who) { "Stays where it is: {who}" / "Reste où elle est : {who}" }
    leads_n(n) { "Leads: {n}" / "Pistes : {n}" }
    not_moved(why) { "Not moved: {why}" / "Non déplacée : {why}" }
    move_back { "Moved back" / "Remise à sa place" }
    quote_first { "Make a quote first: the stage asks for one" / "Faites d'abord une soumission : l'étape en demande une" }
    owner_first { "Assign it first: the stage asks for an owner" / "Attribuez-la d'abord : l'étape demande un responsable" }
    move_dialog(who, stage) { "Move {who} to {stage}" / "Déplacer {who} vers {stage}" }
    move_button(stage) { "Move to {stage}" / "Déplacer vers {stage}" }
    mark_lost { "Mark as lost" / "Marquer perdue" }
    wip_reason { "Why take one more?" / "Pourquoi en prendre une de plus?" }
    wip_hint(stage, limit) { "{stage} takes {limit} leads. The reason stays in the history." / "{stage} prend {limit} pistes. Le motif reste dans l'historique." }
    lost_reason { "Why was it lost?" / "Pourquoi est-elle perdue?" }
    lost_note { "Anything else" / "Autre chose" }
    cancel { "Cancel" / "Annuler" }
    edit { "Edit" / "Modifier" }
    card_help { "Shift and arrow keys move this card, X selects it" / "Maj et les flèches déplacent cette carte, X la sélectionne" }
    dragging(who) { "Dragging {who}" / "Déplacement de {who}" }

    need_wanted_on { "wanted date" / "date souhaitée" }
    need_origin { "origin" / "départ" }
    need_destination { "destination" / "destination" }
    need_passengers { "passengers" / "passagers" }
    need_value { "value" / "valeur" }
    need_contact { "e-mail or phone" / "courriel ou téléphone" }
    need_owner { "owner" / "responsable" }
    need_quote { "a quote" / "une soumission" }

    name { "Name" / "Nom" }
    company { "Company" / "Entreprise" }
    email { "E-mail" / "Courriel" }
    phone { "Phone" / "Téléphone" }
    service_line { "Service" / "Service" }
    source { "Source" / "Source" }
    urgency { "Urgency" / "Urgence" }
    wanted_on { "Wanted on" / "Date souhaitée" }
    origin { "From" / "De" }
    destination { "To" / "À" }
    passengers { "Passengers" / "Passagers" }
    vehicle { "Vehicle" / "Véhicule" }
    value { "Estimated value" / "Valeur estimée" }
    notes { "Notes" / "Notes" }
    owner { "Owner" / "Responsable" }
    stage { "Stage" / "Étape" }
    next_step { "Next step" / "Prochaine action" }
    age { "Age" / "Âge" }
    score { "Score" / "Note" }
    status { "Status" / "État" }
    lead_added(number) { "Lead {number} added" / "Piste {number} ajoutée" }
    known_customer(name, score) { "Looks like {name}, {score} %" / "Ressemble à {name}, {score} %" }
    known_reasons(reasons) { "Same {reasons}. The lead goes to the owner of that customer." / "En commun : {reasons}. La piste va au responsable de ce client." }
    possible_duplicate(score) { "Possible duplicate, {score} %" / "Doublon possible, {score} %" }
    duplicate_since(name, reasons) { "{name}: {reasons}." / "{name} : {reasons}." }
    reason_email { "same e-mail" / "même courriel" }
    reason_phone { "same phone" / "même téléphone" }
    reason_name { "similar name" / "nom semblable" }
    open_customer { "Open customer" / "Ouvrir le client" }

    contact { "Contact" / "Personne" }
    move_facts { "Request" / "Demande" }
    deal { "Deal" / "Affaire" }
    no_value { "Not given" / "Non précisé" }
    make_quote { "Make quote" / "Faire une soumission" }
    open_quote { "Open quote" / "Ouvrir la soumission" }
    open_job { "Open job" / "Ouvrir le travail" }
    quote_failed(why) { "No quote made: {why}" / "Aucune soumission faite : {why}" }
    call { "Call" / "Appeler" }
    journey_of(who) { "Journey of {who}" / "Parcours de {who}" }
    age_and_stage(age, stage) { "{age}, {stage} in stage" / "{age}, {stage} dans l'étape" }
    take_up { "Take this lead" / "Prendre cette piste" }
    assign_to { "Assign" / "Attribuer" }
    back_to_queue { "Back to the queue" / "Remettre dans la file" }
    assigned_to(name) { "Assigned to {name}" / "Attribuée à {name}" }
    wanted(date) { "wanted {date}" / "souhaitée le {date}" }
    high_urgency { "High urgency" / "Urgence élevée" }
    stream_of(who) { "What happened with {who}" / "Ce qui s'est passé avec {who}" }
    all { "All" / "Tout" }
    activities { "Activities" / "Activités" }
    changes { "Changes" / "Changements" }
    empty_stream { "Nothing here yet" / "Rien ici pour l'instant" }
    log_note { "Note" / "Note" }
    log_call { "Call" / "Appel" }
    log_email { "E-mail" / "Courriel" }
    log_meeting { "Meeting" / "Rencontre" }
    log_visit { "Site visit" / "Visite des lieux" }
    what_happened { "What happened" / "Ce qui s'est passé" }
    write_note { "Write a note for your colleagues" / "Écrire une note pour vos collègues" }
    outcome { "Outcome" / "Résultat" }
    plan_for_later { "Plan it for later" / "Prévoir pour plus tard" }
    due_date { "Due date" / "Date d'échéance" }
    due_time { "Time" / "Heure" }
    log_button { "Log" / "Consigner" }
    plan_button { "Plan" / "Planifier" }
    tasks { "Planned" / "Prévu" }
    no_tasks { "Nothing is planned" / "Rien n'est prévu" }
    done { "Done" / "Fait" }
    open_again { "Open again" / "Rouvrir" }
    opened_again { "It is planned again" / "C'est de nouveau prévu" }
    awaits_crew { "ends by itself when somebody is on the job" / "se termine seule quand quelqu'un est affecté au travail" }
    awaits_answer { "ends by itself when the customer answers" / "se termine seule quand le client répond" }
    awaits_work { "ends by itself when the work begins" / "se termine seule quand le travail commence" }
    ended_crew { "Ended by itself: the crew is set" / "Terminée seule : l'équipe est affectée" }
    ended_accepted { "Ended by itself: the offer was accepted" / "Terminée seule : l'offre a été acceptée" }
    ended_declined { "Ended by itself: the offer was declined" / "Terminée seule : l'offre a été refusée" }
    ended_withdrawn { "Ended by itself: the offer was withdrawn" / "Terminée seule : l'offre a été retirée" }
    ended_begun { "Ended by itself: the work has begun" / "Terminée seule : le travail a commencé" }
    ended_done { "Ended by itself: the work is done" / "Terminée seule : le travail est fait" }
    ended_cancelled { "Ended by itself: the job was cancelled" / "Terminée seule : le travail a été annulé" }
    done_what(what) { "Mark “{what}” as done" / "Marquer « {what} » comme fait" }
    done_at_once(what) { "“{what}” is done, nothing to add" / "« {what} » est fait, rien à ajouter" }
    came_of { "What came of it?" / "Qu'en est-il sorti?" }
    done_note { "Note" / "Note" }
    logged { "Logged" / "Consigné" }
    history { "Stages" / "Étapes" }
    saved { "Saved" / "Enregistré" }
    changed_meanwhile { "Somebody changed this lead meanwhile. Your input is kept; look at theirs and save again." / "Quelqu'un a modifié cette piste entre-temps. Votre saisie est conservée; consultez la sienne et enregistrez de nouveau." }
    stage_settings { "Pipeline stages" / "Étapes du pipeline" }
    stage_settings_about { "What a stage asks for is asked when a card is moved into it. Won and Lost close a lead; the others are steps." / "Ce qu'une étape exige est demandé quand une carte y entre. Gagnée et Perdue ferment une piste; les autres sont des étapes." }
    odds { "Odds of winning" / "Chances de gagner" }
    odds_hint { "Weighs the value of what stands here" / "Pondère la valeur de ce qui s'y trouve" }
    limit { "Limit of leads" / "Limite de pistes" }
    limit_hint { "Empty: any number" / "Vide : n'importe quel nombre" }
    limit_refuses { "The limit refuses" / "La limite refuse" }
    limit_refuses_hint { "Off: one more needs a reason" / "Désactivé : une de plus demande un motif" }
    limit_hard(n) { "{n}, refuses more" / "{n}, en refuse plus" }
    limit_soft(n) { "{n}, more with a reason" / "{n}, plus avec un motif" }
    no_limit { "None" / "Aucune" }
    stall_field { "Counts as stalled after" / "Considérée comme bloquée après" }
    stall_hint { "The age on cards turns amber then, and red after twice as long" / "L'âge sur les cartes devient alors ambre, puis rouge après le double" }
    hours_unit { "hours" / "heures" }
    hours_n(n) { "{n} hours" / "{n} heures" }
    days_n(n) { "{n} days" / "{n} jours" }
    one_day { "1 day" / "1 jour" }
    never { "Never" / "Jamais" }
    asks { "Asks for" / "Exige" }
    asks_hint { "A lead needs these before it can be moved here" / "Une piste en a besoin avant de pouvoir venir ici" }
    nothing { "Nothing" / "Rien" }
    colour { "Colour" / "Couleur" }
    tone_grey { "Grey" / "Gris" }
    tone_teal { "Teal" / "Sarcelle" }
    tone_violet { "Violet" / "Violet" }
    tone_blue { "Blue" / "Bleu" }
    tone_amber { "Amber" / "Ambre" }
    tone_green { "Green" / "Vert" }
    tone_red { "Red" / "Rouge" }
    edit_stage(name) { "Edit stage {name}" / "Modifier l'étape {name}" }
    stage_saved(name) { "Stage {name} saved" / "Étape {name} enregistrée" }
    queue_settings { "Lead queue" / "File des pistes" }
    queue_about { "New leads go round in this order. Who is paused, away, off work, full for today or does not take the service is passed over, and the lead says so." / "Les nouvelles pistes sont distribuées dans cet ordre. Qui est en pause, absent, hors de ses heures, complet pour aujourd'hui ou n'offre pas le service est sauté, et la piste le dit." }
    queue_empty { "Nobody is in the queue" / "Personne n'est dans la file" }
    queue_empty_body { "Members who may edit leads join it by themselves." / "Les membres qui peuvent modifier des pistes la rejoignent d'eux-mêmes." }
    takes_leads(name) { "{name} takes leads" / "{name} reçoit des pistes" }
    earlier(name) { "Move {name} up" / "Monter {name}" }
    later(name) { "Move {name} down" / "Descendre {name}" }
    now_at(name, n) { "{name} is now number {n}" / "{name} : maintenant numéro {n}" }
    edit_turn(name) { "Hours and limits of {name}" / "Heures et limites de {name}" }
    turn_of(name) { "How {name} takes leads" / "Comment {name} reçoit des pistes" }
    paused { "Paused" / "En pause" }
    away_until(day) { "Away until {day}" / "Absent jusqu'au {day}" }
    away { "Away" / "Absent" }
    off_work { "Off work" / "Hors de ses heures" }
    off_work_until(moment) { "Off work until {moment}" / "Hors de ses heures jusqu'à {moment}" }
    in_turn { "In turn" / "À son tour" }
    next_up { "Next" / "Prochain" }
    full_today { "Full for today" / "Complet pour aujourd'hui" }
    next_lead { "Next lead" / "Prochaine piste" }
    next_for(line) { "Next for {line}" / "Prochaine pour {line}" }
    nobody_now { "Nobody now" / "Personne en ce moment" }
    leads_wait(n) { "{n} waiting" / "{n} en attente" }
    leads_wait_hint { "Leads that wait go to the first who can take them." / "Les pistes en attente vont au premier qui peut les prendre." }
    most_a_day { "Leads a day" / "Pistes par jour" }
    most_a_day_hint { "At most so many; empty for any number" / "Au plus ce nombre; vide pour n'importe quel nombre" }
    takes_lines { "Takes" / "Reçoit" }
    takes_lines_hint { "Leave all off for every service" / "Laissez tout désactivé pour tous les services" }
    hours_only { "Only in working hours" / "Seulement aux heures de travail" }
    hours_only_hint { "On the clock of the organization, and not on its holidays. Off: at any time." / "À l'heure de l'organisation, et pas ses jours fériés. Désactivé : en tout temps." }
    absence { "Absence" / "Absence" }
    absence_hint { "Customers of an absent owner go to the deputy; new ones go round." / "Les clients d'un responsable absent vont à son remplaçant; les nouveaux sont distribués." }
    away_from { "Away from" / "Absent à partir du" }
    away_field { "Away until" / "Absent jusqu'au" }
    deputy { "Deputy" / "Remplaçant" }
    no_deputy { "Nobody" / "Personne" }
    given_today(n) { "{n} today" / "{n} aujourd'hui" }
    given_today_of(n, most) { "{n} of {most} today" / "{n} sur {most} aujourd'hui" }
    only_lines(lines) { "only {lines}" / "seulement {lines}" }
    deputy_is(name) { "deputy {name}" / "remplaçant : {name}" }
    away_soon(from, until) { "away {from} to {until}" / "absent du {from} au {until}" }
    away_soon_from(from) { "away from {from}" / "absent à partir du {from}" }
    certain_hours { "own hours" / "heures propres" }
    return_timer { "When nobody gets to a lead" / "Quand personne ne s'occupe d'une piste" }
    return_on { "Move it on to the next in turn" / "La passer au suivant" }
    return_on_hint { "Counts minutes of work of whoever has it. A call, e-mail, meeting or visit stops it, and so does moving the card. What a person was given by hand stays." / "Compte les minutes de travail de qui l'a. Un appel, un courriel, une rencontre ou une visite l'arrête, comme le déplacement de la carte. Ce qu'une personne a reçu à la main reste." }
    return_minutes { "Minutes of work" / "Minutes de travail" }
    return_saved { "Saved" / "Enregistré" }
    save { "Save" / "Enregistrer" }
    moves_on(moment) { "Moves on {moment} unless somebody gets to it" / "Passe au suivant {moment} si personne ne s'en occupe" }
    waits_until(moment) { "Waits for somebody to be there, {moment}" / "Attend que quelqu'un soit là, {moment}" }
    stayed(time) { "for {time}" / "pendant {time}" }
    stays(time) { "for {time} now" / "depuis {time}" }
    intakes { "Forms received" / "Formulaires reçus" }
    intakes_about { "Everything your public form was sent is kept as it came, also what could not become a lead." / "Tout ce que votre formulaire public a reçu est gardé tel quel, aussi ce qui n'a pu devenir une piste." }
    no_intakes { "No form has come in yet" / "Aucun formulaire n'est encore arrivé" }
    no_intakes_body { "What visitors send through your public form shows here as it arrived." / "Ce que les visiteurs envoient par votre formulaire public paraît ici tel qu'il est arrivé." }
    intake_received { "Received" / "Reçu" }
    intake_accepted { "Became a lead" / "Devenu une piste" }
    intake_spam { "Spam" / "Pourriel" }
    intake_failed { "Not understood" / "Non compris" }
    ways_in { "Ways in" / "Voies d'entrée" }
    public_form { "Public form" / "Formulaire public" }
    instant_page { "Instant quote" / "Soumission instantanée" }
    instant_about { "Visitors see their price at once and ask for the offer: each becomes a lead with a draft at that price." / "Les visiteurs voient leur prix aussitôt et demandent l'offre : chacun devient une piste avec un brouillon à ce prix." }
    instant_closed { "Closed" / "Fermée" }
    instant_open { "Open" / "Ouverte" }
    instant_lines { "Services it prices" / "Services dont elle donne le prix" }
    instant_lines_hint { "Services with a published price book" / "Services avec une grille tarifaire publiée" }
    instant_nothing { "No service has a published price book yet. Publish one to show prices online." / "Aucun service n'a encore de grille tarifaire publiée. Publiez-en une pour montrer des prix en ligne." }
    instant_active { "Visitors can work out prices" / "Les visiteurs peuvent calculer des prix" }
    instant_active_hint { "Anybody with the address sees your selling prices, never your costs." / "Quiconque a l'adresse voit vos prix de vente, jamais vos coûts." }
    instant_days { "Days an offer holds" / "Jours de validité d'une offre" }
    change_instant { "Set the instant quote" / "Régler la soumission instantanée" }
    add_source { "Add source" / "Ajouter une source" }
    change_source { "Change source" / "Modifier la source" }
    edit_source(name) { "Edit source {name}" / "Modifier la source {name}" }
    source_name_hint { "What sends leads: a website, a marketplace, a partner" / "Ce qui envoie des pistes : un site, une place de marché, un partenaire" }
    source_line { "Service, when none is sent" / "Service, si aucun n'est envoyé" }
    source_takes { "Takes leads" / "Reçoit des pistes" }
    source_open { "Open" / "Ouverte" }
    source_form { "Has a form of its own" / "A son propre formulaire" }
    source_form_hint { "Visitors reach it at an address that stays the same." / "Les visiteurs y accèdent à une adresse qui ne change pas." }
    ask_for_quote { "Request a quote" / "Demander une soumission" }
    form_of(name) { "Form of {name}" / "Formulaire de {name}" }
    copy_form { "Copy address" / "Copier l'adresse" }
    copy_form_link { "Copy link for a page" / "Copier le lien pour une page" }
    source_key { "Key" / "Clé" }
    new_source_key { "New key" / "Nouvelle clé" }
    key_ends(end) { "key …{end}" / "clé …{end}" }
    source_received(n, last) { "{n} received, last {last}" / "reçues : {n}, la dernière {last}" }
    source_unused { "nothing received yet" / "rien reçu pour l'instant" }
    source_key_made(name) { "Key of {name}" / "Clé de {name}" }
    source_key_once { "Copy it now: it is not shown again. Whoever has it can send you leads and nothing else." / "Copiez-la maintenant : elle ne sera plus affichée. Qui l'a peut vous envoyer des pistes, et rien d'autre." }
    renew_source_key(name) { "New key for {name}?" / "Nouvelle clé pour {name}?" }
    renew_source_key_why { "The present key stops working at once." / "La clé actuelle cesse aussitôt de fonctionner." }
    how_to_send { "How a program sends leads" / "Comment un programme envoie des pistes" }
    how_to_send_about { "The name and an e-mail address or a phone number are needed. What is wrong is answered field by field, and kept here. With an Idempotency-Key header, sending twice makes one lead." / "Il faut le nom et une adresse courriel ou un numéro de téléphone. Ce qui ne va pas reçoit une réponse champ par champ, et est gardé ici. Avec un en-tête Idempotency-Key, deux envois font une seule piste." }
    copy_example { "Copy example" / "Copier l'exemple" }
    close { "Close" / "Fermer" }
    via(source) { "via {source}" / "par {source}" }
    nameless { "No name given" / "Sans nom" }
    open_lead { "Open lead" / "Ouvrir la piste" }
    read_again { "Read again" / "Relire" }
    as_received { "As received" / "Tel que reçu" }
    still_no_lead(why) { "Still no lead: {why}" / "Toujours pas de piste : {why}" }
    plan_step { "Plan next step" / "Planifier la prochaine action" }
    plan_step_for(who) { "Next step for {who}" / "Prochaine action pour {who}" }
    what_to_do { "What to do" / "Quoi faire" }
    kind_of_step { "How" / "Comment" }
    step_planned(what) { "Planned: {what}" / "Prévu : {what}" }
    lead_owner { "Owner" / "Responsable" }
    estimate { "Estimate" / "Estimation" }
    customer { "Customer" / "Client" }
    given(n, name) { "{n} given to {name}" / "{n} à {name}" }
    nobody_to_give { "Nobody is in the queue" / "Personne n'est dans la file" }
    load_more { "Show more" / "En afficher plus" }
    lost_because(reason) { "Lost: {reason}" / "Perdue : {reason}" }
    internal_note { "Internal note" / "Note interne" }
    convert { "Convert lead" / "Convertir la piste" }
    quote { "Quote" / "Soumission" }
    quote_about { "A draft with what the lead says" / "Un brouillon avec ce que dit la piste" }
    job_without_quote { "Job without a quote" / "Travail sans soumission" }
    job_way_about { "For what was agreed by word of mouth" / "Pour ce qui a été convenu de vive voix" }
    job_without_quote_about { "Customer and job are made at once, and the lead is won." / "Le client et le travail sont créés aussitôt, et la piste est gagnée." }
    make_job { "Make job" / "Créer le travail" }
    why_no_quote { "Why without a quote" / "Pourquoi sans soumission" }
    why_no_quote_hint { "It stays in the lead's history." / "Cela reste dans l'historique de la piste." }
    starts_on { "Starts on" / "Commence le" }
    starts_hint(zone) { "On the clocks of {zone}" / "À l'heure de {zone}" }
    starts_time { "Starts at" / "Commence à" }
    agreed_price { "Agreed price" / "Prix convenu" }
    job_of_lead_made(number) { "Job {number} made" / "Travail {number} créé" }

    act_created(number) { "came in as {number}" / "est arrivée sous le numéro {number}" }
    act_assigned { "was assigned" / "a été attribuée" }
    act_returned { "moved the lead on" / "a passé la piste au suivant" }
    act_moved(from, to) { "moved the lead from {from} to {to}" / "a déplacé la piste de {from} à {to}" }
    act_recounted(stage, status) { "changed what {stage} counts as; the lead counts as {status} now" / "a changé ce que vaut {stage}; la piste compte maintenant comme {status}" }
    act_relocated(to, pipeline) { "moved the lead to {to} of the pipeline {pipeline}" / "a déplacé la piste vers {to} du pipeline {pipeline}" }
    act_lost(reason) { "marked the lead as lost: {reason}" / "a marqué la piste comme perdue : {reason}" }
    act_reopened(to) { "reopened the lead in {to}" / "a rouvert la piste dans {to}" }
    act_arranged { "changed the order of the board" / "a changé l'ordre du tableau" }
    act_edited { "changed the details" / "a modifié les détails" }
    act_quoted { "made a quote" / "a fait une soumission" }
    act_converted { "booked the job" / "a réservé le travail" }
    act_booked(reason) { "booked the job without a quote: {reason}" / "a réservé le travail sans soumission : {reason}" }
    act_planned(what) { "planned: {what}" / "a prévu : {what}" }
    act_visit_planned(what) { "planned a site visit: {what}" / "a prévu une visite des lieux : {what}" }
    act_visit_changed { "moved a site visit" / "a déplacé une visite des lieux" }
    act_visit_filled { "wrote down what a site visit found" / "a noté ce qu'une visite des lieux a révélé" }
    act_visit_done { "held a site visit" / "a tenu une visite des lieux" }
    act_photo_added { "added a photo or file of a site visit" / "a ajouté une photo ou un fichier d'une visite des lieux" }
    act_photo_deleted { "deleted a photo or file of a site visit" / "a supprimé une photo ou un fichier d'une visite des lieux" }
    act_photo_restored { "brought a photo or file of a site visit back" / "a rétabli une photo ou un fichier d'une visite des lieux" }
    act_photo_described { "wrote a caption for a photo or file of a site visit" / "a écrit la légende d'une photo ou d'un fichier d'une visite des lieux" }
    act_visit_ended(reason) { "ended a site visit that was not held: {reason}" / "a mis fin à une visite des lieux qui n'a pas eu lieu : {reason}" }
    act_done { "did what was planned" / "a fait ce qui était prévu" }
    act_ended(why) { "brought a planned step to its end. {why}" / "a mis fin à une action prévue. {why}" }
    act_step_reopened { "opened a planned step again" / "a rouvert une action prévue" }
    act_logged { "logged an activity" / "a consigné une activité" }
    act_mail_written(subject) { "wrote an e-mail: {subject}" / "a écrit un courriel : {subject}" }

    age_minutes(n) { "{n} min" / "{n} min" }
    age_hours(n) { "{n} h" / "{n} h" }
    age_days(n) { "{n} d" / "{n} j" }
    age_now { "now" / "maintenant" }
    late_days(n) { "{n} d late" / "{n} j de retard" }
    late_hours(n) { "{n} h late" / "{n} h de retard" }
    today_at(time) { "today {time}" / "aujourd'hui {time}" }
    one_passenger { "1 passenger" / "1 passager" }
    passengers_n(n) { "{n} passengers" / "{n} passagers" }

    step_inquiry { "Inquiry" / "Demande" }
    step_visit { "Site visit" / "Visite des lieux" }
    step_quote { "Quote" / "Soumission" }
    step_booking { "Booking" / "Réservation" }
    step_job { "Job" / "Travail" }
    step_wrap_up { "Wrap-up" / "Clôture" }
    note_received { "Received" / "Reçue" }
    note_lost { "Lost" / "Perdue" }
    note_visit_optional { "Optional" / "Facultative" }
    note_visit_planned { "Planned" / "Prévue" }
    note_visit_done { "Done" / "Faite" }
    note_visit_skipped { "Not needed" / "Pas nécessaire" }
    note_quote_to_make { "Not made yet" / "Pas encore faite" }
    note_quote_draft { "Draft" / "Brouillon" }
    note_quote_sent { "Sent" / "Envoyée" }
    note_quote_viewed { "Viewed" / "Consultée" }
    note_quote_closed { "Closed without a yes" / "Fermée sans un oui" }
    note_quote_accepted { "Accepted" / "Acceptée" }
    note_quote_skipped { "Not needed" / "Pas nécessaire" }
    note_needs_quote { "Needs a sent quote" / "Exige une soumission envoyée" }
    note_needs_signature { "Needs the signature" / "Exige la signature" }
    note_signed { "Signed" / "Signée" }
    note_agreed { "Agreed without a quote" / "Convenu sans soumission" }
    note_needs_booking { "Needs the booking" / "Exige la réservation" }
    note_job_booked { "Booked" / "Réservé" }
    note_job_under_way { "Under way" / "En cours" }
    note_job_done { "Completed" / "Terminé" }
    note_job_cancelled { "Cancelled" / "Annulé" }
    note_after_job { "After the job" / "Après le travail" }
    note_to_wrap_up { "To do" / "À faire" }
    note_wrapped_up { "Done" / "Faite" }
}

/// How many leads somebody was given today, of how many at most.
pub fn today_of(today: i64, most: Option<i32>) -> String {
    most.map_or_else(|| given_today(today), |most| given_today_of(today, most))
}

/// The public form.
pub mod public {
    shared::catalog_bilingual! {
        title(name) { "Ask {name} for a quote" / "Demandez une soumission à {name}" }
        intro { "Tell us what you need. We answer within one business hour." / "Dites-nous ce qu'il vous faut. Nous répondons en moins d'une heure ouvrable." }
        your_name { "Your name" / "Votre nom" }
        company { "Company" / "Entreprise" }
        email { "E-mail" / "Courriel" }
        phone { "Phone" / "Téléphone" }
        contact_hint { "Give an e-mail address or a phone number." / "Donnez une adresse courriel ou un numéro de téléphone." }
        service { "What do you need?" / "De quoi avez-vous besoin?" }
        moving { "A move" / "Un déménagement" }
        charter { "A bus or coach" / "Un autocar ou un autobus" }
        glass { "A window repaired" / "Une vitre à réparer" }
        contracting { "Building or renovating" / "Des travaux à faire" }
        origin { "From" / "De" }
        place { "Where the work is" / "Lieu des travaux" }
        origin_hint { "City or address" / "Ville ou adresse" }
        destination { "To" / "À" }
        wanted_on { "Date" / "Date" }
        passengers { "Passengers" / "Passagers" }
        vehicle_type { "Kind of vehicle" / "Type de véhicule" }
        vehicle_type_hint { "Coach, school bus, minibus …" / "Autocar, autobus scolaire, minibus…" }
        yes { "Yes" / "Oui" }
        no { "No" / "Non" }
        choose { "Choose" / "Choisir" }
        notes { "What should we know?" / "Que devrions-nous savoir?" }
        notes_hint { "Stairs, piano, luggage, return trip …" / "Escaliers, piano, bagages, retour…" }
        website { "Leave this empty" / "Laissez ce champ vide" }
        send { "Send request" / "Envoyer la demande" }
        problem { "Some fields need another look" / "Certains champs sont à revoir" }
        thanks_title { "We have your request" / "Nous avons reçu votre demande" }
        thanks(name) { "{name} will get back to you soon. You can close this page." / "{name} vous répondra bientôt. Vous pouvez fermer cette page." }
        another { "Send another request" / "Envoyer une autre demande" }
        gone_title { "There is no such form" / "Ce formulaire n'existe pas" }
        gone { "The address may be mistyped, or the company no longer uses it." / "L'adresse est peut-être erronée, ou l'entreprise ne l'utilise plus." }
        language { "Français" / "English" }
    }
}
