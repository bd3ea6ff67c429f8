//! What the crew reads, in English and Canadian French.

shared::catalog_bilingual! {
    now { "Now" / "Maintenant" }
    today { "Today" / "Aujourd'hui" }
    capture { "Capture" / "Photos" }
    sync { "Sync" / "Synchro" }
    more { "More" / "Plus" }
    main_navigation { "Main" / "Principale" }
    my_work { "My work" / "Mon travail" }
    earlier { "Earlier" / "Avant" }
    no_date { "No date yet" / "Sans date" }
    loading { "Loading your jobs" / "Chargement de vos travaux" }
    no_jobs_title { "No jobs for you today" / "Aucun travail pour vous aujourd'hui" }
    no_jobs_body { "New jobs appear here by themselves when dispatch assigns you." / "Les nouveaux travaux apparaissent ici dès que la répartition vous les confie." }
    cannot_start { "This device has no jobs yet and cannot reach the server" / "Cet appareil n'a pas encore de travaux et ne joint pas le serveur" }
    kept_until(day, time) { "On this device until {day}. Refreshed {time}." / "Sur cet appareil jusqu'au {day}. Actualisé à {time}." }
    today_is(day) { "Today, {day}" / "Aujourd'hui, {day}" }
    to_time(time) { "to {time}" / "à {time}" }
    job_count(n) { "{n} jobs" / "{n} travaux" }
    job_count_one { "1 job" / "1 travail" }
    stop_count(n) { "{n} stops" / "{n} arrêts" }
    stop_count_one { "1 stop" / "1 arrêt" }
    planned(time) { "{time} planned" / "durée prévue : {time}" }
    on_the_way { "On the way" / "En route" }
    on_site { "On site" / "Sur place" }
    working { "Working" / "Au travail" }
    scheduled { "Scheduled" / "Prévu" }
    cancelled { "Cancelled" / "Annulé" }
    more_instructions(n) { "{n} more instructions" / "{n} autres consignes" }
    more_instructions_one { "1 more instruction" / "1 autre consigne" }
    job_gone { "This job is not on this device" / "Ce travail n'est pas sur cet appareil" }
    job_gone_body { "It may have been given to somebody else." / "Il a peut-être été confié à quelqu'un d'autre." }
    back_to_today { "Back to today" / "Retour à aujourd'hui" }
    next_stop(kind) { "Next stop · {kind}" / "Prochain arrêt · {kind}" }
    all_stops_done { "All stops done" / "Tous les arrêts sont faits" }
    pickup { "Pickup" / "Prise en charge" }
    waypoint { "Waypoint" / "Point de passage" }
    stop { "Stop" / "Arrêt" }
    drop_off { "Drop-off" / "Destination" }
    window { "Window" / "Plage" }
    from_to(from, to) { "{from} – {to}" / "{from} – {to}" }
    navigate { "Navigate" / "Itinéraire" }
    call(name) { "Call {name}" / "Appeler {name}" }
    customer { "Customer" / "Client" }
    ask_for { "Ask for" / "Demandez" }
    critical { "Critical" / "Critique" }
    important { "Important" / "Important" }
    note { "Note" / "Note" }
    instructions { "Instructions" / "Consignes" }
    phase_of(n, total) { "Phase {n} of {total}" / "Étape {n} sur {total}" }
    steps_of(done, total) { "{done} of {total} steps" / "{done} sur {total} points" }
    phases { "Phases of this job" / "Étapes du travail" }
    phases_title { "Phases" / "Étapes" }
    stops_title { "Stops" / "Arrêts" }
    crew_title { "Crew" / "Équipe" }
    notes_title { "Notes" / "Notes" }
    you { "You" / "Vous" }
    stop_progress { "Stop progress" / "Progression à l'arrêt" }
    on_my_way { "On my way" / "En route" }
    arrived { "Arrived" / "Arrivé" }
    start { "Start" / "Début" }
    complete { "Complete" / "Fin" }
    act_on_my_way { "I am on my way" / "Je suis en route" }
    act_arrived { "I have arrived" / "Je suis sur place" }
    act_start { "Start here" / "Commencer ici" }
    act_complete { "Complete this stop" / "Terminer cet arrêt" }
    tells_office { "Dispatch sees it at once" / "La répartition le voit tout de suite" }
    tells_later { "Dispatch sees it once you are online" / "La répartition le verra dès que vous serez en ligne" }
    said_travel(verb, address) { "{verb}: {address}" / "{verb} : {address}" }
    start_phase(name) { "Start {name}" / "Commencer : {name}" }
    said_start(name) { "Started {name}" / "Commencé : {name}" }
    complete_phase(name) { "Complete {name}" / "Terminer : {name}" }
    said_complete(name) { "Completed {name}" / "Terminé : {name}" }
    said_item(answer, title) { "{answer}: {title}" / "{answer} : {title}" }
    answer_done { "Done" / "Fait" }
    answer_problem { "Problem" / "Problème" }
    answer_na { "Not applicable" / "Sans objet" }
    answer_open { "Open again" / "Rouvert" }
    everything_there { "Everything is there" / "Tout y est" }
    waits_for_files(n) { "Saved here. Completes once {n} files are up" / "Enregistré ici. Se terminera quand {n} fichiers seront envoyés" }
    waits_for_file { "Saved here. Completes once 1 file is up" / "Enregistré ici. Se terminera quand 1 fichier sera envoyé" }
    phase_done { "Completed" / "Terminée" }
    phase_done_at(time, name) { "Completed {time} by {name}" / "Terminée à {time} par {name}" }
    phase_sealed { "Sealed by the server" / "Scellée par le serveur" }
    phase_locked(name) { "Starts when {name} is complete" / "Commence après : {name}" }
    next_phase(name) { "Go on to {name}" / "Passer à : {name}" }
    photo_count(n) { "{n} photos" / "{n} photos" }
    photo_count_one { "1 photo" / "1 photo" }
    signature_count(n) { "{n} signatures" / "{n} signatures" }
    signature_count_one { "1 signature" / "1 signature" }
    document_count(n) { "{n} documents" / "{n} documents" }
    document_count_one { "1 document" / "1 document" }
    step_count(n) { "{n} steps" / "{n} points" }
    step_count_one { "1 step" / "1 point" }
    are_left(what) { "{what} left" / "Il reste {what}" }
    about_left(time) { "about {time} left" / "encore {time} environ" }
    left(n) { "{n} left" / "Reste {n}" }
    left_one { "1 left" / "Reste 1" }
    slots_title { "Photos and signature" / "Photos et signature" }
    slot_done { "Done" / "Fait" }
    checklist { "Checklist" / "Liste" }
    to_do(n) { "To do, {n}" / "À faire, {n}" }
    answered { "Answered" / "Répondu" }
    photo_needed { "Photo needed" / "Photo requise" }
    problem_title(title) { "Problem: {title}" / "Problème : {title}" }
    problem_label { "What is wrong?" / "Qu'est-ce qui ne va pas?" }
    problem_hint { "The office reads this. Add a photo if it helps." / "Le bureau lira ceci. Ajoutez une photo si c'est utile." }
    problem_needed { "Say in a few words what is wrong" / "Dites en quelques mots ce qui ne va pas" }
    skip_title(title) { "Not applicable: {title}" / "Sans objet : {title}" }
    skip_label { "Why does it not apply?" / "Pourquoi est-ce sans objet?" }
    skip_needed { "Say in a few words why it does not apply" / "Dites en quelques mots pourquoi c'est sans objet" }
    save_problem { "Save problem" / "Enregistrer le problème" }
    cancel { "Cancel" / "Annuler" }
    add_photo { "Add photo" / "Ajouter une photo" }
    capture_title { "Capture photos" / "Prendre des photos" }
    take_photo(slot, n, need) { "Take photo, {slot} {n} of {need}" / "Prendre une photo, {slot} {n} sur {need}" }
    choose_photos { "Choose photos" / "Choisir des photos" }
    choose_from_gallery { "Choose from gallery" / "Choisir dans la galerie" }
    this_photo_is_for { "This photo is for" / "Cette photo est pour" }
    close_camera { "Close camera" / "Fermer l'appareil photo" }
    open_camera { "Open camera" / "Ouvrir l'appareil photo" }
    camera { "Camera" / "Appareil photo" }
    camera_refused { "The camera cannot be used here. Choose photos from the device instead." / "L'appareil photo n'est pas accessible. Choisissez plutôt des photos de l'appareil." }
    saved_on_device(n) { "{n} saved on this device" / "Enregistrées sur cet appareil : {n}" }
    saving_photos(n) { "Saving {n}" / "Enregistrement de {n}" }
    done_count(n) { "Done ({n})" / "Terminé ({n})" }
    photos_of(n, slot) { "{slot}: {n} photos" / "{slot} : {n} photos" }
    no_phase_at_work { "No phase is at work" / "Aucune étape en cours" }
    no_phase_at_work_body { "Start a phase first: photos belong to what they document." / "Commencez d'abord une étape : les photos vont avec ce qu'elles montrent." }
    no_photos(slot) { "No photos yet: {slot}" / "Pas encore de photos : {slot}" }
    no_photos_body { "Take them with the camera or choose several at once." / "Prenez-les avec l'appareil photo ou choisissez-en plusieurs à la fois." }
    uploaded_of(done, total) { "{done} of {total} uploaded" / "Envoyées : {done} sur {total}" }
    upload { "Upload" / "Envoi" }
    not_a_picture(name) { "{name} is not a picture this device can read" / "{name} n'est pas une image lisible par cet appareil" }
    photo_too_heavy(name, size, most) { "{name} has {size}. A photo may have {most} at most" / "{name} fait {size}. Une photo peut faire {most} au plus" }
    photo_too_many_pixels(name, width, height) { "{name} has {width} × {height} pixels, too many for this device to open. Save a smaller copy and choose that" / "{name} compte {width} × {height} pixels, trop pour que cet appareil l'ouvre. Enregistrez-en une copie plus petite et choisissez-la" }
    kept_photos(n) { "{n} photos saved on this device" / "{n} photos enregistrées sur cet appareil" }
    kept_photo { "1 photo saved on this device" / "1 photo enregistrée sur cet appareil" }
    photo_sentence(slot) { "Photo: {slot}" / "Photo : {slot}" }
    signature_sentence(name) { "Signature: {name}" / "Signature : {name}" }
    delete_sentence(slot) { "Deleted a photo: {slot}" / "Photo supprimée : {slot}" }
    caption_sentence(slot) { "Caption: {slot}" / "Légende : {slot}" }
    order_sentence(slot) { "Order of photos: {slot}" / "Ordre des photos : {slot}" }
    photo_deleted { "Photo deleted" / "Photo supprimée" }
    caption { "Caption" / "Légende" }
    edit_caption { "Edit caption" / "Modifier la légende" }
    save { "Save" / "Enregistrer" }
    no_caption { "No caption" / "Sans légende" }
    earlier_in_order { "Earlier" / "Avant" }
    later_in_order { "Later" / "Après" }
    delete { "Delete" / "Supprimer" }
    photo_chosen(n) { "Photo {n}" / "Photo {n}" }
    saved_here { "Saved here" / "Gardée ici" }
    waiting_here { "Waiting" / "En attente" }
    synced { "Synced" / "Envoyée" }
    failed { "Failed" / "Échec" }
    share_of(percent, sent, total) { "{percent} · {sent} of {total}" / "{percent} · {sent} sur {total}" }
    torch { "Torch" / "Lampe" }
    taken { "Photos taken, newest last" / "Photos prises, la plus récente à la fin" }
    use_camera_app { "Take with the camera app" / "Prendre avec l'appli photo" }
    sign_title(slot) { "Sign: {slot}" / "Signer : {slot}" }
    signer { "Name of the person who signs" / "Nom de la personne qui signe" }
    signer_needed { "Enter the name of the person who signs" / "Entrez le nom de la personne qui signe" }
    signature { "Signature" / "Signature" }
    signature_needed { "Sign in the field or type the name" / "Signez dans le champ ou tapez le nom" }
    keep_signature { "Save signature" / "Enregistrer la signature" }
    signature_kept { "Signature saved on this device" / "Signature enregistrée sur cet appareil" }
    storage_full_title { "This device is full" / "Cet appareil est plein" }
    storage_full { "Nothing was lost, but nothing more can be saved. Delete other apps' data or let the waiting files go up first." / "Rien n'est perdu, mais rien de plus ne peut être enregistré. Libérez de l'espace ou laissez partir les fichiers en attente." }
    storage_refused_title { "This browser refuses to save" / "Ce navigateur refuse d'enregistrer" }
    storage_refused { "Work done now would be lost when the page closes. Leave private browsing or use another browser." / "Le travail fait maintenant serait perdu à la fermeture. Quittez la navigation privée ou changez de navigateur." }
    clock_ahead(time) { "This device's clock is {time} ahead. Times are recorded by the server's clock." / "L'horloge de cet appareil avance de {time}. Les heures sont enregistrées selon l'horloge du serveur." }
    clock_behind(time) { "This device's clock is {time} behind. Times are recorded by the server's clock." / "L'horloge de cet appareil retarde de {time}. Les heures sont enregistrées selon l'horloge du serveur." }
    understood { "Got it" / "Compris" }
    login_needed { "Log in to send what is waiting. Nothing is lost." / "Connectez-vous pour envoyer ce qui attend. Rien n'est perdu." }
    log_in { "Log in" / "Se connecter" }
    sync_title { "Sync centre" / "Synchronisation" }
    last_sync(time) { "Last sync {time}" / "Dernière synchronisation à {time}" }
    never_synced { "Not synced yet" / "Pas encore synchronisé" }
    light_keep { "Keep this device with you" / "Gardez cet appareil avec vous" }
    light_keep_body_one { "1 thing is only here. It goes up by itself once there is signal." / "1 élément n'est qu'ici. Il partira de lui-même dès qu'il y aura du réseau." }
    light_keep_body(n) { "{n} things are only here. They go up by themselves once there is signal." / "{n} éléments ne sont qu'ici. Ils partiront d'eux-mêmes dès qu'il y aura du réseau." }
    light_open { "Keep the app open" / "Gardez l'application ouverte" }
    light_open_body_one { "1 thing is going up now." / "1 élément est en cours d'envoi." }
    light_open_body(n) { "{n} things are going up now." / "{n} éléments sont en cours d'envoi." }
    light_safe { "Safe to leave" / "Vous pouvez partir" }
    light_safe_body { "The server has confirmed everything." / "Le serveur a tout confirmé." }
    light_attention { "Some things need you" / "Des éléments demandent votre attention" }
    light_attention_body_one { "1 thing was refused. Look at the reason below." / "1 élément a été refusé. Voyez le motif ci-dessous." }
    light_attention_body(n) { "{n} things were refused. Look at the reasons below." / "{n} éléments ont été refusés. Voyez les motifs ci-dessous." }
    light_unread_body_one { "1 thing was kept by another version of the app, which this one cannot read. It is safe here and goes up once the app is updated." / "1 élément a été conservé par une autre version de l'application, que celle-ci ne peut pas lire. Il est en sécurité ici et partira une fois l'application mise à jour." }
    light_unread_body(n) { "{n} things were kept by another version of the app, which this one cannot read. They are safe here and go up once the app is updated." / "{n} éléments ont été conservés par une autre version de l'application, que celle-ci ne peut pas lire. Ils sont en sécurité ici et partiront une fois l'application mise à jour." }
    light { "Light" / "Voyant" }
    light_step_keep { "Keep device" / "Garder l'appareil" }
    light_step_open { "Keep app open" / "Garder ouvert" }
    light_step_safe { "Safe to leave" / "Prêt à partir" }
    waiting_title { "Waiting to go up" / "En attente d'envoi" }
    waiting_more(n) { "Show all ({n} more)" / "Tout afficher ({n} de plus)" }
    nothing_waiting { "Nothing is waiting" / "Rien en attente" }
    reason_no_signal { "no signal" / "pas de réseau" }
    reason_waiting { "waiting its turn" / "attend son tour" }
    reason_sending { "on its way" / "en route" }
    reason_file { "waits for 1 file" / "attend 1 fichier" }
    reason_files(n) { "waits for {n} files" / "attend {n} fichiers" }
    reason_again(time) { "tries again at {time}" / "nouvel essai à {time}" }
    reason_stopped(percent) { "stopped at {percent} %" / "arrêté à {percent} %" }
    refused(reason) { "Refused: {reason}" / "Refusé : {reason}" }
    options_for(what) { "Options for {what}" / "Options pour {what}" }
    retry { "Retry" / "Réessayer" }
    retry_all { "Retry all" / "Tout réessayer" }
    export { "Export" / "Exporter" }
    exported { "Saved to your downloads" / "Enregistré dans vos téléchargements" }
    export_failed { "The export could not be made" / "L'exportation a échoué" }
    discard { "Discard…" / "Abandonner…" }
    discard_word { "DISCARD" / "ABANDONNER" }
    discard_label(word) { "Type {word} to delete this for good" / "Tapez {word} pour supprimer définitivement" }
    discard_now { "Delete for good" / "Supprimer définitivement" }
    discarded { "Deleted from this device" / "Supprimé de cet appareil" }
    storage { "Storage" / "Stockage" }
    storage_of(used, quota) { "{used} of {quota}" / "{used} sur {quota}" }
    storage_waiting(size) { "Waiting {size}" / "En attente : {size}" }
    storage_persistent { "The browser will not clear this app's data" / "Le navigateur n'effacera pas les données de l'application" }
    storage_best_effort { "The browser may clear this app's data when the device is full. Install the app to prevent it." / "Le navigateur peut effacer ces données si l'appareil est plein. Installez l'application pour l'éviter." }
    update_ready { "Update ready" / "Mise à jour prête" }
    update_waits { "A new version is ready. It installs when nothing is waiting." / "Une nouvelle version est prête. Elle s'installera quand rien n'attendra." }
    update_now { "Update now" / "Mettre à jour" }
    conflict_title(title) { "You and the office disagree: {title}" / "Vous et le bureau n'êtes pas d'accord : {title}" }
    conflict_yours { "Yours" / "Le vôtre" }
    conflict_theirs { "Theirs" / "Le bureau" }
    conflict_keep { "Keep mine" / "Garder le mien" }
    conflict_take { "Take theirs" / "Prendre celui du bureau" }
    conflict_resolved { "Decided" / "Décidé" }
    conflict_told { "Dispatch sees both values and your decision." / "La répartition voit les deux valeurs et votre décision." }
    server_value { "What the office has" / "Ce que le bureau a" }
    theme { "Theme" / "Thème" }
    theme_auto { "Auto" / "Auto" }
    theme_light { "Light" / "Clair" }
    theme_dark { "Dark" / "Sombre" }
    theme_sun { "Sun" / "Soleil" }
    sun_theme { "Sun theme" / "Thème soleil" }
    language { "Language" / "Langue" }
    location { "Location" / "Position" }
    location_body { "Steps and photos carry the place where they were done, so that nobody has to ask you." / "Les points et les photos portent le lieu où ils ont été faits : personne n'a à vous le demander." }
    location_on { "Record it" / "L'enregistrer" }
    location_off { "Leave it out" / "Ne pas l'enregistrer" }
    location_refused { "This device does not tell where it is. Allow location in the browser's settings." / "Cet appareil ne donne pas sa position. Autorisez-la dans les réglages du navigateur." }
    install { "Install the app" / "Installer l'application" }
    install_body { "Open the browser menu and choose “Add to home screen”. Installed, the app starts without a network and keeps its data." / "Ouvrez le menu du navigateur et choisissez « Ajouter à l'écran d'accueil ». Installée, l'application démarre sans réseau et garde ses données." }
    installed { "The app is installed on this device" / "L'application est installée sur cet appareil" }
    device { "This device" / "Cet appareil" }
    signed_in_as(name, org) { "{name}, {org}" / "{name}, {org}" }
    sign_out { "Sign out" / "Se déconnecter" }
    sign_out_blocked_one { "Blocked until the 1 item is up." / "Bloqué jusqu'à l'envoi de l'élément." }
    sign_out_blocked(n) { "Blocked until the {n} items are up." / "Bloqué jusqu'à l'envoi des {n} éléments." }
    sign_out_offline { "Signing out needs a connection" / "La déconnexion demande une connexion" }
    cannot_do { "What this device cannot do" / "Ce que cet appareil ne peut pas faire" }
    cannot_do_body { "Waiting work goes up while the app is open. iPhones and iPads do not send in the background: open the app when you have signal." / "Le travail en attente part quand l'application est ouverte. Les iPhone et iPad n'envoient pas en arrière-plan : ouvrez l'application quand vous avez du réseau." }
    add_note { "Add a note" / "Ajouter une note" }
    note_label { "Note for the office and crew" / "Note pour le bureau et l'équipe" }
    note_needed { "Write something first" / "Écrivez d'abord quelque chose" }
    save_note { "Save note" / "Enregistrer la note" }
    said_note { "Note" / "Note" }
    page_missing { "This page does not exist" / "Cette page n'existe pas" }
    refused_here { "This cannot be done now" / "Ceci ne peut pas être fait maintenant" }
}
