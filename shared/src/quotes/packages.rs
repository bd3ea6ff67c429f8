//! Packages of an offer: which of them the customer takes, and what the office puts into each.

use uuid::Uuid;

use super::Content;
use crate::pricing::{self, MOST_PACKAGES, Package, PriceProblem, Priced};
use crate::{AmenityId, Error, FieldErrors, LineId, PackageId, Result};

/// What a customer chose of an offer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picked {
    /// One of the packages; the proposed one if none.
    pub package: Option<PackageId>,
    /// The package whose options were on the screen: those of others were neither ticked nor unticked. All were if none.
    pub was: Option<PackageId>,
    /// Keys of options: line ids and amenity ids.
    pub options: Vec<Uuid>,
}

impl Content {
    /// Whether it offers this package.
    pub fn offers(&self, package: PackageId) -> bool {
        self.packages.iter().any(|one| one.id == package)
    }

    /// The package that counts: the one taken, before that the one proposed. None of an offer without packages.
    pub fn counting_package(&self) -> Option<&Package> {
        pricing::taken_package(&self.packages, self.package)
    }

    /// What is in a package and not in every one, by name; what the customer may add is left out. `amenity` gives the
    /// names of amenities.
    pub fn own_of(&self, package: &Package, amenity: impl Fn(AmenityId) -> Option<String>) -> Vec<String> {
        let amenities = self.amenities.iter().filter(|choice| !choice.optional && package.amenities.contains(&choice.amenity));
        let lines = self.lines.iter().filter(|line| !line.optional && package.lines.contains(&line.id));
        amenities.filter_map(|choice| amenity(choice.amenity)).chain(lines.map(|line| line.name.clone())).collect()
    }

    /// The same with this package taken.
    pub fn take(self, package: Option<PackageId>) -> Self {
        Self { package, ..self }
    }

    /// The same with exactly this chosen of what was on the screen; what is not offered is ignored.
    pub fn pick(self, picked: &Picked) -> Self {
        let package = picked.package.filter(|package| self.offers(*package));
        let mut options = picked.options.clone();
        if let Some(was) = self.packages.iter().find(|one| picked.was == Some(one.id)) {
            let all = &self.packages;
            options.extend(self.amenities.iter().filter(|a| a.chosen && !was.has_amenity(all, a.amenity)).map(|a| a.amenity.0));
            options.extend(self.lines.iter().filter(|l| l.chosen && !was.has_line(all, l.id)).map(|l| l.id.0));
        }
        self.choose(&options).take(package)
    }

    /// Whether it can be accepted with this package: exactly one that is offered, and none where none are. Else
    /// [`Error::Invalid`] on `package`.
    pub fn may_take(&self, package: Option<PackageId>) -> Result<()> {
        match package {
            None if self.packages.is_empty() => Ok(()),
            None => Err(Error::field("package", "required")),
            Some(package) if self.offers(package) => Ok(()),
            Some(_) => Err(Error::field("package", "unknown_choice")),
        }
    }

    /// Adds a package of what belongs to all. Nothing happens when there are as many as there may be.
    pub fn add_package(&mut self, id: PackageId, name: impl Into<String>) {
        if self.packages.len() < MOST_PACKAGES {
            self.packages.push(Package::new(id, name));
        }
    }

    /// Takes a package away, with what only it had; the last one leaves its things to the offer.
    pub fn remove_package(&mut self, id: PackageId) {
        let Self { packages, lines, amenities, .. } = self;
        let Some(at) = packages.iter().position(|package| package.id == id) else { return };
        let gone = packages.remove(at);
        if !packages.is_empty() {
            lines.retain(|line| !gone.lines.contains(&line.id) || packages.iter().any(|other| other.lines.contains(&line.id)));
            amenities.retain(|choice| {
                !gone.amenities.contains(&choice.amenity) || packages.iter().any(|other| other.amenities.contains(&choice.amenity))
            });
        }
    }

    /// Puts packages back as they were, with the lines and amenities that went along with one.
    pub fn restore_packages(&mut self, before: &Content) {
        self.packages.clone_from(&before.packages);
        for (at, line) in before.lines.iter().enumerate() {
            if !self.lines.iter().any(|here| here.id == line.id) {
                self.lines.insert(at.min(self.lines.len()), line.clone());
            }
        }
        for (at, choice) in before.amenities.iter().enumerate() {
            if !self.amenities.iter().any(|here| here.amenity == choice.amenity) {
                self.amenities.insert(at.min(self.amenities.len()), *choice);
            }
        }
    }

    /// Moves a package to a position, both from 0. Nothing happens when either is out of range.
    pub fn move_package(&mut self, from: usize, to: usize) {
        if from < self.packages.len() && to < self.packages.len() && from != to {
            let package = self.packages.remove(from);
            self.packages.insert(to, package);
        }
    }

    /// Proposes this package, and no other.
    pub fn recommend_package(&mut self, id: PackageId) {
        for package in &mut self.packages {
            package.recommended = package.id == id;
        }
    }

    /// Puts a line into a package or takes it out. It stays where it is if no package would have it.
    pub fn put_line(&mut self, line: LineId, package: PackageId, within: bool) {
        put(&mut self.packages, |package| &mut package.lines, line, package, within);
    }

    /// Puts an amenity into a package or takes it out. It stays where it is if no package would have it.
    pub fn put_amenity(&mut self, amenity: AmenityId, package: PackageId, within: bool) {
        put(&mut self.packages, |package| &mut package.amenities, amenity, package, within);
    }

    /// Forgets what packages name and the offer no longer has, and the space around their words.
    pub fn tidy_packages(&mut self) {
        let Self { packages, lines, amenities, .. } = self;
        for package in packages {
            package.lines.retain(|id| lines.iter().any(|line| line.id == *id));
            package.amenities.retain(|id| amenities.iter().any(|choice| choice.amenity == *id));
            package.name = package.name.trim().into();
            package.note = package.note.trim().into();
        }
    }

    /// What keeps its packages from being offered.
    pub(super) fn wrong_packages(&self, priced: &Priced, errors: &mut FieldErrors) {
        let names: Vec<String> = self.packages.iter().map(|package| package.name.trim().to_lowercase()).collect();
        if names.len() == 1 {
            errors.add("packages", "one_package");
        }
        if names.iter().enumerate().any(|(at, name)| names.iter().skip(at + 1).any(|other| other == name)) {
            errors.add("packages", "same_package");
        }
        if priced.problems.contains(&PriceProblem::EmptyPackage) {
            errors.add("packages", "empty_package");
        }
    }
}

/// Puts an item into a package or takes it out; what every package has none names.
fn put<T: Copy + PartialEq>(
    packages: &mut [Package],
    named: impl Fn(&mut Package) -> &mut Vec<T>,
    item: T,
    package: PackageId,
    within: bool,
) {
    let before: Vec<(PackageId, bool)> = packages.iter_mut().map(|one| (one.id, named(one).contains(&item))).collect();
    let in_all = before.iter().all(|(_, has)| !has);
    let after: Vec<bool> = before.iter().map(|(id, has)| if *id == package { within } else { *has || in_all }).collect();
    if !after.contains(&true) {
        return;
    }
    let in_all = !after.contains(&false);
    for (one, has) in packages.iter_mut().zip(after) {
        let items = named(one);
        items.retain(|held| *held != item);
        if has && !in_all {
            items.push(item);
        }
    }
}

#[cfg(test)]
#[path = "packages_tests.rs"]
mod tests;
