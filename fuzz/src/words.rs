//! Words people and programs send: addresses of mail and phone, names, header values, ranks, ids.

use lettre::message::Mailbox;
use server::crypto::{normalise_recovery_code, recovery_code_hash};
use server::mail::{OutgoingMail, message};
use shared::text::Locale;
use shared::{CommandId, brand, customers, identity, input, leads, pricing};
use uuid::Uuid;

use crate::Given;

pub fn contact(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Some(phone) = input::normal_phone(text) {
        let digits = phone.strip_prefix('+').unwrap_or_default();
        assert!((8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0'), "{phone:?}");
        assert_eq!(input::normal_phone(&phone).as_ref(), Some(&phone), "{text:?}");
        assert!(input::check_optional_phone(text).is_ok());
    } else {
        assert!(input::check_phone(text).is_err());
    }
    if let Some((one, other)) = text.split_once('\n') {
        let alike = customers::rules::similarity(one, other);
        assert!((0.0..=1.0).contains(&alike), "{alike}");
        assert!((customers::rules::similarity(other, one) - alike).abs() < 1e-9);
    }
    if let Some(code) = normalise_recovery_code(text) {
        assert_eq!(recovery_code_hash(&code), recovery_code_hash(text));
    }
    let code = pricing::normal_code(text);
    assert_eq!(pricing::normal_code(&code), code);
}

/// What passes as an address of mail can be written to, and stays one when it is brought to the form that is kept.
pub fn mail_address(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if input::check_email(text).is_err() {
        return;
    }
    let kept = input::normal_email(text);
    assert_eq!(input::normal_email(&kept), kept);
    assert!(input::check_email(&kept).is_ok(), "{kept:?} of {text:?}");
    assert!(!kept.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"(),:;\\".contains(c)), "{kept:?}");
    let Ok(from) = "Tailboard <no-reply@example.com>".parse::<Mailbox>() else { return };
    let mail = OutgoingMail {
        id: Uuid::nil(),
        to: kept.clone(),
        to_name: String::new(),
        subject: "Hello".into(),
        text: "Hello".into(),
        html: "<p>Hello</p>".into(),
        // whoever writes may have any of these addresses too
        reply_to: Some(kept.clone()),
    };
    if let Err(problem) = message(&from, &mail) {
        panic!("nobody can write to {kept:?}: {problem}");
    }
}

pub fn texts(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if input::check_text(text).is_ok() {
        assert!(!text.chars().any(bad) && text.chars().count() as u64 <= input::TEXT);
    }
    if input::check_line(text).is_ok() {
        assert!(!text.chars().any(char::is_control) && text.chars().count() as u64 <= input::LINE);
    }
    if input::check_name(text).is_ok() {
        assert!(input::check_line(text).is_ok() && input::filled(text).is_some());
        assert!(input::check_name(&input::trimmed(text)).is_ok());
    }
    if input::check_zone(text).is_ok() {
        assert!(text.is_ascii() && text.len() <= 64);
    }
    if input::check_colour(text).is_ok() {
        let (light, dark) = brand::palettes(text).unwrap_or_else(|| panic!("{text} is a colour"));
        drop((light, dark));
        assert!(brand::style(text).is_some_and(|style| !style.contains(['<', '"', '&'])));
        assert!(identity::contrast_with_white(text).is_some_and(|contrast| (1.0..=21.01).contains(&contrast)));
    } else {
        let _ = (brand::palettes(text), brand::style(text), identity::contrast_with_white(text), brand::contrast(text, "#ffffff"));
    }
}

/// What comes in headers, from whoever.
pub fn header_values(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let locale = Locale::from_tag(text);
    assert_eq!(Locale::from_tag(locale.tag()), locale);
    let _ = Locale::from_accept_language(text);
    assert!(identity::COUNTRIES.contains(&identity::country_of_reader(text)));
    assert!(identity::device_name(text).chars().count() <= 60);
    for id in text.split([',', ' ']) {
        if let Ok(ip) = id.parse::<std::net::IpAddr>() {
            assert_eq!(ip.to_string().parse(), Ok(ip));
        }
    }
}

pub fn names(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let slug = identity::slug(text);
    assert!((1..=40).contains(&slug.len()), "{slug:?}");
    assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{slug:?}");
    assert!(!slug.starts_with('-') && !slug.ends_with('-'), "{slug:?}");
    assert_eq!(identity::slug(&slug), slug);
    assert!(input::check_name(&identity::practice_name(text)).is_ok() || input::check_name(text).is_err(), "{text:?}");
}

/// Between two ranks there is always room.
pub fn ranks(bytes: &[u8]) {
    let mut ranks: Vec<String> = Vec::new();
    for at in bytes {
        let at = if ranks.is_empty() { 0 } else { usize::from(*at) % (ranks.len() + 1) };
        let above = at.checked_sub(1).and_then(|n| ranks.get(n)).map(String::as_str);
        let below = ranks.get(at).map(String::as_str);
        let rank = leads::rules::rank_between(above, below);
        assert!(
            above.is_none_or(|above| above < rank.as_str()) && below.is_none_or(|below| rank.as_str() < below),
            "{above:?} {rank} {below:?}"
        );
        assert!(!rank.ends_with('0') && !rank.is_empty());
        ranks.insert(at, rank);
    }
}

/// Ids in addresses and the `Idempotency-Key`.
pub fn ids(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(id) = text.trim().parse::<CommandId>() {
        assert_eq!(id.to_string().parse(), Ok(id));
    }
    let mut given = Given(bytes);
    let id = CommandId(Uuid::from_u64_pair(given.number(), given.number()));
    assert_eq!(id.to_string().parse(), Ok(id));
}
