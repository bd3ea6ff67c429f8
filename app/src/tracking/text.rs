//! Words about mails and what became of them.

use shared::tracking::{Agent, HitKind, MachineSign, MailOccasion};

shared::catalog_bilingual! {
    mails { "E-mails" / "Courriels" }
    none { "No e-mail has gone to the customer yet." / "Aucun courriel n'est encore parti vers le client." }
    to(what, address) { "{what} to {address}" / "{what} à {address}" }
    quote_sent { "Quote" / "Soumission" }
    quote_reminder { "Reminder" / "Relance" }
    quote_accepted { "Receipt" / "Reçu" }
    lead_mail { "E-mail" / "Courriel" }
    written(subject) { "“{subject}”" / "« {subject} »" }
    sent(when) { "Sent {when}" / "Envoyé {when}" }
    kept(when) { "Kept here {when}, not sent" / "Conservé ici {when}, non envoyé" }
    queued(when) { "Waiting since {when}" / "En attente depuis {when}" }
    failed(when) { "Refused by the mail server {when}" / "Refusé par le serveur de courriel {when}" }
    opened(when) { "opened {when}" / "ouvert {when}" }
    clicked(when) { "clicked {when}" / "cliqué {when}" }
    by_machine(what, why) { "{what} (by a machine: {why})" / "{what} (par une machine : {why})" }
    not_opened { "not opened yet" / "pas encore ouvert" }
    not_tracked { "not tracked" / "non suivi" }
    each(n) { "Each time ({n})" / "Chaque fois ({n})" }
    opened_by(agent) { "Opened: {agent}" / "Ouvert : {agent}" }
    clicked_by(agent) { "Clicked: {agent}" / "Cliqué : {agent}" }
    machine(why) { "Machine: {why}" / "Machine : {why}" }
    person { "Taken for a person" / "Considéré comme une personne" }
    judged(when, verdict) { "{when}. {verdict}" / "{when}. {verdict}" }
    about { "Pictures may be blocked, and machines open mails: this is a hint, no proof." / "Les images peuvent être bloquées et des machines ouvrent les courriels : c'est un indice, pas une preuve." }

    phone { "telephone" / "téléphone" }
    tablet { "tablet" / "tablette" }
    computer { "computer" / "ordinateur" }
    proxy { "server of a mailbox" / "serveur d'une boîte de courriel" }
    scanner { "scanner" / "analyseur" }
    program { "program" / "programme" }
    unknown { "unknown program" / "programme inconnu" }

    head { "only asked whether it is there" / "a seulement demandé s'il existe" }
    prefetch { "fetched ahead" / "chargé d'avance" }
    no_agent { "said nothing about itself" / "n'a rien dit de lui-même" }
    apple_proxy { "Apple Mail privacy" / "confidentialité d'Apple Mail" }
    google_proxy { "Gmail on arrival" / "Gmail à l'arrivée" }
    yahoo_proxy { "Yahoo on arrival" / "Yahoo à l'arrivée" }
    scanned { "security scanner" / "analyseur de sécurité" }
    no_browser { "no browser" / "pas un navigateur" }
    too_soon { "seconds after sending" / "quelques secondes après l'envoi" }
    at_once { "opened and clicked at once" / "ouvert et cliqué en même temps" }
}

pub mod public {
    //! What somebody reads whose mail leads nowhere any more.

    shared::catalog_bilingual! {
        gone_title { "This link does not open anything" / "Ce lien n'ouvre rien" }
        gone_body { "It may be incomplete or too old. Open the link in the newest mail, or ask the company for another." / "Il est peut-être incomplet ou trop ancien. Ouvrez le lien du courriel le plus récent, ou demandez-en un autre à l'entreprise." }
    }
}

/// What a mail was for.
pub fn occasion(occasion: MailOccasion) -> String {
    match occasion {
        MailOccasion::QuoteSent => quote_sent(),
        MailOccasion::QuoteReminder => quote_reminder(),
        MailOccasion::QuoteAccepted => quote_accepted(),
        MailOccasion::LeadMail => lead_mail(),
    }
}

/// What was done, by what kind of program.
pub fn hit(kind: HitKind, by: Agent) -> String {
    let by = match by {
        Agent::Phone => phone(),
        Agent::Tablet => tablet(),
        Agent::Computer => computer(),
        Agent::Proxy => proxy(),
        Agent::Scanner => scanner(),
        Agent::Program => program(),
        Agent::Unknown => unknown(),
    };
    match kind {
        HitKind::Open => opened_by(by),
        HitKind::Click => clicked_by(by),
    }
}

/// Why it was no person.
pub fn sign(sign: MachineSign) -> String {
    match sign {
        MachineSign::Head => head(),
        MachineSign::Prefetch => prefetch(),
        MachineSign::NoAgent => no_agent(),
        MachineSign::AppleProxy => apple_proxy(),
        MachineSign::GoogleProxy => google_proxy(),
        MachineSign::YahooProxy => yahoo_proxy(),
        MachineSign::Scanner => scanned(),
        MachineSign::Program => no_browser(),
        MachineSign::TooSoon => too_soon(),
        MachineSign::AtOnce => at_once(),
    }
}
