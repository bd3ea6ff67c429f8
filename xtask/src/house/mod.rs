//! `check-house`: the rules of the house that no compiler enforces.
//!
//! 1. The clients contain no server code: `server`, `sqlx` and what makes tokio a runtime are not in their tree.
//! 2. Rooms of the server call each other's use cases, never each other's SQL, and give out functions by name, never all of
//!    their SQL; `shared` depends on neither side.
//! 3. Rooms of the app use each other's `api` and routes, never each other's components, and know no shell; kit, browser
//!    platform and kernel know no room.
//! 4. The tenant of a connection is set per transaction, in the database module only.
//! 5. A room is complete: it exists under the same noun wherever a room has a place.
//! 6. The list of security items says something of each item of both levels, and names tests that exist.
//! 7. What people read comes from the catalogues, not from literals in pages, options and messages, nor in refusals.
//!
//! Long files are reported; they fail only past a hard limit.

mod asvs;
mod layers;
mod places;
mod refusals;
mod sizes;
mod tenancy;
mod texts;
mod tokens;
mod wasm;

use std::path::Path;

use crate::failure::Result;

/// Runs every check and prints what it finds.
pub fn check(root: &Path) -> Result<()> {
    let mut findings = wasm::check(root)?;
    findings.extend(layers::check(root)?);
    findings.extend(tenancy::check(root)?);
    findings.extend(places::check(root)?);
    findings.extend(asvs::check(root)?);
    findings.extend(texts::check(root)?);
    findings.extend(refusals::check(root)?);
    findings.extend(sizes::check(root)?);
    for finding in &findings {
        println!("{finding}");
    }
    println!("check-house: {} findings", findings.len());
    if findings.is_empty() { Ok(()) } else { Err(format!("{} rules of the house are broken", findings.len()).into()) }
}
