//! How many totals change by how much, as a picture with its table.

use dioxus::prelude::*;
use shared::pricing::{Bucket, Replay};

use super::outcome::bucket_words;
use crate::pricing::text;
use crate::ui::format::{number, percent};
use crate::ui::*;

/// Where the bars of falls, of no change and of rises get their colour from.
fn side(bucket: &Bucket) -> &'static str {
    let falls = bucket.to_bp.is_some_and(|bp| bp < 0) || bucket.from_bp.is_some_and(|bp| bp < 0);
    match bucket {
        _ if falls => "less",
        Bucket { from_bp: Some(0), to_bp: Some(0), .. } => "same",
        _ => "more",
    }
}

#[component]
pub(super) fn Histogram(replay: Replay) -> Element {
    let most = replay.buckets.iter().map(|b| b.quotes).max().unwrap_or(0).max(1);
    let all = replay.all;
    let told = text::changes_told(number(all.less), number(all.same), number(all.more));
    let share = |quotes: i64| percent((quotes * 100 + all.quotes / 2).checked_div(all.quotes).unwrap_or(0));
    let columns = vec![
        Column::new("change", text::change()),
        Column::new("quotes", text::quotes()).numeric(),
        Column::new("share", text::share()).numeric(),
    ];
    let rows: Vec<Row> = replay
        .buckets
        .iter()
        .enumerate()
        .map(|(i, b)| {
            let words = bucket_words(b);
            Row::new(i, words.clone(), vec![rsx! { {words} }, rsx! { {number(b.quotes)} }, rsx! { {share(b.quotes)} }])
        })
        .collect();
    rsx! {
        Card { title: text::changes(), testid: "replay-changes",
            figure { class: "w-chart",
                div { class: "w-bars", role: "img", aria_label: told,
                    for (i, bucket) in replay.buckets.iter().enumerate() {
                        div { key: "{i}", class: "w-bar", "data-side": side(bucket),
                            span { {bucket_words(bucket)} }
                            span { class: "w-bar-track", span { style: "--v:{bucket.quotes * 100 / most}" } }
                            span { class: "num", {number(bucket.quotes)} }
                        }
                    }
                }
            }
            details { class: "w-chart-table",
                summary { {text::as_table()} }
                DataTable { caption: text::changes(), columns, rows, density: Density::Compact }
            }
        }
    }
}
