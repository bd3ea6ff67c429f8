//! A small list of Canadian and US cities, so that distances can be estimated without a network. Coordinates are
//! city centres; an address is found by the city it names.

/// A city.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub name: &'static str,
    /// Province or state, two letters.
    pub region: &'static str,
    pub lat: f64,
    pub lng: f64,
}

const PROVINCES: [&str; 13] = ["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"];

const STATES: [&str; 51] = [
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME",
    "MI", "MN", "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX",
    "UT", "VA", "VT", "WA", "WI", "WV", "WY",
];

/// The two letters of every province, territory and state, Canada first.
pub fn regions() -> impl Iterator<Item = &'static str> {
    PROVINCES.into_iter().chain(STATES)
}

/// Whether these are the two letters of a province or state.
pub(super) fn is_region(code: &str) -> bool {
    regions().any(|known| known == code)
}

/// The province or state an address lies in: that of the city it names, else the last two letters in it that are one.
pub(super) fn region_of(address: &str) -> Option<&'static str> {
    locate(address).map(|place| place.region).or_else(|| {
        let words = address.rsplit(|c: char| !c.is_ascii_alphanumeric());
        words.filter(|word| word.len() == 2).find_map(|word| regions().find(|known| *known == word))
    })
}

impl Place {
    /// Whether it lies in Canada.
    pub fn is_canadian(&self) -> bool {
        PROVINCES.contains(&self.region)
    }
}

/// Largest first: an address that names no region means the larger of two cities with the same name.
const PLACES: &[(&str, &str, f64, f64)] = &[
    ("New York", "NY", 40.713, -74.006),
    ("Los Angeles", "CA", 34.052, -118.244),
    ("Toronto", "ON", 43.653, -79.383),
    ("Chicago", "IL", 41.878, -87.630),
    ("Houston", "TX", 29.760, -95.370),
    ("Montréal", "QC", 45.502, -73.567),
    ("Phoenix", "AZ", 33.448, -112.074),
    ("Philadelphia", "PA", 39.953, -75.165),
    ("San Antonio", "TX", 29.424, -98.494),
    ("San Diego", "CA", 32.716, -117.161),
    ("Dallas", "TX", 32.777, -96.797),
    ("Calgary", "AB", 51.045, -114.057),
    ("Ottawa", "ON", 45.421, -75.697),
    ("Edmonton", "AB", 53.546, -113.494),
    ("San Jose", "CA", 37.338, -121.886),
    ("Austin", "TX", 30.267, -97.743),
    ("Jacksonville", "FL", 30.332, -81.656),
    ("Columbus", "OH", 39.961, -82.999),
    ("Charlotte", "NC", 35.227, -80.843),
    ("San Francisco", "CA", 37.775, -122.419),
    ("Indianapolis", "IN", 39.768, -86.158),
    ("Seattle", "WA", 47.606, -122.332),
    ("Denver", "CO", 39.739, -104.990),
    ("Washington", "DC", 38.907, -77.037),
    ("Winnipeg", "MB", 49.895, -97.138),
    ("Mississauga", "ON", 43.589, -79.644),
    ("Vancouver", "BC", 49.283, -123.121),
    ("Boston", "MA", 42.360, -71.059),
    ("Nashville", "TN", 36.163, -86.781),
    ("Detroit", "MI", 42.331, -83.046),
    ("Portland", "OR", 45.515, -122.678),
    ("Las Vegas", "NV", 36.170, -115.140),
    ("Memphis", "TN", 35.150, -90.049),
    ("Baltimore", "MD", 39.290, -76.612),
    ("Milwaukee", "WI", 43.039, -87.906),
    ("Brampton", "ON", 43.731, -79.762),
    ("Albuquerque", "NM", 35.084, -106.650),
    ("Sacramento", "CA", 38.582, -121.494),
    ("Surrey", "BC", 49.191, -122.849),
    ("Hamilton", "ON", 43.256, -79.871),
    ("Québec", "QC", 46.813, -71.208),
    ("Kansas City", "MO", 39.100, -94.579),
    ("Atlanta", "GA", 33.749, -84.388),
    ("Miami", "FL", 25.762, -80.192),
    ("Minneapolis", "MN", 44.978, -93.265),
    ("Cleveland", "OH", 41.499, -81.694),
    ("New Orleans", "LA", 29.951, -90.072),
    ("Tampa", "FL", 27.951, -82.457),
    ("Halifax", "NS", 44.649, -63.575),
    ("London", "ON", 42.984, -81.245),
    ("Laval", "QC", 45.606, -73.712),
    ("Markham", "ON", 43.856, -79.337),
    ("Pittsburgh", "PA", 40.441, -79.996),
    ("Cincinnati", "OH", 39.103, -84.512),
    ("Orlando", "FL", 28.538, -81.379),
    ("St. Louis", "MO", 38.627, -90.199),
    ("Buffalo", "NY", 42.886, -78.878),
    ("Gatineau", "QC", 45.477, -75.701),
    ("Saskatoon", "SK", 52.134, -106.647),
    ("Kitchener", "ON", 43.452, -80.493),
    ("Burnaby", "BC", 49.249, -122.981),
    ("Windsor", "ON", 42.315, -83.036),
    ("Regina", "SK", 50.445, -104.619),
    ("Richmond", "BC", 49.166, -123.133),
    ("Oakville", "ON", 43.467, -79.688),
    ("Burlington", "ON", 43.325, -79.799),
    ("Spokane", "WA", 47.659, -117.426),
    ("Tacoma", "WA", 47.253, -122.444),
    ("Boise", "ID", 43.615, -116.202),
    ("Salt Lake City", "UT", 40.761, -111.891),
    ("Rochester", "NY", 43.157, -77.609),
    ("Albany", "NY", 42.652, -73.756),
    ("Oshawa", "ON", 43.897, -78.866),
    ("Sherbrooke", "QC", 45.404, -71.893),
    ("Barrie", "ON", 44.389, -79.690),
    ("Abbotsford", "BC", 49.050, -122.305),
    ("Coquitlam", "BC", 49.284, -122.793),
    ("Kelowna", "BC", 49.888, -119.496),
    ("St. Catharines", "ON", 43.159, -79.247),
    ("Trois-Rivières", "QC", 46.343, -72.543),
    ("Guelph", "ON", 43.545, -80.248),
    ("Cambridge", "ON", 43.360, -80.313),
    ("Kingston", "ON", 44.231, -76.486),
    ("Victoria", "BC", 48.428, -123.366),
    ("Langley", "BC", 49.104, -122.660),
    ("Nanaimo", "BC", 49.166, -123.940),
    ("Kamloops", "BC", 50.675, -120.327),
    ("Niagara Falls", "ON", 43.090, -79.085),
    ("Niagara-on-the-Lake", "ON", 43.255, -79.072),
    ("Moncton", "NB", 46.088, -64.778),
    ("Saint John", "NB", 45.273, -66.063),
    ("Fredericton", "NB", 45.964, -66.643),
    ("Charlottetown", "PE", 46.238, -63.131),
    ("St. John's", "NL", 47.562, -52.713),
    ("Thunder Bay", "ON", 48.381, -89.248),
    ("Sudbury", "ON", 46.490, -81.010),
    ("Lethbridge", "AB", 49.694, -112.842),
    ("Red Deer", "AB", 52.268, -113.811),
    ("Banff", "AB", 51.178, -115.571),
    ("Whistler", "BC", 50.116, -122.957),
    ("Prince George", "BC", 53.917, -122.750),
    ("Chilliwack", "BC", 49.158, -121.951),
    ("Hope", "BC", 49.380, -121.441),
    ("Blaine", "WA", 48.994, -122.747),
    ("Bellingham", "WA", 48.752, -122.479),
    ("Eugene", "OR", 44.052, -123.087),
    ("Roseburg", "OR", 43.217, -123.342),
    ("Ashland", "OR", 42.195, -122.709),
    ("Medford", "OR", 42.327, -122.876),
    ("Salem", "OR", 44.943, -123.035),
    ("Whitehorse", "YT", 60.721, -135.057),
    ("Yellowknife", "NT", 62.454, -114.372),
    ("Iqaluit", "NU", 63.747, -68.517),
    ("Peterborough", "ON", 44.309, -78.320),
    ("Waterloo", "ON", 43.464, -80.520),
    ("Richmond Hill", "ON", 43.883, -79.440),
    ("Vaughan", "ON", 43.837, -79.508),
    ("Longueuil", "QC", 45.531, -73.518),
    ("Lévis", "QC", 46.803, -71.178),
    ("Mont-Tremblant", "QC", 46.118, -74.596),
    ("North Vancouver", "BC", 49.320, -123.072),
    ("New Westminster", "BC", 49.206, -122.911),
    ("Delta", "BC", 49.085, -123.059),
    ("Syracuse", "NY", 43.048, -76.147),
    ("Burlington", "VT", 44.476, -73.212),
    ("Portland", "ME", 43.661, -70.256),
];

/// As names are compared: small letters without accents and marks, with a blank at both ends.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars() {
        let c = match c {
            'é' | 'è' | 'ê' | 'É' | 'È' => 'e',
            'à' | 'â' | 'À' => 'a',
            'î' | 'ï' => 'i',
            'ô' => 'o',
            'û' | 'ù' => 'u',
            'ç' => 'c',
            c => c.to_ascii_lowercase(),
        };
        if c.is_alphanumeric() {
            out.push(c);
        } else if matches!(c, '.' | '\'' | '’') {
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.push(' ');
    out.replace(" saint ", " st ").replace("  ", " ")
}

fn place(row: &'static (&'static str, &'static str, f64, f64)) -> Place {
    Place { name: row.0, region: row.1, lat: row.2, lng: row.3 }
}

/// Every city, the largest first.
pub fn places() -> impl Iterator<Item = Place> {
    PLACES.iter().map(place)
}

/// The city an address names, if we know it: the one named last, with the region as the judge between namesakes.
pub fn locate(address: &str) -> Option<Place> {
    let address = plain(address);
    let mut best: Option<(usize, bool, usize, Place)> = None;
    for row in PLACES {
        let name = plain(row.0);
        let Some(at) = address.rfind(&name) else { continue };
        let region = address[at + name.len() - 1..].starts_with(&format!(" {} ", row.1.to_ascii_lowercase()));
        // what ends last counts, and of two that end together the longer: North Vancouver is not Vancouver
        let (end, key) = (at + name.len(), (region, at + name.len(), name.len()));
        if best.as_ref().is_none_or(|(b_end, b_region, b_len, _)| key > (*b_region, *b_end, *b_len)) {
            best = Some((end, region, name.len(), place(row)));
        }
    }
    best.map(|(_, _, _, found)| found)
}

/// The two ends of a way as short as people say them: the towns, or the streets where the way stays in one town.
/// An address whose town is unknown stays whole.
pub fn ends(from: &str, to: &str) -> (String, String) {
    let street = |address: &str| address.split(',').next().unwrap_or(address).trim().to_string();
    match (locate(from), locate(to)) {
        (Some(a), Some(b)) if a.name == b.name && a.region == b.region => (street(from), street(to)),
        (a, b) => (a.map_or_else(|| from.to_string(), |a| a.name.to_string()), b.map_or_else(|| to.to_string(), |b| b.name.to_string())),
    }
}

/// Up to six cities whose name starts with what was typed.
pub fn suggest(typed: &str) -> Vec<Place> {
    let typed = plain(typed.rsplit(',').next().unwrap_or(typed));
    let typed = typed.trim_end();
    if typed.trim().len() < 2 {
        return Vec::new();
    }
    PLACES.iter().filter(|row| plain(row.0).starts_with(typed)).take(6).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_named_by_its_towns_or_its_streets() {
        assert_eq!(ends("7 Dunlop St, Barrie, ON", "260 Adelaide St, Toronto, ON"), ("Barrie".into(), "Toronto".into()));
        assert_eq!(ends("1 King St W, Toronto, ON", "9 Queen St E, Toronto, ON"), ("1 King St W".into(), "9 Queen St E".into()));
        assert_eq!(ends("A farm behind the mill", "260 Adelaide St, Toronto, ON"), ("A farm behind the mill".into(), "Toronto".into()));
        assert_eq!(ends("", "260 Adelaide St, Toronto, ON"), (String::new(), "Toronto".into()));
    }

    #[test]
    fn the_region_of_an_address_is_known_by_its_city_or_its_letters() {
        assert_eq!(region_of("12 Rue Principale, Montreal"), Some("QC"));
        assert_eq!(region_of("14 Mill Rd, Elora, ON N0B 1S0"), Some("ON"));
        assert_eq!(region_of("9 Harbor Way, Bar Harbor, ME"), Some("ME"));
        assert_eq!(region_of("A farm behind the mill"), None);
        assert!(is_region("QC") && is_region("WY") && !is_region("qc") && !is_region("ZZ"));
        assert_eq!(regions().count(), 64);
    }

    #[test]
    fn an_address_is_found_by_its_city_and_region() {
        let name = |address: &str| locate(address).map(|p| (p.name, p.region));
        assert_eq!(name("65 Front St W, Toronto, ON"), Some(("Toronto", "ON")));
        assert_eq!(name("12 Rue Principale, Montreal QC H2X 1Y4"), Some(("Montréal", "QC")));
        assert_eq!(name("1 Main St, Portland, ME"), Some(("Portland", "ME")));
        assert_eq!(name("1 Main St, Portland"), Some(("Portland", "OR")));
        assert_eq!(name("4 Vancouver Street, Victoria, BC"), Some(("Victoria", "BC")));
        assert_eq!(name("Saint John's, NL"), Some(("St. John's", "NL")));
        assert_eq!(name("Hopeful Lane, Nowhere"), None);
        assert_eq!(name("North Vancouver, BC"), Some(("North Vancouver", "BC")));
    }
}
