//! What a contractor offers: work at one place, measured by the foot and the piece, with hours of trades and milestones.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use shared::jobs::StopKind;
use shared::pricing::{Due, Instalment, LineItem, TradeHours};
use shared::quotes::{Content, Stop};
use shared::{LineId, StopId};
use uuid::Uuid;

use super::dice::Dice;
use super::offers::Won;
use super::sheet::{Of, Sheets};
use super::tenant::{Line, Tenant};

/// A kind of work.
struct Work {
    name: &'static str,
    /// Items of the price book, how many at least and at most.
    measured: &'static [(&'static str, i64, i64)],
    /// Trades of the price book, how many people, and hours of each at least and at most.
    trades: &'static [(&'static str, u32, i64, i64)],
}

static WORKS: [Work; 6] = [
    Work {
        name: "Kitchen",
        measured: &[("flooring", 80, 220), ("drywall", 120, 420), ("painting", 300, 800), ("fixture", 1, 2)],
        trades: &[("carpenter", 2, 16, 60), ("plumber", 1, 4, 16), ("electrician", 1, 4, 16)],
    },
    Work {
        name: "Bathroom",
        measured: &[("tile", 60, 180), ("fixture", 2, 4), ("painting", 120, 300)],
        trades: &[("general", 1, 16, 40), ("plumber", 1, 8, 24)],
    },
    Work {
        name: "Basement",
        measured: &[("framing", 40, 140), ("drywall", 400, 1_200), ("flooring", 300, 800), ("outlet", 4, 12), ("permit", 1, 1)],
        trades: &[("carpenter", 2, 40, 120), ("electrician", 1, 8, 24), ("painter", 1, 16, 40)],
    },
    Work {
        name: "Office",
        measured: &[("drywall", 600, 2_400), ("painting", 1_200, 5_200), ("door", 2, 9), ("scissor_lift", 1, 5)],
        trades: &[("general", 1, 20, 80), ("carpenter", 3, 24, 80), ("labourer", 2, 16, 60)],
    },
    Work { name: "Painting", measured: &[("painting", 600, 3_200), ("baseboard", 80, 400)], trades: &[("painter", 2, 16, 64)] },
    Work { name: "Windows", measured: &[("window", 3, 14), ("waste_bin", 2, 7)], trades: &[("carpenter", 2, 8, 40)] },
];

/// How long somebody is at the place on the first day, in minutes.
const WORKDAY: u32 = 480;
/// Days after which what was due is paid.
const PAID_DAYS: i64 = 10;

fn drawn(dice: &mut Dice) -> &'static Work {
    &WORKS[dice.below(WORKS.len())]
}

fn named(work: &Work, address: &str) -> String {
    format!("{}, {}", work.name, address.rsplit(", ").next().unwrap_or(address))
}

/// What work at an address is called that was not quoted.
pub fn title(dice: &mut Dice, address: &str) -> String {
    named(drawn(dice), address)
}

/// Draws what is offered for work at an address.
pub fn content(dice: &mut Dice, line: &Line, address: &str, starts: NaiveDateTime, at: DateTime<Utc>) -> Content {
    let work = drawn(dice);
    // with the milestones of the line
    let mut content = Content::empty(line.line, named(work, address));
    let stop = StopId(dice.id(at));
    content.stops.push(Stop { address: address.into(), arrive: Some(starts), dwell: WORKDAY, ..Stop::new(stop, StopKind::Stop) });
    for (key, least, most) in work.measured {
        let Some(item) = line.rates.items.iter().find(|item| item.key == *key) else { continue };
        content.lines.push(LineItem {
            id: LineId(dice.id(at)),
            name: item.name.en.clone(),
            note: String::new(),
            quantity_milli: dice.between(*least, *most) * 1_000,
            unit_cents: item.unit_cents,
            unit_cost_cents: None,
            optional: false,
            chosen: true,
        });
    }
    for (key, people, least, most) in work.trades {
        let minutes = dice.between(*least, *most) as u32 * 60;
        content.trades.push(TradeHours { key: (*key).into(), people: *people, minutes });
    }
    content
}

/// What is owed of an offer accepted on a day.
pub fn owed(instalments: Vec<Instalment>, accepted_on: NaiveDate) -> Vec<Instalment> {
    let dated = |due| match due {
        Due::Acceptance => Due::On { date: accepted_on },
        Due::On { date } => Due::On { date: date.max(accepted_on) },
        open => open,
    };
    instalments.into_iter().map(|one| Instalment { due: dated(one.due), ..one }).collect()
}

/// How an instalment of work that goes on stands today.
fn status(one: &Instalment, today: NaiveDate) -> &'static str {
    match one.due.date().map(|due| (today - due).num_days()) {
        Some(PAID_DAYS..) => "paid",
        Some(0..) => "invoiced",
        _ => "open",
    }
}

/// How the work as a whole is paid, after its instalments; none where it has none.
pub fn billing(won: Option<&Won>, today: NaiveDate) -> Option<&'static str> {
    let owed = won.map(|won| &won.owed).filter(|owed| !owed.is_empty())?;
    match owed.iter().filter(|one| status(one, today) == "paid").count() {
        0 if owed.iter().any(|one| status(one, today) == "invoiced") => Some("invoiced"),
        0 => Some("pending"),
        all if all == owed.len() => Some("paid"),
        _ => Some("part_paid"),
    }
}

/// Writes the instalments of a job, all with the same status where `settled` says it.
pub fn write(t: &mut Tenant, sheets: &mut Sheets, job: Uuid, won: &Won, at: DateTime<Utc>, settled: Option<&'static str>) {
    let today = t.present.date_naive();
    for (position, one) in (1i32..).zip(&won.owed) {
        let days = match one.due {
            Due::On { .. } => None,
            Due::BeforeStart { days } => Some(-i32::from(days)),
            Due::AfterStart { days } => Some(i32::from(days)),
            Due::Acceptance => Some(0),
        };
        let id = t.dice.id(at);
        let status = settled.unwrap_or_else(|| status(one, today));
        sheets.row(
            Of::JobInstalments,
            &[
                &t.org,
                &id,
                &job,
                &won.quote,
                &position,
                &one.label.en,
                &one.label.fr,
                &one.due.date(),
                &days,
                &one.cents,
                &"CAD",
                &status,
                &at,
                &at,
            ],
        );
    }
}
