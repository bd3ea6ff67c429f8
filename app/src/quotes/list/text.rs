//! Words of the list of quotes.

use shared::quotes::QuoteView;

shared::catalog! {
    all { "All" }
    mine { "Mine" }
    open { "Open" }
    soon(days) { "Next {days} days" }
    drafts { "Drafts" }
    expiring { "Expiring" }
    won { "Won" }
    lost { "Lost" }
    open_total { "Open" }
    export_csv { "Export CSV" }
    filters { "Filters of the list" }
    search { "Search quotes" }
    search_hint { "Number, title, name, phone, plate" }
    filter { "Filter" }
    filter_title { "Filter quotes" }
    apply { "Show" }
    clear { "Clear all" }
    owner { "Owner" }
    any { "Any" }
    nobody { "Nobody" }
    somebody { "A colleague" }
    status { "Status" }
    line { "Service line" }
    trip { "Trip begins" }
    from { "From" }
    to { "Until" }
    from_day(day) { "from {day}" }
    to_day(day) { "until {day}" }
    between(from, to) { "{from} to {to}" }
    customer { "Customer" }
    customer_hint { "Type a name, an e-mail or a number" }
    this_customer { "One customer" }
    reminded(day) { "Reminded {day}" }
}

/// What a view is called.
pub fn view(view: QuoteView) -> String {
    match view {
        QuoteView::All => all(),
        QuoteView::Mine => mine(),
        QuoteView::Open => open(),
        QuoteView::Soon => soon(shared::quotes::SOON_DAYS),
        QuoteView::Draft => drafts(),
        QuoteView::Expiring => expiring(),
        QuoteView::Won => won(),
        QuoteView::Lost => lost(),
    }
}
