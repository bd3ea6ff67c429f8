//! Signing: drawn as vector strokes, or typed, which counts the same.

use dioxus::prelude::*;

use super::button::{Button, ButtonVariant};
use super::dom::use_id;
use super::icon::{IconName, class_list};
use super::radio::{Choice, Segmented};
use super::text;
use super::text_input::TextInput;
use super::tone::Size;

/// The width of the drawing area in its own units.
pub const PAD_WIDTH: f64 = 600.0;
/// The height of the drawing area in its own units.
pub const PAD_HEIGHT: f64 = 200.0;

/// One point of a stroke.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InkPoint {
    /// Along the line, 0 to [`PAD_WIDTH`].
    pub x: f64,
    /// Down, 0 to [`PAD_HEIGHT`].
    pub y: f64,
    /// 0 to 1; 0.5 for anything but a pen.
    pub pressure: f64,
}

/// What was signed with.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Signature {
    /// Nothing yet.
    #[default]
    None,
    /// Strokes as drawn.
    Drawn(Vec<Vec<InkPoint>>),
    /// A typed name.
    Typed(String),
}

impl Signature {
    /// Whether it is one: more than a dot or two letters.
    pub fn is_given(&self) -> bool {
        match self {
            Signature::None => false,
            Signature::Typed(name) => name.chars().filter(|c| c.is_alphabetic()).count() >= 2,
            Signature::Drawn(strokes) => length(strokes) >= 60.0,
        }
    }

    /// The strokes as an SVG path in a box of [`PAD_WIDTH`] × [`PAD_HEIGHT`]; empty for a typed one.
    pub fn svg_path(&self) -> String {
        match self {
            Signature::Drawn(strokes) => strokes.iter().map(|stroke| stroke_path(stroke)).collect::<Vec<_>>().join(""),
            _ => String::new(),
        }
    }
}

/// The drawn length in pad units.
fn length(strokes: &[Vec<InkPoint>]) -> f64 {
    strokes.iter().flat_map(|stroke| stroke.windows(2)).map(|pair| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y)).sum()
}

/// A stroke through the midpoints of its points, which rounds the corners a coarse pointer leaves.
fn stroke_path(stroke: &[InkPoint]) -> String {
    use std::fmt::Write;
    let mut path = String::new();
    let [first, rest @ ..] = stroke else { return path };
    // Writing to a String cannot fail.
    let _ = write!(path, "M{:.1} {:.1}", first.x, first.y);
    if rest.is_empty() {
        let _ = write!(path, "l0.1 0");
    }
    for pair in rest.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let _ = write!(path, "Q{:.1} {:.1} {:.1} {:.1}", a.x, a.y, (a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
    }
    if let Some(last) = rest.last() {
        let _ = write!(path, "L{:.1} {:.1}", last.x, last.y);
    }
    path
}

/// A pad to sign on. Without script only typing is offered.
#[component]
pub fn SignaturePad(
    /// What is signed, as a name of the area.
    #[props(into)]
    label: String,
    /// The signature so far.
    value: Signature,
    /// It changed.
    #[props(default)]
    onchange: EventHandler<Signature>,
    /// The name in the form of the typed signature.
    #[props(into, default = "signature_name".to_owned())]
    name: String,
    /// What is wrong with it.
    error: Option<String>,
    /// The element's id.
    id: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let id = use_id(id, "sign");
    let starts_typed = cfg!(not(feature = "web")) || matches!(value, Signature::Typed(_));
    let mut mode = use_signal(|| if starts_typed { "type" } else { "draw" });
    let mut current = use_signal(Vec::<InkPoint>::new);
    let mut drawing = use_signal(|| false);
    let strokes = match &value {
        Signature::Drawn(strokes) => strokes.clone(),
        _ => Vec::new(),
    };
    let typed = match &value {
        Signature::Typed(name) => name.clone(),
        _ => String::new(),
    };
    let live = stroke_path(&current.read());
    let (for_end, for_undo) = (strokes.clone(), strokes.clone());
    let end = use_callback(move |()| {
        if !drawing() {
            return;
        }
        drawing.set(false);
        let stroke = current.take();
        if !stroke.is_empty() {
            let mut all = for_end.clone();
            all.push(stroke);
            onchange.call(Signature::Drawn(all));
        }
    });
    rsx! {
        div { class: class_list("w-sign", &class), id: id.clone(), role: "group", aria_label: label,
            if cfg!(feature = "web") {
                Segmented {
                    label: text::sign_how(),
                    name: "{id}-mode",
                    full: true,
                    options: vec![
                        Choice::new("draw", text::sign_draw()).icon(IconName::Signature),
                        Choice::new("type", text::sign_type()).icon(IconName::Keyboard),
                    ],
                    value: mode(),
                    onchange: move |chosen: String| {
                        mode.set(if chosen == "type" { "type" } else { "draw" });
                        onchange.call(Signature::None);
                    },
                }
            }
            if mode() == "type" {
                TextInput {
                    label: text::sign_name(),
                    hint: text::sign_name_hint(),
                    name,
                    value: typed.clone(),
                    autocomplete: "name",
                    error,
                    size: Size::Lg,
                    oninput: move |words: String| onchange.call(if words.trim().is_empty() { Signature::None } else { Signature::Typed(words) }),
                }
                p { class: "w-sign-typed", "aria-hidden": "true", {typed} }
            } else {
                div { class: "w-sign-box", "data-invalid": error.is_some().then_some("true"),
                    svg {
                        class: "w-sign-pad",
                        view_box: "0 0 {PAD_WIDTH} {PAD_HEIGHT}",
                        preserve_aspect_ratio: "none",
                        role: "img",
                        "aria-label": text::sign_area(),
                        onpointerdown: move |event| {
                            event.prevent_default();
                            capture(&event);
                            drawing.set(true);
                            current.set(points(&event));
                        },
                        onpointermove: move |event| {
                            if drawing() {
                                current.write().extend(points(&event));
                            }
                        },
                        onpointerup: move |_| end.call(()),
                        onpointercancel: move |_| end.call(()),
                        line { class: "w-sign-line", x1: "20", x2: "{PAD_WIDTH - 20.0}", y1: "{PAD_HEIGHT - 44.0}", y2: "{PAD_HEIGHT - 44.0}" }
                        path { class: "w-sign-ink", d: "{value.svg_path()}{live}" }
                    }
                    div { class: "w-sign-foot",
                        span { class: "w-hint", {text::sign_above()} }
                        Button {
                            size: Size::Sm,
                            icon: IconName::Undo2,
                            disabled: strokes.is_empty(),
                            onclick: move |_| {
                                let mut left = for_undo.clone();
                                left.pop();
                                onchange.call(if left.is_empty() { Signature::None } else { Signature::Drawn(left) });
                            },
                            {text::undo()}
                        }
                        Button {
                            size: Size::Sm,
                            variant: ButtonVariant::Ghost,
                            disabled: strokes.is_empty(),
                            onclick: move |_| onchange.call(Signature::None),
                            {text::clear()}
                        }
                    }
                }
                p { class: "sr", role: "status",
                    if strokes.is_empty() { {text::sign_state_empty()} } else { {text::sign_state_drawn(strokes.len())} }
                }
                if let Some(error) = error.clone() {
                    p { class: "w-error", {error} }
                }
            }
        }
    }
}

/// Keeps the stroke's events on the pad when the pointer leaves it.
fn capture(event: &PointerEvent) {
    #[cfg(feature = "web")]
    {
        use dioxus::web::WebEventExt;
        use wasm_bindgen::JsCast;
        let Some(event) = event.data().try_as_web_event() else { return };
        if let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
            // Fails for a pointer that is gone already; the stroke then ends at the pad's edge.
            let _ = target.set_pointer_capture(event.pointer_id());
        }
    }
    #[cfg(not(feature = "web"))]
    let _ = event;
}

/// The points of an event in pad units, with those the browser merged into it.
fn points(event: &PointerEvent) -> Vec<InkPoint> {
    #[cfg(feature = "web")]
    {
        use dioxus::web::WebEventExt;
        use wasm_bindgen::JsCast;
        let Some(event) = event.data().try_as_web_event() else { return Vec::new() };
        let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
            return Vec::new();
        };
        let pad = target.closest(".w-sign-pad").ok().flatten().unwrap_or(target).get_bounding_client_rect();
        if pad.width() <= 0.0 || pad.height() <= 0.0 {
            return Vec::new();
        }
        let merged: Vec<web_sys::PointerEvent> = event.get_coalesced_events().iter().filter_map(|event| event.dyn_into().ok()).collect();
        let all = if merged.is_empty() { vec![event] } else { merged };
        all.iter()
            .map(|event| InkPoint {
                x: ((f64::from(event.client_x()) - pad.left()) / pad.width() * PAD_WIDTH).clamp(0.0, PAD_WIDTH),
                y: ((f64::from(event.client_y()) - pad.top()) / pad.height() * PAD_HEIGHT).clamp(0.0, PAD_HEIGHT),
                pressure: if event.pointer_type() == "pen" { f64::from(event.pressure()) } else { 0.5 },
            })
            .collect()
    }
    #[cfg(not(feature = "web"))]
    {
        let _ = event;
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> InkPoint {
        InkPoint { x, y, pressure: 0.5 }
    }

    #[test]
    fn a_dot_or_a_letter_is_no_signature() {
        assert!(!Signature::None.is_given());
        assert!(!Signature::Drawn(vec![vec![at(10.0, 10.0)]]).is_given());
        assert!(!Signature::Typed(" M ".into()).is_given());
        assert!(Signature::Drawn(vec![vec![at(10.0, 10.0), at(90.0, 20.0)]]).is_given());
        assert!(Signature::Typed("Maya Lindqvist".into()).is_given());
    }

    #[test]
    fn strokes_become_a_path() {
        let drawn = Signature::Drawn(vec![vec![at(0.0, 0.0), at(10.0, 0.0), at(20.0, 10.0)], vec![at(5.0, 5.0)]]);
        assert_eq!(drawn.svg_path(), "M0.0 0.0Q10.0 0.0 15.0 5.0L20.0 10.0M5.0 5.0l0.1 0");
    }
}
