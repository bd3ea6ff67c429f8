//! One act on chosen quotes: asked for in a dialog, sent in one request, answered for each. What was refused is listed
//! with the reason and can be tried again.

mod ask;
mod outcome;
mod text;

use chrono::NaiveDate;
use dioxus::prelude::*;
use shared::access::Action;
use shared::quotes::{ExtendQuotes, GiveQuotes, QuoteOutcomes, RemindQuotes, WithdrawQuotes};
use shared::{MemberId, QuoteId, Result};

use self::ask::Ask;
pub(super) use self::ask::works_on_quotes;
use self::outcome::{Left, Outcome};
use super::api;
use crate::api::Valid;
use crate::client::use_session;
use crate::ui::*;

/// So many quotes go in one request.
const AT_ONCE: usize = 200;

/// What can be done to quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Give,
    Remind,
    Extend,
    Withdraw,
}

impl What {
    const ALL: [What; 4] = [What::Give, What::Remind, What::Extend, What::Withdraw];

    fn right(self) -> Action {
        match self {
            What::Give => Action::QuotesReassign,
            What::Remind | What::Extend | What::Withdraw => Action::QuotesSend,
        }
    }

    pub(super) fn key(self) -> &'static str {
        match self {
            What::Give => "give",
            What::Remind => "remind",
            What::Extend => "extend",
            What::Withdraw => "withdraw",
        }
    }

    pub(super) fn name(self) -> String {
        match self {
            What::Give => text::give(),
            What::Remind => text::remind(),
            What::Extend => text::extend(),
            What::Withdraw => text::withdraw(),
        }
    }

    pub(super) fn icon(self) -> IconName {
        match self {
            What::Give => IconName::UserPlus,
            What::Remind => IconName::Mail,
            What::Extend => IconName::CalendarClock,
            What::Withdraw => IconName::CircleX,
        }
    }
}

/// A quote something is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    pub id: QuoteId,
    pub number: String,
}

/// What is done, with all it needs.
#[derive(Clone, Debug, PartialEq)]
enum Deed {
    Give { member: MemberId, name: String },
    Remind { message: String },
    Extend { until: NaiveDate },
    Withdraw { reason: String },
}

impl Deed {
    async fn carry_out(&self, chosen: &[Chosen]) -> Result<QuoteOutcomes> {
        let mut all = QuoteOutcomes::default();
        for part in chosen.chunks(AT_ONCE) {
            let quotes: Vec<QuoteId> = part.iter().map(|one| one.id).collect();
            let answer = match self.clone() {
                Deed::Give { member, .. } => api::give_quotes(Valid(GiveQuotes { quotes, member })).await,
                Deed::Remind { message } => api::remind_quotes(Valid(RemindQuotes { quotes, message })).await,
                Deed::Extend { until } => api::extend_quotes(Valid(ExtendQuotes { quotes, until })).await,
                Deed::Withdraw { reason } => api::withdraw_quotes(Valid(WithdrawQuotes { quotes, reason })).await,
            };
            all.quotes.extend(answer?.quotes);
        }
        Ok(all)
    }

    /// What is said when it is done to so many.
    fn done(&self, count: usize) -> String {
        let quotes = text::quotes(count);
        match self {
            Deed::Give { name, .. } => text::given(quotes, name),
            Deed::Remind { .. } => text::reminded(quotes),
            Deed::Extend { .. } => text::extended(quotes),
            Deed::Withdraw { .. } => text::withdrawn(quotes),
        }
    }
}

/// The bar of what can be done with the chosen quotes.
#[component]
pub(super) fn BulkQuotes(
    /// Those that are chosen.
    chosen: Vec<Chosen>,
    /// Clears the choice.
    onclear: EventHandler<()>,
    /// Something was done to them.
    ondone: EventHandler<()>,
) -> Element {
    let session = use_session();
    let mut asking = use_signal(|| None::<What>);
    let ids = chosen.iter().map(|one| one.id.to_string()).collect::<Vec<_>>().join(",");
    rsx! {
        BulkBar { count: chosen.len(), onclear,
            for what in What::ALL.into_iter().filter(|what| session.access.may(what.right())) {
                BulkAction { key: "{what.key()}", label: what.name(), icon: what.icon(), onclick: move |_| asking.set(Some(what)) }
            }
            a { class: "w-bulk-button", href: "/api/v1/quotes.csv?ids={ids}", download: "quotes.csv",
                Icon { name: IconName::Download, size: IconSize::Sm }
                {text::export()}
            }
        }
        Deeds { asking, chosen, ondone }
    }
}

/// The same for one quote: a menu of what its state and the asker's rights allow, followed by what only its page can do.
#[component]
pub(super) fn QuoteDeeds(
    /// The quote.
    chosen: Chosen,
    /// What is offered.
    offered: Vec<What>,
    /// What only the page does.
    own: Vec<MenuItem>,
    /// The key of one of those.
    onown: EventHandler<String>,
    /// Something was done to it.
    ondone: EventHandler<()>,
) -> Element {
    let mut asking = use_signal(|| None::<What>);
    if offered.is_empty() && own.is_empty() {
        return VNode::empty();
    }
    let mut items: Vec<MenuItem> = offered.iter().map(|what| MenuItem::new(what.key(), what.name()).icon(what.icon())).collect();
    let after = items.len();
    items.extend(own.into_iter().enumerate().map(|(n, item)| if n == 0 && after > 0 { item.divided() } else { item }));
    rsx! {
        Menu { label: text::more_actions(), icon: IconName::Ellipsis, icon_only: true, variant: ButtonVariant::Ghost, items, testid: "quote-deeds",
            onselect: move |key: String| match offered.iter().find(|what| what.key() == key) {
                Some(what) => asking.set(Some(*what)),
                None => onown.call(key),
            },
        }
        Deeds { asking, chosen: vec![chosen], ondone }
    }
}

/// The dialog that asks, and the one that tells what came of it.
#[component]
fn Deeds(asking: Signal<Option<What>>, chosen: Vec<Chosen>, ondone: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let mut asking = asking;
    let mut left = use_signal(|| None::<Left>);
    rsx! {
        if let Some(what) = asking() {
            Ask { what, chosen, onclose: move |()| asking.set(None),
                ondone: move |found: Left| {
                    asking.set(None);
                    ondone.call(());
                    if found.outcomes.refused().next().is_none() {
                        toasts.say(found.deed.done(found.outcomes.done()));
                    } else {
                        left.set(Some(found));
                    }
                },
            }
        }
        if let Some(found) = left() {
            Outcome { found, onclose: move |()| left.set(None), onagain: move |found: Left| { ondone.call(()); left.set(Some(found)) } }
        }
    }
}
