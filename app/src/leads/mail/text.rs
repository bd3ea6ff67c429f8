//! Texts of writing a mail from a lead.

shared::catalog! {
    write { "Write e-mail" }
    write_to(who) { "E-mail to {who}" }
    answers_go_to(address) { "It is noted on the lead. Answers go to {address}." }
    send { "Send" }
    on_its_way(address) { "The e-mail to {address} is on its way" }
    to { "To" }
    start { "Start from" }
    first_answer { "First answer" }
    missing_facts { "Asking for what is missing" }
    check_in { "Checking in" }
    last_try { "Last try" }
    language { "Language of the e-mail" }
    subject { "Subject" }
    body { "Text" }
    kept { "What you wrote was replaced." }
    put_back { "Put it back" }
    preview { "Preview" }
    goes_on { "Plan the next step" }
}
