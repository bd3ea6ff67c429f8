//! The revisions of an offer, and what changed between two of them.

use dioxus::prelude::*;
use shared::Money;
use shared::pricing::{Priced, text as prices};
use shared::quotes::{Content, FormerVersion, Quote, RevisionRow, text as words};

use super::adjust::step_words;
use super::paying::paid_words;
use crate::quotes::api::show_revision;
use crate::quotes::text::staff as text;
use crate::ui::format::{DateStyle, moment_in, money};
use crate::ui::*;

/// The revisions, the newest first; a former one is compared on demand.
#[component]
pub fn Revisions(quote: Quote, current: Content, priced: Priced) -> Element {
    let mut open = use_signal(|| None::<FormerVersion>);
    let mut failed = use_signal(|| None::<String>);
    if quote.revisions.len() < 2 {
        return VNode::empty();
    }
    let mut rows: Vec<RevisionRow> = quote.revisions.clone();
    rows.sort_by_key(|row| std::cmp::Reverse(row.number));
    let id = quote.id;
    let shown = open.read().clone();
    rsx! {
        Card { title: text::revisions(), id: "revisions", flush: true, testid: "revisions",
            ul {
                for row in rows {
                    li { key: "{row.id}", class: "qb-revision",
                        div {
                            b { {text::revision(row.number)} }
                            small { {match row.sent_at { Some(at) => text::sent_on(moment_in(at, &quote.zone, DateStyle::Short)), None => text::not_sent() }} }
                        }
                        span { class: "num", {money(Money::new(row.total_cents, quote.currency))} }
                        a { class: "w-btn", "data-variant": "ghost", "data-size": "sm", href: "/api/v1/quotes/{id}/revisions/{row.number}/pdf", download: "", aria_label: text::pdf_of(row.number),
                            Icon { name: IconName::Download, size: IconSize::Sm } {text::pdf()}
                        }
                        if row.id == quote.revision {
                            Chip { {text::shown_revision()} }
                        } else {
                            Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::GitCompareArrows,
                                onclick: move |_| {
                                    spawn(async move {
                                        match show_revision(id, row.id).await {
                                            Ok(former) => { failed.set(None); open.set(Some(former)) }
                                            Err(error) => failed.set(Some(error.to_string())),
                                        }
                                    });
                                },
                                {text::compare()}
                            }
                        }
                    }
                }
            }
            if let Some(why) = failed() { InlineAlert { tone: Tone::Danger, {why} } }
            if let Some(before) = shown {
                div { class: "qb-compare",
                    h3 { {text::changes_since(before.number)} }
                    {
                        let changes = differences(&before, (&current, &priced), &quote);
                        rsx! { if changes.is_empty() { p { class: "sm muted", {text::no_changes()} } } else { DiffView { changes } } }
                    }
                }
            }
        }
    }
}

/// What differs, in words. Identical values are left out.
fn differences(former: &FormerVersion, (after, priced): (&Content, &Priced), quote: &Quote) -> Vec<Change> {
    let rates = &quote.book.rates;
    let before = &former.content;
    let cash = |cents: i64| money(Money::new(cents, quote.currency));
    let mut all = vec![
        Change::new(text::quote_title(), Some(before.title.clone()), Some(after.title.clone())),
        Change::new(text::trip(), Some(words::trip(before.trip)), Some(words::trip(after.trip))),
        Change::new(text::passengers(), Some(before.passengers.to_string()), Some(after.passengers.to_string())),
        Change::new(text::crew(), Some(before.crew.to_string()), Some(after.crew.to_string())),
        Change::new(text::by_hand(), by_hand(before, quote), by_hand(after, quote)),
        Change::new(text::paying(), Some(paid_words(before, quote, former.with.payer)), Some(paid_words(after, quote, quote.payer))),
        Change::new(text::total(), Some(cash(former.priced.total_cents)), Some(cash(priced.total_cents))),
        Change::new(text::valid_days(), Some(before.valid_days.to_string()), Some(after.valid_days.to_string())),
        Change::new(text::note_customer(), filled(&before.message), filled(&after.message)),
        Change::new(text::note_crew(), filled(&before.instructions), filled(&after.instructions)),
    ];
    let stops = |content: &Content| -> Vec<(String, String, String)> {
        let route = content.route();
        let all = content.stops.iter().enumerate().map(|(i, stop)| {
            let at = route.stops.get(i).and_then(|t| t.arrive).map(|t| t.format(" · %a %H:%M").to_string()).unwrap_or_default();
            (stop.id.to_string(), text::stop(i + 1), format!("{}. {}{at}", i + 1, stop.title()))
        });
        all.collect()
    };
    all.extend(paired(stops(before), stops(after)));
    let vehicles = |content: &Content| -> Vec<(String, String, String)> {
        let named = content.vehicles.iter().map(|v| {
            let name = rates.vehicle(&v.key).map_or_else(|| v.key.clone(), |r| r.name.text().to_string());
            (v.key.clone(), name, v.count.to_string())
        });
        named.collect()
    };
    all.extend(paired(vehicles(before), vehicles(after)));
    let amenities = |content: &Content| -> Vec<(String, String, String)> {
        let named = content.amenities.iter().map(|a| {
            let name = rates.amenity(a.amenity).map_or_else(text::amenities, |r| r.name.text().to_string());
            (a.amenity.to_string(), name, if a.optional { text::optional() } else { text::included() })
        });
        named.collect()
    };
    all.extend(paired(amenities(before), amenities(after)));
    let lines = |content: &Content| -> Vec<(String, String, String)> {
        let named = content
            .lines
            .iter()
            .map(|l| (l.id.to_string(), l.name.clone(), format!("{} × {}", prices::milli(l.quantity_milli), cash(l.unit_cents))));
        named.collect()
    };
    all.extend(paired(lines(before), lines(after)));
    all.extend(paired(packages(before, &former.priced, quote), packages(after, priced, quote)));
    all.retain(|change| change.before != change.after);
    all
}

/// The packages with what each comes to and has of its own.
fn packages(content: &Content, priced: &Priced, quote: &Quote) -> Vec<(String, String, String)> {
    let rates = &quote.book.rates;
    let named = content.packages.iter().zip(&priced.packages).map(|(package, price)| {
        let own = content.own_of(package, |id| rates.amenity(id).map(|amenity| amenity.name.text().to_string())).join(", ");
        let words = [package.name.clone(), money(Money::new(price.total_cents, quote.currency)), own];
        let value = words.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        (package.id.to_string(), text::package(), value)
    });
    named.collect()
}

/// What was changed by hand, and why.
fn by_hand(content: &Content, quote: &Quote) -> Option<String> {
    let adjustment = content.adjustment.as_ref()?;
    let words = [step_words(adjustment.change, quote), adjustment.reason.clone()];
    Some(words.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
}

fn filled(text: &str) -> Option<String> {
    Some(text.to_string()).filter(|t| !t.is_empty())
}

/// Pairs two lists of (key, name, value) by key.
fn paired(before: Vec<(String, String, String)>, after: Vec<(String, String, String)>) -> Vec<Change> {
    let gone = before
        .iter()
        .filter(|(key, ..)| !after.iter().any(|(other, ..)| other == key))
        .map(|(_, name, value)| Change::new(name.clone(), Some(value.clone()), None));
    let kept = after.iter().map(|(key, name, value)| {
        let was = before.iter().find(|(other, ..)| other == key).map(|(_, _, value)| value.clone());
        Change::new(name.clone(), was, Some(value.clone()))
    });
    gone.chain(kept).collect()
}
