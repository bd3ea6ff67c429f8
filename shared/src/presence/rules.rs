//! What people are called beside a record.

use super::Present;

/// Who is there, as it is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// What those are called who edit it.
    pub editing: Vec<String>,
    /// What those are called who only look at it.
    pub looking: Vec<String>,
}

/// What people are called beside a record: by the first name alone where no other of them has it.
pub fn seen(people: &[Present]) -> Seen {
    let mut seen = Seen::default();
    for person in people {
        let is_alone = people.iter().filter(|other| first(&other.name) == first(&person.name)).count() == 1;
        let called = if is_alone { first(&person.name) } else { person.name.trim() };
        let list = if person.editing { &mut seen.editing } else { &mut seen.looking };
        list.push(called.to_owned());
    }
    seen
}

fn first(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::{Beat, Stance, TABS};
    use super::*;
    use crate::MemberId;
    use crate::input::check;

    fn person(n: u128, name: &str, editing: bool) -> Present {
        Present { member: MemberId(Uuid::from_u128(n)), name: name.into(), editing }
    }

    #[test]
    fn people_are_called_by_their_first_name_unless_two_have_it() {
        let alone = seen(&[person(1, "Dana Okafor", true), person(2, "Marc Tremblay", false)]);
        assert_eq!((alone.editing, alone.looking), (vec!["Dana".to_owned()], vec!["Marc".to_owned()]));
        let namesakes = seen(&[person(1, "Dana Okafor", true), person(2, " Dana  Roy", false), person(3, "Élodie", false)]);
        assert_eq!(namesakes.editing, ["Dana Okafor"]);
        assert_eq!(namesakes.looking, ["Dana  Roy", "Élodie"]);
        assert_eq!(seen(&[]), Seen::default());
    }

    #[test]
    fn a_beat_names_a_tab_there_can_be() {
        let of = |tab| check(&Beat { tab, stance: Stance::Looking }).is_ok();
        assert!(of(0) && of(TABS - 1));
        assert!(!of(-1) && !of(TABS));
    }

    proptest! {
        #[test]
        fn everybody_is_named_once_and_where_they_belong(people in prop::collection::vec(("[A-C][a-c]{0,2}( [A-C][a-c]{0,2})?", any::<bool>()), 0..8)) {
            let people: Vec<Present> = people.iter().zip(1..).map(|((name, editing), n)| person(n, name, *editing)).collect();
            let said = seen(&people);
            prop_assert_eq!(said.editing.len(), people.iter().filter(|one| one.editing).count());
            prop_assert_eq!(said.editing.len() + said.looking.len(), people.len());
            for called in said.editing.iter().chain(&said.looking) {
                prop_assert!(people.iter().any(|one| one.name.starts_with(called.as_str())));
            }
        }
    }
}
