//! What a discount code is for: some types of vehicles, some shapes of trips.

use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::{PriceProblem, PromoTerms, VehicleCount};
use crate::packs::ServiceLine;
use crate::quotes::TripType;

/// A type of vehicle as price books have it. Each service line has a book, and books may use the same key: the line says
/// which is meant. Written as `charter/coach_56`, or as the key alone where no line is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
pub struct VehicleOf {
    /// None in codes from before lines were written, which mean the key in whichever book; and in the terms of a quote,
    /// whose own book is meant.
    pub line: Option<ServiceLine>,
    pub key: String,
}

impl VehicleOf {
    /// A type of a line's book.
    pub fn new(line: ServiceLine, key: impl Into<String>) -> Self {
        Self { line: Some(line), key: key.into() }
    }

    /// Whether it means this type of the book of that line.
    pub fn means(&self, line: ServiceLine, key: &str) -> bool {
        self.key == key && self.line.is_none_or(|of| of == line)
    }
}

impl std::fmt::Display for VehicleOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{line}/{}", self.key),
            None => f.write_str(&self.key),
        }
    }
}

impl From<&str> for VehicleOf {
    fn from(text: &str) -> Self {
        let of = text.split_once('/').and_then(|(line, key)| Some(Self::new(line.parse().ok()?, key)));
        of.unwrap_or_else(|| Self { line: None, key: text.into() })
    }
}

impl From<String> for VehicleOf {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<VehicleOf> for String {
    fn from(of: VehicleOf) -> Self {
        of.to_string()
    }
}

/// What a code is for; empty lists leave it open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PromoScope {
    /// Types of vehicles: all that go must be of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 60), custom(function = "check_vehicles"))]
    pub vehicles: Vec<VehicleOf>,
    /// Shapes of trips.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 7))]
    pub trips: Vec<TripType>,
}

fn check_vehicles(vehicles: &[VehicleOf]) -> Result<(), ValidationError> {
    for of in vehicles {
        crate::input::check_name(&of.key)?;
    }
    Ok(())
}

impl PromoScope {
    /// Whether it holds for everything.
    pub fn is_open(&self) -> bool {
        self.vehicles.is_empty() && self.trips.is_empty()
    }

    /// The same for work of one line: its types by their keys alone, as its quotes name them. What is of other lines stays
    /// as it is, and no quote of this one has it.
    pub fn for_line(mut self, line: ServiceLine) -> Self {
        for of in self.vehicles.iter_mut().filter(|of| of.line == Some(line)) {
            of.line = None;
        }
        self
    }

    /// What keeps a code of this scope, as it is for the line of the work, from being used on work with these vehicles, of
    /// this shape; none if nothing does.
    pub fn refuses(&self, vehicles: &[VehicleCount], trip: TripType) -> Option<PriceProblem> {
        let meant = |key: &str| self.vehicles.iter().any(|of| of.line.is_none() && of.key == key);
        let mut going = vehicles.iter().filter(|vehicle| vehicle.count > 0).peekable();
        // nothing chosen yet is none of those it is for
        if !self.vehicles.is_empty() && (going.peek().is_none() || going.any(|vehicle| !meant(&vehicle.key))) {
            return Some(PriceProblem::PromoVehicles);
        }
        (!self.trips.is_empty() && !self.trips.contains(&trip)).then_some(PriceProblem::PromoTrip)
    }
}

impl PromoTerms {
    /// The terms as a quote of a line has them.
    pub fn for_line(self, line: ServiceLine) -> Self {
        Self { only: self.only.for_line(line), ..self }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn going(keys: &[&str]) -> Vec<VehicleCount> {
        keys.iter().map(|key| VehicleCount { key: (*key).into(), count: 1 }).collect()
    }

    #[test]
    fn a_type_is_written_with_its_line_and_former_ones_without_stay_as_they_were() {
        let text = r#"{"vehicles":["coach_56","moving/van"]}"#;
        let scope: PromoScope = serde_json::from_str(text).expect("a scope");
        assert_eq!(scope.vehicles, [VehicleOf { line: None, key: "coach_56".into() }, VehicleOf::new(ServiceLine::Moving, "van")]);
        assert_eq!(serde_json::to_string(&scope).expect("JSON"), text);
        assert_eq!(VehicleOf::from("boats/van"), VehicleOf { line: None, key: "boats/van".into() }, "no line is called so");
        assert!(VehicleOf::from("van").means(ServiceLine::Charter, "van"), "as when lines were not written");
        assert!(!VehicleOf::from("moving/van").means(ServiceLine::Charter, "van"));
    }

    #[test]
    fn the_same_key_in_another_book_is_another_type() {
        let scope = PromoScope { vehicles: vec![VehicleOf::new(ServiceLine::Moving, "van")], trips: Vec::new() };
        let refuses = |line| scope.clone().for_line(line).refuses(&going(&["van"]), TripType::OneWay);
        assert_eq!(refuses(ServiceLine::Moving), None);
        assert_eq!(refuses(ServiceLine::Charter), Some(PriceProblem::PromoVehicles));
        let former = PromoScope { vehicles: vec!["van".into()], trips: Vec::new() };
        for line in ServiceLine::ALL {
            assert_eq!(former.clone().for_line(*line).refuses(&going(&["van"]), TripType::OneWay), None);
        }
        let quoted = serde_json::to_string(&scope.for_line(ServiceLine::Moving)).expect("JSON");
        assert_eq!(quoted, r#"{"vehicles":["van"]}"#, "quotes keep what they always kept");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(line in 0..=ServiceLine::ALL.len(), key in "[a-z0-9_]{1,40}") {
            let of = VehicleOf { line: ServiceLine::ALL.get(line).copied(), key };
            prop_assert_eq!(VehicleOf::from(of.to_string()), of);
        }
    }
}
