//! Words of acting on several quotes at once.

use shared::text::plural;

shared::catalog! {
    one_quote { "1 quote" }
    many_quotes(n) { "{n} quotes" }
    export { "Export" }
    give { "Give to…" }
    remind { "Remind…" }
    extend { "Extend…" }
    withdraw { "Mark lost…" }
    give_title(quotes) { "Give {quotes} to a colleague" }
    give_body { "Whose they were and whose they become are told by mail." }
    remind_title(quotes) { "Remind the customers of {quotes}" }
    remind_body { "Each gets the link of the offer once more, at the address it was sent to. Only open offers are sent, and each once a day." }
    extend_title(quotes) { "Let {quotes} hold longer" }
    extend_body { "Only open offers hold longer, and none longer than until its trip begins. Prices stay as they are." }
    withdraw_title(quotes) { "Mark {quotes} lost" }
    withdraw_body { "Open offers are taken back: their links say so. Drafts are closed. A new revision can be begun later." }
    member { "Colleague" }
    choose_member { "Choose a colleague" }
    message { "Note in the mail" }
    until { "Holds until the end of" }
    reason { "Why they are lost" }
    do_give { "Give" }
    do_remind { "Send reminders" }
    do_extend { "Extend" }
    do_withdraw { "Mark lost" }
    given(quotes, name) { "{quotes} given to {name}" }
    reminded(quotes) { "Reminded of {quotes}" }
    extended(quotes) { "{quotes} extended" }
    withdrawn(quotes) { "{quotes} marked lost" }
    outcome_title(done, all) { "{done} of {all} done" }
    outcome_body { "What could not be done changed nothing. The rest is done and stays so." }
    refused { "Not done" }
    done { "Done" }
    again(quotes) { "Try {quotes} again" }
    close { "Close" }
    more_actions { "More actions" }
}

/// So many quotes.
pub fn quotes(n: usize) -> String {
    plural(n as u64, one_quote(), many_quotes(n))
}
