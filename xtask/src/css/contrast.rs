//! Contrast, recomputed from the tokens in every theme (WCAG 2.2, 1.4.3 and 1.4.11).
//!
//! The token sheets say which pairs occur, in comments: `/* contrast 4.5: text muted on bg surface */` means that
//! `--text` and `--muted` reach 4.5:1 on `--bg` and on `--surface`, in light, dark and sun.

use std::collections::BTreeMap;

use super::properties::{declarations, is_tokens};
use super::source;

const THEMES: [&str; 3] = ["light", "dark", "sun"];

/// What is wrong, one sentence each.
pub fn check(sheets: &[(String, String)]) -> Vec<String> {
    let mut values: BTreeMap<&str, BTreeMap<String, String>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (name, text) in sheets.iter().filter(|(name, _)| is_tokens(name)) {
        collect(&source::without_comments(text), &mut values);
        pairs.extend(text.split("/* contrast ").skip(1).filter_map(|after| after.split("*/").next()).map(|rule| (name, rule.trim())));
    }
    if sheets.is_empty() {
        return Vec::new();
    }
    if pairs.is_empty() {
        return vec!["assets/css/tokens.css: says nothing about contrast: /* contrast 4.5: text on bg */".into()];
    }
    let mut findings = Vec::new();
    for (name, rule) in pairs {
        let Some((least, fronts, backs)) = read_rule(rule) else {
            findings.push(format!("{name}: cannot read `contrast {rule}`"));
            continue;
        };
        for theme in THEMES {
            for front in &fronts {
                for back in &backs {
                    match (colour(&values, theme, front, 0), colour(&values, theme, back, 0)) {
                        (Some(a), Some(b)) if ratio(a, b) >= least => {}
                        (Some(a), Some(b)) => {
                            findings.push(format!("{name}: --{front} on --{back} is {:.2}:1 in {theme}, not {least}:1", ratio(a, b)))
                        }
                        _ => findings.push(format!("{name}: --{front} on --{back} in {theme}: one of them is no plain colour")),
                    }
                }
            }
        }
    }
    findings
}

/// `4.5: text muted on bg surface`.
fn read_rule(rule: &str) -> Option<(f64, Vec<&str>, Vec<&str>)> {
    let (least, pair) = rule.split_once(':')?;
    let (fronts, backs) = pair.split_once(" on ")?;
    Some((least.trim().parse().ok()?, fronts.split_whitespace().collect(), backs.split_whitespace().collect()))
}

/// Sorts custom properties by the theme whose selector they stand under.
fn collect(text: &str, values: &mut BTreeMap<&'static str, BTreeMap<String, String>>) {
    for declaration in declarations(text) {
        let Some(token) = declaration.property.strip_prefix("--").filter(|_| !declaration.is_conditional) else { continue };
        let selector = declaration.selector.replace('\'', "\"");
        for theme in THEMES {
            let named = selector.contains(&format!("data-theme=\"{theme}\"")) || selector.contains(&format!("data-theme={theme}]"));
            let is_root = theme == "light" && selector.split(',').any(|one| one.trim() == ":root" || one.trim() == ":where(:root)");
            if named || is_root {
                values.entry(theme).or_default().insert(token.to_owned(), declaration.value.to_owned());
            }
        }
    }
}

/// The colour a token has in a theme: its own, or light's where the theme does not change it.
fn colour(values: &BTreeMap<&str, BTreeMap<String, String>>, theme: &str, token: &str, depth: u8) -> Option<[f64; 3]> {
    let own = values.get(theme).and_then(|tokens| tokens.get(token));
    let value = own.or_else(|| values.get("light").and_then(|tokens| tokens.get(token)))?.trim();
    let value = match value.strip_prefix("light-dark(").and_then(|inside| inside.strip_suffix(')')) {
        Some(inside) => {
            let (light, dark) = inside.split_once(',')?;
            if theme == "dark" { dark.trim() } else { light.trim() }
        }
        None => value,
    };
    if let Some(other) = value.strip_prefix("var(--").and_then(|inside| inside.strip_suffix(')')) {
        return if depth < 8 { colour(values, theme, other.trim(), depth + 1) } else { None };
    }
    match value {
        "white" => Some([1.0; 3]),
        "black" => Some([0.0; 3]),
        hex => from_hex(hex.strip_prefix('#')?),
    }
}

fn from_hex(digits: &str) -> Option<[f64; 3]> {
    let wide: String = if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
    if wide.len() != 6 || !wide.is_ascii() {
        return None;
    }
    let part = |from: usize| u8::from_str_radix(&wide[from..from + 2], 16).ok().map(|value| f64::from(value) / 255.0);
    Some([part(0)?, part(2)?, part(4)?])
}

/// The WCAG contrast ratio of two colours.
fn ratio(a: [f64; 3], b: [f64; 3]) -> f64 {
    let light = |colour: [f64; 3]| {
        let linear = colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (high, low) = if light(a) > light(b) { (light(a), light(b)) } else { (light(b), light(a)) };
    (high + 0.05) / (low + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(css: &str) -> Vec<String> {
        check(&[("assets/css/tokens.css".into(), css.into())])
    }

    #[test]
    fn black_on_white_is_twenty_one() {
        assert!((ratio([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn each_theme_is_checked_with_what_it_inherits() {
        let css = "/* contrast 4.5: text on bg */ :root { --text: #171a21; --bg: #fff; } [data-theme=\"dark\"] { --bg: #0e1116; }";
        let found = findings(css);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("in dark"));
    }

    #[test]
    fn light_dark_and_var_are_followed() {
        let css = "/* contrast 4.5: link on bg */ :root { --link: var(--brand); --brand: light-dark(#1f48bd, #9bb7ff); --bg: light-dark(#ffffff, #0e1116) }";
        assert!(findings(css).is_empty(), "{:?}", findings(css));
    }

    #[test]
    fn tokens_that_say_nothing_about_contrast_are_a_finding() {
        assert_eq!(findings(":root { --bg: #fff }").len(), 1);
    }
}
