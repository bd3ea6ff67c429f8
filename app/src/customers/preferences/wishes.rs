//! What a person wants otherwise than is usual, in a few words beside their name.

use dioxus::prelude::*;
use shared::customers::preferences::text as words;
use shared::customers::{MessageChannel, MessageKind, Preferences};

use super::text;
use crate::ui::*;

fn joined(kinds: impl Iterator<Item = MessageKind>) -> String {
    kinds.map(words::kind).collect::<Vec<_>>().join(", ")
}

/// One line, or nothing while everything is as usual.
#[component]
pub(in crate::customers) fn Wishes(preferences: Preferences) -> Element {
    let off = joined(preferences.off.iter().filter(|cell| cell.channel == MessageChannel::Email).map(|cell| cell.kind));
    let by_hand = joined(preferences.by_hand.iter().copied());
    let texts = preferences.sms.as_ref().map(|sms| if sms.ended.is_none() { text::texts_allowed() } else { text::texts_ended() });
    let quiet = preferences.quiet.as_ref().map(|quiet| text::quiet_from_until(format::clock(quiet.from), format::clock(quiet.until)));
    let lines = [
        (!off.is_empty()).then(|| text::no_mail_of(&off)),
        (!by_hand.is_empty()).then(|| text::by_hand_only(&by_hand)),
        texts,
        quiet,
        preferences.untracked.then(text::not_tracked),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    rsx! {
        if !lines.is_empty() { p { class: "xs muted", {lines.join(" · ")} } }
    }
}
