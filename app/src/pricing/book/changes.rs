//! What a draft of prices changes of the book in force, as it is told before publishing.

use shared::input::filled;
use shared::money::Currency;
use shared::pricing::{Amenity, BookItem, DepositShare, Modifier, Rates, text as prices};
use shared::{ModifierId, Money};

use super::{repairs, volume, words};
use crate::pricing::text;
use crate::ui::Change;
use crate::ui::format::money;

/// What publishing would change.
pub(super) fn changes(before: &Rates, after: &Rates, currency: Currency) -> Vec<Change> {
    let cash = |cents: i64| Some(money(Money::new(cents, currency)));
    let mut all = vehicles(before, after, currency);
    if let (Some(was), Some(is)) = (&before.crew, &after.crew) {
        all.push(Change::new(text::crew_hour(), cash(was.hour_cents), cash(is.hour_cents)));
        all.push(Change::new(
            text::crew_minimum(),
            Some(prices::duration(was.minimum_minutes)),
            Some(prices::duration(is.minimum_minutes)),
        ));
    }
    for (was, is) in before.trades.iter().filter_map(|was| Some((was, after.trade(&was.key)?))) {
        let name = is.name.text();
        all.push(Change::new(text::of(name, text::hour()), cash(was.hour_cents), cash(is.hour_cents)));
        let least = |minutes| Some(prices::duration(minutes));
        all.push(Change::new(text::of(name, text::crew_minimum()), least(was.minimum_minutes), least(is.minimum_minutes)));
    }
    all.push(Change::new(text::night(), cash(before.night_cents), cash(after.night_cents)));
    all.push(Change::new(text::relief_hour(), cash(before.relief.hour_cents), cash(after.relief.hour_cents)));
    all.push(Change::new(text::relief_out(), cash(before.relief.call_out_cents), cash(after.relief.call_out_cents)));
    all.extend(lists(before, after, currency));
    for (was, is) in repairs::tiers(&before.repairs).into_iter().zip(repairs::tiers(&after.repairs)) {
        all.push(Change::new(text::of(text::repairs(), is.name), cash(was.cents), cash(is.cents)));
    }
    all.push(Change::new(text::volume(), volume::words(&before.volume, currency), volume::words(&after.volume, currency)));
    let percent = |bp: u32| Some(prices::percent_bp(bp.into()));
    all.push(Change::new(text::deposit(), percent(before.deposit.deposit_bp), percent(after.deposit.deposit_bp)));
    let days = |n: u16| Some(n.to_string());
    all.push(Change::new(text::balance_days(), days(before.deposit.balance_days_before), days(after.deposit.balance_days_before)));
    let (was, is) = (before.deposit.company, after.deposit.company);
    let deposit = |share: Option<DepositShare>| share.and_then(|share| percent(share.deposit_bp));
    all.push(Change::new(text::company_deposit(), deposit(was), deposit(is)));
    let balance = |share: Option<DepositShare>| share.and_then(|share| days(share.balance_days_before));
    all.push(Change::new(text::company_balance_days(), balance(was), balance(is)));
    all.push(Change::new(text::terms(), Some(before.terms.clone()), Some(after.terms.clone())));
    all.retain(|change| change.before != change.after);
    all
}

/// What becomes of the types of vehicles: those that stay by what of them changes, in the order of the new book, those that
/// are gone last.
fn vehicles(before: &Rates, after: &Rates, currency: Currency) -> Vec<Change> {
    let cash = |cents: i64| Some(money(Money::new(cents, currency)));
    let mut all = Vec::new();
    for is in &after.vehicles {
        let name = is.name.text();
        let Some(was) = before.vehicle(&is.key) else {
            all.push(Change::new(name, None, Some(words::vehicle(is, currency))));
            continue;
        };
        all.push(Change::new(text::of(name, text::name_en()), Some(was.name.text().into()), Some(name.into())));
        all.push(Change::new(text::of(name, text::carries()), filled(&words::about_vehicle(was)), filled(&words::about_vehicle(is))));
        for (rate, was, is) in [
            (text::hour(), was.hour_cents, is.hour_cents),
            (text::day(), was.day_cents, is.day_cents),
            (text::km(), was.km_cents, is.km_cents),
            (text::deadhead(), was.deadhead_km_cents, is.deadhead_km_cents),
            (text::minimum(), was.minimum_cents, is.minimum_cents),
        ] {
            all.push(Change::new(text::of(name, rate), cash(was), cash(is)));
        }
        let (was, is) = (was.cost, is.cost);
        all.push(Change::new(text::of(name, text::our_hour()), was.and_then(|c| cash(c.hour_cents)), is.and_then(|c| cash(c.hour_cents))));
        all.push(Change::new(text::of(name, text::our_km()), was.and_then(|c| cash(c.km_cents)), is.and_then(|c| cash(c.km_cents))));
    }
    let gone = after.vehicles_gone(before).into_iter();
    all.extend(gone.map(|was| Change::new(was.name.text(), Some(words::vehicle(was, currency)), None)));
    all
}

/// What was added to the lists of a book, taken out of them or changed in them; in the order of the new book, what is
/// gone last.
fn lists(before: &Rates, after: &Rates, currency: Currency) -> Vec<Change> {
    let mut all = Vec::new();
    let item = |item: &BookItem| (item.key.clone(), item.name.text().to_string(), money(Money::new(item.unit_cents, currency)));
    compare(&mut all, before.items.iter().map(item), after.items.iter().map(item));
    let amenity = |of: &Amenity| (of.id, of.name.text().to_string(), words::amenity(of, currency));
    compare(&mut all, before.amenities.iter().map(amenity), after.amenities.iter().map(amenity));
    let modifier = |of: &Modifier| (of.id, of.name.text().to_string(), words::modifier(of, currency));
    compare(&mut all, before.ordered_modifiers().into_iter().map(modifier), after.ordered_modifiers().into_iter().map(modifier));
    let order = |rates: &Rates| {
        let names: Vec<String> = rates.ordered_modifiers().into_iter().map(|of| of.name.text().to_string()).collect();
        (names.len() > 1).then(|| names.join(", "))
    };
    let ids = |rates: &Rates| rates.ordered_modifiers().into_iter().map(|of| of.id).collect::<Vec<_>>();
    let (was, is) = (ids(before), ids(after));
    // what was added or is gone is told already: this is about those that are in both
    let same = |list: &[ModifierId], other: &[ModifierId]| list.iter().copied().filter(|id| other.contains(id)).collect::<Vec<_>>();
    if same(&was, &is) != same(&is, &was) {
        all.push(Change::new(text::order(), order(before), order(after)));
    }
    all
}

/// Compares what has a key, a name and words for what it is. A new name is told with the rest.
fn compare<K: PartialEq>(
    all: &mut Vec<Change>,
    before: impl Iterator<Item = (K, String, String)>,
    after: impl Iterator<Item = (K, String, String)>,
) {
    let mut was: Vec<(K, String, String)> = before.collect();
    for (key, name, is) in after {
        let former = was.iter().position(|(other, ..)| *other == key).map(|at| was.remove(at));
        match former {
            Some((_, former, words)) if former != name => {
                all.push(Change::new(name.clone(), Some(text::of(former, words)), Some(text::of(&name, is))));
            }
            Some((_, _, words)) => all.push(Change::new(name, Some(words), Some(is))),
            None => all.push(Change::new(name, None, Some(is))),
        }
    }
    all.extend(was.into_iter().map(|(_, name, words)| Change::new(name, Some(words), None)));
}
