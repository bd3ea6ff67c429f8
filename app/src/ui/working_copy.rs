//! The copy of a record somebody edits on a page that stays open while others may change the record.

use dioxus::prelude::*;

use super::button::Button;
use super::message::InlineAlert;
use super::text;
use super::tone::{Size, Tone};

/// A draft of a record, and what it was begun on. Copy it into closures freely.
pub struct WorkingCopy<T: 'static> {
    /// The record as it is being edited.
    pub draft: Signal<T>,
    base: Signal<T>,
    version: Signal<i32>,
    conflict: Signal<bool>,
    turn: Signal<u32>,
}

impl<T> Clone for WorkingCopy<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for WorkingCopy<T> {}

/// A working copy of what may be edited of a record: what others save is taken over as long as nothing is edited here;
/// afterwards the draft stays, and it is told when theirs differs from what the draft was begun on.
pub fn use_working_copy<T: PartialEq + Clone + 'static>(version: i32, record: T) -> WorkingCopy<T> {
    let start = record.clone();
    let copy = WorkingCopy {
        draft: use_signal(|| start.clone()),
        base: use_signal(|| start.clone()),
        version: use_signal(|| version),
        conflict: use_signal(|| false),
        turn: use_signal(|| 0),
    };
    use_effect(use_reactive((&version, &record), move |(version, record)| copy.meet(version, record)));
    copy
}

impl<T: PartialEq + Clone + 'static> WorkingCopy<T> {
    /// Whether the draft differs from what it was begun on.
    pub fn dirty(&self) -> bool {
        *self.draft.read() != *self.base.read()
    }

    /// What the draft was begun on.
    pub fn base(&self) -> T {
        self.base.read().clone()
    }

    /// The version a save of the draft is made on.
    pub fn version(&self) -> i32 {
        *self.version.read()
    }

    /// Whether others changed what is edited here.
    pub fn conflict(&self) -> bool {
        *self.conflict.read()
    }

    /// A save was refused because others changed the record.
    pub fn contest(mut self) {
        self.conflict.set(true);
    }

    /// Grows when the draft is thrown away: controls that keep what is typed are keyed by it.
    pub fn turn(&self) -> u32 {
        *self.turn.read()
    }

    /// Throws the draft away for a record as it is.
    pub fn reset(mut self, version: i32, record: T) {
        self.adopt(version, record.clone());
        self.draft.set(record);
        self.turn += 1;
    }

    /// A draft was saved; what was typed while it was under way stays.
    pub fn saved(mut self, sent: &T, version: i32, record: T) {
        self.adopt(version, record.clone());
        if *self.draft.peek() == *sent {
            self.draft.set(record);
        }
    }

    fn adopt(&mut self, version: i32, record: T) {
        self.version.set(version);
        self.base.set(record);
        self.conflict.set(false);
    }

    /// The record came as somebody left it.
    fn meet(mut self, version: i32, record: T) {
        // an answer that was overtaken by a save from here
        if version < *self.version.peek() {
            return;
        }
        let untouched = *self.draft.peek() == *self.base.peek();
        if record == *self.base.peek() || record == *self.draft.peek() {
            // nothing that is edited here changed, or both changed it to the same
            self.adopt(version, record);
        } else if untouched {
            self.adopt(version, record.clone());
            self.draft.set(record);
        } else {
            self.conflict.set(true);
        }
    }
}

/// Says above a form that somebody else changed what is edited in it.
#[component]
pub fn ChangedMeanwhile(
    /// Load theirs pressed: the draft may go.
    #[props(default)]
    onload: EventHandler<()>,
) -> Element {
    rsx! {
        InlineAlert { tone: Tone::Danger, live: true, actions: rsx! { Button { size: Size::Sm, onclick: move |_| onload.call(()), {text::load_theirs()} } },
            {text::changed_meanwhile()}
        }
    }
}
