//! The tables of the paper: the itinerary, the price, packages and options.

use paper::{Cell, Column, Row, RowKind, Table};
use server::quotes::Printout;
use shared::AmenityId;
use shared::pricing::{LineKind, PricedLine, text as prices};

use super::cents;
use crate::quotes::dues::named;
use crate::quotes::text;
use crate::ui::format::{DateStyle, clock, date};

pub(in crate::quotes) fn column(title: String, share: f32, figures: bool) -> Column {
    Column { title, share, figures }
}

pub(super) fn itinerary(printout: &Printout) -> Table {
    let timed = &printout.route.stops;
    let mut before = None;
    let mut rows = Vec::new();
    for (at, stop) in printout.content.stops.iter().enumerate() {
        let arrive = timed.get(at).and_then(|stop| stop.arrive);
        let day = arrive.map(|arrive| arrive.date()).filter(|day| before.replace(*day) != Some(*day));
        let address = if stop.name.is_empty() { "" } else { stop.address.as_str() };
        let note = [address, stop.notes.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        // a leg is read where one leaves, on the way to the next place
        let leg = timed.get(at + 1).and_then(|next| next.leg).filter(|leg| leg.metres > 0);
        let leg = leg.map_or_else(String::new, |leg| text::drive(prices::km(leg.metres.into()), prices::duration(leg.minutes)));
        let time = Cell {
            text: arrive.map_or_else(String::new, |arrive| clock(arrive.time())),
            note: day.map_or_else(String::new, |day| date(day, DateStyle::Day)),
        };
        rows.push(Row { kind: RowKind::Plain, cells: vec![time, Cell { text: stop.title().to_string(), note }, Cell::plain(leg)] });
    }
    let columns =
        vec![column(text::paper::time(), 1.1, false), column(text::paper::place(), 4.0, false), column(text::paper::next_leg(), 1.6, true)];
    Table { summary: text::itinerary(), columns, rows }
}

fn amounts(summary: String, rows: Vec<Row>) -> Table {
    Table { summary, columns: vec![column(text::item(), 4.2, false), column(text::amount(), 1.3, true)], rows }
}

fn line(printout: &Printout, line: &PricedLine, kind: RowKind) -> Row {
    let why = prices::why(&line.why, printout.currency);
    let what = match kind {
        RowKind::Plain => Cell { text: line.label.text().to_string(), note: why },
        _ if why.is_empty() => Cell::plain(line.label.text()),
        _ => Cell::plain(format!("{} ({why})", line.label.text())),
    };
    Row { kind, cells: vec![what, Cell::plain(cents(printout, line.cents))] }
}

pub(super) fn price(printout: &Printout) -> Table {
    let priced = &printout.priced;
    let is_sum = |of: &PricedLine| matches!(of.kind, LineKind::Promo | LineKind::Tax);
    let sum = |kind, what: String, amount| Row { kind, cells: vec![Cell::plain(what), Cell::plain(cents(printout, amount))] };
    let mut rows: Vec<Row> = priced.lines.iter().filter(|of| !is_sum(of)).map(|of| line(printout, of, RowKind::Plain)).collect();
    rows.push(sum(RowKind::Sum, text::subtotal(), priced.subtotal_cents));
    rows.extend(priced.lines.iter().filter(|of| is_sum(of)).map(|of| line(printout, of, RowKind::Sum)));
    rows.push(sum(RowKind::Total, text::total(), priced.total_cents));
    if priced.instalments.is_empty() {
        let rest = priced.balance_due.map_or_else(text::balance_open, |day| text::balance(date(day, DateStyle::Full)));
        rows.push(sum(RowKind::Sum, text::paper::deposit(prices::percent_bp(printout.deposit_bp)), priced.deposit_cents));
        rows.push(sum(RowKind::Sum, rest, priced.balance_cents));
    } else {
        rows.extend(priced.payments().iter().map(|one| sum(RowKind::Sum, named(one, DateStyle::Full), one.cents)));
    }
    amounts(text::price(), rows)
}

/// What each package comes to, and what it is.
pub(super) fn packages(printout: &Printout) -> Table {
    let rows = printout.content.packages.iter().map(|package| {
        let total = printout.priced.packages.iter().find(|one| one.package == package.id).map_or(0, |one| one.total_cents);
        let name = |id: AmenityId| printout.amenities.iter().find(|(amenity, _)| *amenity == id).map(|(_, name)| name.text().to_string());
        let own = printout.content.own_of(package, name).join(", ");
        let included = Some(own).filter(|own| !own.is_empty()).map(text::package_includes);
        let words = [package.recommended.then(text::recommended), Some(package.note.clone()).filter(|note| !note.is_empty()), included];
        let note = words.into_iter().flatten().collect::<Vec<_>>().join("\n");
        Row { kind: RowKind::Plain, cells: vec![Cell { text: package.name.clone(), note }, Cell::plain(cents(printout, total))] }
    });
    amounts(text::packages(), rows.collect())
}

/// What may be added to the offer, at which price.
pub(super) fn options(printout: &Printout) -> Table {
    let rows = printout.priced.options.iter().map(|option| line(printout, option, RowKind::Plain)).collect();
    amounts(text::add_ons(), rows)
}
