//! Words about mails and what became of them.

use shared::tracking::{Agent, HitKind, MachineSign, MailOccasion};

shared::catalog! {
    mails { "E-mails" }
    none { "No e-mail has gone to the customer yet." }
    to(what, address) { "{what} to {address}" }
    quote_sent { "Quote" }
    quote_reminder { "Reminder" }
    quote_accepted { "Receipt" }
    lead_mail { "E-mail" }
    written(subject) { "“{subject}”" }
    sent(when) { "Sent {when}" }
    kept(when) { "Kept here {when}, not sent" }
    queued(when) { "Waiting since {when}" }
    failed(when) { "Refused by the mail server {when}" }
    opened(when) { "opened {when}" }
    clicked(when) { "clicked {when}" }
    by_machine(what, why) { "{what} (by a machine: {why})" }
    not_opened { "not opened yet" }
    not_tracked { "not tracked" }
    each(n) { "Each time ({n})" }
    opened_by(agent) { "Opened: {agent}" }
    clicked_by(agent) { "Clicked: {agent}" }
    machine(why) { "Machine: {why}" }
    person { "Taken for a person" }
    judged(when, verdict) { "{when}. {verdict}" }
    about { "Pictures may be blocked, and machines open mails: this is a hint, no proof." }

    phone { "telephone" }
    tablet { "tablet" }
    computer { "computer" }
    proxy { "server of a mailbox" }
    scanner { "scanner" }
    program { "program" }
    unknown { "unknown program" }

    head { "only asked whether it is there" }
    prefetch { "fetched ahead" }
    no_agent { "said nothing about itself" }
    apple_proxy { "Apple Mail privacy" }
    google_proxy { "Gmail on arrival" }
    yahoo_proxy { "Yahoo on arrival" }
    scanned { "security scanner" }
    no_browser { "no browser" }
    too_soon { "seconds after sending" }
    at_once { "opened and clicked at once" }
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
