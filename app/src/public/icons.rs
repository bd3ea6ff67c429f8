//! The icons a page uses, written into it: a page of ten icons does not wait for the sprite of all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const SPRITE: &str = include_str!("../../../assets/icons/sprite.svg");
const ADDRESS: &str = "/assets/icons/sprite.svg#";

/// Symbol by id, as the sprite writes it.
static SYMBOLS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    SPRITE
        .split("<symbol ")
        .skip(1)
        .filter_map(|rest| {
            let id = rest.strip_prefix("id=\"")?.split('"').next()?;
            Some((id, rest.split_once("</symbol>")?.0))
        })
        .collect()
});

/// The body with its icons after it; each `use` points there.
pub fn inlined(body: String) -> String {
    let used: BTreeSet<&str> = body
        .split(ADDRESS)
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default())
        .collect();
    if used.is_empty() {
        return body;
    }
    let symbols: String = used
        .iter()
        .filter_map(|id| SYMBOLS.get(id))
        .map(|symbol| format!("<symbol {}</symbol>", symbol.replacen("id=\"", "id=\"icon-", 1)))
        .collect();
    format!("{}<svg width=\"0\" height=\"0\" aria-hidden=\"true\" hidden>{symbols}</svg>", body.replace(ADDRESS, "#icon-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_icon_comes_once_and_is_pointed_to() {
        let body = format!("<use href=\"{ADDRESS}check\"/><use href=\"{ADDRESS}check\"/><use href=\"{ADDRESS}undo-2\"/>");
        let html = inlined(body);
        assert_eq!(html.matches("<symbol id=\"icon-check\"").count(), 1);
        assert_eq!(html.matches("href=\"#icon-check\"").count(), 2);
        assert!(html.contains("id=\"icon-undo-2\"") && !html.contains("sprite.svg"));
    }

    #[test]
    fn a_page_without_icons_stays_as_it_is() {
        assert_eq!(inlined("<p>Hello</p>".into()), "<p>Hello</p>");
    }
}
