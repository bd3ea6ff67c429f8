//! How each kind of suggestion fares, and switching kinds off and on.

use dioxus::prelude::*;
use shared::assistant::{KindRate, RetireSuggestion, SuggestionRates};

use super::reasons::Reasons;
use super::{api, text};
use crate::api::Valid;
use crate::client::{Query, use_query, use_session};
use crate::ui::format::{DateStyle, date_in, number, percent};
use crate::ui::*;

/// So many bars are compared at a glance.
const BARS: usize = 12;

/// `/app/settings/suggestions`
#[component]
pub fn SuggestionRatesPage() -> Element {
    use_title(text::rates());
    let zone = use_session().zone.clone();
    let rates = use_query(&["suggestion", "suggestion_kind"], api::suggestion_rates);
    let mut sort = use_signal(|| Sort { key: "shown".into(), descending: true });
    let shown = rates.value();
    rsx! {
        PageHeader {
            title: text::rates(),
            meta: rsx! { if let Some(found) = &shown { span { {text::rates_lead(date_in(found.since, &zone, DateStyle::Full))} } } },
        }
        div { class: "w-page",
            Async { state: rates.load(), shape: SkeletonShape::Cards, count: 3, onretry: move |()| rates.refetch(),
                if let Some(found) = shown {
                    Figures { found: found.clone() }
                    if found.kinds.iter().all(|rate| rate.shown == 0) {
                        EmptyState { icon: IconName::Sparkles, title: text::nothing_shown(), body: text::nothing_shown_body() }
                    } else {
                        Chart { found: found.clone() }
                    }
                    Kinds { found: found.clone(), rates, sort: sort(), onsort: move |next| sort.set(next) }
                    Reasons { kinds: found.kinds }
                }
            }
        }
    }
}

fn share(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 100 + whole / 2) / whole)
}

#[component]
fn Figures(found: SuggestionRates) -> Element {
    let sum = |of: fn(&KindRate) -> i64| found.kinds.iter().map(of).sum::<i64>();
    let (shown, followed, edited, dismissed) = (sum(|r| r.shown), sum(KindRate::followed), sum(|r| r.edited), sum(|r| r.dismissed));
    let retired = found.kinds.iter().filter(|r| r.retired_at.is_some()).count() as i64;
    rsx! {
        StatStrip {
            Stat { label: text::shown(), value: number(shown) }
            Stat { label: text::followed_n(), value: number(followed), hint: text::of_which_edited(number(edited)) }
            Stat { label: text::dismissed_col(), value: number(dismissed) }
            Stat { label: text::rate(), value: share(followed, shown).map_or_else(|| "–".into(), percent) }
            Stat { label: text::retired_count(), value: number(retired) }
        }
    }
}

/// The rates of the kinds that were shown most, as bars; the table below has them all.
#[component]
fn Chart(found: SuggestionRates) -> Element {
    let mut most: Vec<KindRate> = found.kinds.iter().filter(|r| r.shown > 0).cloned().collect();
    let kinds = most.len();
    most.sort_by_key(|r| (std::cmp::Reverse(r.shown), r.kind));
    most.truncate(BARS);
    most.sort_by_key(|r| (std::cmp::Reverse(r.rate()), r.kind));
    let best = most.first().map(|r| text::title(r.kind)).unwrap_or_default();
    rsx! {
        Card { title: text::how_followed(), testid: "suggestion-chart",
            figure { class: "w-chart",
                div { class: "w-bars as-bars", role: "img", aria_label: text::how_followed_told(kinds, best),
                    for rate in most {
                        div { key: "{rate.kind}", class: "w-bar",
                            span { {text::title(rate.kind)} }
                            span { class: "w-bar-track", span { style: "--v:{rate.rate().unwrap_or(0)}" } }
                            span { class: "num", {percent(rate.rate().unwrap_or(0))} }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Kinds(found: SuggestionRates, rates: Query<SuggestionRates>, sort: Sort, onsort: EventHandler<Sort>) -> Element {
    let toasts = use_toasts();
    let columns = vec![
        Column::new("kind", text::kind()),
        Column::new("shown", text::shown()).numeric().sortable(),
        Column::new("followed", text::followed_n()).numeric().sortable(),
        Column::new("dismissed", text::dismissed_col()).numeric().sortable(),
        Column::new("rate", text::rate()).numeric().sortable(),
        Column::new("won_followed", text::won_followed()).numeric().secondary(),
        Column::new("won_dismissed", text::won_dismissed()).numeric().secondary(),
        Column::new("state", text::state()),
    ];
    let mut kinds = found.kinds;
    kinds.sort_by_key(|r| {
        let value = match sort.key.as_str() {
            "followed" => r.followed(),
            "dismissed" => r.dismissed,
            "rate" => r.rate().unwrap_or(-1),
            _ => r.shown,
        };
        (if sort.descending { -value } else { value }, r.kind)
    });
    let me = use_session().name.clone();
    let rows: Vec<Row> = kinds.into_iter().map(|rate| row(rate, rates, toasts, me.clone())).collect();
    rsx! {
        Card { title: text::all_kinds(), flush: true, testid: "suggestion-rates",
            DataTable { caption: text::all_kinds(), columns, rows, sort, onsort }
            p { class: "w-hint as-note", {text::won_hint()} }
        }
    }
}

fn row(rate: KindRate, rates: Query<SuggestionRates>, toasts: Toasts, me: String) -> Row {
    let kind = rate.kind;
    let title = text::title(kind);
    let retired = match (rate.retired_at, &rate.retired_by) {
        (None, _) => None,
        (Some(_), Some(who)) => Some(text::retired_by(who)),
        (Some(_), None) => Some(text::retired_for_rate()),
    };
    let won = |percentage: Option<i64>, of: i64| percentage.map_or_else(|| "–".to_string(), |p| text::won_of(percent(p), number(of)));
    let (won_followed, won_dismissed) = (won(rate.won_followed(), rate.followed_ended), won(rate.won_dismissed(), rate.dismissed_ended));
    let followed = number(rate.followed());
    let edited = rate.edited;
    let made = retired.is_none();
    Row::new(
        kind,
        title.clone(),
        vec![
            rsx! { b { {title.clone()} } if let Some(retired) = retired { small { " " {retired} } } },
            rsx! { {number(rate.shown)} },
            rsx! { {followed} if edited > 0 { small { " " {text::of_which_edited(number(edited))} } } },
            rsx! { {number(rate.dismissed)} },
            rsx! { {rate.rate().map_or_else(|| "–".into(), percent)} },
            rsx! { {won_followed} },
            rsx! { {won_dismissed} },
            rsx! {
                Switch { name: "made-{kind}", label: text::is_made(&title), label_hidden: true, checked: made,
                    onchange: move |on: bool| {
                        rates.edit(|shown| if let Some(rate) = shown.kinds.iter_mut().find(|r| r.kind == kind) {
                            rate.retired_at = (!on).then(format::now).flatten();
                            rate.retired_by = Some(me.clone());
                        });
                        spawn(async move {
                            match api::retire_suggestion(Valid(RetireSuggestion { kind, retired: !on })).await {
                                Ok(now) => {
                                    rates.set(now);
                                    let title = text::title(kind);
                                    announce(if on { text::returned_now(title) } else { text::retired_now(title) });
                                }
                                Err(error) => {
                                    rates.refetch();
                                    toasts.tell(Tone::Danger, error.to_string());
                                }
                            }
                        });
                    } }
            },
        ],
    )
}
