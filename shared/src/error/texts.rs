//! What each code of a refused field says.

/// Reasons why something cannot be read which people may come upon. Whatever else is wrong about a request is made by
/// programs and told to programmers, in English.
pub const NOT_STORABLE: &str = "text contains characters that cannot be stored";
/// A date before the first or after the last there is.
pub const OUT_OF_TIME: &str = "a date lies too far away to be stored";

/// A reason in the language of the thread, if it is one people may come upon.
pub fn known_reason(reason: &str) -> String {
    match reason {
        NOT_STORABLE => not_storable(),
        OUT_OF_TIME => out_of_time(),
        other => other.to_owned(),
    }
}

crate::catalog_bilingual! {
    required { "Enter a value" / "Entrez une valeur" }
    too_long(max) { "Use at most {max} characters" / "Utilisez au plus {max} caractères" }
    too_short(min) { "Use at least {min} characters" / "Utilisez au moins {min} caractères" }
    out_of_range(min, max) { "Enter a number from {min} to {max}" / "Entrez un nombre de {min} à {max}" }
    email { "Enter an e-mail address like name@example.com" / "Entrez une adresse courriel comme nom@exemple.com" }
    phone { "Enter a phone number with area code, like 604 555 0134" / "Entrez un numéro de téléphone avec l'indicatif, comme 514 555-0134" }
    in_the_past { "Choose a date that is not in the past" / "Choisissez une date qui n'est pas passée" }
    over_legal_hours { "A driver would be over the legal hours. Make the plan legal, or have somebody who may say why it goes out" / "Un chauffeur dépasserait les heures légales. Rendez le plan conforme, ou demandez à une personne autorisée de justifier l'envoi" }
    needs_approval { "More is taken off by hand than you may by yourself. Take off less, or have the price approved" / "Le rabais manuel dépasse votre limite. Réduisez-le, ou faites approuver le prix" }
    not_rising { "Each step must begin higher than the one before it and take off more" / "Chaque palier doit commencer plus haut que le précédent et accorder un plus grand rabais" }
    one_package { "Offer at least two packages, or none" / "Offrez au moins deux forfaits, ou aucun" }
    same_package { "Two packages have the same name" / "Deux forfaits portent le même nom" }
    empty_package { "A package has nothing in it" / "Un forfait ne contient rien" }
    six_instalments { "Use at most six instalments" / "Utilisez au plus six versements" }
    over_whole { "The percentages come to more than 100%" / "Les pourcentages dépassent 100 %" }
    one_rest { "Only one instalment can be the rest" / "Un seul versement peut être le reste" }
    needs_rest { "Make one instalment the rest, or give percentages that come to 100%" / "Faites d'un versement le reste, ou indiquez des pourcentages totalisant 100 %" }
    over_total { "The instalments come to more than the total" / "Les versements dépassent le total" }
    before_previous { "This must not be before the stop above it" / "Ceci ne peut pas précéder l'arrêt ci-dessus" }
    before_start { "This must not be before the beginning" / "Ceci ne peut pas précéder le début" }
    not_a_number { "Enter an amount like 1250.00" / "Entrez un montant comme 1250,00" }
    negative { "Enter an amount of zero or more" / "Entrez un montant de zéro ou plus" }
    not_positive { "Enter an amount above zero" / "Entrez un montant au-dessus de zéro" }
    too_large { "This amount is larger than the system accepts" / "Ce montant dépasse la limite acceptée" }
    too_many_decimals { "Use at most two decimals" / "Utilisez au plus deux décimales" }
    taken { "This is already in use" / "Cette valeur est déjà utilisée" }
    invited { "This address has an open invitation. Send it again or revoke it" / "Cette adresse a déjà une invitation en cours. Renvoyez-la ou révoquez-la" }
    weak_password { "This password is easy to guess. Use a longer phrase" / "Ce mot de passe est facile à deviner. Utilisez une phrase plus longue" }
    wrong_password { "The password is not right" / "Le mot de passe est incorrect" }
    wrong_login { "The e-mail or the password is not right" / "Le courriel ou le mot de passe est incorrect" }
    wrong_code { "The code is not right or was used already" / "Le code est incorrect ou déjà utilisé" }
    unknown_promo { "There is no such code" / "Ce code n'existe pas" }
    expired { "This has expired" / "Ceci a expiré" }
    used_up { "This code has been used up" / "Ce code est épuisé" }
    promo_off { "This code is switched off" / "Ce code est désactivé" }
    promo_service { "This code is for another service" / "Ce code vaut pour un autre service" }
    promo_early { "This code does not hold yet" / "Ce code n'est pas encore valable" }
    not_applicable { "This does not apply here" / "Ceci ne s'applique pas ici" }
    column_twice { "Two columns say the same" / "Deux colonnes disent la même chose" }
    column_name { "Choose which column holds the name" / "Choisissez la colonne qui contient le nom" }
    unknown_choice { "Choose one of the listed values" / "Choisissez une des valeurs de la liste" }
    overlaps { "Other prices hold on some of these days. End them first, or choose other days" / "D'autres prix sont en vigueur certains de ces jours. Mettez-y fin ou choisissez d'autres jours" }
    unknown_field { "There is no such field any more" / "Ce champ n'existe plus" }
    yes_no { "Answer yes or no" / "Répondez par oui ou non" }
    date_form { "Write the date like 2026-11-22" / "Écrivez la date comme 2026-11-22" }
    key_form { "Use small letters, digits and underscores, beginning with a letter" / "Utilisez des minuscules, des chiffres et des traits de soulignement, en commençant par une lettre" }
    choice_twice { "The same choice stands there twice" / "Le même choix s'y trouve deux fois" }
    below { "This member stands below. Choose somebody else" / "Ce membre est subordonné. Choisissez quelqu'un d'autre" }
    consent { "Tick the box to agree" / "Cochez la case pour accepter" }
    unknown_place { "We do not know this place. Name a city, like Toronto, ON" / "Nous ne connaissons pas ce lieu. Indiquez une ville, comme Montréal, QC" }
    unknown_place_near(names) { "We do not know this place. Did you mean {names}?" / "Nous ne connaissons pas ce lieu. Vouliez-vous dire {names}?" }
    before_arrival(at) { "You are there about {at}. Choose a later time for the way back" / "Vous y serez vers {at}. Choisissez un retour plus tardif" }
    blank_signature { "Sign or type your full name" / "Signez ou entrez votre nom complet" }
    low_contrast { "White text cannot be read on this colour. Choose a darker one" / "Le texte blanc est illisible sur cette couleur. Choisissez-en une plus foncée" }
    circle { "A customer cannot belong to itself or to one of its own" / "Un client ne peut pas relever de lui-même ni d'un des siens" }
    too_deep { "Families of customers have five levels at most" / "Une famille de clients compte au plus cinq niveaux" }
    unknown_parent { "There is no customer of this name, here or in the file" / "Aucun client ne porte ce nom, ni ici ni dans le fichier" }
    several { "Several customers have this name. Leave it empty and choose one afterwards" / "Plusieurs clients portent ce nom. Laissez le champ vide et choisissez-en un ensuite" }
    zone { "Choose one of the time zones" / "Choisissez un des fuseaux horaires" }
    in_the_future { "Choose a date that is not in the future" / "Choisissez une date qui n'est pas à venir" }
    same_time { "Choose an end that differs from the beginning" / "Choisissez une fin différente du début" }
    invalid { "This value is not valid" / "Cette valeur n'est pas valide" }

    unauthenticated { "Log in to go on" / "Connectez-vous pour continuer" }
    forbidden { "Your role does not allow this" / "Votre rôle ne le permet pas" }
    not_found { "This does not exist, or is not yours to see" / "Ceci n'existe pas ou ne vous est pas accessible" }
    not_storable { "text contains characters that cannot be stored" / "le texte contient des caractères qui ne peuvent pas être conservés" }
    out_of_time { "a date lies too far away to be stored" / "une date est trop lointaine pour être conservée" }
    malformed(reason) { "The request could not be read: {reason}" / "La demande est illisible : {reason}" }
    fields { "Some fields need another look" / "Certains champs sont à revoir" }
    too_many_bytes { "This is larger than what is accepted here" / "Ceci dépasse la taille acceptée ici" }
    kilobytes(limit) { "This is larger than the {limit} kB accepted" / "Ceci dépasse les {limit} ko acceptés" }
    megabytes(limit) { "This is larger than the {limit} MB accepted" / "Ceci dépasse les {limit} Mo acceptés" }
    unsupported(expected) { "This type is not accepted here; send {expected}" / "Ce type n'est pas accepté ici; envoyez {expected}" }
    too_many(seconds) { "Too many attempts. Try again in {seconds} s" / "Trop d'essais. Réessayez dans {seconds} s" }
    unavailable { "The service is restarting. Nothing was lost; try again in a moment" / "Le service redémarre. Rien n'est perdu; réessayez dans un instant" }
    full { "The server has no room to store this. Nothing was lost; it is tried again" / "Le serveur n'a plus de place pour ceci. Rien n'est perdu; un nouvel essai suivra" }
    offline { "No connection to the server" / "Pas de connexion au serveur" }
    internal(incident) { "Something failed on our side. Tell support {incident}" / "Une erreur est survenue de notre côté. Donnez ce code au soutien : {incident}" }
}
