//! Names of places, for navigation and the command palette.

shared::catalog_bilingual! {
    sell { "Sell" / "Vente" }
    run { "Run" / "Opérations" }
    leads { "Leads" / "Pistes" }
    visits { "Site visits" / "Visites des lieux" }
    pipeline { "Pipeline" / "Pipeline" }
    quotes { "Quotes" / "Soumissions" }
    customers { "Customers" / "Clients" }
    jobs { "Jobs" / "Travaux" }
    audit { "Audit" / "Audit" }
    operations { "Operations" / "Exploitation" }
    settings { "Settings" / "Réglages" }
    stages { "Pipeline stages" / "Étapes du pipeline" }
    queue { "Lead queue" / "File des pistes" }
    suggestions { "Suggestions" / "Suggestions" }
    prices { "Prices" / "Prix" }
    customer_fields { "Fields of your own" / "Vos propres champs" }
    intakes { "Forms received" / "Formulaires reçus" }
    members { "Members" / "Membres" }
    roles { "Roles" / "Rôles" }
    api_keys { "API keys" / "Clés d'API" }
    security { "Security" / "Sécurité" }
    home { "Home" / "Accueil" }
    field { "Field app" / "Application de terrain" }
    log_out { "Log out" / "Se déconnecter" }
    leave_title { "Photos wait on this device" / "Des photos attendent sur cet appareil" }
    leave_body { "Some photos or files have not gone up yet. They stay on this device, seen by nobody else, and go up when you log in here again." / "Des photos ou des fichiers ne sont pas encore envoyés. Ils restent sur cet appareil, à l'abri des regards, et seront envoyés à votre prochaine connexion ici." }
    leave_anyway { "Leave all the same" / "Quitter quand même" }
    theme_light { "Light theme" / "Thème clair" }
    theme_dark { "Dark theme" / "Thème sombre" }
    theme_auto { "Theme of the device" / "Thème de l'appareil" }
    profile { "Profile and brand" / "Profil et marque" }
    organization { "Organization" / "Organisation" }
    people { "People" / "Personnes" }
    you { "You" / "Vous" }
    oversee { "Oversee" / "Surveillance" }
    back_to_work { "Back to work" / "Retour au travail" }
    create { "Create" / "Créer" }
    new_job { "New job" / "Nouveau travail" }
    must_add_factor { "Your role asks for two-step login. Set it up here to go on." / "Votre rôle exige la connexion en deux étapes. Configurez-la ici pour continuer." }
    practice { "Practice organization: try anything. Mails to customers and crew are kept here and never sent." / "Organisation d'exercice : essayez tout. Les courriels aux clients et aux équipes restent ici et ne sont jamais envoyés." }
    practice_filling { "Sample data is being filled in. It appears here by itself." / "Les données fictives arrivent. Elles paraissent ici d'elles-mêmes." }
    go_to { "Go to" / "Aller à" }
    actions { "Actions" / "Actions" }
    missing_title { "Page not found" / "Page introuvable" }
    missing_body { "Nothing lives at this address. The link may be old or mistyped." / "Il n'y a rien à cette adresse. Le lien est peut-être ancien ou erroné." }
    keys_anywhere { "Anywhere" / "Partout" }
    keys_palette { "Search or run a command" / "Chercher ou lancer une commande" }
    keys_search { "Search on this page" / "Chercher dans cette page" }
    keys_help { "Show shortcuts" / "Afficher les raccourcis" }
    keys_undo { "Undo the last change" / "Annuler le dernier changement" }
    keys_single { "Single-key shortcuts" / "Raccourcis d'une touche" }
    moment { "Opening Tailboard…" / "Ouverture de Tailboard…" }
    update_ready { "A new version is ready." / "Une nouvelle version est prête." }
    update_now { "Reload now" / "Recharger maintenant" }
}
