//! Long columns of cards: only what is on the screen or near it is drawn, and gaps of the right height stand for the
//! rest. What must not go away while it is scrolled out (the card under a finger, the focused one) is pinned.

use std::ops::Range;

use dioxus::prelude::*;

/// What is drawn, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// Space for what is not drawn, in CSS pixels.
    Gap(f64),
    /// The entry with this index.
    Entry(usize),
}

/// What is drawn of `count` entries of which the part from `shown.start` to `shown.end` (CSS pixels from the first
/// entry's top) is on the screen. `height` of an entry is without the `space` between two.
pub fn pieces(count: usize, height: impl Fn(usize) -> f64, space: f64, shown: &Range<f64>, pinned: Option<usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut top, mut gap) = (0.0, 0.0);
    for index in 0..count {
        let tall = height(index);
        if pinned == Some(index) || (top + tall > shown.start && top < shown.end) {
            if gap > 0.0 {
                pieces.push(Piece::Gap(gap - space));
                gap = 0.0;
            }
            pieces.push(Piece::Entry(index));
        } else {
            gap += tall + space;
        }
        top += tall + space;
    }
    if gap > 0.0 {
        pieces.push(Piece::Gap(gap - space));
    }
    pieces
}

/// The part of an element's content that is on the screen or near it, in CSS pixels from the content's top; whatever
/// scrolls, the element or the page around it.
pub fn use_shown_part(id: String) -> Signal<Range<f64>> {
    let part = use_signal(|| 0.0..1_000.0);
    #[cfg(feature = "web")]
    use_hook(|| browser::follow(id, part));
    #[cfg(not(feature = "web"))]
    let _ = id;
    part
}

#[cfg(feature = "web")]
mod browser {
    use std::rc::Rc;

    use futures_channel::mpsc::unbounded;
    use futures_util::StreamExt;
    use gloo_events::{EventListener, EventListenerOptions};

    use super::*;
    use crate::ui::dom::browser::element;

    /// How far beyond the screen is drawn, in CSS pixels: what a quick flick uncovers before the next frame.
    const MARGIN: f64 = 240.0;
    /// The part moves on by steps of this many pixels, so that not every frame of scrolling draws anew.
    const STEP: f64 = 120.0;

    /// Rounds a part outwards to whole steps beyond the margin.
    fn widened(from: f64, to: f64) -> Range<f64> {
        ((from - MARGIN) / STEP).floor() * STEP..((to + MARGIN) / STEP).ceil() * STEP
    }

    /// Looks again whenever anything scrolls or the window changes; the listeners go with the component.
    pub fn follow(id: String, mut part: Signal<Range<f64>>) -> Rc<Vec<EventListener>> {
        let (moved, mut moves) = unbounded::<()>();
        let told = move |moved: &futures_channel::mpsc::UnboundedSender<()>| {
            // fails only when the component went away
            let _ = moved.unbounded_send(());
        };
        let mut listeners = Vec::new();
        if let Some(window) = web_sys::window() {
            let (scrolled, sized) = (moved.clone(), moved.clone());
            // scrolling of an inner element does not bubble; it can be caught on its way down
            let options = EventListenerOptions::run_in_capture_phase();
            listeners.push(EventListener::new_with_options(&window, "scroll", options, move |_| told(&scrolled)));
            listeners.push(EventListener::new(&window, "resize", move |_| told(&sized)));
        }
        told(&moved);
        spawn(async move {
            // its first look comes after the component is drawn
            gloo_timers::future::TimeoutFuture::new(0).await;
            while let Some(()) = moves.next().await {
                // one look answers all that happened until now
                while moves.try_recv().is_ok() {}
                if let Some(now) = look(&id)
                    && part.try_peek().is_ok_and(|before| *before != now)
                {
                    part.set(now);
                }
            }
        });
        Rc::new(listeners)
    }

    fn look(id: &str) -> Option<Range<f64>> {
        let element = element(id)?;
        let rect = element.get_bounding_client_rect();
        let screen = web_sys::window()?.inner_height().ok()?.as_f64()?;
        let top = rect.top().max(0.0);
        let bottom = rect.bottom().min(screen).max(top);
        let begin = f64::from(element.scroll_top()) + top - rect.top();
        Some(widened(begin, begin + bottom - top))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_is_near_is_drawn_and_gaps_stand_for_the_rest() {
        let drawn = pieces(100, |_| 93.0, 7.0, &(1_000.0..1_200.0), None);
        assert_eq!(drawn, [Piece::Gap(993.0), Piece::Entry(10), Piece::Entry(11), Piece::Gap(8_793.0)]);
    }

    #[test]
    fn a_pinned_entry_stays_wherever_one_scrolls() {
        let drawn = pieces(5, |_| 93.0, 7.0, &(350.0..500.0), Some(0));
        assert_eq!(drawn, [Piece::Entry(0), Piece::Gap(193.0), Piece::Entry(3), Piece::Entry(4)]);
        assert_eq!(pieces(0, |_| 93.0, 7.0, &(0.0..100.0), None), []);
    }

    proptest! {
        #[test]
        fn the_whole_is_as_tall_as_if_everything_were_drawn(
            heights in prop::collection::vec(20.0_f64..200.0, 0..200), from in -500.0_f64..20_000.0, tall in 0.0_f64..3_000.0, pinned in 0_usize..250,
        ) {
            let drawn = pieces(heights.len(), |i| heights[i], 7.0, &(from..from + tall), Some(pinned));
            let height: f64 = drawn.iter().map(|piece| match piece { Piece::Gap(px) => *px, Piece::Entry(i) => heights[*i] }).sum();
            let all: f64 = heights.iter().sum::<f64>();
            let spaces = |n: usize| 7.0 * n.saturating_sub(1) as f64;
            prop_assert!((height + spaces(drawn.len()) - all - spaces(heights.len())).abs() < 0.01);
            let entries: Vec<_> = drawn.iter().filter_map(|piece| match piece { Piece::Entry(i) => Some(*i), Piece::Gap(_) => None }).collect();
            prop_assert!(entries.is_sorted());
            prop_assert_eq!(entries.contains(&pinned), pinned < heights.len());
        }
    }
}
