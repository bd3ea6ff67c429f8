//! Why people dismissed suggestions.

use dioxus::prelude::*;
use shared::assistant::KindRate;

use super::{act_text, text};
use crate::ui::format::number;
use crate::ui::*;

/// The kinds that were dismissed with a reason, the most often dismissed first; nothing if nobody said why.
#[component]
pub(super) fn Reasons(kinds: Vec<KindRate>) -> Element {
    let mut said: Vec<KindRate> = kinds.into_iter().filter(|rate| !rate.reasons.is_empty()).collect();
    said.sort_by_key(|rate| (std::cmp::Reverse(rate.reasons.iter().map(|why| why.times).sum::<i64>()), rate.kind));
    rsx! {
        if !said.is_empty() {
            Card { title: act_text::why_dismissed(), testid: "dismissal-reasons",
                dl { class: "as-reasons",
                    for rate in said {
                        div { key: "{rate.kind}",
                            dt { {text::title(rate.kind)} }
                            for (n, why) in rate.reasons.clone().into_iter().enumerate() {
                                dd { key: "{n}",
                                    {act_text::because(why.because)}
                                    " "
                                    span { class: "muted num", {number(why.times)} }
                                    for (n, words) in why.words.iter().enumerate() {
                                        q { key: "{n}", {words.clone()} }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
