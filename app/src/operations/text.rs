//! Texts of the operations screen.

shared::catalog! {
    title { "Operations" }
    lead { "What goes out and what runs in the background. Failed work can be started again." }
    pages { "Pages of mails" }
    newer { "Newer" }
    older { "Older" }
    mail_sent { "Sent" }
    mail_kept { "Kept here" }
    mail_queued { "On its way" }
    mail_failed { "Failed" }
    work_waiting { "Waiting" }
    work_running { "Running" }
    work_dead { "Failed" }
    work_mail { "Sending a mail" }
    work_practice { "Filling the practice organization" }
    not_tried { "Not tried yet" }
    tried_once { "Tried once" }
    tried(n) { "Tried {n} times" }
    mails { "Outgoing mail" }
    mails_empty { "No mail has gone out yet" }
    work { "Background work" }
    work_empty { "Nothing waits and nothing failed" }
    retry { "Start again" }
    retried { "Started again" }
    to { "To" }
    read { "Read" }
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
