//! How the customer pays: as the price book or the account has it, or in instalments of this quote.

use dioxus::prelude::*;
use shared::Money;
use shared::customers::Terms;
use shared::pricing::{Part, Payer, Planned, text as prices};
use shared::quotes::{Content, Quote};

use super::schedule::ScheduleDialog;
use crate::quotes::builder::Draft;
use crate::quotes::dues::{due_words, in_days};
use crate::quotes::text::{due_line, staff as text};
use crate::ui::format::{DateStyle, money};
use crate::ui::*;

/// What holds when the quote says nothing else, in words.
fn by_itself(quote: &Quote, payer: Payer) -> String {
    match payer.terms {
        Terms::Prepaid => text::by_prepaid(),
        Terms::Net30 => text::by_net(in_days(30)),
        Terms::Net60 => text::by_net(in_days(60)),
        Terms::DueOnReceipt => {
            let share = quote.book.rates.deposit.share(payer.kind);
            text::by_policy(prices::percent_bp(share.deposit_bp.into()), in_days(share.balance_days_before))
        }
    }
}

/// Instalments as one reads them: `50%, at acceptance; The rest, by Sat 3 Mar`.
fn plan_words(plan: &[Planned], quote: &Quote) -> String {
    let part = |part: Part| match part {
        Part::PercentBp(bp) => prices::percent_bp(bp.into()),
        Part::Cents(cents) => money(Money::new(cents, quote.currency)),
        Part::Rest => text::rest(),
    };
    let words = |one: &Planned| due_line(part(one.part), due_words(one.due, DateStyle::Day));
    plan.iter().map(words).collect::<Vec<_>>().join("; ")
}

/// The instalments of a quote's own, if it has some.
pub fn schedule_words(content: &Content, quote: &Quote) -> Option<String> {
    (!content.schedule.is_empty()).then(|| plan_words(&content.schedule, quote))
}

/// How a version is paid, as one reads it: in instalments of its own, else as its payer pays by themself.
pub fn paid_words(content: &Content, quote: &Quote, payer: Payer) -> String {
    schedule_words(content, quote).unwrap_or_else(|| by_itself(quote, payer))
}

/// The card. It is there while something can be laid down or was.
#[component]
pub fn Paying(quote: Quote, draft: Draft, total_cents: i64, edits: bool) -> Element {
    let toasts = use_toasts();
    let mut open = use_signal(|| false);
    let restore = use_callback(move |before: Vec<Planned>| draft.change(move |c| c.schedule = before));
    let own = (draft.content)().schedule;
    if own.is_empty() && !edits {
        return VNode::empty();
    }
    // what its line of work is paid by when nobody agreed on anything; none where the book and the account say it
    let usual = quote.service_line.pack().usual(quote.payer.terms);
    let differs = quote.book.rates.deposit.differs(quote.payer, &usual, &own);
    let says = if usual.is_empty() { by_itself(&quote, quote.payer) } else { text::by_milestones(plan_words(&usual, &quote)) };
    let goes_back = differs || own != usual;
    let drop = move |_| {
        let (before, usual) = (draft.content.peek().schedule.clone(), usual.clone());
        draft.change(move |c| c.schedule = usual);
        toasts.undo(text::schedule_dropped(), Callback::new(move |()| restore.call(before.clone())));
    };
    rsx! {
        Card { title: text::paying(), id: "schedule", testid: "paying",
            meta: rsx! { if differs { Chip { tone: Tone::Info, icon: IconName::CalendarClock, {text::differs()} } } },
            div { class: "stack",
                p { class: "sm", {says} }
                if edits {
                    div { class: "w-btn-group",
                        if own.is_empty() {
                            Button { size: Size::Sm, icon: IconName::CalendarClock, testid: "schedule-open", onclick: move |_| open.set(true), {text::set_schedule()} }
                        } else {
                            Button { size: Size::Sm, icon: IconName::Pencil, testid: "schedule-open", onclick: move |_| open.set(true), {text::edit_schedule()} }
                        }
                        if goes_back {
                            Button { size: Size::Sm, variant: ButtonVariant::Ghost, testid: "schedule-drop", onclick: drop, {text::drop_schedule()} }
                        }
                    }
                }
            }
        }
        if open() { ScheduleDialog { quote, draft, total_cents, onclose: move |()| open.set(false) } }
    }
}
