//! Inquiries about repairs of windows, for practice.

use shared::leads::LeadSource::{Email, Online, Phone, Referral};
use shared::leads::LostReason::Price;
use shared::packs::ServiceLine::Glass;

use super::script::End::{Contacted, Draft, Lost, New, Qualified, Sent, Viewed};
use super::script::{Story, story};

/// Oldest first: in every stage one, quotes that are prepared, sent and looked at.
#[rustfmt::skip]
pub fn stories() -> Vec<Story> {
    vec![
        story(("Nora Castell", "Harbour Couriers"), Glass, Phone, ("1199 W Hastings St, Vancouver, BC", ""), 0, 400, (16, 4), "Three vans stand in the yard from six in the evening.", Viewed),
        story(("Ivo Brandt", "Brandt Bakery"), Glass, Referral, ("601 W Broadway, Vancouver, BC", ""), 0, 150, (13, 6), "", Sent),
        story(("Lena Osei", "Osei Plumbing"), Glass, Online, ("88 W Pender St, Vancouver, BC", ""), 0, 200, (9, 8), "Two chips on one van.", Draft),
        story(("Karl Winter", ""), Glass, Online, ("3000 Granville St, Vancouver, BC", ""), 0, 60, (7, 5), "", Lost(Price, "Does it through the insurance.")),
        story(("Amal Rahimi", "Rahimi Tours"), Glass, Email, ("555 Great Northern Way, Vancouver, BC", ""), 0, 900, (5, 12), "Eight minibuses; asks for a price by the year.", Qualified),
        story(("Petra Holm", ""), Glass, Phone, ("4800 Kingsway, Burnaby, BC", ""), 0, 60, (3, 9), "", Contacted),
        story(("Sami Noor", "Noor Movers"), Glass, Online, ("777 Dunsmuir St, Vancouver, BC", ""), 0, 250, (1, 10), "", New),
    ]
}
