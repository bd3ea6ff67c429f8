//! The kit's own texts, English and Canadian French.

shared::catalog_bilingual! {
    loading { "Loading" / "Chargement" }
    saving { "Saving…" / "Enregistrement…" }
    required { "required" / "obligatoire" }
    optional { "optional" / "facultatif" }
    show { "Show" / "Afficher" }
    hide { "Hide" / "Masquer" }
    the_password { "the password" / "le mot de passe" }
    close { "Close" / "Fermer" }
    cancel { "Cancel" / "Annuler" }
    clear { "Clear" / "Effacer" }
    undo { "Undo" / "Annuler l'action" }
    dismiss { "Dismiss" / "Ignorer" }
    why_not { "Say why not" / "Dire pourquoi" }
    retry { "Try again" / "Réessayer" }
    save { "Save" / "Enregistrer" }
    discard { "Discard changes" / "Abandonner les modifications" }
    accept { "Accept" / "Accepter" }
    edit { "Edit" / "Modifier" }
    remove { "Remove" / "Retirer" }
    remove_filter(name) { "Remove filter {name}" / "Retirer le filtre {name}" }
    clear_filters { "Clear filters" / "Effacer les filtres" }
    copy { "Copy" / "Copier" }
    copied { "Copied" / "Copié" }
    copy_refused { "The browser does not let pages copy. Select the text and copy it by hand." / "Le navigateur ne permet pas aux pages de copier. Sélectionnez le texte et copiez-le vous-même." }
    clear_search { "Clear search" / "Effacer la recherche" }
    back { "Back" / "Retour" }
    decrease(label) { "Decrease {label}" / "Diminuer {label}" }
    increase(label) { "Increase {label}" / "Augmenter {label}" }
    amount_in(currency) { "Amount in {currency}" / "Montant en {currency}" }
    characters_left(n) { "{n} characters left" / "Caractères restants : {n}" }
    characters_over(n) { "{n} characters too many" / "Caractères en trop : {n}" }
    choose { "Choose…" / "Choisir…" }
    no_matches { "No matches" / "Aucun résultat" }
    results(n) { "{n} results" / "{n} résultats" }
    one_result { "1 result" / "1 résultat" }
    create_named(name) { "Create “{name}”" / "Créer « {name} »" }
    there_is_a_problem { "There is a problem" / "Il y a un problème" }
    something_failed { "This could not be loaded" / "Le chargement a échoué" }
    something_failed_body { "The server did not answer as expected. Your work is kept." / "Le serveur n'a pas répondu comme prévu. Votre travail est conservé." }
    not_there { "There is nothing at this address" / "Il n'y a rien à cette adresse" }
    not_there_body { "It may have been removed, or the address is mistyped." / "L'élément a peut-être été retiré, ou l'adresse est erronée." }
    not_allowed { "Your role does not open this" / "Votre rôle ne donne pas accès à ceci" }
    not_allowed_body { "Somebody who manages roles can change that." / "Une personne qui gère les rôles peut y remédier." }
    reference(code) { "Reference {code}" / "Référence {code}" }
    nothing_matches { "Nothing matches these filters" / "Rien ne correspond à ces filtres" }
    renewing { "Being updated" / "Mise à jour en cours" }
    as_of(time) { "Offline. Shown as of {time}." / "Hors ligne. État à {time}." }
    unsaved { "Unsaved changes" / "Modifications non enregistrées" }
    skip_to_content { "Skip to content" / "Aller au contenu" }
    skip_to_navigation { "Skip to navigation" / "Aller à la navigation" }
    breadcrumbs { "Breadcrumbs" / "Fil d'Ariane" }
    step_done { "completed" / "terminée" }
    step_current { "current" / "en cours" }
    step_next { "not started" / "à venir" }
    step_blocked { "blocked" / "bloquée" }
    step_of(n, total) { "Step {n} of {total}" / "Étape {n} sur {total}" }
    suggestions(n) { "{n} suggestions" / "{n} suggestions" }
    one_suggestion { "1 suggestion" / "1 suggestion" }
    suggested { "Suggested" / "Suggéré" }
    confident(percent) { "{percent} % confident" / "confiance de {percent} %" }
    sort_by(column) { "Sort by {column}" / "Trier par {column}" }
    select_row(name) { "Select {name}" / "Sélectionner {name}" }
    select_all { "Select all rows" / "Sélectionner toutes les lignes" }
    selected(n) { "{n} selected" / "Sélection : {n}" }
    clear_selection { "Clear selection" / "Effacer la sélection" }
    previous { "Previous" / "Précédent" }
    next { "Next" / "Suivant" }
    pages { "Pages" / "Pages" }
    before { "Before" / "Avant" }
    after { "After" / "Après" }
    removed { "removed" / "retiré" }
    score_of(n) { "Score {n} of 100" / "Note {n} sur 100" }
    synced { "Synced" / "Synchronisé" }
    online { "Online" / "En ligne" }
    offline { "Offline" / "Hors ligne" }
    synced_at(time) { "Synced {time}" / "Synchronisé {time}" }
    offline_saved { "Offline – saved on this device" / "Hors ligne – enregistré sur cet appareil" }
    syncing_of(done, total) { "Syncing {done} of {total}" / "Synchronisation {done} sur {total}" }
    needs_attention(n) { "{n} need attention" / "{n} à vérifier" }
    one_needs_attention { "1 needs attention" / "1 à vérifier" }
    waiting_count(n) { "{n} waiting" / "{n} en attente" }
    keeping { "Saving on this device" / "Enregistrement sur cet appareil" }
    saved_here { "Saved on this device" / "Enregistré sur cet appareil" }
    waiting { "Waiting to upload" / "En attente d'envoi" }
    uploading { "Uploading" / "Envoi en cours" }
    failed { "Failed" / "Échec" }
    conflict { "Conflict" / "Conflit" }
    changed_meanwhile { "Somebody else changed this meanwhile. Load theirs, then make your changes again." / "Quelqu'un d'autre a modifié ceci entre-temps. Chargez sa version, puis refaites vos changements." }
    load_theirs { "Load theirs" / "Charger sa version" }
    sign_draw { "Draw" / "Dessiner" }
    sign_type { "Type" / "Taper" }
    sign_how { "How to sign" / "Façon de signer" }
    sign_above { "Sign above the line" / "Signez au-dessus de la ligne" }
    sign_area { "Signature area. To sign by keyboard, choose Type." / "Zone de signature. Pour signer au clavier, choisissez Taper." }
    sign_name { "Your full name" / "Votre nom complet" }
    sign_name_hint { "Typing your name counts as your signature." / "Taper votre nom vaut signature." }
    sign_state_empty { "Not signed yet" / "Pas encore signé" }
    sign_state_drawn(n) { "{n} strokes drawn" / "Traits dessinés : {n}" }
    photo_number(n, total) { "Photo {n} of {total}" / "Photo {n} sur {total}" }
    move_earlier { "Move earlier" / "Déplacer avant" }
    move_later { "Move later" / "Déplacer après" }
    command_palette { "Search or run a command" / "Chercher ou lancer une commande" }
    command_hint { "Type to search" / "Tapez pour chercher" }
    keyboard_shortcuts { "Keyboard shortcuts" / "Raccourcis clavier" }
    key_move { "move" / "se déplacer" }
    key_open { "open" / "ouvrir" }
    key_close { "close" / "fermer" }
    main_navigation { "Main" / "Principale" }
    open_navigation { "Open navigation" / "Ouvrir la navigation" }
    collapse_navigation { "Collapse navigation" / "Réduire la navigation" }
    favourites { "Favourites" / "Favoris" }
    account_menu(name) { "Account: {name}" / "Compte : {name}" }
    call(phone) { "Call {phone}" / "Appeler le {phone}" }
    powered_by { "Powered by Tailboard" / "Propulsé par Tailboard" }
    viewing_as(name) { "You are viewing as {name}. Nothing can be changed." / "Vous consultez en tant que {name}. Rien ne peut être modifié." }
    exit_view { "Exit" / "Quitter" }
    just_now { "just now" / "à l'instant" }
    minutes_ago(n) { "{n} min ago" / "il y a {n} min" }
    hours_ago(n) { "{n} h ago" / "il y a {n} h" }
    days_ago(n) { "{n} d ago" / "il y a {n} j" }
    in_minutes(n) { "in {n} min" / "dans {n} min" }
    in_hours(n) { "in {n} h" / "dans {n} h" }
    in_days(n) { "in {n} d" / "dans {n} j" }
    updates(n) { "{n} updates" / "{n} mises à jour" }
    one_update { "1 update" / "1 mise à jour" }
    problem { "Problem" / "Problème" }
    not_applicable { "N/A" / "S.O." }
    done { "Done" / "Fait" }
    mark_done(name) { "Mark “{name}” done" / "Marquer « {name} » comme fait" }
    mark_open(name) { "Mark “{name}” not done" / "Marquer « {name} » comme à faire" }
    report_problem(name) { "Report a problem with “{name}”" / "Signaler un problème : « {name} »" }
    mark_na(name) { "Mark “{name}” not applicable" / "Marquer « {name} » sans objet" }
}
