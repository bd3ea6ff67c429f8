//! What differs between two revisions, in the terms a customer thinks in: when, where, how many, how much.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Content;
use crate::PackageId;
use crate::packs::Label;
use crate::pricing::{LineKind, Package, Planned, Priced};

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    /// The work begins at another time.
    Start {
        from: Option<NaiveDateTime>,
        to: Option<NaiveDateTime>,
    },
    /// A place that was not there.
    StopAdded {
        place: String,
    },
    /// A place that is gone.
    StopRemoved {
        place: String,
    },
    /// The same places in another order.
    Order,
    Passengers {
        from: u32,
        to: u32,
    },
    Crew {
        from: u32,
        to: u32,
    },
    /// A line that was not there.
    LineAdded {
        label: Label,
        cents: i64,
    },
    /// A line that is gone.
    LineRemoved {
        label: Label,
        cents: i64,
    },
    /// A line with another amount.
    LineChanged {
        label: Label,
        from: i64,
        to: i64,
    },
    /// A package that was not offered.
    PackageAdded {
        name: String,
        cents: i64,
    },
    /// A package that is no longer offered.
    PackageRemoved {
        name: String,
        cents: i64,
    },
    /// The same package by another name.
    PackageRenamed {
        from: String,
        to: String,
    },
    /// A package that comes to another amount.
    PackagePriced {
        name: String,
        from: i64,
        to: i64,
    },
    /// A package with something else in it for the same amount.
    PackageChanged {
        name: String,
    },
    /// Another package is proposed; none where the offer has no packages.
    Proposed {
        from: Option<String>,
        to: Option<String>,
    },
    /// It is paid otherwise: other instalments were laid down, or the customer's terms are others.
    Payment,
    Total {
        from: i64,
        to: i64,
    },
}

/// One of two revisions that are compared.
#[derive(Clone, Debug)]
pub struct Compared<'a> {
    pub content: &'a Content,
    pub priced: &'a Priced,
    /// How it is paid: [`PricedWith::plan`](super::PricedWith::plan).
    pub plan: Vec<Planned>,
}

/// What changed from one revision to the next, the total last.
pub fn changes(before: &Compared, after: &Compared) -> Vec<Change> {
    let (old, was, new, is) = (before.content, before.priced, after.content, after.priced);
    let mut found = Vec::new();
    let (from, to) = (old.starts(), new.starts());
    if from != to {
        found.push(Change::Start { from, to });
    }
    stops(old, new, &mut found);
    if old.passengers != new.passengers {
        found.push(Change::Passengers { from: old.passengers, to: new.passengers });
    }
    if old.crew != new.crew {
        found.push(Change::Crew { from: old.crew, to: new.crew });
    }
    packages((old, was), (new, is), &mut found);
    lines(was, is, &mut found);
    if before.plan != after.plan {
        found.push(Change::Payment);
    }
    if was.total_cents != is.total_cents {
        found.push(Change::Total { from: was.total_cents, to: is.total_cents });
    }
    found
}

fn stops(old: &Content, new: &Content, found: &mut Vec<Change>) {
    let places = |content: &Content| content.stops.iter().map(|stop| stop.title().to_string()).collect::<Vec<_>>();
    let (was, is) = (places(old), places(new));
    // each place of one side is matched once with one of the other
    let missing_in = |from: &[String], other: &[String]| {
        let mut left = other.to_vec();
        from.iter()
            .filter(|place| match left.iter().position(|known| known == *place) {
                Some(at) => {
                    left.swap_remove(at);
                    false
                }
                None => true,
            })
            .cloned()
            .collect::<Vec<_>>()
    };
    let (added, removed) = (missing_in(&is, &was), missing_in(&was, &is));
    if added.is_empty() && removed.is_empty() && was != is {
        found.push(Change::Order);
    }
    found.extend(added.into_iter().map(|place| Change::StopAdded { place }));
    found.extend(removed.into_iter().map(|place| Change::StopRemoved { place }));
}

fn packages(before: (&Content, &Priced), after: (&Content, &Priced), found: &mut Vec<Change>) {
    let ((old, was), (new, is)) = (before, after);
    let total = |priced: &Priced, id: PackageId| priced.packages.iter().find(|one| one.package == id).map_or(0, |one| one.total_cents);
    for package in &new.packages {
        let (name, to) = (package.name.clone(), total(is, package.id));
        let Some(known) = old.packages.iter().find(|one| one.id == package.id) else {
            found.push(Change::PackageAdded { name, cents: to });
            continue;
        };
        let from = total(was, known.id);
        if known.name != name {
            found.push(Change::PackageRenamed { from: known.name.clone(), to: name.clone() });
        }
        if from != to {
            found.push(Change::PackagePriced { name, from, to });
        } else if inside(old, known) != inside(new, package) {
            found.push(Change::PackageChanged { name });
        }
    }
    for gone in old.packages.iter().filter(|known| !new.offers(known.id)) {
        found.push(Change::PackageRemoved { name: gone.name.clone(), cents: total(was, gone.id) });
    }
    let (from, to) = (old.counting_package(), new.counting_package());
    if from.map(|package| package.id) != to.map(|package| package.id) {
        let name = |package: &Package| package.name.clone();
        found.push(Change::Proposed { from: from.map(name), to: to.map(name) });
    }
}

/// Keys of what is in a package, in an order of their own.
fn inside(content: &Content, package: &Package) -> Vec<uuid::Uuid> {
    let all = &content.packages;
    let lines = content.lines.iter().map(|line| line.id).filter(|id| package.has_line(all, *id)).map(|id| id.0);
    let amenities = content.amenities.iter().map(|choice| choice.amenity).filter(|id| package.has_amenity(all, *id)).map(|id| id.0);
    let mut keys: Vec<_> = lines.chain(amenities).collect();
    keys.sort_unstable();
    keys
}

fn lines(was: &Priced, is: &Priced, found: &mut Vec<Change>) {
    // taxes follow from the rest; what is merely offered has not been bought
    let counted = |priced: &Priced| priced.lines.iter().filter(|line| line.kind != LineKind::Tax).cloned().collect::<Vec<_>>();
    let (was, is) = (counted(was), counted(is));
    for line in &is {
        match was.iter().find(|old| old.key == line.key) {
            None => found.push(Change::LineAdded { label: line.label.clone(), cents: line.cents }),
            Some(old) if old.cents != line.cents => {
                found.push(Change::LineChanged { label: line.label.clone(), from: old.cents, to: line.cents });
            }
            Some(_) => {}
        }
    }
    for line in was.iter().filter(|old| !is.iter().any(|line| line.key == old.key)) {
        found.push(Change::LineRemoved { label: line.label.clone(), cents: line.cents });
    }
}

#[cfg(test)]
#[path = "changes_tests.rs"]
mod tests;
