//! Suggestions in words: why, what changes, and the act as it is sent.

use shared::Money;
use shared::assistant::{Act, Difference, Shown, Suggestion, Why};
use shared::money::Currency;
use shared::quotes::{CureKind, text as quote_words};

use super::text;
use super::text::why;
use crate::leads::words as lead_words;
use crate::ui::Change;
use crate::ui::format::{self, DateStyle};

fn amount(cents: i64, currency: Currency) -> String {
    format::money(Money::new(cents, currency))
}

/// Why it is suggested.
pub fn reason(of: &Why, currency: Currency) -> String {
    match of {
        Why::Waiting { minutes } => why::waiting(format::duration(*minutes)),
        Why::Unowned => why::unowned(),
        Why::NoContact => why::no_contact(),
        Why::NoDate => why::no_date(),
        Why::NoRoute => why::no_route(),
        Why::DatePassed { days } => why::date_passed(text::days(*days)),
        Why::Worth { cents } => why::worth(format::money_whole(Money::new(*cents, currency))),
        Why::Ready { days } => why::ready(text::days(*days)),
        Why::Unreached { calls } => why::unreached(text::calls(*calls)),
        Why::Fits { stage } => why::fits(stage),
        Why::Silent { days, views: 0 } => why::silent(text::days(*days)),
        Why::Silent { days, views } => why::silent_opened(text::days(*days), text::often(*views)),
        Why::EndsIn { hours } => why::ends_in(format::duration(hours * 60)),
        Why::Stood { days } => why::stood(text::days(*days)),
        Why::Late { what, hours } => why::late(what, format::duration(hours * 60)),
        Why::NothingPlanned => why::nothing_planned(),
        Why::OneMoreStep => why::one_more(),
        Why::Lost { reason: Some(reason) } => why::lost(lead_words::lost(*reason)),
        Why::Lost { reason: None } => why::lost_somehow(),
        Why::Begins { days } => why::begins(text::days(*days)),
        Why::WorkDone { days } => why::work_done(text::days(*days)),
        Why::KnownCustomer => why::known_customer(),
        Why::Complete => why::complete(),
        Why::OverHours { limits } => why::over_hours(text::limits(*limits)),
        Why::TooFewSeats { seats, passengers } => why::too_few_seats(seats, passengers),
        Why::Popular { quotes, of } => why::popular(quotes, of),
        Why::Available => why::available(),
        Why::Saves { cents } => why::saves(amount(*cents, currency)),
        Why::HoldsShorter { days, valid_days } => why::holds_shorter(text::days(*days), text::days(*valid_days)),
        Why::HoldsFor { valid_days } => why::holds_for(text::days(*valid_days)),
        Why::NoTrip => why::no_trip(),
        Why::Asked { words } => why::asked(words),
        Why::ChangesAsked { words } => why::changes_asked(words),
        Why::Ended { days } => why::ended(text::days(*days)),
        Why::RenewalAsked => why::renewal_asked(),
        Why::Declined { words } if words.is_empty() => why::declined(),
        Why::Declined { words } => why::declined_with(words),
        Why::Withdrawn => why::withdrawn(),
        Why::Deposit { cents } => why::deposit(amount(*cents, currency)),
        Why::NoCrew { days: Some(days) } => why::no_crew_in(text::days(*days)),
        Why::NoCrew { days: None } => why::no_crew(),
        Why::Booked => why::booked(),
    }
}

/// What following changes.
pub fn preview(suggestion: &Suggestion, currency: Currency, zone: &str) -> Vec<Change> {
    let said = |value: &Shown| shown(value, currency, zone);
    let change = |d: &Difference| Change::new(text::facet(d.of), d.before.as_ref().map(said), d.after.as_ref().map(said));
    suggestion.preview.iter().map(change).collect()
}

fn shown(value: &Shown, currency: Currency, zone: &str) -> String {
    match value {
        Shown::Text { text } => text.clone(),
        Shown::Named { label } => label.text().to_string(),
        Shown::Vehicles { count, label } => format!("{count} × {}", label.text()),
        Shown::Step { kind, due_at } => format!("{}, {}", lead_words::activity(*kind), format::moment_in(*due_at, zone, DateStyle::Day)),
        Shown::Done => text::done(),
        Shown::You => text::you(),
        Shown::Reason { reason } => lead_words::lost(*reason),
        Shown::Status { status } => quote_words::status(*status),
        Shown::Drivers { cure: None } => text::one_driver(),
        Shown::Drivers { cure: Some(CureKind::Team) } => text::two_drivers(),
        Shown::Drivers { cure: Some(CureKind::Relief) } => text::relief(),
        Shown::Drivers { cure: Some(CureKind::Overnight) } => text::night(),
        Shown::Wall { at } => format!("{}, {}", format::date(at.date(), DateStyle::Day), format::clock(at.time())),
        Shown::Cents { cents } => amount(*cents, currency),
        Shown::Count { count } => format::number(*count),
        Shown::Days { days } => text::days(*days),
        Shown::Day { day } => format::date(*day, DateStyle::Day),
        Shown::Mail { subject, .. } => subject.clone(),
    }
}

/// The act as it is sent: what a planned step is called is said by whoever follows.
pub fn act(suggestion: &Suggestion) -> Act {
    match suggestion.act.clone() {
        Act::Plan { kind, what, due_at } if what.is_empty() => Act::Plan { kind, what: text::title(suggestion.kind), due_at },
        act => act,
    }
}
