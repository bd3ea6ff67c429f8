//! Rules 2 and 3: who may name whom, read from the paths in the source. Of the server the words are read, not the lines, for
//! what an import made short or broke into lines is found by nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::tokens::{Kind, Token, tokens};
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
            let inside = tree::relative(&root.join(base), &path);
            let source = tree::text(&path)?;
            for (number, line) in source.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                if let Some(rule) = broken(base, &inside, code, &rooms, &given) {
                    findings.push(format!("{name}:{}: {rule}", number + 1));
                }
            }
            if base == "server/src" {
                findings.extend(past_use_cases(&inside, &source, &rooms).into_iter().map(|(line, rule)| format!("{name}:{line}: {rule}")));
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

/// Where a source of the server goes past the use cases of a room: by the SQL of another one, or by giving out its own.
fn past_use_cases(inside: &str, source: &str, rooms: &BTreeSet<String>) -> Vec<(usize, String)> {
    let own = own(inside);
    let all = tokens(source);
    let named = foreign_sql(&all, own, rooms).into_iter();
    let mut found: Vec<(usize, String)> =
        named.map(|(line, other)| (line, format!("`{own}` uses the SQL of `{other}`: call its use case instead"))).collect();
    if rooms.contains(own) && inside == format!("{own}/mod.rs") {
        let given = all.windows(3).filter(|step| matches!(step[0].text, "pub" | ")") && step[1].text == "mod" && step[2].text == "sql");
        found.extend(given.map(|step| {
            (step[2].line, format!("`{own}` gives out all of its SQL: keep the module to the room and give out functions by name"))
        }));
    }
    found
}

/// The SQL of other rooms that is named, with the lines: by a whole path, by what an import calls the room, or in braces.
fn foreign_sql<'a>(all: &[Token<'a>], own: &str, rooms: &'a BTreeSet<String>) -> Vec<(usize, &'a str)> {
    let mut called: BTreeMap<&str, &str> = rooms.iter().filter(|room| *room != own).map(|room| (room.as_str(), room.as_str())).collect();
    for step in all.windows(3).filter(|step| step[1].text == "as" && step[2].kind == Kind::Word) {
        if let Some(room) = called.get(step[0].text).copied() {
            called.insert(step[2].text, room);
        }
    }
    let mut found = Vec::new();
    for (at, token) in all.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word) {
        let Some(other) = called.get(token.text).copied() else { continue };
        let [colon, again, then, inner @ ..] = &all[at + 1..] else { continue };
        if colon.kind != Kind::Mark(':') || again.kind != Kind::Mark(':') {
            continue;
        }
        if then.text == "sql" {
            found.push((then.line, other));
        } else if then.kind == Kind::Mark('{') {
            found.extend(listed_sql(inner).map(|line| (line, other)));
        }
    }
    found
}

/// The line in which the braces of an import that have just been opened name `sql` itself.
fn listed_sql(inner: &[Token<'_>]) -> Option<usize> {
    let (mut depth, mut begins) = (1, true);
    for token in inner {
        match token.kind {
            Kind::Mark('{') => depth += 1,
            Kind::Mark('}') => depth -= 1,
            _ if depth == 1 && begins && token.text == "sql" => return Some(token.line),
            _ => {}
        }
        if depth == 0 {
            return None;
        }
        begins = token.kind == Kind::Mark(',');
    }
    None
}

/// The room or module a file below `src` belongs to.
fn own(inside: &str) -> &str {
    inside.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// The rule a line of code breaks, if any. `inside` is the path below the crate's `src`, `given` what rooms give out.
fn broken(base: &str, inside: &str, code: &str, rooms: &BTreeSet<String>, given: &BTreeMap<String, BTreeSet<String>>) -> Option<String> {
    let own = own(inside);
    let is_test = inside.ends_with("tests.rs") || inside.contains("/tests/");
    for other in rooms.iter().filter(|room| *room != own) {
        let names = |rest: &str| {
            [format!("crate::{other}::{rest}"), format!("super::super::{other}::{rest}")].iter().any(|path| mentions(code, path))
        };
        if base == "app/src" {
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
        let past = |inside: &str, source: &str| past_use_cases(inside, source, &["leads", "quotes"].map(str::to_owned).into()).len();
        for source in [
            "crate::quotes::sql::find(tx)",
            "super::super::quotes::sql::find(tx)",
            "use crate::quotes;\nfn f() { quotes::sql::find(tx) }",
            "use crate::quotes as offers;\nfn f() { offers::sql::find(tx) }",
            "use crate::quotes::sql;",
            "use crate::quotes::{\n    accept,\n    sql as rows,\n};",
            "use crate::{cx::Cx, quotes::{Offer, sql::find}};",
        ] {
            assert_eq!(past("leads/edit.rs", source), 1, "{source}");
            assert_eq!(past("quotes/edit.rs", source), 0, "{source}");
        }
        for source in [
            "use crate::quotes::{self, accept};\nuse super::sql;\nfn f() { sql::quotes::find(tx); quotes::accept(tx) }",
            "// as quotes::sql::find does\nlet words = \"quotes::sql\";",
            "use crate::quotes::{links::{self, sql_of}, accept};",
        ] {
            assert_eq!(past("leads/edit.rs", source), 0, "{source}");
        }
    }

    #[test]
    fn a_room_gives_out_functions_and_not_its_sql() {
        let past = |inside: &str, source: &str| past_use_cases(inside, source, &["quotes".to_owned()].into()).len();
        assert_eq!(past("quotes/mod.rs", "pub mod http;\npub(crate) mod sql;"), 1);
        assert_eq!(past("quotes/mod.rs", "pub mod sql;"), 1);
        assert_eq!(past("quotes/mod.rs", "mod sql;\npub(crate) use sql::pending_of;"), 0);
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
