//! What is said of those who are there.

use shared::presence::{Present, seen};

use super::text;

/// Who edits, and who only looks; none where nobody does.
pub fn said(people: &[Present]) -> (Option<String>, Option<String>) {
    let seen = seen(people);
    let editing = named(&seen.editing).map(|(names, many)| if many { text::are_editing(names) } else { text::is_editing(names) });
    let looking = named(&seen.looking).map(|(names, many)| if many { text::are_looking(names) } else { text::is_looking(names) });
    (editing, looking)
}

/// Their names in a few words, and whether they are several.
fn named(names: &[String]) -> Option<(String, bool)> {
    match names {
        [] => None,
        [one] => Some((one.clone(), false)),
        [one, other] => Some((text::both(one, other), true)),
        [one, rest @ ..] => Some((text::others(one, rest.len()), true)),
    }
}

#[cfg(test)]
mod tests {
    use shared::MemberId;
    use shared::text::{Locale, with_locale};
    use uuid::Uuid;

    use super::*;

    fn people(all: &[(&str, bool)]) -> Vec<Present> {
        let person = |(n, (name, editing)): (u128, &(&str, bool))| Present {
            member: MemberId(Uuid::from_u128(n)),
            name: (*name).to_owned(),
            editing: *editing,
        };
        (1..).zip(all).map(person).collect()
    }

    #[test]
    fn those_who_edit_and_those_who_look_are_told_apart() {
        assert_eq!(said(&[]), (None, None));
        let (editing, looking) = said(&people(&[("Dana Okafor", true), ("Marc Tremblay", false)]));
        assert_eq!((editing.as_deref(), looking.as_deref()), (Some("Dana is editing"), Some("Marc is looking")));
        let (editing, looking) = said(&people(&[("Dana", false), ("Marc", false), ("Olive", true), ("Jo", true), ("Theo", true)]));
        assert_eq!((editing.as_deref(), looking.as_deref()), (Some("Olive and 2 others are editing"), Some("Dana and Marc are looking")));
    }

    #[test]
    fn it_is_said_in_french() {
        let told = with_locale(Locale::Fr, || said(&people(&[("Dana", true), ("Marc", false), ("Jo", false)])));
        assert_eq!((told.0.as_deref(), told.1.as_deref()), (Some("Dana modifie en ce moment"), Some("Marc et Jo consultent")));
    }
}
