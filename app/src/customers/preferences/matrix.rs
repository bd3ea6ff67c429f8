//! Which kinds of message are wanted on which channels: a table of boxes, of cards where room is short.

use dioxus::prelude::*;
use shared::customers::preferences::text as words;
use shared::customers::{MessageChannel, MessageKind, MessageOn};

use super::text;
use crate::ui::*;

/// The matrix; a change is told with whether it is wanted now.
#[component]
pub(super) fn Matrix(off: Vec<MessageOn>, may_text: bool, onchange: EventHandler<(MessageOn, bool)>) -> Element {
    rsx! {
        table { class: "pf-table", role: "table", "data-testid": "preferences",
            caption { class: "sr", {text::matrix()} }
            thead { role: "rowgroup",
                tr { role: "row",
                    th { role: "columnheader", scope: "col", {text::message()} }
                    for channel in MessageChannel::ALL.iter().copied() {
                        th { key: "{channel}", role: "columnheader", scope: "col", {words::channel(channel)} }
                    }
                }
            }
            tbody { role: "rowgroup",
                for kind in MessageKind::ALL.iter().copied() {
                    tr { key: "{kind}", role: "row",
                        th { role: "rowheader", scope: "row", {words::kind(kind)} }
                        for channel in MessageChannel::ALL.iter().copied() {
                            td { key: "{channel}", role: "cell", "data-label": words::channel(channel),
                                Checkbox {
                                    label: text::wanted(words::kind(kind), words::channel(channel)),
                                    label_hidden: true,
                                    name: "want-{kind}-{channel}",
                                    checked: !off.contains(&MessageOn { kind, channel }) && (channel != MessageChannel::Sms || may_text),
                                    disabled: channel == MessageChannel::Sms && !may_text,
                                    onchange: move |on| onchange.call((MessageOn { kind, channel }, on)),
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
