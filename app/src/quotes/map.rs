//! The route of a quote on a map of our own: an image without anybody else's tiles, and its stops as things to point at.

use dioxus::prelude::*;
use shared::geo::{HEIGHT, WIDTH};
use shared::pricing::Route;
use shared::quotes::Content;

use super::text;
use crate::ui::*;

/// The map of an itinerary; nothing when no stop can be shown. The list of stops beside it says the same in words. With
/// `onmark` its stops are buttons and `marked` is the one that stands out, both from 1; without they lead to `#stop-n`.
/// With `compact` it is small until somebody wants it large, so that what stands below it is not pushed away.
#[component]
pub fn RouteOnMap(
    content: Content,
    route: Route,
    marked: Option<usize>,
    onmark: Option<EventHandler<usize>>,
    #[props(default)] compact: bool,
) -> Element {
    let mut large = use_signal(|| false);
    let Some(map) = content.map(&route) else { return rsx! {} };
    let name = |number: usize| content.stops.get(number - 1).map(|stop| stop.title().to_string()).unwrap_or_default();
    let shown = &map.drawing.marks;
    let label = match (shown.first(), shown.last()) {
        (Some(first), Some(last)) if first.number != last.number => text::map_of(shown.len(), name(first.number), name(last.number)),
        (Some(only), _) => text::map_of_one(name(only.number)),
        (None, _) => String::new(),
    };
    // one place, or all at the same: there is no line to explain
    let lines = !map.drawing.ways.is_empty();
    let missing = map.missing.iter().map(|number| text::map_stop(number, name(*number))).collect::<Vec<_>>().join("; ");
    let hits: Vec<(usize, f64, f64, String)> = shown
        .iter()
        .map(|mark| {
            let part = |at: f64, of: f64| (at / of * 1000.0).round() / 10.0;
            (mark.number, part(mark.x, WIDTH), part(mark.y, HEIGHT), text::map_stop(mark.number, name(mark.number)))
        })
        .collect();
    rsx! {
        // what its marks do, the list of stops beside it does too, and one can hit it: stops that stand close stay out of
        // the tab order
        figure { class: "w-map", "data-testid": "map", "data-compact": (compact && !large()).then_some("true"),
            div { class: "w-map-plane",
                div { dangerous_inner_html: map.drawing.svg(&label) }
                if let Some(onmark) = onmark {
                    for (number, x, y, label) in hits {
                        button { key: "{number}", r#type: "button", class: "w-map-hit", tabindex: "-1", style: "--x:{x};--y:{y}", aria_label: label,
                            aria_pressed: if marked == Some(number) { "true" } else { "false" },
                            onclick: move |_| onmark.call(number)
                        }
                    }
                } else {
                    for (number, x, y, label) in hits {
                        a { key: "{number}", id: "map-{number}", class: "w-map-hit", tabindex: "-1", style: "--x:{x};--y:{y}", href: "#stop-{number}", aria_label: label }
                    }
                }
            }
            if lines || !missing.is_empty() || map.attribution.is_some() {
                figcaption { class: "w-map-note",
                    if lines { {text::map_lines()} }
                    if !missing.is_empty() { " " {text::map_missing(missing)} }
                    if let Some(owner) = map.attribution { " " {owner} }
                }
            }
            if compact {
                Button { class: "w-map-size", size: Size::Sm, variant: ButtonVariant::Ghost, testid: "map-size", icon: if large() { IconName::ChevronUp } else { IconName::Map },
                    onclick: move |_| large.toggle(),
                    {if large() { text::map_smaller() } else { text::map_larger() }}
                }
            }
        }
    }
}
