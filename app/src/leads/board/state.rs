//! What the parts of the board share: the shown board, the card on the move, and when the board is read again.

use std::cell::Cell;
use std::rc::Rc;

use chrono::{DateTime, Duration, Utc};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::leads::{Board, LeadRow};
use shared::{LeadId, StageId};

use crate::client::pace::Pace;
use crate::client::{Address, Query};
use crate::leads::{api, text};
use crate::ui::{self, Toasts};

use super::card::Heights;
use super::drag::Drag;
use super::moves::Asking;

thread_local! {
    // The card moved last, and until when it keeps the focus over being drawn anew in another column.
    static HELD: Cell<Option<(LeadId, f64)>> = const { Cell::new(None) };
    // When somebody last moved a card here, in milliseconds of the device's clock.
    static MOVED: Cell<f64> = const { Cell::new(0.0) };
}

/// The board as its parts see it. Copy it into closures freely.
#[derive(Clone, Copy)]
pub struct Desk {
    pub board: Query<Board>,
    pub asking: Signal<Option<Asking>>,
    /// The cards picked to be moved together, the latest last.
    pub picked: Signal<Vec<LeadId>>,
    pub drag: Signal<Option<Drag>>,
    /// Where what is dragged would be dropped: the stage and the number of cards above. Apart from the drag, so that a
    /// pointer that passes over cards wakes the columns it leaves and enters alone.
    pub over: Signal<Option<(StageId, usize)>>,
    /// The lead whose next step is being planned, and what it is called.
    pub planning: Signal<Option<(LeadId, String)>>,
    /// Changes of others that wait while somebody points at a card.
    pub waiting: Signal<usize>,
    /// Somebody points at the board or has the focus in it.
    pub busy: Signal<bool>,
    /// The card whose change has just come in.
    pub flash: Signal<Option<LeadId>>,
    /// The card that stays drawn wherever its column is scrolled to: the one with the focus or under the pointer.
    pub pinned: Signal<Option<LeadId>>,
    pub heights: Signal<Heights>,
    /// How many cards of a column are asked for: as many as somebody has scrolled through.
    pub depth: Signal<i64>,
    /// The stage whose next cards are under way.
    pub reading: Signal<Option<StageId>>,
    /// When what others changed is looked at.
    pub pace: CopyValue<Rc<Pace>>,
    pub address: Address,
    pub currency: shared::Currency,
    pub zone: Signal<Rc<str>>,
    pub toasts: Toasts,
}

impl Desk {
    /// Whether the board is still on screen.
    pub(super) fn shown(self) -> bool {
        self.busy.try_peek().is_ok()
    }

    /// Shows what waits.
    pub fn catch_up(mut self) {
        self.waiting.set(0);
        self.board.refetch();
    }

    /// Somebody else changed something: one look answers all that comes within a moment.
    pub fn follow(mut self) {
        let pace = self.pace.peek().clone();
        let Some(wait) = pace.heard(js_sys::Date::now()) else { return };
        spawn(async move {
            gloo_timers::future::TimeoutFuture::new(wait).await;
            rest().await;
            pace.read(js_sys::Date::now());
            if self.is_held() {
                self.waiting += 1;
            } else {
                self.catch_up();
            }
        });
    }

    /// Whether what is shown must not move: somebody points at it, drags, or answers a question about it.
    pub fn is_held(self) -> bool {
        *self.busy.peek() || self.drag.peek().is_some() || self.asking.peek().is_some() || self.planning.peek().is_some()
    }

    /// Reads on in a column that is scrolled to the end of the cards that are here.
    pub fn read_on(mut self, stage: StageId) {
        let last = self.board.peek_with(|b| b.column(stage).and_then(|c| c.cards.last().map(LeadRow::place))).flatten();
        if self.reading.peek().is_some() || last.is_none() {
            return;
        }
        self.reading.set(Some(stage));
        let narrowed = move || (self.address.peek("view"), self.address.peek("q"), self.address.peek("health"));
        let asked = narrowed();
        let filled = |text: String| Some(text).filter(|text| !text.is_empty());
        spawn(async move {
            let (view, search, health) = asked.clone();
            match api::list_cards(stage, filled(view), filled(search), last, filled(health)).await {
                Ok(page) if asked == narrowed() => {
                    let none = page.items.is_empty();
                    self.board.edit(|board| board.append(stage, page.items));
                    let most = self.board.peek_with(|b| b.columns.iter().map(|c| c.cards.len()).max().unwrap_or(0)).unwrap_or(0);
                    self.depth.set(most as i64);
                    // the sums of next steps are behind what was moved meanwhile: they are read again in a moment
                    if none {
                        gloo_timers::future::TimeoutFuture::new(AGAIN_MS).await;
                    }
                }
                Ok(_) => {}
                // the column asks again then
                Err(_) => gloo_timers::future::TimeoutFuture::new(AGAIN_MS).await,
            }
            self.reading.set(None);
        });
    }

    /// Puts the focus back on a card once it stands in its new place, unless somebody has gone on to another one by then.
    pub fn refocus(mut self, id: LeadId) {
        HELD.set(Some((id, js_sys::Date::now() + HOLD_MS)));
        self.pinned.set(Some(id));
        let before = ui::dom::focused();
        spawn_forever(async move {
            gloo_timers::future::TimeoutFuture::new(0).await;
            let now = ui::dom::focused();
            let gone_on = now != before && now.is_some_and(|at| at.starts_with("card-"));
            if !gone_on {
                ui::dom::focus(&format!("card-{id}"));
            }
        });
    }
}

/// Somebody has just moved a card here.
pub(super) fn moved() {
    MOVED.set(js_sys::Date::now());
}

/// Waits until the hands that move cards rest, or for as long as others may be kept waiting: what one has moved oneself is
/// on the board already, and reading all of it again after each move holds up the next.
async fn rest() {
    let most = js_sys::Date::now() + LONGEST_REST_MS;
    loop {
        let now = js_sys::Date::now();
        // a clock that was put back holds nothing up
        let left = (MOVED.get() + REST_MS).min(most) - now;
        if !(1.0..=REST_MS).contains(&left) {
            return;
        }
        gloo_timers::future::TimeoutFuture::new(left as u32).await;
    }
}

/// Hands that have not moved a card for so long rest, in milliseconds.
const REST_MS: f64 = 400.0;
/// What others change waits no longer than this for it, in milliseconds.
const LONGEST_REST_MS: f64 = 2_000.0;
/// How long to wait before cards that could not be read are asked for again.
const AGAIN_MS: u32 = 5_000;
/// How long a moved card keeps the focus: until the server's word on the move has come in.
const HOLD_MS: f64 = 3_000.0;

/// A card was drawn anew: the one just moved has lost the focus by that, unless somebody put it elsewhere.
pub fn drawn(id: LeadId) {
    let held = HELD.get().is_some_and(|(moved, until)| moved == id && js_sys::Date::now() < until);
    if held && ui::dom::nothing_focused() {
        ui::dom::focus(&format!("card-{id}"));
    }
}

/// How long ago, in the shortest form.
pub fn age(since: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let passed = now.signed_duration_since(since);
    match passed.num_minutes() {
        ..1 => text::age_now(),
        minutes @ 1..60 => text::age_minutes(minutes),
        60..2880 => text::age_hours(passed.num_hours()),
        _ => text::age_days(passed.num_days()),
    }
}

/// When a step is due: how late it is, today's time, or the day.
pub fn due_words(due: DateTime<Utc>, now: DateTime<Utc>, zone: &str) -> String {
    use ui::format::{DateStyle, date_in, time_in};
    let late = now.signed_duration_since(due);
    if late > Duration::days(1) {
        text::late_days(late.num_days())
    } else if late > Duration::hours(1) {
        text::late_hours(late.num_hours())
    } else if date_in(due, zone, DateStyle::Full) == date_in(now, zone, DateStyle::Full) {
        text::today_at(time_in(due, zone))
    } else {
        date_in(due, zone, DateStyle::Day)
    }
}
