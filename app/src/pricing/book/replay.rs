//! The draft tried on the quotes of the last 90 days: figures, how totals change, who would pay more.

use dioxus::prelude::*;
use shared::Money;
use shared::money::Currency;
use shared::pricing::{PriceEffect, Replay, Standing};

use super::chart::Histogram;
use super::draft::Draft;
use super::outcome::{difference, skip_words, standing_words, tone};
use crate::client::use_query_of;
use crate::pricing::{api, text};
use crate::ui::format::{DateStyle, date, money, number};
use crate::ui::*;

#[component]
pub(super) fn ReplayView(draft: Draft, tried: Signal<Option<Replay>>, onback: EventHandler<()>) -> Element {
    let mut tried = tried;
    let line = draft.line;
    // another version of the draft is another replay; quotes that come in meanwhile are not waited for
    let replay = use_query_of(
        &[],
        move || draft.stamp(),
        move |stamp| async move {
            match stamp {
                Some(_) => api::replay_price_draft(line).await.map(Some),
                None => Ok(None),
            }
        },
    );
    use_effect(move || {
        let found = replay.value().flatten();
        if *tried.peek() != found {
            tried.set(found);
        }
    });
    let state = replay.load_as(|found| match found {
        Some(found) if found.all.quotes + found.skipped_quotes() > 0 => Load::Ready,
        _ => Load::Empty,
    });
    let waiting = state == Load::Loading;
    let found = replay.value().flatten();
    let (title, body) = match found {
        Some(_) => (text::no_quotes(), text::no_quotes_body()),
        None => (text::no_draft(), text::no_draft_body()),
    };
    rsx! {
        div { class: "stack gap-1", "data-testid": "replay",
            h2 { {text::replay_title()} }
            p { class: "muted",
                match &found {
                    Some(found) => rsx! { {text::replay_about(date(found.since, DateStyle::Full), date(found.until, DateStyle::Full))} },
                    None => rsx! { {text::replay_lead()} },
                }
            }
            if waiting { p { class: "muted", role: "status", {text::replaying()} } }
        }
        Async { state, shape: SkeletonShape::Cards, onretry: move |()| replay.refetch(),
            empty: rsx! {
                EmptyState { icon: IconName::ChartColumn, title, body, Button { icon: IconName::ArrowLeft, onclick: move |_| onback.call(()), {text::back()} } }
            },
            if let Some(found) = found.clone() {
                Figures { replay: found.clone(), currency: draft.currency }
                Left { replay: found.clone() }
                Histogram { replay: found.clone() }
                Standings { replay: found.clone(), currency: draft.currency }
                WhoPaysMore { replay: found, currency: draft.currency }
            }
        }
    }
}

#[component]
fn Figures(replay: Replay, currency: Currency) -> Element {
    let cash = |cents: i64| money(Money::new(cents, currency));
    let all = replay.all;
    let booked = replay.of(Standing::Booked);
    let figure = |label: String, before: i64, after: i64, hint: String| {
        rsx! { Stat { label, value: cash(after), delta: difference(before, after, currency), tone: tone(before, after), hint } }
    };
    rsx! {
        StatStrip {
            Stat { label: text::tried(), value: number(all.quotes), hint: text::of_which_booked(number(booked.quotes)) }
            {figure(text::revenue(), all.before_cents, all.after_cents, text::instead_of(cash(all.before_cents)))}
            match replay.margin {
                Some(margin) => figure(text::margin(), margin.before_cents, margin.after_cents, text::margin_hint(cash(margin.before_cents), number(margin.quotes))),
                None => figure(text::booked_revenue(), booked.before_cents, booked.after_cents, text::instead_of(cash(booked.before_cents))),
            }
            Stat { label: text::pays_more(), value: number(all.more), hint: text::less_and_same(number(all.less), number(all.same)) }
        }
    }
}

/// What the figures leave out, and what they rest on.
#[component]
fn Left(replay: Replay) -> Element {
    rsx! {
        if !replay.skipped.is_empty() {
            InlineAlert { tone: Tone::Warn, title: text::skipped(number(replay.skipped_quotes())),
                ul { for skipped in replay.skipped.iter() { li { key: "{skipped.reason}", {skip_words(skipped.reason, skipped.quotes)} } } }
            }
        }
        if replay.adrift > 0 {
            InlineAlert { tone: Tone::Info, {text::adrift(number(replay.adrift))} }
        }
    }
}

#[component]
fn Standings(replay: Replay, currency: Currency) -> Element {
    let columns = vec![
        Column::new("standing", text::standing()),
        Column::new("quotes", text::quotes()).numeric(),
        Column::new("before", text::before()).numeric(),
        Column::new("after", text::after()).numeric(),
        Column::new("difference", text::difference()).numeric(),
        Column::new("more", text::more()).numeric().secondary(),
        Column::new("less", text::less()).numeric().secondary(),
    ];
    let cells = |first: Element, of: PriceEffect| {
        let cash = |cents: i64| money(Money::new(cents, currency));
        vec![
            first,
            rsx! { {number(of.quotes)} },
            rsx! { {cash(of.before_cents)} },
            rsx! { {cash(of.after_cents)} },
            rsx! { {difference(of.before_cents, of.after_cents, currency)} },
            rsx! { {number(of.more)} },
            rsx! { {number(of.less)} },
        ]
    };
    let rows: Vec<Row> = replay
        .standings
        .iter()
        .map(|of| {
            let (label, tone, icon) = standing_words(of.standing);
            Row::new(of.standing, label.clone(), cells(rsx! { StatusChip { label, icon, tone } }, of.effect))
        })
        .collect();
    let foot = cells(rsx! { b { {text::all()} } }, replay.all);
    rsx! {
        Card { title: text::by_standing(), flush: true, testid: "replay-standings",
            DataTable { caption: text::by_standing(), columns, rows, foot }
            p { class: "w-hint pb-note", {text::without_tax()} }
        }
    }
}

#[component]
fn WhoPaysMore(replay: Replay, currency: Currency) -> Element {
    let columns = vec![
        Column::new("number", text::quote()),
        Column::new("customer", text::customer()),
        Column::new("standing", text::standing()).secondary(),
        Column::new("before", text::before()).numeric(),
        Column::new("after", text::after()).numeric(),
        Column::new("difference", text::difference()).numeric(),
    ];
    let named = replay.dearer.len() as i64;
    let rows: Vec<Row> = replay
        .dearer
        .iter()
        .map(|d| {
            let cash = |cents: i64| money(Money::new(cents, currency));
            let (label, tone, icon) = standing_words(d.standing);
            let number = d.number.clone();
            Row::new(
                d.quote,
                d.number.clone(),
                vec![
                    rsx! { A { href: "/app/quotes/{d.quote}", {number} } },
                    rsx! { {d.customer.clone()} },
                    rsx! { StatusChip { label, icon, tone } },
                    rsx! { {cash(d.before_cents)} },
                    rsx! { {cash(d.after_cents)} },
                    rsx! { b { {difference(d.before_cents, d.after_cents, currency)} } },
                ],
            )
        })
        .collect();
    rsx! {
        Card { title: text::who_pays_more(), flush: true, testid: "pays-more",
            if rows.is_empty() {
                p { class: "w-card-empty sm", {text::nobody_pays_more()} }
            } else {
                DataTable { caption: text::who_pays_more(), columns, rows }
                p { class: "w-hint pb-note",
                    if named < replay.all.more { {text::named_of(number(named), number(replay.all.more))} " " }
                    {text::with_tax()}
                }
            }
        }
    }
}
