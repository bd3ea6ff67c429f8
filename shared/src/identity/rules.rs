//! Decisions without IO: how long a login waits, who may hand out what, which colour can be read.

use chrono::{DateTime, Duration, Utc};

use super::MemberStatus;
use crate::access::{Access, BuiltinRole};
use crate::{Currency, Error, Result};

/// Failed logins that cost nothing.
pub const FREE_FAILURES: i32 = 5;
/// The longest a login has to wait.
pub const LONGEST_WAIT_SECONDS: i64 = 15 * 60;
/// Failures older than this are forgotten.
pub const FAILURES_LAST_HOURS: i64 = 24;
/// How long an invitation is good.
pub const INVITATION_DAYS: i64 = 7;
/// How long a link for a new password is good.
pub const RESET_MINUTES: i64 = 30;
/// How long a link that confirms an address is good.
pub const CONFIRM_HOURS: i64 = 48;
/// How long the old address can undo a change.
pub const UNDO_DAYS: i64 = 7;
/// How long the second step of a login may take.
pub const SECOND_STEP_MINUTES: i64 = 10;
/// How long a device may skip the second step after it was trusted.
pub const TRUST_DAYS: i64 = 30;
/// How long one may view as a customer.
pub const VIEW_MINUTES: i64 = 30;
/// Fewer left than this and people are told to make new recovery codes.
pub const FEW_RECOVERY_CODES: i64 = 3;

/// Time zones offered in lists; any other IANA zone is accepted too.
pub const ZONES: &[&str] = &[
    "America/Vancouver",
    "America/Edmonton",
    "America/Regina",
    "America/Winnipeg",
    "America/Toronto",
    "America/Halifax",
    "America/St_Johns",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Brussels",
    "Europe/Amsterdam",
    "Europe/Berlin",
    "Australia/Perth",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Melbourne",
    "Australia/Sydney",
];

/// How long a session lasts unused, and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    pub idle: Duration,
    pub absolute: Duration,
}

/// The lifetime of a session: an office day; crew and customers keep theirs a month, because signing in again without
/// a network is impossible.
pub fn lifetime(long: bool) -> Lifetime {
    if long {
        Lifetime { idle: Duration::days(14), absolute: Duration::days(30) }
    } else {
        Lifetime { idle: Duration::hours(12), absolute: Duration::days(7) }
    }
}

/// Seconds to wait after so many failures in a row: nothing at first, then 30 s, doubling to 15 minutes.
pub fn wait_after(failures: i32) -> i64 {
    if failures < FREE_FAILURES {
        return 0;
    }
    let doublings = u32::try_from(failures - FREE_FAILURES).unwrap_or(0).min(10);
    (30_i64 << doublings).min(LONGEST_WAIT_SECONDS)
}

/// Seconds still to wait before another attempt is looked at.
pub fn waits(failures: i32, last: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    let since = (now - last).num_seconds().max(0);
    (wait_after(failures) - since).max(0)
}

/// The currency books are kept in by default.
pub fn currency_of(country: &str) -> Currency {
    match country {
        "US" => Currency::USD,
        "GB" => Currency::GBP,
        "AU" => Currency::AUD,
        "IE" | "FR" | "DE" | "NL" | "BE" => Currency::EUR,
        _ => Currency::CAD,
    }
}

/// The country of whoever reads these languages (an `Accept-Language` header) first, if it is one we sell in.
pub fn country_of_reader(languages: &str) -> &'static str {
    let first = languages.split([',', ';']).next().unwrap_or_default().trim();
    let region = first.split('-').next_back().filter(|region| region.len() == 2 && *region != first);
    let known = |code: &&str| region.is_some_and(|region| region.eq_ignore_ascii_case(code));
    super::COUNTRIES.iter().copied().find(known).unwrap_or("CA")
}

/// The time zone a form for a new organization in this country starts with.
pub fn zone_of(country: &str) -> &'static str {
    match country {
        "US" => "America/New_York",
        "GB" => "Europe/London",
        "IE" => "Europe/Dublin",
        "AU" => "Australia/Sydney",
        "FR" => "Europe/Paris",
        "DE" => "Europe/Berlin",
        "NL" => "Europe/Amsterdam",
        "BE" => "Europe/Brussels",
        _ => "America/Vancouver",
    }
}

/// The rights of a member: all roles together.
pub fn access_of<'a>(roles: &[BuiltinRole], custom: impl IntoIterator<Item = &'a Access>) -> Access {
    let builtin = roles.iter().fold(Access::none(), |access, role| access.union(&role.access()));
    custom.into_iter().fold(builtin, Access::union)
}

/// Whether everything in `asked` is within `own`, so that nobody hands out rights they lack.
pub fn is_within(asked: &Access, own: &Access) -> bool {
    asked.permissions.iter().all(|(action, scope)| own.scope(*action).is_some_and(|reach| reach >= *scope))
        && asked.fields.is_subset(&own.fields)
        && asked.discount_bp <= own.discount_bp
}

/// Refuses what would leave an organization without an active owner. `owners` counts the active ones.
pub fn keep_an_owner(was: (&[BuiltinRole], MemberStatus), becomes: (&[BuiltinRole], MemberStatus), owners: i64) -> Result<()> {
    let owns = |(roles, status): (&[BuiltinRole], MemberStatus)| status == MemberStatus::Active && roles.contains(&BuiltinRole::Owner);
    if owns(was) && !owns(becomes) && owners <= 1 {
        return Err(Error::conflict("last_owner", super::names::last_owner));
    }
    Ok(())
}

/// Contrast of a colour such as `#1f6feb` with white text on it (WCAG 2.2 §1.4.3), from 1 to 21.
pub fn contrast_with_white(colour: &str) -> Option<f64> {
    let hex = colour.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
    let channel = |at: usize| -> Option<f64> {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    let luminance = 0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?;
    Some(1.05 / (luminance + 0.05))
}

/// A short name for addresses: lower case letters, digits and dashes, at most 40; never empty.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        let plain = match c.to_lowercase().next().unwrap_or(c) {
            'à' | 'â' | 'ä' | 'á' => 'a',
            'ç' => 'c',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'î' | 'ï' | 'í' => 'i',
            'ô' | 'ö' | 'ó' => 'o',
            'ù' | 'û' | 'ü' | 'ú' => 'u',
            other => other,
        };
        if plain.is_ascii_alphanumeric() {
            out.push(plain);
        } else if !out.is_empty() && !out.ends_with('-') && c != '\'' && c != '’' {
            out.push('-');
        }
        if out.len() >= 40 {
            break;
        }
    }
    let out = out.trim_matches('-').to_owned();
    if out.is_empty() { "organization".into() } else { out }
}

/// Browser and system of a `User-Agent` header in words, `Chrome on Windows`.
pub fn device_name(user_agent: &str) -> String {
    let find = |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    let browser = find(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => super::names::unknown_device(),
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
