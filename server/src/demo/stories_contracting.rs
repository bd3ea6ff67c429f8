//! Inquiries about building and renovating: the fourth line of Cascade, and practice.

use shared::leads::LeadSource::{Email, Online, Phone, Referral};
use shared::leads::LostReason::Price;
use shared::packs::ServiceLine::Contracting;

use super::script::End::{
    Assigned, Booked, Changed, Closed, Completed, Contacted, Declined, Draft, Lost, New, Qualified, Running, Sent, Viewed,
};
use super::script::{Story, story};

/// Oldest first: leads in every stage, quotes that are prepared, sent, looked at, changed, declined and accepted, and work
/// that is to come, under way and done.
#[rustfmt::skip]
pub fn stories() -> Vec<Story> {
    vec![
        story(("Oskar Lind", ""), Contracting, Referral, ("3150 Dunbar St, Vancouver, BC", ""), 0, 14_500, (58, -36), "A basement room: drywall, a floor and two outlets.", Closed),
        story(("Ruth Abara", "Main Street Pharmacy"), Contracting, Phone, ("2590 Main St, Vancouver, BC", ""), 0, 21_000, (44, -20), "Behind the counter; the shop stays open.", Completed),
        story(("Joe Lambert", ""), Contracting, Email, ("4711 Slocan St, Vancouver, BC", ""), 0, 9_800, (33, -4), "", Declined("We do the painting ourselves after all.")),
        story(("Simon Keller", "Keller Coffee"), Contracting, Referral, ("1020 Mainland St, Vancouver, BC", ""), 0, 26_500, (27, 0), "A new floor before they open again on Friday.", Running(2)),
        story(("Ana Belmonte", ""), Contracting, Online, ("3801 W 16th Ave, Vancouver, BC", ""), 0, 17_200, (24, 15), "Two rooms of a house from 1948; a key is with the neighbour.", Assigned),
        story(("Hugh Carver", "Pender Law"), Contracting, Phone, ("700 W Georgia St, Vancouver, BC", ""), 0, 28_400, (21, 18), "Floors of the office, over a long weekend.", Booked),
        story(("Mila Horvat", ""), Contracting, Online, ("5050 Victoria Dr, Vancouver, BC", ""), 0, 12_900, (20, 23), "Hall and stairs.", Changed("Leave the materials out, please: we buy them ourselves.")),
        story(("Greta Solberg", ""), Contracting, Referral, ("2120 W 4th Ave, Vancouver, BC", ""), 0, 18_500, (18, 12), "Kitchen of 12 by 10 feet: new floor, drywall and paint. The house is from 1962.", Viewed),
        story(("Tomas Aguilar", "Robson Dental"), Contracting, Phone, ("1155 Robson St, Vancouver, BC", ""), 0, 32_000, (15, 20), "Two treatment rooms, work at night only.", Sent),
        story(("Ines Marchand", ""), Contracting, Online, ("4400 Oak St, Vancouver, BC", ""), 0, 6_400, (10, 16), "Bathroom tiles and a new sink. Haul away the debris.", Draft),
        story(("Derek Poole", ""), Contracting, Online, ("7200 Cambie St, Vancouver, BC", ""), 0, 3_000, (8, 10), "", Lost(Price, "A neighbour does it.")),
        story(("Yuki Tanaka", "Maple Day Care"), Contracting, Email, ("3500 Commercial Dr, Vancouver, BC", ""), 0, 24_000, (6, 30), "Ask about the permit; asbestos was found next door.", Qualified),
        story(("Farid Nasser", ""), Contracting, Phone, ("6100 Fraser St, Vancouver, BC", ""), 0, 4_800, (4, 14), "", Contacted),
        story(("Lucy Byrne", ""), Contracting, Online, ("950 Denman St, Vancouver, BC", ""), 0, 9_500, (1, 21), "Painting of a flat, some 900 square feet of walls.", New),
    ]
}
