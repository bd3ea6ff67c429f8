//! Rule 6: `docs/asvs.md` says something of every item of the levels we keep to, names a test for every one it calls
//! proven, and every test it names exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::failure::Result;
use crate::tree;

const FILE: &str = "docs/asvs.md";

/// The items of ASVS 5.0.0 by number, each with its level: one a line, as they were published.
const PUBLISHED: &str = include_str!("asvs.txt");

/// The level of items beyond what we keep to.
const BEYOND: &str = "3";

/// What is wrong, one sentence each.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let rust = rust_tests(root)?;
    let mut browser = String::new();
    for path in tree::with_extension(&root.join("e2e/specs"), "mjs")? {
        browser.push_str(&tree::text(&path)?);
    }
    let document = tree::text(&root.join(FILE))?;
    let (mut findings, proven) = judge(&document, |name| rust.contains(name) || (name.contains(' ') && browser.contains(name)));
    findings.extend(complete(&document, PUBLISHED));
    println!("check-house: {proven} items of ASVS with a test each");
    Ok(findings)
}

/// Looks at the first column of every table: each number is one that was published, stands once, and none that has to
/// is missing.
fn complete(document: &str, published: &str) -> Vec<String> {
    let levels: BTreeMap<&str, &str> = published.lines().filter_map(|line| line.split_once(' ')).collect();
    let (mut findings, mut seen) = (Vec::new(), BTreeSet::new());
    for line in document.lines().filter(|line| line.starts_with('|')) {
        let items = line.trim_matches('|').split('|').next().unwrap_or_default();
        for item in items.split(',').map(str::trim).filter(|item| item.starts_with(|c: char| c.is_ascii_digit())) {
            if !levels.contains_key(item) {
                findings.push(format!("{FILE}: {item} is no item of ASVS 5.0"));
            } else if !seen.insert(item) {
                findings.push(format!("{FILE}: {item} stands twice: say what holds in one place"));
            }
        }
    }
    let missing = levels.iter().filter(|(item, level)| **level != BEYOND && !seen.contains(**item));
    findings.extend(missing.map(|(item, level)| {
        format!("{FILE}: {item} (level {level}) is missing: name its test, or say why it has none or does not apply")
    }));
    findings
}

/// Looks at the rows of the first table: item, what is done, tests.
fn judge(document: &str, exists: impl Fn(&str) -> bool) -> (Vec<String>, usize) {
    let (mut findings, mut proven) = (Vec::new(), 0);
    for line in document.lines().take_while(|line| !line.starts_with("## Not")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [item, _, tests] = cells[..] else { continue };
        if !item.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        proven += item.split(',').count();
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        if names.is_empty() {
            findings.push(format!("{FILE}: {item} names no test: name one, or say below why there is none"));
        }
        for name in names {
            if !exists(name) {
                findings.push(format!("{FILE}: {item} names `{name}`, which is no test"));
            }
        }
    }
    // what stands below the proven ones may name tests, too; other words in backticks are single ones
    for line in document.lines().skip_while(|line| !line.starts_with("## Not")).filter(|line| line.starts_with('|')) {
        for name in line.split('`').skip(1).step_by(2).filter(|name| name.contains(['_', ' '])) {
            if !exists(name) {
                findings.push(format!("{FILE}: `{name}` is named and is no test"));
            }
        }
    }
    (findings, proven)
}

/// The names of the functions under `#[test]` and its kin.
fn rust_tests(root: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for base in ["app/src", "app/tests", "server/src", "shared/src", "xtask/src", "bench/src"] {
        for path in tree::with_extension(&root.join(base), "rs")? {
            let source = tree::text(&path)?;
            let mut is_test = false;
            for line in source.lines().map(str::trim) {
                if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
                    is_test = true;
                } else if let Some((_, rest)) =
                    line.split_once("fn ").filter(|(before, _)| matches!(*before, "" | "async " | "pub " | "pub async "))
                {
                    if is_test {
                        names.insert(rest.split(['(', '<']).next().unwrap_or_default().to_string());
                    }
                    is_test = false;
                }
            }
            // property tests stand in a macro, which gives them their attribute
            if source.contains("proptest!") {
                names.extend(source.split("\n    fn ").skip(1).filter_map(|rest| rest.split('(').next().map(str::to_string)));
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{PUBLISHED, complete, judge};

    #[test]
    fn an_item_without_a_test_or_with_one_that_is_none_is_found() {
        let document = "| item | how | tests |\n|---|---|---|\n| 1.2.4 | macros | `asks` |\n| 1.2.5 | none | |\n| 1.2.6, 1.2.7 | lost | `gone` |\n## Not proven\n| 9.9.9 | no `unsafe`, `asks`, `was_there_once` |\n";
        let (findings, proven) = judge(document, |name| name == "asks");
        assert_eq!(proven, 4);
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert!(findings[0].contains("1.2.5") && findings[1].contains("`gone`") && findings[2].contains("`was_there_once`"));
    }

    #[test]
    fn an_item_that_is_missing_unknown_or_named_twice_is_found() {
        let published = "1.1.1 2\n1.1.2 1\n1.1.3 3\n1.1.10 2\n";
        let document = "| item | how | tests |\n|---|---|---|\n| 1.1.1, 1.1.3 | macros | `asks` |\n## Not proven\n| item | state |\n|---|---|\n| 1.1.10 | nothing of the kind |\n";
        let findings = complete(document, published);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].contains("1.1.2 (level 1) is missing"));
        let findings = complete(&format!("{document}| 1.1.2, 1.1.1 | once more |\n| 9.9.9 | a slip |\n"), published);
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].contains("1.1.1 stands twice") && findings[1].contains("9.9.9 is no item"));
    }

    #[test]
    fn the_list_has_every_item_of_both_levels() {
        let of = |level: &str| PUBLISHED.lines().filter(|line| line.ends_with(&format!(" {level}"))).count();
        assert_eq!([of("1"), of("2"), of("3"), PUBLISHED.lines().count()], [70, 183, 92, 345]);
    }
}
