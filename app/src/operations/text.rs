//! Texts of the operations screen.

shared::catalog! {
    title { "Operations" }
    mails { "Outgoing mail" }
    mails_empty { "No mail has gone out yet" }
    work { "Background work" }
    work_empty { "Nothing waits and nothing failed" }
    retry { "Start again" }
    retried { "Started again" }
    to { "To" }
    subject { "Subject" }
    status { "Status" }
    sent_at { "Time" }
    kind { "Kind" }
    attempts { "Attempts" }
    problem { "Problem" }
    read { "Read" }
    close { "Close" }
}
