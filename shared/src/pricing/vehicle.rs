//! Types of vehicles in a price book: what is right of them, and what goes with one that is taken out.

use validator::ValidationError;

use super::order::all_differ;
use super::{Amenity, Rates, VehicleRate};

/// Most characters of something a vehicle can do; extras say their need in as many.
const CAPABILITY: usize = 40;

/// Something a vehicle can do as it is kept, of what a person wrote: `Gear bay` is `gear_bay`. None if no letter or digit is
/// left, or it is too long.
pub fn capability_key(words: &str) -> Option<String> {
    let words = words.to_lowercase();
    let key = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    (!key.is_empty() && key.chars().count() <= CAPABILITY).then_some(key)
}

pub(super) fn check_capabilities(capabilities: &[String]) -> Result<(), ValidationError> {
    for capability in capabilities {
        crate::input::check_name(capability)?;
        crate::input::within(capability, CAPABILITY as u64)?;
    }
    all_differ(capabilities.iter())
}

pub(super) fn check_vehicles(vehicles: &[VehicleRate]) -> Result<(), ValidationError> {
    all_differ(vehicles.iter().map(|vehicle| &vehicle.key))
}

impl Rates {
    /// The types that are gone from another version of the book.
    pub fn vehicles_gone<'a>(&self, from: &'a Rates) -> Vec<&'a VehicleRate> {
        from.vehicles.iter().filter(|vehicle| self.vehicle(&vehicle.key).is_none()).collect()
    }

    /// The extras that need something which no type has: they can be put on a quote, and nothing on it could do it.
    pub fn unserved(&self) -> Vec<&Amenity> {
        let can = self.capabilities();
        self.amenities.iter().filter(|amenity| amenity.needs.as_deref().is_some_and(|need| !can.contains(&need))).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use validator::Validate;

    use super::*;
    use crate::packs::ServiceLine;
    use crate::packs::prices::default_rates;

    fn charter() -> Rates {
        default_rates(ServiceLine::Charter, "CA")
    }

    #[test]
    fn what_is_written_becomes_a_key() {
        assert_eq!(capability_key(" Gear  bay "), Some("gear_bay".into()));
        assert_eq!(capability_key("Wi-Fi"), Some("wi_fi".into()));
        assert_eq!(capability_key("Chauffé"), Some("chauffé".into()));
        assert_eq!(capability_key(" - "), None);
        assert_eq!(capability_key(&"x".repeat(41)), None);
    }

    #[test]
    fn a_type_stands_in_a_book_once_and_can_do_each_thing_once() {
        let mut twice = charter();
        twice.vehicles[1].key = twice.vehicles[0].key.clone();
        assert!(twice.validate().is_err());
        for wrong in ["", "x\u{0}", "x".repeat(41).as_str(), "wifi"] {
            let mut rates = charter();
            rates.vehicles[0].capabilities.push(wrong.into());
            assert!(rates.validate().is_err(), "{wrong:?}");
        }
        for line in ServiceLine::ALL {
            assert_eq!(default_rates(*line, "CA").validate(), Ok(()));
        }
    }

    #[test]
    fn with_the_last_that_can_do_it_an_extra_has_nothing_to_go_with() {
        let before = charter();
        assert!(before.unserved().is_empty());
        let mut after = before.clone();
        after.vehicles.retain(|vehicle| vehicle.key != "mini_24");
        assert_eq!(after.vehicles_gone(&before).iter().map(|v| v.key.as_str()).collect::<Vec<_>>(), ["mini_24"]);
        assert_eq!(after.unserved().iter().map(|a| a.name.en.as_str()).collect::<Vec<_>>(), ["Wheelchair lift"]);
        after.vehicles.retain(|vehicle| vehicle.key != "coach_47");
        assert_eq!(after.unserved().len(), 1, "another has Wi-Fi and a gear bay");
    }

    #[test]
    fn a_book_from_before_loads_is_written_as_it_was() {
        let text = r#"{"key":"van","name":{"en":"Van","fr":""},"seats":0,"capabilities":[],"hour_cents":0,"day_cents":8500,"km_cents":95,"deadhead_km_cents":65,"minimum_cents":0}"#;
        let van: VehicleRate = serde_json::from_str(text).expect("a type");
        assert_eq!((van.luggage, van.load), (None, None));
        assert_eq!(serde_json::to_string(&van).expect("JSON"), text);
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(words in "[ -~]{0,60}") {
            if let Some(key) = capability_key(&words) {
                prop_assert_eq!(check_capabilities(std::slice::from_ref(&key)), Ok(()));
                prop_assert_eq!(capability_key(&key), Some(key.clone()));
                prop_assert_eq!(capability_key(&key.replace('_', " ")), Some(key));
            }
        }
    }
}
