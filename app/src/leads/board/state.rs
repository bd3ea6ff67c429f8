//! What the parts of the board share: the shown board, the card on the move, and how a move is made.

use std::cell::Cell;
use std::rc::Rc;

use chrono::{DateTime, Duration, Utc};
use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use futures_util::lock::Mutex;
use shared::leads::rules::{Gap, MoveFacts, gaps};
use shared::leads::{Board, LeadRow, LeadStatus, MoveLead, RequiredField, Stage};
use shared::{Error, FieldErrors, LeadId, StageId};

use crate::client::pace::Pace;
use crate::client::{Address, Query, own};
use crate::leads::{api, text, words};
use crate::ui::{self, Toasts, Tone, announce};

use super::card::Heights;
use super::drag::Drag;
use super::several::Together;
use super::tabs;

thread_local! {
    // The card moved last, and until when it keeps the focus over being drawn anew in another column.
    static HELD: Cell<Option<(LeadId, f64)>> = const { Cell::new(None) };
    // When somebody last moved a card here, in milliseconds of the device's clock.
    static MOVED: Cell<f64> = const { Cell::new(0.0) };
}

/// A move that waits for what its stage asks for.
#[derive(Clone, PartialEq)]
pub struct Asking {
    pub lead: LeadRow,
    /// What is moved with it.
    pub together: Option<Together>,
    pub to: Stage,
    pub index: usize,
    pub gaps: Vec<Gap>,
    pub wish: MoveLead,
    /// The value of the lead as it is typed.
    pub value: String,
    pub errors: FieldErrors,
}

/// Where a card stood: its stage, how many cards were above it, and the next of them.
pub(super) type Place = (StageId, usize, Option<LeadId>);

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

    /// Asks for what is missing, or makes the move at once. `index` counts the cards above it in the target column.
    pub fn request(mut self, lead: LeadRow, to: StageId, index: usize) {
        // what is looked at on the board; it is not copied for that
        let looked = self.board.peek_with(|board| {
            let (from, target) = (board.column(lead.stage_id)?, board.column(to)?);
            let above: Vec<LeadId> = target.cards.iter().map(|card| card.id).filter(|id| *id != lead.id).collect();
            let index = index.min(above.len());
            let below = index.checked_sub(1).and_then(|i| above.get(i)).copied();
            let wish = MoveLead::to(lead.version, to, below);
            let others = target.total - i64::from(from.stage.id == to);
            let open = gaps(&from.stage, &target.stage, others, &facts(&lead), &wish);
            Some((target.stage.clone(), target.total, index, wish, open))
        });
        let Some(Some((to, total, index, wish, open))) = looked else { return };
        if let Some(stop) = open.iter().find(|gap| !gap.can_be_filled()) {
            let why = match stop {
                Gap::Full { limit } => text::full_refuses(total, limit),
                Gap::NeedsAcceptance => text::won_by_acceptance(),
                Gap::Needs(RequiredField::Owner) => text::owner_first(),
                _ => text::quote_first(),
            };
            self.toasts.tell(Tone::Warn, text::not_moved(why));
            return;
        }
        if open.is_empty() {
            self.go(lead, to, index, wish);
        } else {
            self.asking.set(Some(Asking {
                lead,
                together: None,
                to,
                index,
                gaps: open,
                wish,
                value: String::new(),
                errors: FieldErrors::default(),
            }));
        }
    }

    /// Paints the move, sends it, and takes it back with the reason if it is refused.
    pub fn go(self, lead: LeadRow, to: Stage, index: usize, wish: MoveLead) {
        let looked =
            self.board.peek_with(|board| (self.place_of(board, &lead), board.column(lead.stage_id).map(|from| from.stage.clone())));
        let Some((back, from)) = looked else { return };
        let (title, id) = (lead.title().to_string(), lead.id);
        self.board.edit(|board| {
            board.shift(id, to.id, index);
        });
        MOVED.set(js_sys::Date::now());
        tabs::put(id, to.id, index);
        self.board.hold();
        let of = self.board.peek_with(|b| b.column(to.id).map_or(0, |c| c.count)).unwrap_or(0);
        self.refocus(id);
        let mut desk = self;
        // the card's own component ends when it changes columns, and the page when somebody goes on: neither may end the move
        spawn_forever(async move {
            // held until the move is answered
            let made = Rc::new(Mutex::new(None::<i32>));
            let mut version = made.lock().await;
            let words =
                if to.status.is_open() { text::moved(&title, &to.name, index + 1, of) } else { text::moved_plain(&title, &to.name) };
            // the way back is there as soon as the move is seen
            let offered = (to.status != LeadStatus::Converted).then(|| {
                announce(format!("{words}. {}", text::undo_available()));
                desk.toasts.undo(words.clone(), desk.way_back(id, back, made.clone()))
            });
            let answer = move_lead(id, wish.clone()).await;
            *version = answer.as_ref().ok().map(|row| row.version);
            drop(version);
            let shown = desk.shown();
            if shown {
                desk.board.release();
            }
            if answer.is_err() {
                tabs::refused();
            }
            if let (Err(_), Some(offered)) = (&answer, offered) {
                desk.toasts.dismiss(offered);
            }
            match answer {
                Ok(row) => {
                    // unless it has gone on since
                    if shown
                        && desk.board.peek_with(|b| b.column(row.stage_id).is_some_and(|c| c.cards.iter().any(|c| c.id == id)))
                            == Some(true)
                    {
                        desk.board.edit(|board| replace(board, row));
                    }
                    if offered.is_none() {
                        desk.toasts.say(words);
                    }
                }
                Err(error) if !shown => desk.toasts.tell(Tone::Danger, text::not_moved(&error)),
                Err(Error::Invalid(errors)) => {
                    desk.put_back(id, back);
                    let gaps = from.map(|from| {
                        let unknown = MoveFacts { has_contact: !errors.0.contains_key("phone"), ..facts(&lead) };
                        gaps(&from, &to, i64::MAX, &unknown, &without_refused(&wish, &errors))
                    });
                    // the stage asks for more by now than is known of it here
                    if gaps.as_ref().is_none_or(Vec::is_empty) {
                        desk.toasts.tell(Tone::Danger, text::not_moved(words::lacking(&errors, &to.fields)));
                        desk.board.refetch();
                        return;
                    }
                    desk.asking.set(Some(Asking {
                        lead,
                        together: None,
                        to,
                        index,
                        gaps: gaps.unwrap_or_default(),
                        value: wish.value_cents.map(ui::format::money_plain).unwrap_or_default(),
                        wish,
                        errors,
                    }));
                }
                Err(error) => {
                    desk.put_back(id, back);
                    desk.toasts.tell(Tone::Danger, text::not_moved(&error));
                    desk.board.refetch();
                }
            }
        });
    }

    /// Where a card stands on a board.
    pub(super) fn place_of(self, board: &Board, lead: &LeadRow) -> Option<Place> {
        let column = board.column(lead.stage_id)?;
        let at = column.cards.iter().position(|card| card.id == lead.id)?;
        Some((column.stage.id, at, at.checked_sub(1).and_then(|i| column.cards.get(i)).map(|card| card.id)))
    }

    /// Paints one card where it was.
    pub(super) fn put_back(self, id: LeadId, back: Option<Place>) {
        if let Some((stage, at, _)) = back {
            self.board.edit(|board| {
                board.shift(id, stage, at);
            });
        }
    }

    /// Undoes a move: painted at once, sent when the move has been answered; `made` is the version it made, none if it was refused.
    fn way_back(self, id: LeadId, back: Option<Place>, made: Rc<Mutex<Option<i32>>>) -> Callback<()> {
        let desk = self;
        Callback::new(move |()| {
            let Some((stage, _, below)) = back else { return };
            let made = made.clone();
            if desk.shown() {
                desk.put_back(id, back);
                desk.board.hold();
                desk.refocus(id);
            }
            spawn(async move {
                if let Some(version) = *made.lock().await {
                    match move_lead(id, MoveLead::to(version, stage, below)).await {
                        Ok(_) => announce(text::move_back()),
                        Err(error) => desk.toasts.tell(Tone::Danger, text::not_moved(error)),
                    }
                }
                if desk.shown() {
                    desk.board.release();
                    desk.board.refetch();
                }
            });
        })
    }
}

/// A move without what was refused of fields of the organization's own, so that these are asked for again.
fn without_refused(wish: &MoveLead, errors: &FieldErrors) -> MoveLead {
    let mut wish = wish.clone();
    wish.custom.retain(|key, _| !errors.0.contains_key(&format!("custom.{key}")));
    wish
}

/// Sends a move on the version this browser's own moves before it made.
pub(super) async fn move_lead(id: LeadId, wish: MoveLead) -> shared::Result<LeadRow> {
    let send = async |version| api::move_lead(id, crate::api::Valid(MoveLead { version, ..wish })).await;
    own::write(id.0, wish.version, send, |row| row.version).await
}

/// What the browser knows for the rules; whether there is a way to reach the customer only the server knows.
pub(super) fn facts(lead: &LeadRow) -> MoveFacts {
    MoveFacts {
        has_wanted_on: lead.wanted_on.is_some(),
        has_origin: lead.origin.is_some(),
        has_destination: lead.destination.is_some(),
        has_passengers: lead.passengers.is_some(),
        has_value: lead.value_cents.is_some(),
        has_contact: true,
        has_owner: lead.owner.is_some(),
        has_quote: lead.quote_id.is_some(),
        accepted: lead.status == LeadStatus::Converted,
        own: lead.custom.clone(),
    }
}

pub(super) fn replace(board: &mut Board, row: LeadRow) {
    for column in &mut board.columns {
        if let Some(card) = column.cards.iter_mut().find(|c| c.id == row.id) {
            *card = row;
            return;
        }
    }
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
