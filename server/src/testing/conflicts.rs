//! The table of conflicts of a record that is written as a whole, made of everything its input has. Two people open it,
//! both write; for every field of the first and every field of the second:
//!
//! - the second is refused as `changed`, in words, and nothing of what they sent is taken, not even fields nobody else
//!   touched: a page writes all it shows, and cannot know which of it is meant;
//! - what the first wrote stands whole;
//! - sent again on what stands now, the second's field is taken and all else stays: of one field the later word, of two
//!   fields both.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde_json::{Value, json};
use shared::{Error, Result};

/// A record that is edited. Its input is one JSON object of the fields people change, with the `version` they saw.
pub(crate) trait Edited {
    /// What somebody would send who changes nothing.
    async fn seen(&self) -> Value;
    /// Sends an input.
    async fn write(&self, input: Value) -> Result<()>;
}

/// The fields of an input, and of each some values it may have: three, or all there are.
pub(crate) type Fields = BTreeMap<&'static str, Vec<Value>>;

/// The fields of an input by its schema, but the version it is made on.
pub(crate) fn fields_of<T: JsonSchema>() -> BTreeSet<String> {
    let schema = schemars::schema_for!(T);
    let properties = schema.as_value()["properties"].as_object().expect("an input has fields");
    properties.keys().filter(|name| name.as_str() != "version").cloned().collect()
}

/// Three texts.
pub(crate) fn texts(words: &str) -> Vec<Value> {
    (1..=3).map(|n| json!(format!("{words} {n}"))).collect()
}

/// Three numbers from the first on.
pub(crate) fn numbers(first: i64) -> Vec<Value> {
    (first..first + 3).map(|n| json!(n)).collect()
}

/// Both.
pub(crate) fn yes_no() -> Vec<Value> {
    vec![json!(true), json!(false)]
}

/// Plays the table of a record whose input has these fields and no others; panics with the lines that come out wrong.
pub(crate) async fn play(record: &impl Edited, fields: &Fields, all: &BTreeSet<String>) {
    let known: BTreeSet<String> = fields.keys().map(|name| (*name).to_owned()).collect();
    assert_eq!(known, *all, "every field of the input is in the table");
    let mut wrong = Vec::new();
    for mine in fields.keys() {
        for theirs in fields.keys() {
            if let Err(what) = line(record, fields, mine, theirs).await {
                wrong.push(format!("{mine}, while somebody else changes {theirs}: {what}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} lines:\n{}", wrong.len(), fields.len() * fields.len(), wrong.join("\n"));
}

async fn line(record: &impl Edited, fields: &Fields, mine: &str, theirs: &str) -> std::result::Result<(), String> {
    let opened = record.seen().await;
    let their_value = other(&fields[theirs], &[&opened[theirs]]);
    let mut taken = vec![&opened[mine]];
    if mine == theirs {
        taken.push(&their_value);
    }
    let my_value = other(&fields[mine], &taken);

    let theirs_sent = with(&opened, theirs, &their_value);
    record.write(theirs_sent.clone()).await.map_err(|error| format!("the first is refused: {error:?}"))?;
    let stands = record.seen().await;
    same(&stands, &theirs_sent)?;

    match record.write(with(&opened, mine, &my_value)).await {
        Err(Error::Conflict { code, detail }) if code == "changed" && !detail.is_empty() => {}
        other => return Err(format!("the second comes to {other:?}")),
    }
    if record.seen().await != stands {
        return Err("what was refused was taken".into());
    }

    let again = with(&stands, mine, &my_value);
    record.write(again.clone()).await.map_err(|error| format!("sent again it is refused: {error:?}"))?;
    same(&record.seen().await, &again)
}

/// A value that is none of these, if there is one.
fn other(values: &[Value], taken: &[&Value]) -> Value {
    let free = values.iter().find(|value| !taken.contains(value));
    free.or(values.last()).cloned().unwrap_or_default()
}

fn with(input: &Value, field: &str, value: &Value) -> Value {
    let mut input = input.clone();
    input[field] = value.clone();
    input
}

/// Whether all that can be edited is as it was sent; what is not written down where it is empty counts as nothing.
fn same(found: &Value, sent: &Value) -> std::result::Result<(), String> {
    let names: BTreeSet<&String> = [found, sent].into_iter().filter_map(Value::as_object).flat_map(|fields| fields.keys()).collect();
    let odd: Vec<String> = names
        .into_iter()
        .filter(|name| *name != "version" && found[name.as_str()] != sent[name.as_str()])
        .map(|name| format!("{name} is {}, sent was {}", found[name.as_str()], sent[name.as_str()]))
        .collect();
    if odd.is_empty() { Ok(()) } else { Err(odd.join("; ")) }
}
