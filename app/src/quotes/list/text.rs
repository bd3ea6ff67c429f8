//! Words of the list of quotes.

use shared::quotes::QuoteView;

shared::catalog_bilingual! {
    all { "All" / "Toutes" }
    mine { "Mine" / "Les miennes" }
    open { "Open" / "Ouvertes" }
    soon(days) { "Next {days} days" / "{days} prochains jours" }
    drafts { "Drafts" / "Brouillons" }
    expiring { "Expiring" / "Bientôt échues" }
    won { "Won" / "Gagnées" }
    lost { "Lost" / "Perdues" }
    open_total { "Open" / "Ouvertes" }
    export_csv { "Export CSV" / "Exporter en CSV" }
    filters { "Filters of the list" / "Filtres de la liste" }
    search { "Search quotes" / "Chercher des soumissions" }
    search_hint { "Number, title, name, phone, plate" / "Numéro, titre, nom, téléphone, plaque" }
    filter { "Filter" / "Filtrer" }
    filter_title { "Filter quotes" / "Filtrer les soumissions" }
    apply { "Show" / "Afficher" }
    clear { "Clear all" / "Tout effacer" }
    owner { "Owner" / "Responsable" }
    any { "Any" / "Tous" }
    nobody { "Nobody" / "Personne" }
    somebody { "A colleague" / "Un collègue" }
    status { "Status" / "État" }
    line { "Service line" / "Service" }
    trip { "Trip begins" / "Début du trajet" }
    from { "From" / "Du" }
    to { "Until" / "Au" }
    from_day(day) { "from {day}" / "dès le {day}" }
    to_day(day) { "until {day}" / "jusqu'au {day}" }
    between(from, to) { "{from} to {to}" / "du {from} au {to}" }
    customer { "Customer" / "Client" }
    customer_hint { "Type a name, an e-mail or a number" / "Entrez un nom, un courriel ou un numéro" }
    this_customer { "One customer" / "Un client" }
    reminded(day) { "Reminded {day}" / "Relancée le {day}" }
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
