//! Texts of the operations screen.

shared::catalog_bilingual! {
    title { "Operations" / "Exploitation" }
    lead { "What goes out and what runs in the background. Failed work can be started again." / "Ce qui est envoyé et ce qui s'exécute en arrière-plan. Le travail en échec peut être relancé." }
    pages { "Pages of mails" / "Pages de courriels" }
    newer { "Newer" / "Plus récents" }
    older { "Older" / "Plus anciens" }
    mail_sent { "Sent" / "Envoyé" }
    mail_kept { "Kept here" / "Conservé ici" }
    mail_queued { "On its way" / "En route" }
    mail_failed { "Failed" / "Échec" }
    work_waiting { "Waiting" / "En attente" }
    work_running { "Running" / "En cours" }
    work_dead { "Failed" / "Échec" }
    work_mail { "Sending a mail" / "Envoi d'un courriel" }
    work_practice { "Filling the practice organization" / "Remplissage de l'organisation d'exercice" }
    not_tried { "Not tried yet" / "Pas encore essayé" }
    tried_once { "Tried once" / "Essayé une fois" }
    tried(n) { "Tried {n} times" / "Essayé {n} fois" }
    mails { "Outgoing mail" / "Courriels sortants" }
    mails_empty { "No mail has gone out yet" / "Aucun courriel n'est encore parti" }
    work { "Background work" / "Travail en arrière-plan" }
    work_empty { "Nothing waits and nothing failed" / "Rien n'attend et rien n'a échoué" }
    retry { "Start again" / "Relancer" }
    retried { "Started again" / "Relancé" }
    to { "To" / "À" }
    read { "Read" / "Lire" }
}

/// A mail's status in words.
#[cfg(feature = "web")]
pub fn mail_status(key: &str) -> String {
    match key {
        "sent" => mail_sent(),
        "kept" => mail_kept(),
        "queued" => mail_queued(),
        "failed" => mail_failed(),
        other => other.to_string(),
    }
}

/// The status of work in words.
#[cfg(feature = "web")]
pub fn work_status(key: &str) -> String {
    match key {
        "waiting" => work_waiting(),
        "running" => work_running(),
        "dead" => work_dead(),
        other => other.to_string(),
    }
}

/// What a kind of work does.
#[cfg(feature = "web")]
pub fn kind_of(key: &str) -> String {
    match key {
        "mail.send" => work_mail(),
        "practice.fill" => work_practice(),
        other => other.to_string(),
    }
}

/// How often work was tried.
#[cfg(feature = "web")]
pub fn tries(attempts: i32) -> String {
    match attempts {
        0 => not_tried(),
        1 => tried_once(),
        n => tried(n),
    }
}
