//! Two people change one record at once: an input that was begun on what was there is made anew on what the other left.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What somebody was about to send (`mine`), on what somebody else left meanwhile (`theirs`): a field not touched since
/// it was `begun` is as it stands now, one that was touched stays as it is wanted. The version the input is made on is
/// touched by nobody, so that it is theirs.
pub fn onto<T: Serialize + DeserializeOwned + Clone>(begun: &T, mine: &T, theirs: &T) -> T {
    let fields = |input: &T| serde_json::to_value(input).ok();
    let made = pick(fields(begun).as_ref(), fields(mine).as_ref(), fields(theirs).as_ref());
    made.and_then(|made| serde_json::from_value(made).ok()).unwrap_or_else(|| mine.clone())
}

fn pick(begun: Option<&Value>, mine: Option<&Value>, theirs: Option<&Value>) -> Option<Value> {
    match (begun, mine, theirs) {
        (Some(Value::Object(begun)), Some(Value::Object(mine)), Some(Value::Object(theirs))) => {
            let names: BTreeSet<&String> = begun.keys().chain(mine.keys()).chain(theirs.keys()).collect();
            let one = |name: &String| pick(begun.get(name), mine.get(name), theirs.get(name)).map(|value| (name.clone(), value));
            Some(Value::Object(names.into_iter().filter_map(one).collect()))
        }
        _ if begun == mine => theirs.cloned(),
        _ => mine.cloned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Input {
        version: i32,
        name: String,
        phone: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tags: Vec<String>,
        custom: BTreeMap<String, String>,
    }

    fn input(version: i32, name: &str, phone: Option<&str>, tags: &[&str], custom: &[(&str, &str)]) -> Input {
        Input {
            version,
            name: name.into(),
            phone: phone.map(Into::into),
            tags: tags.iter().map(|tag| (*tag).into()).collect(),
            custom: custom.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect(),
        }
    }

    #[test]
    fn of_different_fields_both_stay_and_of_one_field_the_later_word() {
        let begun = input(3, "Ada", None, &[], &[("dock", "1")]);
        let mine = input(3, "Ada", Some("604"), &[], &[("dock", "1"), ("gate", "B")]);
        let theirs = input(5, "Ada Okafor", Some("416"), &["school"], &[("dock", "2")]);
        assert_eq!(onto(&begun, &mine, &theirs), input(5, "Ada Okafor", Some("604"), &["school"], &[("dock", "2"), ("gate", "B")]));
    }

    #[test]
    fn who_touched_nothing_has_theirs_and_who_was_alone_has_theirs_still() {
        let (begun, theirs) = (input(1, "Ada", Some("604"), &["old"], &[("dock", "1")]), input(2, "Bo", None, &[], &[]));
        assert_eq!(onto(&begun, &begun, &theirs), theirs);
        let mine = input(1, "Ada", None, &[], &[]);
        assert_eq!(onto(&begun, &mine, &begun), mine, "what was taken away stays away");
    }
}
