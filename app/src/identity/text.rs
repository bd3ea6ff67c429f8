//! Texts of the room: pages before logging in in both languages, the settings of the office in English.

use shared::Currency;

shared::catalog_bilingual! {
    product { "Tailboard" / "Tailboard" }
    claim { "Every truck, coach and crew on one board." / "Chaque camion, autocar et équipe sur un seul tableau." }
    claim_lead { "Quote it, dispatch it, see it done, get paid. Works in the cab with no signal." / "Soumissionnez, affectez, suivez et soyez payé. Fonctionne dans la cabine, même sans réseau." }
    lane_on_site { "On site" / "Sur place" }
    lane_on_the_way { "On the way" / "En route" }
    lane_done { "Complete" / "Terminé" }
    lane_waiting { "Waiting for approval" / "En attente d'approbation" }
    lane_planned { "Scheduled" / "Prévu" }
    email { "E-mail" / "Courriel" }
    password { "Password" / "Mot de passe" }
    new_password { "New password" / "Nouveau mot de passe" }
    password_hint { "At least 8 characters. Several words together are safest" / "Au moins 8 caractères. Une suite de plusieurs mots est plus sûre" }
    name { "Your name" / "Votre nom" }
    login_title { "Log in" / "Connexion" }
    login_lead { "Use the e-mail your company added you with." / "Utilisez l'adresse courriel que votre entreprise a inscrite pour vous." }
    login { "Log in" / "Se connecter" }
    forgot_link { "Forgot your password?" / "Mot de passe oublié?" }
    register_link { "Register your company" / "Inscrire votre entreprise" }
    new_here { "New to Tailboard?" / "Nouveau sur Tailboard?" }
    code_title { "Enter your code" / "Entrez votre code" }
    code_lead { "Six digits from your authenticator app." / "Les six chiffres de votre application d'authentification." }
    code { "Code" / "Code" }
    code_hint { "A new code comes every 30 seconds. A recovery code works too" / "Un nouveau code apparaît toutes les 30 secondes. Un code de secours fonctionne aussi" }
    trust { "Trust this device for 30 days" / "Faire confiance à cet appareil pendant 30 jours" }
    go_on { "Continue" / "Continuer" }
    not_you { "Not you?" / "Ce n'est pas vous?" }
    code_expired { "This took too long. Log in again." / "Le délai est écoulé. Reconnectez-vous." }
    unconfirmed { "Confirm your e-mail address first. We sent you a link." / "Confirmez d'abord votre adresse courriel. Nous vous avons envoyé un lien." }
    resend { "Send the link again" / "Renvoyer le lien" }
    no_organization { "You no longer belong to an organization here. Ask your manager for an invitation." / "Vous n'appartenez plus à une organisation ici. Demandez une invitation à votre gestionnaire." }
    register_title { "Register your company" / "Inscrire votre entreprise" }
    register_lead { "You will be its owner and can invite everybody else." / "Vous en serez propriétaire et pourrez inviter les autres." }
    company { "Company name" / "Nom de l'entreprise" }
    country { "Country" / "Pays" }
    currency { "Currency" / "Devise" }
    currency_of_country { "That of the country" / "Celle du pays" }
    currency_hint { "Prices and quotes are counted in it. You can change it later" / "Les prix et les soumissions y sont comptés. Vous pourrez la changer plus tard" }
    canadian_dollar { "Canadian dollar (CAD)" / "Dollar canadien (CAD)" }
    us_dollar { "US dollar (USD)" / "Dollar américain (USD)" }
    euro { "Euro (EUR)" / "Euro (EUR)" }
    pound { "Pound sterling (GBP)" / "Livre sterling (GBP)" }
    australian_dollar { "Australian dollar (AUD)" / "Dollar australien (AUD)" }
    zone { "Time zone" / "Fuseau horaire" }
    packs { "What does your company do?" / "Que fait votre entreprise?" }
    packs_hint { "Each brings its words, workflow, checklists and prices. Choose one or more" / "Chacun apporte ses mots, son déroulement, ses listes de contrôle et ses prix. Choisissez-en un ou plusieurs" }
    pack_moving { "Households and offices, crews and trucks" / "Ménages et bureaux, équipes et camions" }
    pack_charter { "Coaches and buses with drivers" / "Autocars et autobus avec chauffeur" }
    pack_glass { "Windows of vehicles, unit by unit" / "Vitres de véhicules, un véhicule à la fois" }
    pack_contracting { "Building and renovating, by trades and measure" / "Construction et rénovation, par métiers et mesures" }
    practice { "Add a practice organization" / "Ajouter une organisation d'exercice" }
    practice_hint { "A second organization with sample customers, quotes and a job, to try things out in. Yours stays empty" / "Une seconde organisation avec des clients, des soumissions et un travail fictifs, pour essayer. La vôtre reste vide" }
    register { "Register" / "S'inscrire" }
    have_account { "Registered already?" / "Déjà inscrit?" }
    sent_title { "Look at your mail" / "Consultez vos courriels" }
    sent_lead(email) { "We sent a link to {email}. Open it to confirm the address, then log in." / "Nous avons envoyé un lien à {email}. Ouvrez-le pour confirmer l'adresse, puis connectez-vous." }
    resent { "If the address waits for its confirmation, a new link is on its way." / "Si l'adresse attend sa confirmation, un nouveau lien est en route." }
    confirm_title { "Confirm your e-mail address" / "Confirmez votre adresse courriel" }
    confirm_lead(email) { "Is {email} your address?" / "L'adresse {email} est-elle la vôtre?" }
    confirm { "Confirm address" / "Confirmer l'adresse" }
    confirmed { "Your address is confirmed. Log in to begin." / "Votre adresse est confirmée. Connectez-vous pour commencer." }
    forgot_title { "Choose a new password" / "Choisir un nouveau mot de passe" }
    forgot_lead { "We send a link to your e-mail address. It works once, for 30 minutes." / "Nous envoyons un lien à votre adresse courriel. Il sert une fois, pendant 30 minutes." }
    send_link { "Send link" / "Envoyer le lien" }
    forgot_sent { "If an account exists for this address, a link is on its way." / "Si un compte existe pour cette adresse, un lien est en route." }
    back_to_login { "Back to log in" / "Retour à la connexion" }
    reset_lead(email) { "For {email}. All your devices are logged out." / "Pour {email}. Tous vos appareils seront déconnectés." }
    save_password { "Save password" / "Enregistrer le mot de passe" }
    password_saved { "Your password is changed. Log in with the new one." / "Votre mot de passe est changé. Connectez-vous avec le nouveau." }
    invitation_title(organization) { "Join {organization}" / "Rejoindre {organization}" }
    invitation_lead(inviter, role) { "{inviter} invites you as {role}." / "{inviter} vous invite. Votre rôle : {role}." }
    invitation_known { "You have an account already. Give its password to join." / "Vous avez déjà un compte. Entrez son mot de passe pour rejoindre l'organisation." }
    join { "Join" / "Rejoindre" }
    joined { "You joined. Log in to begin." / "C'est fait. Connectez-vous pour commencer." }
    dead_title { "This link cannot be used" / "Ce lien ne peut pas être utilisé" }
    link_used { "It was used already. Links work once." / "Il a déjà servi. Les liens ne servent qu'une fois." }
    link_expired { "It has expired. Ask for a new one." / "Il a expiré. Demandez-en un nouveau." }
    link_revoked { "It was revoked. Ask whoever invited you for a new one." / "Il a été révoqué. Demandez-en un nouveau à la personne qui vous a invité." }
    link_unknown { "It is incomplete, or a newer one replaced it. Copy the whole address from the latest mail." / "Il est incomplet ou un plus récent l'a remplacé. Copiez toute l'adresse du dernier courriel." }
    address_taken { "Somebody uses this address by now. Ask for another one." / "Quelqu'un utilise déjà cette adresse. Demandez-en une autre." }
    new_address_title { "Confirm your new e-mail address" / "Confirmez votre nouvelle adresse courriel" }
    new_address_lead(email) { "From now on you log in with {email}." / "Dorénavant, vous vous connectez avec {email}." }
    new_address_done(email) { "Your address is now {email}." / "Votre adresse est maintenant {email}." }
    undo_title { "Keep the former e-mail address" / "Garder l'ancienne adresse courriel" }
    undo_lead(email) { "This undoes the change: you log in with {email} again, and all devices are logged out. Choose a new password afterwards." / "Ceci annule le changement : vous vous connectez de nouveau avec {email} et tous les appareils sont déconnectés. Choisissez ensuite un nouveau mot de passe." }
    undo { "Undo the change" / "Annuler le changement" }
    logged_out { "You are logged out." / "Vous êtes déconnecté." }
    other_language { "Français" / "English" }
    canada { "Canada" / "Canada" }
    united_states { "United States" / "États-Unis" }
    united_kingdom { "United Kingdom" / "Royaume-Uni" }
    ireland { "Ireland" / "Irlande" }
    australia { "Australia" / "Australie" }
    france { "France" / "France" }
    germany { "Germany" / "Allemagne" }
    netherlands { "Netherlands" / "Pays-Bas" }
    belgium { "Belgium" / "Belgique" }
}

/// The name of a country we sell in.
pub fn country_name(code: &str) -> String {
    match code {
        "CA" => canada(),
        "US" => united_states(),
        "GB" => united_kingdom(),
        "IE" => ireland(),
        "AU" => australia(),
        "FR" => france(),
        "DE" => germany(),
        "NL" => netherlands(),
        "BE" => belgium(),
        other => other.to_owned(),
    }
}

/// The name of a currency with its code.
pub fn currency_name(currency: Currency) -> String {
    match currency {
        Currency::CAD => canadian_dollar(),
        Currency::USD => us_dollar(),
        Currency::EUR => euro(),
        Currency::GBP => pound(),
        Currency::AUD => australian_dollar(),
    }
}

/// Why a link or a login came to nothing, by the code of the conflict.
pub fn refusal(code: &str) -> Option<String> {
    Some(match code {
        "link_used" => link_used(),
        "link_expired" => link_expired(),
        "link_revoked" => link_revoked(),
        "link_unknown" => link_unknown(),
        "address_taken" => address_taken(),
        "unconfirmed" => unconfirmed(),
        "no_organization" => no_organization(),
        _ => return None,
    })
}

/// Texts of the settings pages.
pub mod staff {
    shared::catalog_bilingual! {
        members { "Members" / "Membres" }
        members_count(n) { "{n} active" / "actifs : {n}" }
        invite { "Invite member" / "Inviter un membre" }
        invite_lead { "They get a link by e-mail that works for 7 days." / "La personne reçoit par courriel un lien valable 7 jours." }
        send_invitation { "Send invitation" / "Envoyer l'invitation" }
        invited(email) { "Invited {email}" / "Invitation envoyée à {email}" }
        invitations { "Open invitations" / "Invitations en cours" }
        no_invitations { "Nobody is invited at the moment" / "Personne n'est invité en ce moment" }
        resend { "Send again" / "Renvoyer" }
        resent(email) { "Sent to {email} again" / "Renvoyée à {email}" }
        revoke { "Revoke" / "Révoquer" }
        revoked(email) { "Revoked the invitation of {email}" / "Invitation de {email} révoquée" }
        name { "Name" / "Nom" }
        email { "E-mail" / "Courriel" }
        roles { "Roles" / "Rôles" }
        team { "Team" / "Équipe" }
        queue { "Takes leads in turn" / "Reçoit des pistes à tour de rôle" }
        queue_hint { "New leads are given out by a queue" / "Les nouvelles pistes sont distribuées par une file" }
        in_queue { "takes leads in turn" / "reçoit des pistes à tour de rôle" }
        teams { "Teams" / "Équipes" }
        no_team { "No team" / "Sans équipe" }
        title { "Job title" / "Titre du poste" }
        phone { "Phone" / "Téléphone" }
        manager { "Manager" / "Supérieur" }
        no_manager { "No manager" / "Sans supérieur" }
        status { "Status" / "État" }
        last_seen { "Last seen" / "Dernière visite" }
        never { "Never" / "Jamais" }
        two_step { "Two-step login" / "Connexion en deux étapes" }
        on { "On" / "Activé" }
        off { "Off" / "Désactivé" }
        actions { "Actions" / "Actions" }
        edit { "Edit" / "Modifier" }
        edit_member(name) { "Edit {name}" / "Modifier {name}" }
        deactivate { "Deactivate" / "Désactiver" }
        deactivate_title(name) { "Deactivate {name}?" / "Désactiver {name}?" }
        deactivate_why { "All their devices are logged out at once. Their work stays, and you can let them in again." / "Tous ses appareils sont déconnectés aussitôt. Son travail reste, et vous pouvez rétablir son accès." }
        deactivated(name) { "Deactivated {name}" / "Désactivé : {name}" }
        reactivate { "Reactivate" / "Réactiver" }
        reactivated(name) { "Reactivated {name}" / "Réactivé : {name}" }
        save { "Save" / "Enregistrer" }
        saved { "Saved" / "Enregistré" }
        cancel { "Cancel" / "Annuler" }
        close { "Close" / "Fermer" }
        new_team { "New team" / "Nouvelle équipe" }
        add_team { "Add team" / "Ajouter l'équipe" }
        team_added(name) { "Added {name}" / "Équipe ajoutée : {name}" }
        find { "Find a member" / "Trouver un membre" }
        roles_title { "Roles" / "Rôles" }
        roles_meta(builtin, custom, members) { "{builtin} built in, {custom} custom · {members} members" / "intégrés : {builtin}, personnalisés : {custom} · membres : {members}" }
        find_action { "Find an action" / "Trouver une action" }
        new_role { "New role" / "Nouveau rôle" }
        action { "Action" / "Action" }
        field_rights { "Field rights" / "Droits sur les champs" }
        limits { "Limits" / "Limites" }
        discount_limit { "Discount without approval" / "Rabais sans approbation" }
        discount_limit_hint { "How much of a quote they may take off by hand, and approve for others." / "Quelle part d'une soumission ce rôle peut rabattre lui-même, et approuver pour d'autres." }
        no_limit { "No limit" / "Sans limite" }
        own { "Own" / "Les siens" }
        own_meaning { "their own" / "les siens" }
        team_meaning { "their team's" / "ceux de l'équipe" }
        all { "All" / "Tous" }
        all_meaning { "everyone's" / "ceux de tous" }
        closed { "Closed" / "Fermé" }
        pick_colour { "Pick the brand colour" / "Choisir la couleur de la marque" }
        mfa_roles_why { "Who holds one of these must set up two-step login before anything else." / "Qui a un de ces rôles doit configurer la connexion en deux étapes avant toute autre chose." }
        hubs_why { "Yards and offices your crews start from." / "Cours et bureaux d'où partent vos équipes." }
        view_as_title(name) { "View as {name}" / "Consulter en tant que {name}" }
        view_as_why { "You see the portal as they do, for half an hour, without changing anything. It is kept on record with your reason." / "Vous voyez le portail comme cette personne, pendant une demi-heure, sans rien changer. C'est consigné avec votre motif." }
        reason { "Reason" / "Motif" }
        start_viewing { "Start viewing" / "Commencer" }
        device_facts(ip) { "{ip} · last seen" / "{ip} · dernière visite" }
        none_meaning { "not allowed" / "non permis" }
        none { "None" / "Aucun" }
        yes { "Yes" / "Oui" }
        no { "No" / "Non" }
        based_on { "Starts from" / "À partir de" }
        custom_from(role) { "Custom role, from {role}" / "Rôle personnalisé, à partir de {role}" }
        no_changes(role) { "No changes from {role}." / "Aucun changement par rapport à {role}." }
        one_change(role) { "1 change from {role}." / "1 changement par rapport à {role}." }
        changes(n, role) { "{n} changes from {role}." / "{n} changements par rapport à {role}." }
        was(scope) { "was {scope}" / "était : {scope}" }
        require_factor { "Require two-step login" / "Exiger la connexion en deux étapes" }
        holders(names) { "Held by {names}, for whom changes count with their next click." / "Ont ce rôle : {names}. Les changements valent dès leur prochain clic." }
        held_by(role, n) { "Who holds {role}: {n}" / "Qui a le rôle {role} : {n}" }
        nobody { "Nobody" / "Personne" }
        and(before, last) { "{before} and {last}" / "{before} et {last}" }
        and_more(names, n) { "{names} and {n} more" / "{names} et {n} de plus" }
        more(n) { "and {n} more" / "et {n} de plus" }
        all_members { "All members" / "Tous les membres" }
        role { "Role" / "Rôle" }
        all_roles { "All roles side by side" / "Tous les rôles côte à côte" }
        save_role { "Save role" / "Enregistrer le rôle" }
        delete_role { "Delete role" / "Supprimer le rôle" }
        delete_role_why { "Nobody may have it. This cannot be undone." / "Personne ne doit l'avoir. Ceci est irréversible." }
        role_deleted(name) { "Deleted {name}" / "Supprimé : {name}" }
        edit_role(name) { "Edit {name}" / "Modifier {name}" }
        matrix { "Who may do what" / "Qui peut faire quoi" }
        organization { "Organization" / "Organisation" }
        profile { "Profile and brand" / "Profil et marque" }
        company { "Name" / "Nom" }
        currency { "Currency" / "Devise" }
        zone { "Time zone" / "Fuseau horaire" }
        country { "Country" / "Pays" }
        language { "Language of mails" / "Langue des courriels" }
        brand { "Brand colour" / "Couleur de la marque" }
        logo { "Logo" / "Logo" }
        logo_hint { "PNG, JPEG or WebP, at most 2 MB" / "PNG, JPEG ou WebP, au plus 2 Mo" }
        choose_logo { "Choose logo" / "Choisir un logo" }
        remove_logo { "Remove logo" / "Retirer le logo" }
        hubs { "Hubs" / "Points d'attache" }
        address { "Address" / "Adresse" }
        add_hub { "Add hub" / "Ajouter un point d'attache" }
        remove { "Remove" / "Retirer" }
        hours { "Business hours" / "Heures d'ouverture" }
        opens_on(day) { "Opens on {day}" / "Ouvre le {day}" }
        closes_on(day) { "Closes on {day}" / "Ferme le {day}" }
        monday { "Monday" / "Lundi" }
        tuesday { "Tuesday" / "Mardi" }
        wednesday { "Wednesday" / "Mercredi" }
        thursday { "Thursday" / "Jeudi" }
        friday { "Friday" / "Vendredi" }
        saturday { "Saturday" / "Samedi" }
        sunday { "Sunday" / "Dimanche" }
        holidays { "Holidays" / "Jours fériés" }
        date { "Date" / "Date" }
        add_holiday { "Add holiday" / "Ajouter un jour férié" }
        numbering { "Numbering" / "Numérotation" }
        quote_prefix { "Before quote numbers" / "Avant les numéros de soumission" }
        job_prefix { "Before job numbers" / "Avant les numéros de travail" }
        digits { "Digits" / "Chiffres" }
        numbering_hint(quote, job) { "Number 42 reads {quote} for a quote and {job} for a job. What has a number keeps it." / "Le numéro 42 s'écrit {quote} pour une soumission et {job} pour un travail. Ce qui a un numéro le garde." }
        mfa_roles { "Roles that must use two-step login" / "Rôles qui doivent utiliser la connexion en deux étapes" }
        mail_tracking { "E-mails to customers" / "Courriels aux clients" }
        track_mail { "Track whether e-mails are opened" / "Suivre si les courriels sont ouverts" }
        track_mail_why { "Quotes, reminders and e-mails from leads then carry an invisible picture, and their buttons and links lead through this server. Kept is when, and by what kind of program; never from where. Single entries are deleted after 90 days. A person whose messages say so is never tracked. Privacy laws such as CASL and the GDPR may ask for your customers' consent first: seeing to that is your organization's responsibility." / "Les soumissions, les relances et les courriels des pistes portent alors une image invisible, et leurs boutons et liens passent par ce serveur. On garde quand, et par quel genre de programme; jamais d'où. Les entrées sont supprimées après 90 jours. Une personne dont les messages le refusent n'est jamais suivie. Des lois sur la vie privée comme la LCAP et le RGPD peuvent exiger d'abord le consentement de vos clients : y veiller revient à votre organisation." }
        keys { "API keys" / "Clés d'API" }
        keys_lead { "For programs that work with Tailboard. A key is never stronger than the member who made it." / "Pour les programmes qui travaillent avec Tailboard. Une clé n'a jamais plus de droits que le membre qui l'a créée." }
        new_key { "New API key" / "Nouvelle clé d'API" }
        make_key { "Make key" / "Créer la clé" }
        no_keys { "No keys yet" / "Aucune clé pour l'instant" }
        no_keys_lead { "Make one to connect a program" / "Créez-en une pour connecter un programme" }
        key_made { "Copy the key now" / "Copiez la clé maintenant" }
        key_made_lead { "It is shown this once and cannot be read again." / "Elle n'est affichée que cette fois et ne pourra plus être lue." }
        key { "Key" / "Clé" }
        expires { "Expires" / "Expiration" }
        expires_never { "Never" / "Jamais" }
        expires_days(n) { "After {n} days" / "Après {n} jours" }
        last_used { "Last used" / "Dernière utilisation" }
        made_by { "Made by" / "Créée par" }
        rate { "Requests a minute" / "Demandes par minute" }
        key_rights { "What it may do" / "Ce qu'elle peut faire" }
        like_role(role) { "Like {role}" / "Comme {role}" }
        all_mine { "All I may do" / "Tout ce que je peux faire" }
        revoke_key(name) { "Revoke {name}?" / "Révoquer {name}?" }
        revoke_key_why { "Programs that use it stop working at once. This cannot be undone." / "Les programmes qui l'utilisent cessent aussitôt de fonctionner. Ceci est irréversible." }
        key_revoked(name) { "Revoked {name}" / "Révoquée : {name}" }
        active { "Active" / "Active" }
        ended { "Revoked" / "Révoquée" }
        expired { "Expired" / "Expirée" }
        security { "Login and devices" / "Connexion et appareils" }
        factor { "Two-step login" / "Connexion en deux étapes" }
        factor_off { "A code from your phone protects your login even when somebody knows your password." / "Un code de votre téléphone protège votre connexion même si quelqu'un connaît votre mot de passe." }
        factor_on { "Your login asks for a code from your authenticator app." / "Votre connexion demande un code de votre application d'authentification." }
        factor_required { "Your role requires two-step login. Set it up to go on." / "Votre rôle exige la connexion en deux étapes. Configurez-la pour continuer." }
        set_up { "Set up two-step login" / "Configurer la connexion en deux étapes" }
        scan { "Scan this with your authenticator app, then enter the code it shows." / "Numérisez ceci avec votre application d'authentification, puis entrez le code affiché." }
        qr { "QR code for your authenticator app" / "Code QR pour votre application d'authentification" }
        by_hand { "Or enter this key by hand" / "Ou entrez cette clé vous-même" }
        code { "Code from the app" / "Code de l'application" }
        switch_on { "Switch on" / "Activer" }
        switch_off { "Switch off" / "Désactiver" }
        switched_on { "Two-step login is on" / "La connexion en deux étapes est activée" }
        switched_off { "Two-step login is off" / "La connexion en deux étapes est désactivée" }
        recovery { "Recovery codes" / "Codes de secours" }
        recovery_lead { "Each works once when your phone is not at hand. Keep them where only you find them." / "Chacun sert une fois quand votre téléphone n'est pas à portée. Gardez-les où vous seul les trouvez." }
        recovery_left(n) { "{n} left" / "Restants : {n}" }
        recovery_few { "Few are left. Make new ones." / "Il en reste peu. Créez-en de nouveaux." }
        renew_codes { "Make new codes" / "Créer de nouveaux codes" }
        codes_kept { "I have kept them" / "Je les ai conservés" }
        current_password { "Current password" / "Mot de passe actuel" }
        new_password { "New password" / "Nouveau mot de passe" }
        change_password { "Change password" / "Changer le mot de passe" }
        password_changed { "Password changed. Other devices were logged out" / "Mot de passe changé. Les autres appareils ont été déconnectés" }
        change_email { "Change e-mail address" / "Changer l'adresse courriel" }
        new_email { "New e-mail address" / "Nouvelle adresse courriel" }
        email_sent(email) { "We sent a link to {email}" / "Nous avons envoyé un lien à {email}" }
        email_pending(email) { "{email} waits for its confirmation" / "{email} attend sa confirmation" }
        devices { "Devices" / "Appareils" }
        this_device { "This device" / "Cet appareil" }
        log_out { "Log out" / "Se déconnecter" }
        log_out_others { "Log all other devices out" / "Déconnecter tous les autres appareils" }
        others_out { "All other devices were logged out" / "Tous les autres appareils ont été déconnectés" }
        device_out(name) { "Logged {name} out" / "Déconnecté : {name}" }
        switch_off_why { "Your password alone will let you in, and other devices are logged out. Enter it to confirm." / "Votre mot de passe suffira pour entrer, et les autres appareils sont déconnectés. Entrez-le pour confirmer." }
        renew_codes_why { "The ones you have stop working. Enter your password to confirm." / "Ceux que vous avez cessent de fonctionner. Entrez votre mot de passe pour confirmer." }
    }
}
