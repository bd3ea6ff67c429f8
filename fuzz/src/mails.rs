//! Mails out of what people typed.

use lettre::message::Mailbox;
use serde_json::{Value, json};
use server::mail::{OutgoingMail, Template, message, render};
use shared::text::Locale;
use uuid::Uuid;

use crate::Given;

const VALUES: [&str; 26] = [
    "organization",
    "link",
    "name",
    "by",
    "hours",
    "inviter",
    "role",
    "days",
    "minutes",
    "new_email",
    "number",
    "title",
    "total",
    "valid_until",
    "date",
    "window",
    "address",
    "device",
    "ip",
    "at",
    "subject",
    "reason",
    "count",
    "message",
    "who",
    "customer",
];

fn values(of: impl Fn(usize) -> String) -> Value {
    let mut values: serde_json::Map<_, _> = VALUES.iter().enumerate().map(|(n, key)| ((*key).to_owned(), Value::String(of(n)))).collect();
    let listed = |n: usize| json!({ "number": of(n), "title": of(n + 1), "customer": of(n + 2), "from": of(n + 3), "to": of(n + 4), "by": of(n + 5) });
    values.insert("quotes".into(), json!([listed(0), listed(6)]));
    values.insert(
        "parts".into(),
        json!([{ "text": of(1), "link": null }, { "text": of(2), "link": of(3) }, { "text": of(4), "link": null }]),
    );
    values.into()
}

/// Whatever is put in, a mail has the same elements, one line of subject, and no template's sign.
pub fn templates(bytes: &[u8]) {
    let mut given = Given(bytes);
    let (template, locale) = (given.one_of(&Template::ALL), given.one_of(&[Locale::En, Locale::Fr]));
    let texts = given.texts();
    // what is not given is left out of a mail: of the two compared both give it
    let filled = |n: usize| texts.get(n % texts.len().max(1)).cloned().filter(|text| !text.is_empty()).unwrap_or_else(|| "x".into());
    let plain = render(template, locale, &values(|_| "x".into()));
    let plain = plain.unwrap_or_else(|problem| panic!("{problem}"));
    let mail = render(template, locale, &values(filled)).unwrap_or_else(|problem| panic!("{problem}"));
    assert!(!mail.subject.chars().any(char::is_control), "{:?}", mail.subject);
    for sign in ["<", ">"] {
        assert_eq!(mail.html.matches(sign).count(), plain.html.matches(sign).count(), "{sign} came in: {}", mail.html);
    }
    // a quote that is let in could end an attribute
    assert_eq!(mail.html.matches('"').count(), plain.html.matches('"').count(), "a quote came in: {}", mail.html);
}

/// Nothing that was typed makes a header or another recipient.
pub fn messages(bytes: &[u8]) {
    let mut texts = Given(bytes).texts().into_iter();
    let mut next = || texts.next().unwrap_or_default();
    let Ok(from) = "Tailboard <no-reply@example.com>".parse::<Mailbox>() else { return };
    let (to_name, subject, text, html) = (next(), next(), next(), next());
    let mail = OutgoingMail { id: Uuid::nil(), to: "zoe@example.org".into(), to_name, subject, text, html, reply_to: None };
    let Ok(built) = message(&from, &mail) else { return };
    let to: Vec<String> = built.envelope().to().iter().map(ToString::to_string).collect();
    assert_eq!(to, ["zoe@example.org"]);
    let bytes = built.formatted();
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(&bytes[..], |at| &bytes[..at]);
    assert!(head.is_ascii(), "{}", String::from_utf8_lossy(head));
    let names: Vec<String> = String::from_utf8_lossy(head)
        .split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap_or_default().to_lowercase())
        .collect();
    let known = json!(["from", "to", "subject", "message-id", "auto-submitted", "date", "mime-version", "content-type"]);
    for name in &names {
        assert!(known.as_array().is_some_and(|all| all.contains(&json!(name))), "a header {name:?}: {}", String::from_utf8_lossy(head));
    }
    assert!(names.iter().filter(|name| *name == "to").count() == 1);
}
