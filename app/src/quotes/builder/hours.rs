//! The law beside the itinerary: each day's driving and rest as a picture and in figures, what breaks a limit and where
//! that stands, and ways to mend it with what each costs.

use dioxus::prelude::*;
use shared::Money;
use shared::access::Action;
use shared::hours::{Day, Duty, Limits, Rule, RuleSet, Violation, limits, text as law_words};
use shared::pricing::{Route, text as prices};
use shared::quotes::{Content, Cure, CureKind, Drivers, Hours, Quote};

use super::Draft;
use crate::client::use_session;
use crate::quotes::text::staff as text;
use crate::ui::format::{DateStyle, date, money};
use crate::ui::*;

/// The card.
#[component]
pub fn LegalHours(draft: Draft, quote: Quote, route: Route, edits: bool) -> Element {
    let toasts = use_toasts();
    // here, for the ways to mend are gone once one is taken, and its undoing must outlive them
    let mend = use_callback(move |(name, next): (String, Content)| {
        let before = draft.content.peek().clone();
        draft.change(move |c| *c = next);
        let undo = Callback::new(move |()| {
            let before = before.clone();
            draft.change(move |c| (c.stops, c.drivers) = (before.stops, before.drivers));
        });
        toasts.undo(text::cure_applied(name), undo);
    });
    let content = (draft.content)();
    let law = content.law(quote.service_line, quote.currency);
    let hours = content.hours_on(&route, law);
    let found = hours.days.first().and_then(|day| limits(law, day.date));
    let by_places = Content { rules: None, ..content.clone() }.law(quote.service_line, quote.currency);
    let sets: Vec<SelectOption> = std::iter::once(SelectOption::new("", text::law_by_places(law_words::name(by_places))))
        .chain(RuleSet::ALL.iter().map(|set| SelectOption::new(set.key(), law_words::name(*set))))
        .collect();
    let chosen = content.rules.map(RuleSet::key).unwrap_or_default();
    let with = match &content.drivers {
        Drivers::One => None,
        Drivers::Team => Some(text::drivers_team()),
        Drivers::Relief { at } => {
            let places: Vec<String> = content.stops.iter().filter(|s| at.contains(&s.id)).map(|s| s.title().to_string()).collect();
            Some(text::drivers_relief(places.join(", ")))
        }
    };
    rsx! {
        Card { title: text::legal_hours(), id: "hours", testid: "hours",
            actions: rsx! {
                if edits {
                    Select { name: "law", label: text::law(), label_hidden: true, size: Size::Sm, options: sets, value: chosen,
                        onchange: move |key: String| draft.change(|c| c.rules = key.parse().ok()) }
                } else {
                    Chip { icon: IconName::ShieldCheck, {law_words::name(law)} }
                }
            },
            div { class: "stack",
                if hours.days.is_empty() {
                    p { class: "sm muted", {text::hours_need_start()} }
                } else {
                    Days { days: hours.days.clone() }
                }
                if let Some(with) = with {
                    div { class: "row sm", Icon { name: IconName::Users, size: IconSize::Sm } span { {with} }
                        if edits { Button { size: Size::Sm, variant: ButtonVariant::Ghost, onclick: move |_| draft.change(|c| c.drivers = Drivers::One), {text::drivers_one()} } }
                    }
                }
                if let Some(of) = found.filter(|_| !hours.violations.is_empty()) {
                    Broken { draft, quote, hours: hours.clone(), law, of: *of, edits, onmend: move |way| mend.call(way) }
                } else if found.is_some() {
                    p { class: "row sm qb-legal", Icon { name: IconName::ShieldCheck, size: IconSize::Sm } {text::hours_legal()} }
                }
            }
        }
    }
}

/// The minutes of the day the picture begins and ends with: whole hours around everything, four at least.
fn span(days: &[Day]) -> (u32, u32) {
    let busy = || days.iter().flat_map(|d| &d.parts).filter(|(duty, ..)| *duty != Duty::Off);
    let from = busy().map(|(_, a, _)| *a).min().unwrap_or(0) / 120 * 120;
    let to = busy().map(|(.., b)| *b).max().unwrap_or(1440).div_ceil(120) * 120;
    (from, to.max(from + 240))
}

fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[component]
fn Days(days: Vec<Day>) -> Element {
    let (from, to) = span(&days);
    let at = move |minute: u32| f64::from(minute.clamp(from, to) - from) * 100.0 / f64::from(to - from);
    let step = if to - from > 720 { 240 } else { 120 };
    let ticks: Vec<u32> = (from..=to).filter(|minute| minute % step == 0).collect();
    let legend = [("drive", law_words::drive()), ("work", law_words::work()), ("off", law_words::off()), ("over", text::over_limit())];
    rsx! {
        ul { class: "qb-legend", aria_label: text::legend(), for (kind, word) in legend { li { key: "{kind}", "data-duty": kind, {word} } } }
        table { class: "qb-hours",
            caption { class: "sr", {text::hours_caption()} }
            thead {
                tr {
                    th { scope: "col", span { class: "sr", {text::day()} } }
                    th { class: "qb-axis", "aria-hidden": "true", for tick in ticks { i { key: "{tick}", style: "--a:{at(tick)}", {format!("{:02}", tick / 60)} } } }
                    th { scope: "col", {text::driving()} }
                    th { scope: "col", {text::on_duty()} }
                    th { scope: "col", {text::rest_after()} }
                }
            }
            tbody {
                for day in days {
                    tr { key: "{day.date}", "data-over": (!day.over.is_empty()).then_some("true"),
                        th { scope: "row", {date(day.date, DateStyle::Day)} }
                        td { "aria-hidden": "true",
                            div { class: "qb-bar",
                                for (n, (duty, a, b)) in day.parts.iter().copied().enumerate() { i { key: "{n}", "data-duty": duty.key(), style: "--a:{at(a)};--b:{at(b) - at(a)}" } }
                                for (n, (a, b)) in day.over.iter().copied().enumerate() { i { key: "over-{n}", "data-duty": "over", style: "--a:{at(a)};--b:{at(b) - at(a)}" } }
                            }
                        }
                        td { "data-bad": (!day.over.is_empty()).then_some("true"),
                            span {
                                if !day.over.is_empty() { Icon { name: IconName::TriangleAlert, size: IconSize::Xs } span { class: "sr", {text::over_limit()} ": " } }
                                {clock(day.driving)}
                            }
                        }
                        td { {clock(day.on_duty)} }
                        td { {day.rest_after.filter(|rest| *rest > 0).map_or_else(|| "–".into(), clock)} }
                    }
                }
            }
        }
    }
}

/// A broken limit in one line: `Fri 11 Dec drives 1 h 05 past the limit`.
fn headline(broken: &Violation) -> String {
    let (day, over) = (date(broken.at.date(), DateStyle::Day), prices::duration(broken.over));
    match broken.rule {
        Rule::Driving | Rule::DayDriving => text::broken_driving(day, over),
        Rule::OnDuty | Rule::Window | Rule::Cycle => text::broken_late(day, over),
        Rule::Break => text::broken_break(day, over),
        Rule::DayRest => text::broken_rest(day, over),
    }
}

#[component]
fn Broken(
    draft: Draft,
    quote: Quote,
    hours: Hours,
    law: RuleSet,
    of: Limits,
    edits: bool,
    onmend: EventHandler<(String, Content)>,
) -> Element {
    let session = use_session();
    let mut waiving = use_signal(|| false);
    let (line, currency) = (quote.service_line, quote.currency);
    let cures = use_memo(move || {
        let content = (draft.content)();
        content.cures(content.law(line, currency))
    });
    let waiver = (draft.content)().hours_waiver;
    let may_waive = edits && session.access.may(Action::HoursWaive);
    let price = |content: &Content| content.price_for(&quote.book.rates, quote.quoted_on, quote.promo.clone(), quote.payer).total_cents;
    let now = price(&(draft.content)());
    let ways: Vec<(Cure, i64)> = if edits && waiver.is_empty() {
        cures().into_iter().map(|cure| (price(&cure.content) - now, cure)).map(|(d, c)| (c, d)).collect()
    } else {
        Vec::new()
    };
    rsx! {
        section { class: "qb-broken", "data-waived": (!waiver.is_empty()).then_some("true"), "data-testid": "broken-hours", aria_label: text::legal_problems(),
            div { class: "qb-broken-what",
                for (n, broken) in hours.violations.iter().enumerate() {
                    {
                        let (cites, address) = law.cites(broken.rule);
                        rsx! {
                            div { key: "{n}",
                                h3 { Icon { name: IconName::TriangleAlert, size: IconSize::Sm } {headline(broken)} }
                                p { {law_words::rule(broken.rule, broken.limit, &of)} " " a { href: address, target: "_blank", rel: "noreferrer noopener", {cites} } }
                            }
                        }
                    }
                }
                if !waiver.is_empty() {
                    p { b { {text::waived()} } " " {waiver.clone()} }
                    if may_waive { Button { size: Size::Sm, onclick: move |_| draft.change(|c| c.hours_waiver.clear()), {text::take_back_waiver()} } }
                } else if may_waive {
                    Button { size: Size::Sm, variant: ButtonVariant::Ghost, testid: "waive-hours", onclick: move |_| waiving.set(true), {text::waive_hours()} }
                } else if edits {
                    p { class: "muted", {text::may_not_waive()} }
                }
            }
            if !ways.is_empty() {
                ul { class: "qb-cures", aria_label: text::ways_to_mend(),
                    for (cure, more) in ways {
                        CureButton { key: "{cure.kind}", cure: cure.clone(), more: Money::new(more, quote.currency), onmend }
                    }
                }
            }
        }
        if waiving() { WaiverDialog { draft, onclose: move |()| waiving.set(false) } }
    }
}

#[component]
fn CureButton(cure: Cure, more: Money, onmend: EventHandler<(String, Content)>) -> Element {
    let place = cure.stop.and_then(|i| cure.content.stops.get(i)).map(|s| s.title().to_string()).unwrap_or_default();
    let name = match cure.kind {
        CureKind::Team => text::cure_team(),
        CureKind::Relief => text::cure_relief(&place),
        CureKind::Overnight => text::cure_overnight(&place),
    };
    let mut notes = Vec::new();
    if let Some(at) = cure.arrives.filter(|_| cure.kind == CureKind::Overnight) {
        notes.push(text::cure_arrives(date(at.date(), DateStyle::Day), at.format("%H:%M")));
    } else {
        notes.push(text::cure_same_arrival());
    }
    if cure.loosened > 0 {
        notes.push(text::cure_loosened(cure.loosened));
    }
    if cure.left > 0 {
        notes.push(text::cure_left(cure.left));
    }
    let amount = if more.cents < 0 { money(more) } else { format!("+ {}", money(more)) };
    let way = (name.clone(), cure.content.clone());
    rsx! {
        li {
            button { r#type: "button", class: "qb-cure", "data-testid": "cure-{cure.kind}",
                onclick: move |_| onmend.call(way.clone()),
                span { b { {name} } small { {notes.join(" · ")} } }
                strong { {amount} }
            }
        }
    }
}

#[component]
fn WaiverDialog(draft: Draft, onclose: EventHandler<()>) -> Element {
    let mut reason = use_signal(String::new);
    let mut missing = use_signal(|| false);
    let sending = use_sending();
    rsx! {
        FormDialog { title: text::waive_title(), testid: "waiver", submit: text::waive(), sending, onclose,
            onsubmit: move |()| {
                let given = reason().trim().to_string();
                missing.set(given.is_empty());
                if !given.is_empty() {
                    draft.change(move |c| c.hours_waiver = given);
                    onclose.call(());
                }
            },
            p { class: "sm muted", {text::waive_body()} }
            TextArea { name: "reason", label: text::waive_reason(), required: true, value: reason(), limit: 500, error: missing().then(text::waive_reason_missing), oninput: move |v| reason.set(v) }
        }
    }
}
