//! Packages: the same work offered at several levels, of which one is taken. What packages name belongs to those that
//! name it; what none of them names belongs to all.

use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::price::{scaled, whole};
use super::{LineItem, PriceProblem, PriceRequest, Priced, Rates};
use crate::input::{check_line, check_name};
use crate::{AmenityId, LineId, PackageId};

/// No offer has more packages.
pub const MOST_PACKAGES: usize = 4;

/// One of the levels the work is offered at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Package {
    pub id: PackageId,
    /// What the customer reads.
    #[validate(length(max = 60), custom(function = "check_name"))]
    pub name: String,
    /// A line below the name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[validate(length(max = 200), custom(function = "check_line"))]
    pub note: String,
    /// It is proposed, and priced until the customer takes another.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recommended: bool,
    /// Lines of this package that are not in every one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 500))]
    pub lines: Vec<LineId>,
    /// Amenities of this package that are not in every one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(length(max = 200))]
    pub amenities: Vec<AmenityId>,
}

impl Package {
    /// A package of what belongs to all.
    pub fn new(id: PackageId, name: impl Into<String>) -> Self {
        Self { id, name: name.into(), note: String::new(), recommended: false, lines: Vec::new(), amenities: Vec::new() }
    }

    /// Whether a line belongs to it, being one of `all`.
    pub fn has_line(&self, all: &[Package], line: LineId) -> bool {
        self.lines.contains(&line) || !all.iter().any(|other| other.lines.contains(&line))
    }

    /// Whether an amenity belongs to it, being one of `all`.
    pub fn has_amenity(&self, all: &[Package], amenity: AmenityId) -> bool {
        self.amenities.contains(&amenity) || !all.iter().any(|other| other.amenities.contains(&amenity))
    }
}

/// What a package comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackagePrice {
    pub package: PackageId,
    pub total_cents: i64,
    /// How much of it somebody took off by hand, in basis points of what it would come to otherwise.
    pub conceded_bp: u32,
}

/// Each package is another one, and at most one is recommended.
pub(crate) fn check_packages(packages: &[Package]) -> Result<(), ValidationError> {
    let twice = packages.iter().enumerate().any(|(at, one)| packages.iter().skip(at + 1).any(|other| other.id == one.id));
    if twice || packages.iter().filter(|package| package.recommended).count() > 1 {
        return Err(ValidationError::new("invalid"));
    }
    Ok(())
}

/// The package that counts: the one that was taken; before that the recommended, else the first. None if there is no
/// such package.
pub fn taken_package(packages: &[Package], package: Option<PackageId>) -> Option<&Package> {
    match package {
        Some(id) => packages.iter().find(|one| one.id == id),
        None => packages.iter().find(|one| one.recommended).or_else(|| packages.first()),
    }
}

impl LineItem {
    /// What it comes to before tax, whoever chooses it.
    pub fn sum_cents(&self) -> i64 {
        scaled(self.unit_cents, &[self.quantity_milli.into()], 1000)
    }
}

impl PriceRequest {
    /// What belongs to a package, or without one to all of them.
    fn within(&self, package: Option<&Package>) -> Self {
        let all = &self.packages;
        let has_line = |line: LineId| match package {
            Some(package) => package.has_line(all, line),
            None => !all.iter().any(|other| other.lines.contains(&line)),
        };
        let has_amenity = |amenity: AmenityId| match package {
            Some(package) => package.has_amenity(all, amenity),
            None => !all.iter().any(|other| other.amenities.contains(&amenity)),
        };
        Self {
            lines: self.lines.iter().filter(|line| has_line(line.id)).cloned().collect(),
            amenities: self.amenities.iter().filter(|choice| has_amenity(choice.amenity)).copied().collect(),
            packages: Vec::new(),
            package: None,
            ..self.clone()
        }
    }
}

/// Prices the package that counts, and tells what each comes to. A problem of any of them is one of the offer: the
/// customer may take any.
pub(super) fn price_packages(request: &PriceRequest, rates: &Rates) -> Priced {
    let each: Vec<Priced> = request.packages.iter().map(|package| whole(&request.within(Some(package)), rates)).collect();
    let packages: Vec<PackagePrice> = request
        .packages
        .iter()
        .zip(&each)
        .map(|(package, priced)| PackagePrice { package: package.id, total_cents: priced.total_cents, conceded_bp: priced.conceded_bp() })
        .collect();
    let package = taken_package(&request.packages, request.package).map(|package| package.id);
    let counted = request.packages.iter().zip(&each).find(|(one, _)| Some(one.id) == package).map(|(_, priced)| priced.clone());
    let mut priced = counted.unwrap_or_else(|| whole(&request.within(None), rates));
    let mut found: Vec<PriceProblem> = Vec::new();
    if package.is_none() {
        found.push(PriceProblem::UnknownPackage);
    }
    for one in &each {
        if one.lines.is_empty() {
            found.push(PriceProblem::EmptyPackage);
        }
        found.extend(&one.problems);
    }
    for problem in found {
        if !priced.problems.contains(&problem) {
            priced.problems.push(problem);
        }
    }
    Priced { package, packages, ..priced }
}

#[cfg(test)]
#[path = "packages_tests.rs"]
mod tests;
