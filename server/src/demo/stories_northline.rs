//! A mover in Toronto: households and offices, from first calls to signed deliveries.

use shared::leads::LeadSource::{Api, Email, Online, Phone, Referral, WalkIn, WhatsApp};
use shared::leads::LostReason::{Competitor, NoAnswer, NotOurWork, Postponed, Price};
use shared::packs::ServiceLine::Moving;

use super::script::End::{
    Assigned, Booked, Cancelled, Closed, Completed, Contacted, Declined, Draft, Expired, Lost, New, Qualified, Requested, Running, Sent,
    Viewed, Withdrawn,
};
use super::script::{Story, story};

/// The stories, oldest first; then what was asked for without a quote.
#[rustfmt::skip]
pub fn stories() -> Vec<Story> {
    vec![
        story(("Amara Okafor", ""), Moving, Online, ("88 Harbour St, Toronto, ON", "14 Glenvale Ave, Mississauga, ON"), 0, 2400, (96, -80), "Two-bedroom condo, elevator booked from 9 to 12.", Closed),
        story(("Gérard Pelletier", ""), Moving, Phone, ("52 Bloor St W, Toronto, ON", "310 Rue Laurier, Ottawa, ON"), 0, 5200, (92, -70), "Upright piano; wants blankets on everything.", Closed),
        story(("Wen Zhao", "Lakeside Dental"), Moving, Referral, ("1200 Bay St, Toronto, ON", "77 City Centre Dr, Mississauga, ON"), 0, 6900, (88, -66), "Office of six rooms. Must be done over a weekend.", Closed),
        story(("Harriet Boone", ""), Moving, Email, ("9 Elm Grove, Hamilton, ON", "41 King St, Kitchener, ON"), 0, 2900, (85, -60), "", Lost(Price, "Took a van and two friends.")),
        story(("Diego Fuentes", ""), Moving, Online, ("230 Queen St E, Brampton, ON", "18 Maple Rd, Guelph, ON"), 0, 2100, (80, -58), "Ground floor to ground floor.", Expired),
        story(("Salma Idris", ""), Moving, WalkIn, ("700 Dundas St, London, ON", "12 Hill Cres, Windsor, ON"), 0, 3100, (76, -50), "", Declined("Your price is fair, but my brother has a truck after all.")),
        story(("Peter Vance", "Vance Architects"), Moving, Referral, ("401 Richmond St W, Toronto, ON", "25 Front St, Hamilton, ON"), 0, 8800, (72, -44), "Plotters and model cases need crates.", Completed),
        story(("Noor Rahimi", ""), Moving, Phone, ("61 Yonge St, Barrie, ON", "5 Lake Dr, Oakville, ON"), 0, 2600, (68, -52), "", Lost(NoAnswer, "Five calls, two mails.")),
        story(("Ivy Charbonneau", ""), Moving, WhatsApp, ("19 Ossington Ave, Toronto, ON", "1455 Rue Sherbrooke, Montréal, QC"), 0, 4700, (64, -38), "Fourth floor, no elevator at pickup.", Cancelled("The sale of the flat fell through.")),
        story(("Bram Kowalski", ""), Moving, Online, ("8 Trillium Way, Oshawa, ON", "330 George St, Peterborough, ON"), 0, 2300, (60, -30), "", Withdrawn("Customer moved the date beyond our season.")),
        story(("Tessa Monroe", ""), Moving, Email, ("75 Water St, Kingston, ON", "210 Elgin St, Ottawa, ON"), 0, 3600, (57, -20), "Storage for two weeks in between.", Lost(Competitor, "A carrier with its own storage.")),
        story(("Lakeside Dental Desk", "Lakeside Dental"), Moving, Phone, ("77 City Centre Dr, Mississauga, ON", "900 Main St, Burlington, ON"), 0, 3900, (54, -16), "Second move for them: an X-ray room.", Completed),
        story(("Owen Achebe", ""), Moving, Referral, ("34 Roncesvalles Ave, Toronto, ON", "7 Orchard Ln, Niagara-on-the-Lake, ON"), 0, 3300, (50, -12), "", Declined("We found a closer date elsewhere.")),
        story(("Rosa Villeneuve", ""), Moving, Online, ("112 Rue Eddy, Gatineau, QC", "64 Slater St, Ottawa, ON"), 0, 1900, (46, -10), "", Expired),
        story(("Callum Frye", "Frye Audio"), Moving, Api, ("18 Wagstaff Dr, Toronto, ON", "290 Barton St, Hamilton, ON"), 0, 5400, (42, -6), "Two grand pianos and a mixing desk. Needs air-ride.", Completed),
        story(("Hana Suzuki", ""), Moving, Online, ("600 Fleet St, Toronto, ON", "82 Duke St, Waterloo, ON"), 0, 2700, (38, 4), "Street permit needed at pickup.", Cancelled("Employer withdrew the transfer.")),
        story(("Jasper Wolfe", ""), Moving, Phone, ("15 Pine St, Sudbury, ON", "44 Bayfield St, Barrie, ON"), 0, 4100, (34, 6), "", Assigned),
        story(("Mireille Gagnon", ""), Moving, Referral, ("204 Rue Wellington, Sherbrooke, QC", "90 Albert St, Ottawa, ON"), 0, 4600, (31, 9), "Prefers French on the phone.", Assigned),
        story(("Farid Nasser", "Nasser Textiles"), Moving, Email, ("70 Spadina Ave, Toronto, ON", "150 Dundas St W, Mississauga, ON"), 0, 7400, (29, 12), "Forty rolls of cloth, two cutting tables.", Booked),
        story(("Beatrix Lowe", ""), Moving, Online, ("3 Wychwood Park, Toronto, ON", "21 Church St, St. Catharines, ON"), 0, 3500, (27, 1), "Antique wardrobes; take the doors off first.", Assigned),
        story(("Samir Patel", ""), Moving, Phone, ("480 Front St W, Toronto, ON", "36 Stone Rd, Guelph, ON"), 0, 2800, (25, 0), "Elevator from 8 to 11 at pickup.", Assigned),
        story(("Lotte Andersson", ""), Moving, WhatsApp, ("120 Liberty St, Toronto, ON", "58 Lakeshore Rd, Oakville, ON"), 0, 2900, (23, 0), "Baby grand; third mover agreed.", Running(2)),
        story(("Victor Osei", "Osei Law"), Moving, Referral, ("20 Toronto St, Toronto, ON", "11 King St W, Hamilton, ON"), 0, 6100, (21, 2), "Locked cabinets stay locked.", Assigned),
        story(("Nadine Roy", ""), Moving, Online, ("17 Rue Champlain, Laval, QC", "303 Laurier Ave, Ottawa, ON"), 0, 3800, (19, 16), "", Booked),
        story(("Ethan Sorel", ""), Moving, Email, ("92 Main St, Cambridge, ON", "14 Victoria St, Kitchener, ON"), 0, 1700, (17, 20), "", Lost(NotOurWork, "Only a single sofa.")),
        story(("Grace Imani", ""), Moving, Online, ("45 Simcoe St, Oshawa, ON", "8 Brock St, Whitby, Oshawa, ON"), 0, 1900, (15, 18), "", Viewed),
        story(("Pavel Dvorak", "Dvorak Bakery"), Moving, Phone, ("310 College St, Toronto, ON", "66 Locke St, Hamilton, ON"), 0, 5900, (13, 24), "Two deck ovens; lift gate needed.", Viewed),
        story(("Simone Leduc", ""), Moving, Referral, ("210 Rue Saint-Paul, Montréal, QC", "75 Queens Quay, Toronto, ON"), 0, 4900, (12, 26), "", Sent),
        story(("Arjun Mehta", ""), Moving, Online, ("5 Sheppard Ave, Toronto, ON", "19 Steeles Ave, Markham, ON"), 0, 2200, (11, 21), "", Sent),
        story(("Cora Whitman", ""), Moving, WalkIn, ("28 Princess St, Kingston, ON", "12 Bank St, Ottawa, ON"), 0, 3000, (10, 30), "", Viewed),
        story(("Idris Cole", ""), Moving, Api, ("99 Portage Rd, Niagara Falls, ON", "402 Lake St, St. Catharines, ON"), 0, 2000, (9, 28), "", Draft),
        story(("Maude Fortier", ""), Moving, Phone, ("64 Rue Principale, Gatineau, QC", "18 Rideau St, Ottawa, ON"), 0, 2100, (8, 33), "Asks for a Saturday.", Draft),
        story(("Kenji Tanaka", "Tanaka Imports"), Moving, Email, ("250 Carlingview Dr, Toronto, ON", "77 Airport Rd, Mississauga, ON"), 0, 9800, (7, 40), "Forty pallets; may need two trucks.", Qualified),
        story(("Ruth Eisen", ""), Moving, Online, ("13 Avenue Rd, Toronto, ON", "6 Bridge St, Peterborough, ON"), 0, 2600, (6, 35), "", Qualified),
        story(("Leo Marchand", ""), Moving, Online, ("71 Rue Racine, Trois-Rivières, QC", "40 Elgin St, Ottawa, ON"), 0, 3900, (5, 45), "", Lost(Postponed, "Moves next summer; call in April.")),
        story(("Yasmin Aziz", ""), Moving, WhatsApp, ("300 Burnhamthorpe Rd, Mississauga, ON", "9 Plains Rd, Burlington, ON"), 0, 2400, (5, 22), "", Qualified),
        story(("Tom Baird", ""), Moving, Phone, ("16 Talbot St, London, ON", "88 Ouellette Ave, Windsor, ON"), 0, 2800, (4, 38), "", Contacted),
        story(("Elena Popov", ""), Moving, Online, ("54 Finch Ave, Toronto, ON", "22 Major Mackenzie Dr, Richmond Hill, ON"), 0, 1800, (3, 19), "Two cats travel separately.", Contacted),
        story(("Hugo Brandao", "Brandao Tiles"), Moving, Referral, ("8 Geary Ave, Toronto, ON", "130 Hanlon Rd, Guelph, ON"), 0, 7700, (3, 50), "Heavy: nine tonnes of samples.", Contacted),
        story(("Priscilla Ng", ""), Moving, Online, ("25 Wellesley St, Toronto, ON", "61 Main St N, Brampton, ON"), 0, 2000, (2, 27), "", Contacted),
        story(("Duncan Ash", ""), Moving, Email, ("101 Bay St, Hamilton, ON", "3 Mill St, Cambridge, ON"), 0, 2300, (2, 31), "", New),
        story(("Fatou Diallo", ""), Moving, Online, ("44 Gerrard St, Toronto, ON", "15 Erb St, Waterloo, ON"), 0, 2500, (1, 34), "Student flat, first floor.", New),
        story(("Wesley Grant", ""), Moving, Online, ("7 Dunlop St, Barrie, ON", "260 Adelaide St, Toronto, ON"), 0, 2700, (1, 29), "", New),
        story(("Wen Zhao", "Lakeside Dental"), Moving, Phone, ("900 Main St, Burlington, ON", "77 City Centre Dr, Mississauga, ON"), 0, 420, (1, 25), "Dental chair back to the workshop", Requested),
    ]
}
