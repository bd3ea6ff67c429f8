//! Prices made-up requests in a browser, for the journey that holds them against what the server makes of the same. Built
//! for development only; no page asks for it. `data-prices="<seed> <count>"` of the page's root asks,
//! `data-priced="<digest> <milliseconds of a large trip>"` answers.

use std::hint::black_box;

use chrono::NaiveDate;
use shared::packs::ServiceLine;
use shared::packs::prices::default_rates;
use shared::pricing::sample::digest;
use shared::quotes::sample::tour;

/// How often the trip is priced to know how long that takes: in so many turns, of which the quickest counts, for others at
/// work on the machine make the rest long.
const TURNS: u32 = 10;
/// Prices of a turn, enough for the clock of a browser.
const ROUNDS: u32 = 20;

fn main() {
    let Some(root) = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element()) else {
        return;
    };
    let Some(asked) = root.get_attribute("data-prices") else { return };
    let mut numbers = asked.split(' ').filter_map(|number| number.parse::<u64>().ok());
    let (Some(seed), Some(count)) = (numbers.next(), numbers.next()) else { return };
    let answer = format!("{:016x} {:.3}", digest(seed, count), milliseconds());
    // refused for names no attribute can have
    let _ = root.set_attribute("data-priced", &answer);
}

/// What the builder takes to price a trip of twelve stops and six vehicles, the way from stop to stop included.
fn milliseconds() -> f64 {
    let Some(clock) = web_sys::window().and_then(|window| window.performance()) else { return f64::NAN };
    let rates = default_rates(ServiceLine::Charter, "CA");
    let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap_or_default();
    let content = tour(&rates, day + chrono::Duration::days(30));
    let turn = || {
        let began = clock.now();
        for _ in 0..ROUNDS {
            black_box(black_box(&content).price(black_box(&rates), day, None));
        }
        (clock.now() - began) / f64::from(ROUNDS)
    };
    (0..TURNS).map(|_| turn()).fold(f64::INFINITY, f64::min)
}
