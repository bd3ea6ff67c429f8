//! Names of places, for navigation and the command palette.

shared::catalog_bilingual! {
    office { "Office" / "Bureau" }
    sell { "Sell" / "Vente" }
    run { "Run" / "Opérations" }
    leads { "Leads" / "Pistes" }
    pipeline { "Pipeline" / "Pipeline" }
    quotes { "Quotes" / "Soumissions" }
    customers { "Customers" / "Clients" }
    jobs { "Jobs" / "Travaux" }
    audit { "Audit" / "Audit" }
    operations { "Operations" / "Exploitation" }
    settings { "Settings" / "Réglages" }
    members { "Members" / "Membres" }
    roles { "Roles" / "Rôles" }
    api_keys { "API keys" / "Clés d'API" }
    security { "Security" / "Sécurité" }
    home { "Home" / "Accueil" }
    field { "Field app" / "Application de terrain" }
    log_out { "Log out" / "Se déconnecter" }
    theme_light { "Light theme" / "Thème clair" }
    theme_dark { "Dark theme" / "Thème sombre" }
    theme_auto { "Theme of the device" / "Thème de l'appareil" }
    go_to { "Go to" / "Aller à" }
    actions { "Actions" / "Actions" }
    records { "Records" / "Fiches" }
    missing_title { "Page not found" / "Page introuvable" }
    missing_body { "Nothing lives at this address. The link may be old or mistyped." / "Il n'y a rien à cette adresse. Le lien est peut-être ancien ou erroné." }
    keys_anywhere { "Anywhere" / "Partout" }
    keys_palette { "Search or run a command" / "Chercher ou lancer une commande" }
    keys_help { "Show shortcuts" / "Afficher les raccourcis" }
    keys_single { "Single-key shortcuts" / "Raccourcis d'une touche" }
    moment { "Opening Tailboard…" / "Ouverture de Tailboard…" }
    update_ready { "A new version is ready." / "Une nouvelle version est prête." }
    update_now { "Reload now" / "Recharger maintenant" }
    show { "Show" / "Afficher" }
}
