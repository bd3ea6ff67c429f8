//! Texts of the operator's page.

shared::catalog_bilingual! {
    title { "This installation" / "Cette installation" }
    lead { "Requests of this process, and the database all processes share, for the last hour" / "Les demandes de ce processus et la base de données que tous les processus partagent, pour la dernière heure" }
    ask { "Enter the token this server was given as TAILBOARD_METRICS_TOKEN" / "Entrez le jeton donné à ce serveur par TAILBOARD_METRICS_TOKEN" }
    token { "Token" / "Jeton" }
    wrong { "This is not the token" / "Ce n'est pas le jeton" }
    enter { "Show the installation" / "Afficher l'installation" }
    pause { "Pause" / "Suspendre" }
    go_on { "Go on" / "Reprendre" }
    empty { "The first figures come a few seconds after the start" / "Les premiers chiffres viennent quelques secondes après le démarrage" }
    away { "The database does not answer. Its figures are missing until it does" / "La base de données ne répond pas. Ses chiffres manquent d'ici là" }
    rate { "Requests per second" / "Demandes par seconde" }
    latency { "Time to answer" / "Temps de réponse" }
    p95 { "19 of 20 answered within" / "19 sur 20 répondues en" }
    faults { "Faults of the server" / "Erreurs du serveur" }
    streams { "Live streams" / "Flux en direct" }
    queue { "Background work" / "Travail en arrière-plan" }
    dead { "Failed for good" / "Échecs définitifs" }
    outbox { "Events not in the log" / "Événements hors du journal" }
    ages { "Longest wait" / "Plus longue attente" }
    pool { "Database connections" / "Connexions à la base de données" }
    size { "Size of the database" / "Taille de la base de données" }
    minute { "Last minute" / "Dernière minute" }
    hour { "Last hour" / "Dernière heure" }
    oldest(age) { "Oldest waits {age}" / "La plus ancienne attend depuis {age}" }
    behind { "Falls behind" / "Prend du retard" }
    look { "See the log" / "Consulter le journal" }
    all { "All" / "Toutes" }
    units { "Waiting or running" / "En attente ou en cours" }
    open { "Open" / "Ouvertes" }
    busy { "In use" / "Utilisées" }
    time { "Time (UTC)" / "Heure (UTC)" }
    table { "Show as a table" / "Afficher en tableau" }
    top(value) { "Highest {value}" / "Maximum {value}" }
    utc(time) { "{time} UTC" / "{time} UTC" }
    told(title, now, top) { "{title} over the last hour. Now: {now}. Highest: {top}." / "{title} pour la dernière heure. Maintenant : {now}. Maximum : {top}." }
}
