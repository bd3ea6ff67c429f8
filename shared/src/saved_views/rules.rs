//! When two addresses show the same list.

/// The most views a member keeps on one list.
pub const MOST_VIEWS: i64 = 100;

/// Keys that say nothing about what is listed: which view was opened, and what the page is to do first.
const ASIDE: [&str; 2] = ["saved", "new"];

/// A query whose keys stand in one order, without those that say nothing about what is listed: two addresses show the
/// same list if and only if these are the same.
pub fn settled(query: &str) -> String {
    let mut pairs: Vec<&str> = query.split('&').filter(|pair| !ASIDE.contains(&key(pair)) && !value(pair).is_empty()).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.join("&")
}

/// The same query without one key.
pub fn without(query: &str, gone: &str) -> String {
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && key(pair) != gone).collect();
    kept.join("&")
}

fn key(pair: &str) -> &str {
    pair.split('=').next().unwrap_or_default()
}

fn value(pair: &str) -> &str {
    pair.split_once('=').map_or("", |(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::super::{ListKind, NewSavedView};
    use super::*;
    use crate::input::check;

    #[test]
    fn the_order_of_keys_and_empty_ones_make_no_other_list() {
        assert_eq!(settled("view=open&owner=7"), settled("owner=7&line=&view=open&saved=9"));
        assert_ne!(settled("view=open"), settled("view=soon"));
        assert_eq!(settled(""), "");
        assert_eq!(settled(&settled("b=2&a=1")), "a=1&b=2");
    }

    #[test]
    fn a_key_is_taken_out_and_the_rest_stays_as_it_stands() {
        assert_eq!(without("view=open&saved=9&q=a%26b", "saved"), "view=open&q=a%26b");
        assert_eq!(without("saved=9", "saved"), "");
    }

    #[test]
    fn a_view_leads_to_its_list_and_nowhere_else() {
        let view = |query: &str| check(&NewSavedView { list: ListKind::Quotes, name: "Mine".into(), query: query.into(), shared: false });
        assert!(view("").is_ok() && view("q=caf%C3%A9&view=open").is_ok() && view(&"a".repeat(2000)).is_ok());
        for bad in ["a=1#top", "a=1?b=2", "a=\u{0}", "a=\n", "a=\u{202e}b", &"a".repeat(2001)] {
            assert!(view(bad).is_err(), "{bad:.20}");
        }
    }
}
