//! The price book a pack brings: a start that an organization makes its own.

use uuid::Uuid;

use super::{Label, ServiceLine};
use crate::customers::RepairTiers;
use crate::pricing::{
    Amenity, AmenityCategory, AmenityUnit, Basis, BookItem, Change, Condition, CrewRate, DepositPolicy, Modifier, Rates, ReliefRates, Tax,
    TradeRate, VehicleCost, VehicleRate,
};
use crate::{AmenityId, ModifierId};

/// Ids of pack data are fixed, so that a later version of the pack recognises what it brought.
fn fixed(kind: u16, n: u16) -> Uuid {
    Uuid::from_fields(0x0193_0000, 0x7000, 0x7000 | (kind & 0x0fff), &[0x80, 0, 0, 0, 0, 0, (n >> 8) as u8, n as u8])
}

struct Wheels(&'static str, &'static str, &'static str, u32, &'static [&'static str], [i64; 5], [i64; 2]);

fn vehicle(w: Wheels) -> VehicleRate {
    let Wheels(key, en, fr, seats, capabilities, [hour_cents, day_cents, km_cents, deadhead_km_cents, minimum_cents], [cost_hour, cost_km]) =
        w;
    VehicleRate {
        key: key.into(),
        name: Label::new(en, fr),
        seats,
        capabilities: capabilities.iter().map(|c| (*c).to_string()).collect(),
        luggage: None,
        load: None,
        hour_cents,
        day_cents,
        km_cents,
        deadhead_km_cents,
        minimum_cents,
        cost: Some(VehicleCost { hour_cents: cost_hour, km_cents: cost_km }),
    }
}

/// The same with room for so many pieces of luggage.
fn holding(luggage: u32, w: Wheels) -> VehicleRate {
    VehicleRate { luggage: Some(luggage), ..vehicle(w) }
}

/// The same with room for a load of so many tenths of a cubic metre.
fn loading(load: u32, w: Wheels) -> VehicleRate {
    VehicleRate { load: Some(load), ..vehicle(w) }
}

struct Extra(u16, &'static str, &'static str, AmenityUnit, i64, Option<&'static str>, Option<&'static str>, &'static str);

fn amenity(e: Extra) -> Amenity {
    let Extra(n, en, fr, unit, cents, needs, item, icon) = e;
    Amenity {
        id: AmenityId(fixed(1, n)),
        name: Label::new(en, fr),
        category: category(n),
        unit,
        cents,
        needs: needs.map(Into::into),
        checklist_item: item.map(Into::into),
        icon: Some(icon.into()),
    }
}

/// What each extra of the packs is for, by its number.
fn category(n: u16) -> AmenityCategory {
    match n {
        1 => AmenityCategory::Comfort,
        2 | 4 => AmenityCategory::Food,
        3 | 24 | 25 | 63 => AmenityCategory::Equipment,
        6 => AmenityCategory::Accessibility,
        22 | 42 => AmenityCategory::Protection,
        _ => AmenityCategory::Service,
    }
}

fn modifier(n: u16, en: &str, fr: &str, condition: Condition, bp: i32) -> Modifier {
    Modifier {
        id: ModifierId(fixed(2, n)),
        name: Label::new(en, fr),
        priority: i32::from(n) * 10,
        condition,
        change: Change::PercentBp(bp),
    }
}

fn item(key: &str, en: &str, fr: &str, unit_cents: i64) -> BookItem {
    BookItem { key: key.into(), name: Label::new(en, fr), unit_cents }
}

/// A trade by the hour: what the customer pays, what is billed at least, what it costs us.
fn trade(key: &str, en: &str, fr: &str, [hour_cents, cost]: [i64; 2], minimum_minutes: u32) -> TradeRate {
    TradeRate { key: key.into(), name: Label::new(en, fr), hour_cents, minimum_minutes, cost_hour_cents: Some(cost) }
}

/// Federal sales tax where there is one; provinces and states are the organization's to add.
fn taxes(country: &str) -> Vec<Tax> {
    if country.eq_ignore_ascii_case("CA") { vec![Tax { name: Label::new("GST", "TPS"), ppm: 50_000 }] } else { Vec::new() }
}

const DEPOSIT: DepositPolicy = DepositPolicy { deposit_bp: 2_500, balance_days_before: 2, company: None };

/// The rates a pack starts an organization of a country (`CA`, `US`) with.
pub fn default_rates(line: ServiceLine, country: &str) -> Rates {
    match line {
        ServiceLine::Charter => charter(country),
        ServiceLine::Moving => moving(country),
        ServiceLine::Glass => glass(country),
        ServiceLine::Contracting => contracting(country),
    }
}

fn charter(country: &str) -> Rates {
    Rates {
        basis: Basis::Greatest,
        vehicles: vec![
            holding(64, Wheels("coach_56", "56-seat motorcoach", "Autocar de 56 places", 56, &["restroom", "wifi", "power", "gear_bay"], [17_500, 145_000, 345, 210, 70_000], [8_200, 142])),
            holding(52, Wheels("coach_47", "47-seat coach", "Autocar de 47 places", 47, &["restroom", "wifi", "gear_bay"], [15_800, 132_000, 315, 195, 63_000], [7_600, 131])),
            holding(20, Wheels("mini_28", "28-seat mini coach", "Minibus de 28 places", 28, &["wifi"], [12_900, 104_000, 265, 160, 51_600], [6_400, 104])),
            holding(10, Wheels("mini_24", "24-seat shuttle", "Navette de 24 places", 24, &["lift"], [11_800, 96_000, 240, 150, 47_200], [6_000, 98])),
            holding(0, Wheels("school_48", "48-seat school bus", "Autobus scolaire de 48 places", 48, &[], [9_800, 78_000, 210, 130, 39_200], [5_200, 88])),
        ],
        crew: None,
        trades: Vec::new(),
        relief: ReliefRates { hour_cents: 4_200, call_out_cents: 36_000, cost_hour_cents: Some(2_900) },
        night_cents: 16_500,
        items: vec![
            item("border", "Border handling", "Formalités frontalières", 8_500),
            item("parking", "Parking and tolls", "Stationnement et péages", 4_500),
            item("driver2", "Relief driver", "Chauffeur de relève", 78_000),
        ],
        amenities: vec![
            amenity(Extra(1, "Wi-Fi and seat power", "Wi-Fi et prises", AmenityUnit::Flat, 6_000, Some("wifi"), Some("Test the Wi-Fi and the seat power"), "wifi")),
            amenity(Extra(2, "Cooler with water", "Glacière et eau", AmenityUnit::PerPassenger, 350, None, Some("Load the cooler with water and ice"), "snowflake")),
            amenity(Extra(3, "Gear rack", "Porte-équipement", AmenityUnit::PerDay, 9_500, Some("gear_bay"), Some("Fit and check the gear rack"), "luggage")),
            amenity(Extra(4, "Boxed lunch", "Boîte-repas", AmenityUnit::PerPassenger, 1_600, None, Some("Collect the boxed lunches"), "coffee")),
            amenity(Extra(5, "Coach host", "Hôte à bord", AmenityUnit::PerHour, 4_200, None, Some("Brief the coach host"), "users")),
            amenity(Extra(6, "Wheelchair lift", "Plateforme élévatrice", AmenityUnit::Flat, 15_000, Some("lift"), Some("Test the wheelchair lift with a full cycle"), "accessibility")),
        ],
        modifiers: vec![
            modifier(1, "Friday departure", "Départ le vendredi", Condition::Weekdays { days: vec![4] }, 400),
            modifier(2, "Saturday", "Samedi", Condition::Weekdays { days: vec![5] }, 800),
            modifier(3, "December season", "Saison de décembre", Condition::Season { from_month: 12, from_day: 1, to_month: 12, to_day: 20 }, 500),
            modifier(4, "Spring trips season", "Saison des sorties de printemps", Condition::Season { from_month: 5, from_day: 1, to_month: 6, to_day: 25 }, 600),
            modifier(5, "Short notice", "Court préavis", Condition::ShortNotice { days: 3 }, 1_000),
            modifier(6, "Night start", "Départ de nuit", Condition::Hours { from: 22, to: 5 }, 700),
        ],
        volume: Vec::new(),
        taxes: taxes(country),
        deposit: DEPOSIT,
        terms: "Free cancellation until 14 days before departure. After that 25 %, and 100 % in the last 48 hours.\nExtra time is charged at the hourly rate in steps of 15 minutes, and only if you ask for it.\nPassengers and times can be changed without a fee until 4 days before, if the coach still fits.\nNo smoking, and no open alcohol unless agreed in writing.".into(),
        repairs: RepairTiers::default(),
    }
}

fn moving(country: &str) -> Rates {
    Rates {
        basis: Basis::Sum,
        vehicles: vec![
            loading(420, Wheels("truck_26", "26 ft truck", "Camion de 26 pi", 0, &["lift_gate", "crates"], [0, 19_500, 165, 110, 0], [0, 92])),
            loading(250, Wheels("truck_20", "20 ft truck", "Camion de 20 pi", 0, &["lift_gate", "crates"], [0, 15_500, 145, 95, 0], [0, 80])),
            loading(190, Wheels("truck_16", "16 ft truck", "Camion de 16 pi", 0, &["crates"], [0, 12_500, 125, 85, 0], [0, 70])),
            loading(60, Wheels("van", "Cargo van", "Fourgonnette", 0, &[], [0, 8_500, 95, 65, 0], [0, 48])),
        ],
        crew: Some(CrewRate { hour_cents: 6_800, minimum_minutes: 180, cost_hour_cents: Some(3_100) }),
        trades: Vec::new(),
        relief: ReliefRates { hour_cents: 5_400, call_out_cents: 32_000, cost_hour_cents: Some(3_300) },
        night_cents: 18_000,
        items: vec![
            item("box_small", "Small box", "Petite boîte", 395),
            item("box_large", "Large box", "Grande boîte", 595),
            item("wardrobe", "Wardrobe box", "Boîte garde-robe", 1_895),
            item("piano", "Upright piano", "Piano droit", 28_500),
            item("safe", "Safe over 150 kg", "Coffre-fort de plus de 150 kg", 19_500),
            item("valuation", "Full value protection", "Protection à pleine valeur", 14_500),
        ],
        amenities: vec![
            amenity(Extra(21, "Packing service", "Service d’emballage", AmenityUnit::PerHour, 5_800, None, Some("Pack and label every box by room"), "package")),
            amenity(Extra(22, "Floor and door protection", "Protection des planchers et des portes", AmenityUnit::Flat, 8_900, None, Some("Lay floor runners and pad the door frames before loading"), "shield-check")),
            amenity(Extra(23, "Furniture disassembly", "Démontage des meubles", AmenityUnit::Flat, 12_000, None, Some("Take apart and bag the hardware of each piece"), "wrench")),
            amenity(Extra(24, "Reusable crates", "Bacs réutilisables", AmenityUnit::PerDay, 4_500, Some("crates"), Some("Count the crates out and back"), "archive")),
            amenity(Extra(25, "Lift gate", "Hayon élévateur", AmenityUnit::Flat, 6_500, Some("lift_gate"), Some("Test the lift gate"), "truck")),
        ],
        modifiers: vec![
            modifier(21, "Weekend", "Fin de semaine", Condition::Weekdays { days: vec![5, 6] }, 1_000),
            modifier(22, "End of June", "Fin juin", Condition::Season { from_month: 6, from_day: 24, to_month: 7, to_day: 2 }, 2_000),
            modifier(23, "Short notice", "Court préavis", Condition::ShortNotice { days: 2 }, 1_200),
        ],
        volume: Vec::new(),
        taxes: taxes(country),
        deposit: DEPOSIT,
        terms: "Free cancellation until 7 days before the move. After that the deposit is kept.\nHours run from arrival at the first address to the end of unloading and are charged in steps of 15 minutes.\nBasic protection is included: 1.32 per kilogram and article. Full value protection is an option.\nDangerous goods, cash, jewellery and documents stay with you.".into(),
        repairs: RepairTiers::default(),
    }
}

fn glass(country: &str) -> Rates {
    Rates {
        basis: Basis::Sum,
        vehicles: Vec::new(),
        crew: None,
        trades: Vec::new(),
        relief: ReliefRates::default(),
        night_cents: 0,
        items: vec![
            item("windshield", "Windshield replacement", "Remplacement de pare-brise", 38_500),
            item("side_window", "Side window replacement", "Remplacement de vitre latérale", 21_500),
            item("calibration", "Camera calibration", "Étalonnage de la caméra", 18_000),
            item("wipers", "Wiper blades, pair", "Balais d'essuie-glace, la paire", 4_500),
        ],
        amenities: vec![
            amenity(Extra(41, "After-hours visit", "Visite hors des heures", AmenityUnit::Flat, 9_500, None, Some("Ring the night desk on arrival"), "clock")),
            amenity(Extra(42, "Glass treatment against rain", "Traitement antipluie", AmenityUnit::Flat, 3_500, None, Some("Treat the windshield against rain"), "sparkles")),
        ],
        modifiers: Vec::new(),
        volume: Vec::new(),
        taxes: taxes(country),
        deposit: DepositPolicy { deposit_bp: 0, balance_days_before: 0, company: None },
        terms: "A repair that does not hold is done again without charge.\nRepairs of a unit are counted over its life with us: each further one costs less.\nDamage that cannot be repaired is not charged; we quote the replacement first.".into(),
        repairs: RepairTiers::default(),
    }
}

/// What is built is measured: square feet, as trades on both sides of the border count.
fn contracting(country: &str) -> Rates {
    Rates {
        basis: Basis::Sum,
        // the way to the site and back, and what coming out costs at least
        vehicles: vec![vehicle(Wheels("service_van", "Service van", "Fourgon de service", 0, &[], [0, 0, 145, 145, 9_500], [0, 48]))],
        crew: None,
        trades: vec![
            trade("general", "General contractor", "Entrepreneur général", [9_500, 5_200], 120),
            trade("carpenter", "Carpenter", "Charpentier", [7_800, 4_100], 120),
            trade("electrician", "Electrician", "Électricien", [10_500, 5_600], 120),
            trade("plumber", "Plumber", "Plombier", [10_800, 5_700], 120),
            trade("painter", "Painter", "Peintre", [6_200, 3_200], 120),
            trade("labourer", "Labourer", "Manœuvre", [4_800, 2_600], 120),
        ],
        relief: ReliefRates::default(),
        night_cents: 0,
        items: vec![
            item("drywall", "Drywall, square foot", "Panneau de gypse, pied carré", 325),
            item("flooring", "Flooring, square foot", "Revêtement de sol, pied carré", 650),
            item("tile", "Tile, square foot", "Carrelage, pied carré", 1_450),
            item("painting", "Painting, square foot", "Peinture, pied carré", 275),
            item("baseboard", "Baseboard, linear foot", "Plinthe, pied linéaire", 750),
            item("framing", "Wall framing, linear foot", "Charpente de mur, pied linéaire", 2_400),
            item("door", "Interior door, installed", "Porte intérieure, posée", 48_500),
            item("window", "Window, installed", "Fenêtre, posée", 92_000),
            item("outlet", "Electrical outlet, installed", "Prise de courant, posée", 18_500),
            item("fixture", "Plumbing fixture, installed", "Appareil de plomberie, posé", 32_500),
            item("scissor_lift", "Scissor lift, day", "Plateforme à ciseaux, jour", 28_500),
            item("waste_bin", "Waste bin, day", "Conteneur à déchets, jour", 6_500),
            item("permit", "Building permit, at cost", "Permis de construction, au coût", 20_000),
            item("materials", "Materials allowance", "Provision pour matériaux", 50_000),
        ],
        amenities: vec![
            amenity(Extra(61, "After-hours work", "Travail hors des heures", AmenityUnit::PerDay, 18_000, None, Some("Tell the neighbours about work after hours"), "moon")),
            amenity(Extra(62, "Debris removal", "Enlèvement des débris", AmenityUnit::Flat, 35_000, None, Some("Take the debris away and keep the weigh slip"), "trash-2")),
            amenity(Extra(63, "Temporary power", "Courant temporaire", AmenityUnit::PerDay, 9_500, None, Some("Set up and test the temporary power"), "zap")),
        ],
        modifiers: vec![
            modifier(61, "Weekend", "Fin de semaine", Condition::Weekdays { days: vec![5, 6] }, 1_500),
            modifier(62, "Short notice", "Court préavis", Condition::ShortNotice { days: 3 }, 1_000),
        ],
        volume: Vec::new(),
        taxes: taxes(country),
        deposit: DepositPolicy { deposit_bp: 3_000, balance_days_before: 0, company: None },
        terms: "Work begins once the deposit is paid and the permits are there.\nFees of permits are passed on at cost, with the receipt.\nMaterials above the allowance are agreed before they are bought.\nWhat is asked for besides is quoted and signed before it is done.\nWorkmanship is warranted for one year after the hand-over.".into(),
        repairs: RepairTiers::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use validator::Validate;

    #[test]
    fn every_pack_brings_rates_that_pass_its_own_checks() {
        for line in ServiceLine::ALL {
            for country in ["CA", "US"] {
                let rates = default_rates(*line, country);
                assert_eq!(rates.validate(), Ok(()), "{line}");
                for amenity in &rates.amenities {
                    if let Some(need) = &amenity.needs {
                        assert!(rates.vehicles.iter().any(|v| v.capabilities.contains(need)), "{line}: no vehicle has {need}");
                    }
                }
            }
        }
    }
}
