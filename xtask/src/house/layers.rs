//! Rules 2 and 3: who may name whom, read from the paths in the source.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::failure::Result;
use crate::tree;

/// The rooms of the server: folders of `server/src` with a `sql.rs` (or folder `sql`).
pub fn rooms(root: &Path) -> Result<BTreeSet<String>> {
    let mut rooms = BTreeSet::new();
    for base in ["server/src", "app/src", "shared/src"] {
        for path in tree::with_extension(&root.join(base), "rs")? {
            let name = tree::relative(&root.join(base), &path);
            let Some((room, rest)) = name.split_once('/') else { continue };
            let marker = match base {
                "server/src" => rest == "sql.rs" || rest.starts_with("sql/"),
                "app/src" => rest == "api.rs" || rest.starts_with("api/"),
                _ => rest == "input.rs" || rest == "policy.rs",
            };
            // the demo tells stories through the rooms; it is none
            if marker && room != "demo" {
                rooms.insert(room.to_owned());
            }
        }
    }
    Ok(rooms)
}

/// What is wrong, one sentence each.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let rooms = rooms(root)?;
    let mut given = BTreeMap::new();
    for room in &rooms {
        let path = root.join("app/src").join(room).join("mod.rs");
        if path.is_file() {
            given.insert(room.clone(), names_of(&tree::text(&path)?, "pub use "));
        }
    }
    let mut findings = Vec::new();
    for base in ["server/src", "app/src", "shared/src"] {
        for path in tree::with_extension(&root.join(base), "rs")? {
            let name = tree::relative(root, &path);
            for (number, line) in tree::text(&path)?.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                if let Some(rule) = broken(base, tree::relative(&root.join(base), &path).as_str(), code, &rooms, &given) {
                    findings.push(format!("{name}:{}: {rule}", number + 1));
                }
            }
        }
    }
    Ok(findings)
}

/// The names that follow a path, alone or in braces: `status_chip` in `pub use list::{QuotesPage, status_chip};`.
fn names_of(code: &str, before: &str) -> BTreeSet<String> {
    let last = |path: &str| path.trim().rsplit("::").next().unwrap_or_default().to_owned();
    let of = |rest: &str| {
        let path: &str = rest.split([';', '(', ')', ' ']).next().unwrap_or_default();
        match rest.split(';').next().unwrap_or_default().split_once('{') {
            Some((lead, list)) if lead.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':')) => {
                list.split('}').next().unwrap_or_default().split(',').map(last).collect::<Vec<_>>()
            }
            _ => vec![last(path)],
        }
    };
    code.split(before).skip(1).flat_map(of).filter(|name| !name.is_empty()).collect()
}

/// The rule a line of code breaks, if any. `inside` is the path below the crate's `src`, `given` what rooms give out.
fn broken(base: &str, inside: &str, code: &str, rooms: &BTreeSet<String>, given: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    let own = inside.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    let is_test = inside.ends_with("tests.rs") || inside.contains("/tests/");
    for other in rooms.iter().filter(|room| *room != own) {
        let names = |rest: &str| {
            [format!("crate::{other}::{rest}"), format!("super::super::{other}::{rest}")].iter().any(|path| mentions(code, path))
        };
        match base {
            "server/src" if names("sql") => return Some(format!("`{own}` uses the SQL of `{other}`: call its use case instead")),
            "app/src" => {
                let kernel = matches!(own, "ui" | "client");
                if kernel && names("") {
                    return Some(format!("`{own}` must know no room, and names `{other}`"));
                }
                // Another room's server functions, texts and routes are its public face; its pages and parts are not.
                let central = matches!(
                    own,
                    "shells" | "main" | "lib" | "bin" | "public" | "gallery" | "rooms" | "routes" | "http" | "openapi" | "demo" | "wire"
                );
                // what its mod.rs gives out by name (a component that shows its records elsewhere) is public too
                let named = names_of(code, &format!("crate::{other}::"));
                let given_out = given.get(other).is_some_and(|given| named.iter().any(|name| given.contains(name)));
                let public = given_out || ["api", "text", "words", "routes", "links"].iter().any(|face| names(face));
                if !kernel && !central && !is_test && names("") && !public {
                    return Some(format!(
                        "`{own}` uses a private part of `{other}`: only its api, texts, routes and what its mod.rs gives out are public; shared parts belong in ui"
                    ));
                }
            }
            _ => {}
        }
    }
    if base == "app/src" && rooms.contains(own) && mentions(code, "crate::shells") {
        return Some(format!("`{own}` must not know the shells"));
    }
    if base == "shared/src"
        && ["sqlx::query", "tokio::", "std::fs", "std::net", "Utc::now", "SystemTime::now"].iter().any(|banned| mentions(code, banned))
    {
        return Some("shared has no IO and no clock".into());
    }
    None
}

/// Whether code names a path; a longer word that merely starts with it does not count unless the path ends in `::`.
fn mentions(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let after = code[at + path.len()..].chars().next();
        let before = code[..at].chars().next_back();
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !word(before) && (path.ends_with("::") || !word(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(base: &str, inside: &str, code: &str) -> Option<String> {
        let given = [("quotes".to_owned(), names_of("pub use list::{QuotesPage, status_chip};\npub use show::QuotePage;", "pub use "))];
        broken(base, inside, code, &["leads", "quotes"].map(str::to_owned).into(), &given.into())
    }

    #[test]
    fn a_room_may_call_anothers_use_case_but_not_its_sql() {
        assert!(rule("server/src", "leads/mod.rs", "crate::quotes::sql::find(tx)").is_some());
        assert!(rule("server/src", "leads/mod.rs", "use crate::quotes::{self, accept};").is_none());
        assert!(rule("server/src", "quotes/mod.rs", "crate::quotes::sql::find(tx)").is_none());
    }

    #[test]
    fn kit_and_platform_know_no_room_and_rooms_know_no_shell() {
        assert!(rule("app/src", "ui/button.rs", "use crate::leads::api;").is_some());
        assert!(rule("app/src", "leads/board.rs", "use crate::shells::staff;").is_some());
        assert!(rule("app/src", "leads/show.rs", "use crate::quotes::api::create;").is_none());
        assert!(rule("app/src", "leads/show.rs", "use crate::quotes::builder::Lines;").is_some());
        assert!(rule("app/src", "leads/show.rs", "{crate::quotes::status_chip(quote.status)} b {").is_none());
        assert!(rule("app/src", "leads/show.rs", "use crate::quotes::{QuotePage, status_chip};").is_none());
        assert!(rule("app/src", "leads/show.rs", "crate::quotes::settle(quote)").is_some());
        assert!(rule("app/src", "shells/staff.rs", "use crate::quotes::show::Page;").is_none());
    }

    #[test]
    fn shared_has_no_clock() {
        assert!(rule("shared/src", "when.rs", "let now = Utc::now();").is_some());
    }
}
