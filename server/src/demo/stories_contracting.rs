//! Inquiries about building and renovating, for practice.

use shared::leads::LeadSource::{Email, Online, Phone, Referral};
use shared::leads::LostReason::Price;
use shared::packs::ServiceLine::Contracting;

use super::script::End::{Contacted, Draft, Lost, New, Qualified, Sent, Viewed};
use super::script::{Story, story};

/// Oldest first: in every stage one, quotes that are prepared, sent and looked at.
#[rustfmt::skip]
pub fn stories() -> Vec<Story> {
    vec![
        story(("Greta Solberg", ""), Contracting, Referral, ("2120 W 4th Ave, Vancouver, BC", ""), 0, 18_500, (18, 12), "Kitchen of 12 by 10 feet: new floor, drywall and paint. The house is from 1962.", Viewed),
        story(("Tomas Aguilar", "Aguilar Dental"), Contracting, Phone, ("1155 Robson St, Vancouver, BC", ""), 0, 32_000, (15, 20), "Two treatment rooms, work at night only.", Sent),
        story(("Ines Marchand", ""), Contracting, Online, ("4400 Oak St, Vancouver, BC", ""), 0, 6_400, (10, 16), "Bathroom tiles and a new sink. Haul away the debris.", Draft),
        story(("Derek Poole", ""), Contracting, Online, ("7200 Cambie St, Vancouver, BC", ""), 0, 3_000, (8, 10), "", Lost(Price, "A neighbour does it.")),
        story(("Yuki Tanaka", "Maple Day Care"), Contracting, Email, ("3500 Commercial Dr, Vancouver, BC", ""), 0, 24_000, (6, 30), "Ask about the permit; asbestos was found next door.", Qualified),
        story(("Farid Nasser", ""), Contracting, Phone, ("6100 Fraser St, Vancouver, BC", ""), 0, 4_800, (4, 14), "", Contacted),
        story(("Lucy Byrne", ""), Contracting, Online, ("950 Denman St, Vancouver, BC", ""), 0, 9_500, (1, 21), "Painting of a flat, some 900 square feet of walls.", New),
    ]
}
