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
    currency { "Currency" / "Monnaie" }
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
    confirm_lead(email) { "Is {email} your address?" / "{email} est-elle votre adresse?" }
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
    shared::catalog! {
        members { "Members" }
        members_count(n) { "{n} active" }
        invite { "Invite member" }
        invite_lead { "They get a link by e-mail that works for 7 days." }
        send_invitation { "Send invitation" }
        invited(email) { "Invited {email}" }
        invitations { "Open invitations" }
        no_invitations { "Nobody is invited at the moment" }
        resend { "Send again" }
        resent(email) { "Sent to {email} again" }
        revoke { "Revoke" }
        revoked(email) { "Revoked the invitation of {email}" }
        name { "Name" }
        email { "E-mail" }
        roles { "Roles" }
        team { "Team" }
        queue { "Takes leads in turn" }
        queue_hint { "New leads are given out by a queue" }
        in_queue { "takes leads in turn" }
        teams { "Teams" }
        no_team { "No team" }
        title { "Job title" }
        phone { "Phone" }
        manager { "Manager" }
        no_manager { "No manager" }
        status { "Status" }
        last_seen { "Last seen" }
        never { "Never" }
        two_step { "Two-step login" }
        on { "On" }
        off { "Off" }
        actions { "Actions" }
        edit { "Edit" }
        edit_member(name) { "Edit {name}" }
        deactivate { "Deactivate" }
        deactivate_title(name) { "Deactivate {name}?" }
        deactivate_why { "All their devices are logged out at once. Their work stays, and you can let them in again." }
        deactivated(name) { "Deactivated {name}" }
        reactivate { "Reactivate" }
        reactivated(name) { "Reactivated {name}" }
        save { "Save" }
        saved { "Saved" }
        cancel { "Cancel" }
        close { "Close" }
        new_team { "New team" }
        add_team { "Add team" }
        team_added(name) { "Added {name}" }
        find { "Find a member" }
        roles_title { "Roles" }
        roles_meta(builtin, custom, members) { "{builtin} built in, {custom} custom · {members} members" }
        find_action { "Find an action" }
        new_role { "New role" }
        action { "Action" }
        field_rights { "Field rights" }
        limits { "Limits" }
        discount_limit { "Discount without approval" }
        discount_limit_hint { "How much of a quote they may take off by hand, and approve for others." }
        no_limit { "No limit" }
        own { "Own" }
        own_meaning { "their own" }
        team_meaning { "their team's" }
        all { "All" }
        all_meaning { "everyone's" }
        closed { "Closed" }
        pick_colour { "Pick the brand colour" }
        mfa_roles_why { "Who holds one of these must set up two-step login before anything else." }
        hubs_why { "Yards and offices your crews start from." }
        view_as_title(name) { "View as {name}" }
        view_as_why { "You see the portal as they do, for half an hour, without changing anything. It is kept on record with your reason." }
        reason { "Reason" }
        start_viewing { "Start viewing" }
        device_facts(ip) { "{ip} · last seen" }
        none_meaning { "not allowed" }
        none { "None" }
        yes { "Yes" }
        no { "No" }
        based_on { "Starts from" }
        custom_from(role) { "Custom role, from {role}" }
        no_changes(role) { "No changes from {role}." }
        one_change(role) { "1 change from {role}." }
        changes(n, role) { "{n} changes from {role}." }
        was(scope) { "was {scope}" }
        require_factor { "Require two-step login" }
        holders(names) { "Held by {names}, for whom changes count with their next click." }
        held_by(role, n) { "Who holds {role}: {n}" }
        nobody { "Nobody" }
        and(before, last) { "{before} and {last}" }
        and_more(names, n) { "{names} and {n} more" }
        more(n) { "and {n} more" }
        all_members { "All members" }
        role { "Role" }
        all_roles { "All roles side by side" }
        save_role { "Save role" }
        delete_role { "Delete role" }
        delete_role_why { "Nobody may have it. This cannot be undone." }
        role_deleted(name) { "Deleted {name}" }
        edit_role(name) { "Edit {name}" }
        matrix { "Who may do what" }
        organization { "Organization" }
        profile { "Profile and brand" }
        company { "Name" }
        currency { "Currency" }
        zone { "Time zone" }
        country { "Country" }
        language { "Language of mails" }
        brand { "Brand colour" }
        logo { "Logo" }
        logo_hint { "PNG, JPEG or WebP, at most 2 MB" }
        choose_logo { "Choose logo" }
        remove_logo { "Remove logo" }
        hubs { "Hubs" }
        address { "Address" }
        add_hub { "Add hub" }
        remove { "Remove" }
        hours { "Business hours" }
        opens_on(day) { "Opens on {day}" }
        closes_on(day) { "Closes on {day}" }
        monday { "Monday" }
        tuesday { "Tuesday" }
        wednesday { "Wednesday" }
        thursday { "Thursday" }
        friday { "Friday" }
        saturday { "Saturday" }
        sunday { "Sunday" }
        holidays { "Holidays" }
        date { "Date" }
        add_holiday { "Add holiday" }
        numbering { "Numbering" }
        quote_prefix { "Before quote numbers" }
        job_prefix { "Before job numbers" }
        digits { "Digits" }
        numbering_hint(quote, job) { "Number 42 reads {quote} for a quote and {job} for a job. What has a number keeps it." }
        mfa_roles { "Roles that must use two-step login" }
        mail_tracking { "E-mails to customers" }
        track_mail { "Track whether e-mails are opened" }
        track_mail_why { "Quotes, reminders and e-mails from leads then carry an invisible picture, and their buttons and links lead through this server. Kept is when, and by what kind of program; never from where. Single entries are deleted after 90 days. A person whose messages say so is never tracked. Privacy laws such as CASL and the GDPR may ask for your customers' consent first: seeing to that is your organization's responsibility." }
        keys { "API keys" }
        keys_lead { "For programs that work with Tailboard. A key is never stronger than the member who made it." }
        new_key { "New API key" }
        make_key { "Make key" }
        no_keys { "No keys yet" }
        no_keys_lead { "Make one to connect a program" }
        key_made { "Copy the key now" }
        key_made_lead { "It is shown this once and cannot be read again." }
        key { "Key" }
        expires { "Expires" }
        expires_never { "Never" }
        expires_days(n) { "After {n} days" }
        last_used { "Last used" }
        made_by { "Made by" }
        rate { "Requests a minute" }
        key_rights { "What it may do" }
        like_role(role) { "Like {role}" }
        all_mine { "All I may do" }
        revoke_key(name) { "Revoke {name}?" }
        revoke_key_why { "Programs that use it stop working at once. This cannot be undone." }
        key_revoked(name) { "Revoked {name}" }
        active { "Active" }
        ended { "Revoked" }
        expired { "Expired" }
        security { "Login and devices" }
        factor { "Two-step login" }
        factor_off { "A code from your phone protects your login even when somebody knows your password." }
        factor_on { "Your login asks for a code from your authenticator app." }
        factor_required { "Your role requires two-step login. Set it up to go on." }
        set_up { "Set up two-step login" }
        scan { "Scan this with your authenticator app, then enter the code it shows." }
        qr { "QR code for your authenticator app" }
        by_hand { "Or enter this key by hand" }
        code { "Code from the app" }
        switch_on { "Switch on" }
        switch_off { "Switch off" }
        switched_on { "Two-step login is on" }
        switched_off { "Two-step login is off" }
        recovery { "Recovery codes" }
        recovery_lead { "Each works once when your phone is not at hand. Keep them where only you find them." }
        recovery_left(n) { "{n} left" }
        recovery_few { "Few are left. Make new ones." }
        renew_codes { "Make new codes" }
        codes_kept { "I have kept them" }
        current_password { "Current password" }
        new_password { "New password" }
        change_password { "Change password" }
        password_changed { "Password changed. Other devices were logged out" }
        change_email { "Change e-mail address" }
        new_email { "New e-mail address" }
        email_sent(email) { "We sent a link to {email}" }
        email_pending(email) { "{email} waits for its confirmation" }
        devices { "Devices" }
        this_device { "This device" }
        log_out { "Log out" }
        log_out_others { "Log all other devices out" }
        others_out { "All other devices were logged out" }
        device_out(name) { "Logged {name} out" }
        switch_off_why { "Your password alone will let you in, and other devices are logged out. Enter it to confirm." }
        renew_codes_why { "The ones you have stop working. Enter your password to confirm." }
    }
}
