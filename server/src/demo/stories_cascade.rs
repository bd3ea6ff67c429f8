//! A charter operator in Vancouver that also moves households.

use shared::leads::LeadSource::{Api, Email, Online, Phone, Referral, WalkIn, WhatsApp};
use shared::leads::LostReason::{Competitor, NoAnswer, NoCapacity, Postponed, Price};
use shared::packs::ServiceLine::{Charter, Moving};

use super::script::End::{
    Assigned, Booked, Cancelled, Closed, Completed, Contacted, Declined, Draft, Expired, Lost, New, Qualified, Requested, Running, Sent,
    Viewed, Withdrawn,
};
use super::script::{Story, story};

/// The stories, oldest first; then what was asked for without a quote.
#[rustfmt::skip]
pub fn stories() -> Vec<Story> {
    vec![
        story(("Colin Mercer", "Alpine Ski Club"), Charter, Referral, ("1 Lonsdale Ave, North Vancouver, BC", "4545 Blackcomb Way, Whistler, BC"), 44, 2600, (97, -78), "Ski gear for everybody; early start.", Closed),
        story(("Mei Lin Chow", "Richmond Secondary School"), Charter, Email, ("7171 Minoru Blvd, Richmond, BC", "Science World, 1455 Quebec St, Vancouver, BC"), 48, 1400, (93, -72), "Two teachers, 46 pupils.", Closed),
        story(("Graham Stott", "Stott and Daughters Wedding"), Charter, Phone, ("900 Burrard St, Vancouver, BC", "2200 Harvest Rd, Abbotsford, BC"), 52, 2100, (89, -64), "Two runs back after midnight.", Closed),
        story(("Aileen Fraser", "Fraser Valley Choir"), Charter, Online, ("300 Columbia St, New Westminster, BC", "721 Government St, Victoria, BC"), 38, 3900, (86, -61), "", Lost(Competitor, "Went with a company that includes the ferry.")),
        story(("Rohan Gill", "Surrey Hawks Hockey"), Charter, Phone, ("13458 107A Ave, Surrey, BC", "300 Lorne St, Kamloops, BC"), 28, 4200, (82, -57), "", Expired),
        story(("Ingrid Solheim", "Pacific Data Days"), Charter, Api, ("999 Canada Pl, Vancouver, BC", "4010 Whistler Way, Whistler, BC"), 110, 9800, (79, -49), "Conference; name boards at the hotel.", Declined("The board chose the train.")),
        story(("Nelson Araujo", "Burnaby Seniors Society"), Charter, WalkIn, ("6450 Nelson Ave, Burnaby, BC", "Minter Gardens, Chilliwack, BC"), 22, 1500, (75, -45), "Two walkers; lift needed.", Completed),
        story(("Zoe Hartley", ""), Charter, Online, ("1055 Dunsmuir St, Vancouver, BC", "800 Douglas Rd, Kelowna, BC"), 30, 4500, (70, -50), "", Lost(NoAnswer, "")),
        story(("Takumi Mori", "Coquitlam Taiko"), Charter, WhatsApp, ("1207 Pinetree Way, Coquitlam, BC", "305 Harrison St, Seattle, WA"), 26, 5200, (66, -40), "Drums in the hold; border crossing.", Cancelled("The festival was called off.")),
        story(("Lena Dubois", "Lycée Pacifique"), Charter, Email, ("4455 Rupert St, Vancouver, BC", "1010 Hillside Ave, Victoria, BC"), 46, 3700, (61, -31), "Asks for a quote in French.", Withdrawn("Dates clash with our fleet inspection.")),
        story(("Mark Adeyemi", "Harbour Tech"), Charter, Online, ("128 W Hastings St, Vancouver, BC", "3333 Main St, Whistler, BC"), 55, 3100, (58, -22), "", Lost(Price, "Budget was half of it.")),
        story(("Colin Mercer", "Alpine Ski Club"), Charter, Referral, ("1 Lonsdale Ave, North Vancouver, BC", "4545 Blackcomb Way, Whistler, BC"), 51, 2700, (55, -18), "Their second trip this season.", Completed),
        story(("Beth Sinclair", "Langley Quilters"), Charter, Phone, ("20550 Fraser Hwy, Langley, BC", "100 Railroad Ave, Bellingham, WA"), 34, 2300, (51, -14), "", Declined("Fewer of us than hoped; we will share cars.")),
        story(("Omar Haidari", ""), Charter, Online, ("4700 Kingsway, Burnaby, BC", "33 Water St, Nanaimo, BC"), 18, 2900, (47, -11), "", Expired),
        story(("Joan Petrie", "Kits Runners"), Charter, Referral, ("2099 Cornwall Ave, Vancouver, BC", "200 Beach Ave, Victoria, BC"), 42, 3300, (43, -5), "Pickup 05:45, before the race.", Completed),
        story(("Sven Aalto", "North Shore Rowing"), Charter, Phone, ("1900 Iron Workers Way, North Vancouver, BC", "500 Lakeshore Dr, Kelowna, BC"), 36, 4800, (39, 5), "Oars on a trailer of theirs.", Cancelled("Regatta moved to June.")),
        story(("Wanda Kozak", "Delta Retirees"), Charter, WalkIn, ("4800 Delta St, Delta, BC", "1 Museum Way, Victoria, BC"), 40, 3000, (35, 7), "", Assigned),
        story(("Étienne Lacasse", "Productions Lacasse"), Charter, Email, ("685 Great Northern Way, Vancouver, BC", "4000 Alta Lake Rd, Whistler, BC"), 24, 5600, (32, 10), "Film crew; three days, early call times.", Assigned),
        story(("Harpreet Dhillon", "Dhillon Wedding"), Charter, WhatsApp, ("8181 Cambie Rd, Richmond, BC", "15477 92 Ave, Surrey, BC"), 98, 6400, (30, 13), "Two coaches; a lane for the horse.", Booked),
        story(("Nora Blythe", "Emily Carr Alumni"), Charter, Online, ("520 E 1st Ave, Vancouver, BC", "39 Chuckanut Dr, Bellingham, WA"), 29, 2400, (28, 1), "", Assigned),
        story(("Dylan Okafor", "UBC Geography"), Charter, Phone, ("1984 West Mall, Vancouver, BC", "700 Water Ave, Hope, BC"), 47, 1900, (26, 0), "Field day, rubber boots, back by 18:00.", Assigned),
        story(("Marta Ruiz", "Pacific Language School"), Charter, Referral, ("755 Burrard St, Vancouver, BC", "4545 Blackcomb Way, Whistler, BC"), 54, 2800, (24, 0), "Six languages on board; slow safety briefing.", Running(2)),
        story(("Kofi Mensah", "Mensah Family Reunion"), Charter, Online, ("3200 Lougheed Hwy, Coquitlam, BC", "1 Cultus Lake Rd, Chilliwack, BC"), 49, 1800, (22, 2), "", Assigned),
        story(("Paula Sterling", "Sterling Insurance"), Charter, Email, ("1133 Melville St, Vancouver, BC", "1600 Bayshore Dr, Vancouver, BC"), 56, 1300, (20, 17), "Staff party shuttle.", Booked),
        story(("Ian Whyte", ""), Charter, Online, ("10 King Edward St, Coquitlam, BC", "1100 Main St, Salem, OR"), 12, 6800, (18, 21), "", Lost(NoCapacity, "No small coach free that week.")),
        story(("Amrit Bains", "Khalsa Day Committee"), Charter, Phone, ("7050 120 St, Surrey, BC", "2600 Main St, Vancouver, BC"), 160, 7200, (16, 19), "Three coaches as a shuttle.", Viewed),
        story(("Sophie Tran", "Tran Dance Academy"), Charter, Online, ("5500 Hollybridge Way, Richmond, BC", "305 Harrison St, Seattle, WA"), 33, 3900, (14, 25), "Costume racks.", Viewed),
        story(("Dale Hutchins", "Hutchins Mining"), Charter, Api, ("200 Burrard St, Vancouver, BC", "1400 Central St, Prince George, BC"), 20, 9100, (12, 27), "Crew change; two days.", Sent),
        story(("Rebecca Stein", "Temple Youth Group"), Charter, Referral, ("950 W 41st Ave, Vancouver, BC", "4330 Northlands Blvd, Whistler, BC"), 41, 2300, (11, 22), "", Sent),
        story(("Liam Grady", ""), Moving, Online, ("1450 Robson St, Vancouver, BC", "3380 Douglas St, Victoria, BC"), 0, 4100, (10, 31), "Move to the island; ferry booking by us.", Viewed),
        story(("Chantal Roux", "Alliance française"), Charter, Email, ("6161 Cambie St, Vancouver, BC", "2550 Wine Way, Kelowna, BC"), 27, 4400, (9, 29), "", Draft),
        story(("Peter Nakai", ""), Moving, Phone, ("55 E Cordova St, Vancouver, BC", "220 Royal Ave, New Westminster, BC"), 0, 1900, (8, 34), "Walk-up to walk-up.", Draft),
        story(("Agnes Moreau", "Vancouver Youth Orchestra"), Charter, Phone, ("3214 W 10th Ave, Vancouver, BC", "925 Blanshard St, Victoria, BC"), 62, 5900, (7, 41), "Harps and timpani; ask about the hold.", Qualified),
        story(("Jamal Carter", "Eastside Boxing"), Charter, Online, ("238 E Georgia St, Vancouver, BC", "500 Central Ave, Kamloops, BC"), 19, 3600, (6, 36), "", Qualified),
        story(("Kirsten Dahl", "Nordic Centre"), Charter, Online, ("6540 Thomas St, Burnaby, BC", "5500 Callaghan Rd, Whistler, BC"), 45, 2500, (5, 46), "", Lost(Postponed, "Waits for snow.")),
        story(("Tony Bruno", "Bruno Winery Tours"), Charter, WhatsApp, ("1000 Mainland St, Vancouver, BC", "1730 Mission Hill Rd, Kelowna, BC"), 24, 5100, (5, 23), "Every second Saturday if it works.", Qualified),
        story(("Louise Hardy", "Saint George Parish"), Charter, Phone, ("4125 W 8th Ave, Vancouver, BC", "34224 Dewdney Trunk Rd, Abbotsford, BC"), 37, 1600, (4, 39), "", Contacted),
        story(("Min-jun Park", "Korean Business Association"), Charter, Online, ("4501 North Rd, Burnaby, BC", "999 Canada Pl, Vancouver, BC"), 90, 2700, (3, 20), "", Contacted),
        story(("Bridget Walsh", "Irish Dance Feis"), Charter, Referral, ("7888 Alderbridge Way, Richmond, BC", "1201 Main St, Spokane, WA"), 31, 7300, (3, 51), "Overnight; two drivers.", Contacted),
        story(("Ashok Varma", ""), Charter, Online, ("2929 Barnet Hwy, Coquitlam, BC", "300 Seymour St, Kamloops, BC"), 25, 3500, (2, 28), "", Contacted),
        story(("Heidi Kramer", "Goethe Society"), Charter, Email, ("1800 Spyglass Pl, Vancouver, BC", "1200 Harris Ave, Bellingham, WA"), 23, 1900, (2, 32), "", New),
        story(("Marco Silva", "Silva Weddings"), Charter, Online, ("1601 Bayshore Dr, Vancouver, BC", "2000 Wineries Rd, Langley, BC"), 70, 2900, (1, 35), "Two shuttles, 16:00 and 17:00.", New),
        story(("Erin Doyle", ""), Charter, Online, ("3700 Willingdon Ave, Burnaby, BC", "4090 Whistler Way, Whistler, BC"), 15, 2200, (1, 30), "", New),
        story(("Colin Mercer", "Alpine Ski Club"), Charter, Phone, ("1 Lonsdale Ave, North Vancouver, BC", "5400 Grouse Mountain Rd, North Vancouver, BC"), 20, 650, (1, 26), "Evening shuttle for the committee", Requested),
    ]
}
