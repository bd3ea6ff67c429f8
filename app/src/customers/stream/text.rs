//! Words of a customer's stream.

use shared::customers::StreamPart;

shared::catalog_bilingual! {
    show { "Show in activity" / "Afficher dans l'activité" }
    everything { "Everything" / "Tout" }
    notes { "Notes and follow-ups" / "Notes et suivis" }
    messages { "Messages" / "Messages" }
    leads { "Leads" / "Pistes" }
    quotes { "Quotes" / "Soumissions" }
    jobs { "Jobs" / "Travaux" }
    changes { "Changes of the record" / "Modifications de la fiche" }
    nothing { "Nothing has happened yet" / "Aucune activité pour l'instant" }
    nothing_of_it { "Nothing of this kind yet" / "Rien de ce genre pour l'instant" }
    more { "Show more" / "Afficher plus" }
}

/// The name of a part.
pub fn part(part: StreamPart) -> String {
    match part {
        StreamPart::Notes => notes(),
        StreamPart::Messages => messages(),
        StreamPart::Leads => leads(),
        StreamPart::Quotes => quotes(),
        StreamPart::Jobs => jobs(),
        StreamPart::Changes => changes(),
    }
}
