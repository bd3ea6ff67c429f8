//! What is taken off or put on a price by hand: how much, why, and whether it may go out so.

use dioxus::prelude::*;
use shared::access::Action;
use shared::input::checked;
use shared::money::parse_cents;
use shared::pricing::{Adjustment, Change as Step, LineKind, Priced, text as prices};
use shared::quotes::{Approval, ApproveQuote, Approved, Content, Quote, QuoteStatus};
use shared::{Error, FieldErrors, Money};

use super::dialogs::is_other_total;
use crate::api::Valid;
use crate::client::{Query, Saving, use_session};
use crate::quotes::api::approve_quote;
use crate::quotes::builder::Draft;
use crate::quotes::text::staff as text;
use crate::ui::format::{DateStyle, date_in, money, money_plain, money_signed};
use crate::ui::*;

/// How a draft stands to the limits of those who send it.
#[derive(Clone, PartialEq)]
pub enum Leave {
    /// It takes off no more than its owner may.
    Free,
    Given(Approved),
    /// It takes off so many basis points, which somebody else has to approve.
    Wanting(u32),
}

impl Leave {
    /// How the draft on the screen stands; what is typed since counts before the server has it.
    pub fn of(quote: &Quote, draft: Draft, priced: &Priced) -> Self {
        let Approval { limit_bp, approved, .. } = quote.approval.clone();
        let off_bp = priced.conceded_bp();
        if quote.status != QuoteStatus::Draft || off_bp <= limit_bp {
            return Leave::Free;
        }
        let is_kept =
            (draft.state)() == Saving::Saved && (draft.version)() == quote.version && priced.total_cents == quote.priced.total_cents;
        approved.filter(|_| is_kept).map_or(Leave::Wanting(off_bp), Leave::Given)
    }
}

/// An adjustment as one reads it: `−5 %`, `+$40.00`.
pub fn step_words(change: Step, quote: &Quote) -> String {
    match change {
        Step::PercentBp(bp) => format!("{}{}", if bp > 0 { "+" } else { "" }, prices::percent_bp(bp.into())),
        Step::Cents(cents) => money_signed(Money::new(cents, quote.currency)),
    }
}

/// The card. It is there while something can be changed by hand or was.
#[component]
pub fn ByHand(quote: Quote, draft: Draft, priced: Priced, query: Query<Quote>, edits: bool) -> Element {
    let toasts = use_toasts();
    let mut open = use_signal(|| false);
    let adjustment = (draft.content)().adjustment;
    let leave = Leave::of(&quote, draft, &priced);
    if adjustment.is_none() && !edits && leave == Leave::Free {
        return VNode::empty();
    }
    let restore = use_callback(move |before: Adjustment| draft.change(move |c| c.adjustment = Some(before)));
    let remove = move |_| {
        let Some(before) = draft.content.peek().adjustment.clone() else { return };
        draft.change(|c| c.adjustment = None);
        toasts.undo(text::by_hand_removed(), Callback::new(move |()| restore.call(before.clone())));
    };
    let cents: i64 = priced.lines.iter().filter(|line| line.kind == LineKind::Adjustment).map(|line| line.cents).sum();
    rsx! {
        Card { title: text::by_hand(), id: "adjustment", testid: "by-hand",
            div { class: "stack",
                if let Some(adjustment) = adjustment {
                    div { class: "qb-hand",
                        p { b { class: "num", {step_words(adjustment.change, &quote)} } span { class: "num muted", {money_signed(Money::new(cents, quote.currency))} } }
                        if !adjustment.reason.is_empty() { p { class: "sm pre", {adjustment.reason.clone()} } }
                        if edits {
                            div { class: "w-btn-group",
                                Button { size: Size::Sm, icon: IconName::Pencil, testid: "edit-by-hand", onclick: move |_| open.set(true), {text::edit_by_hand()} }
                                Button { size: Size::Sm, variant: ButtonVariant::Ghost, onclick: remove, {text::remove_by_hand()} }
                            }
                        }
                    }
                } else if edits {
                    Button { size: Size::Sm, icon: IconName::Percent, testid: "by-hand-open", onclick: move |_| open.set(true), {text::add_by_hand()} }
                }
                Stands { quote: quote.clone(), draft, priced: priced.clone(), query, leave }
            }
        }
        if open() { HandDialog { quote, draft, onclose: move |()| open.set(false) } }
    }
}

/// Whether it may go out, and what whoever looks can do about it.
#[component]
fn Stands(quote: Quote, draft: Draft, priced: Priced, query: Query<Quote>, leave: Leave) -> Element {
    let session = use_session();
    let off_bp = match leave {
        Leave::Free => return VNode::empty(),
        Leave::Given(Approved { by, at, note }) => {
            return rsx! {
                div { class: "qb-leave", "data-tone": "ok", "data-testid": "approved",
                    p { class: "qb-leave-head", role: "status", Icon { name: IconName::BadgeCheck, size: IconSize::Sm } {text::approved_by(by, date_in(at, &quote.zone, DateStyle::Day))} }
                    if !note.is_empty() { p { class: "pre", {note} } }
                    p { {text::approved_as_is()} }
                }
            };
        }
        Leave::Wanting(off_bp) => off_bp,
    };
    let may = session.access.may_on(Action::QuotesSend, quote.owner, session.member) && session.access.discount_bp >= off_bp;
    let (off, limit) = (prices::percent_bp(off_bp.into()), prices::percent_bp(quote.approval.limit_bp.into()));
    let names = quote.approval.approvers.join(", ");
    rsx! {
        div { class: "qb-leave", "data-tone": "warn", "data-testid": "needs-approval",
            p { class: "qb-leave-head", role: "status", Icon { name: IconName::TriangleAlert, size: IconSize::Sm } {text::needs_approval(off, limit)} }
            if may {
                Approving { quote, draft, total: priced.total_cents, query }
            } else if names.is_empty() {
                p { {text::nobody_named()} }
            } else {
                p { {text::who_approves(names)} }
            }
        }
    }
}

/// The word that lets it go out.
#[component]
fn Approving(quote: Quote, draft: Draft, total: i64, query: Query<Quote>) -> Element {
    let mut note = use_signal(String::new);
    let sending = use_sending();
    let id = quote.id;
    let approve = move || {
        sending.send(
            async move {
                // what counts is what is on the screen, so that goes first
                if !draft.save().await {
                    return Err(Error::conflict("not_saved", text::not_kept));
                }
                let input = ApproveQuote { version: *draft.version.peek(), total_cents: total, note: note.peek().clone() };
                let answer = approve_quote(id, Valid(input)).await;
                if is_other_total(&answer) {
                    query.refetch();
                }
                answer
            },
            move |fresh| query.set(fresh),
        );
    };
    rsx! {
        form {
            class: "stack",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                approve();
            },
            ErrorSummary { problems: Vec::new(), message: sending.refused() }
            TextInput { name: "approval-note", label: text::approval_note(), optional: true, value: note(), maxlength: 500, error: sending.error("note"), oninput: move |v| note.set(v) }
            Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, icon: IconName::Check, loading: sending.busy(), testid: "approve", {text::approve(money(Money::new(total, quote.currency)))} }
        }
    }
}

/// Asks how much, and why.
#[component]
fn HandDialog(quote: Quote, draft: Draft, onclose: EventHandler<()>) -> Element {
    let session = use_session();
    let before = draft.content.peek().adjustment.clone();
    let (was_off, was_percent, amount) = match before.as_ref().map(|adjustment| adjustment.change) {
        None => (true, true, String::new()),
        Some(Step::PercentBp(bp)) => (bp < 0, true, money_plain(i64::from(bp.unsigned_abs()))),
        Some(Step::Cents(cents)) => (cents < 0, false, money_plain(cents.saturating_abs())),
    };
    let mut off = use_signal(|| was_off);
    let mut percent = use_signal(|| was_percent);
    let mut typed = use_signal(|| amount);
    let mut reason = use_signal(|| before.map(|adjustment| adjustment.reason).unwrap_or_default());
    let sending = use_sending();
    let change = move || -> Result<Step, String> {
        // hundredths of a percent and of the currency are read alike
        let hundredths = parse_cents(&typed.read()).map_err(|problem| problem.to_string())?;
        if hundredths <= 0 {
            return Err("not_positive".into());
        }
        let signed = if off() { -hundredths } else { hundredths };
        Ok(if percent() { Step::PercentBp(i32::try_from(signed).unwrap_or(i32::MIN)) } else { Step::Cents(signed) })
    };
    let submit = move |()| {
        let (given, wrong) = match change() {
            Ok(given) => (given, FieldErrors::default()),
            Err(code) => (Step::Cents(0), FieldErrors::one("change", code)),
        };
        match checked(Adjustment { change: given, reason: reason.peek().trim().to_string() }, wrong) {
            Ok(adjustment) => {
                draft.change(move |c| c.adjustment = Some(adjustment));
                onclose.call(());
            }
            Err(error) => sending.fail(error),
        }
    };
    let preview = change().ok().map(|change| {
        let content = Content { adjustment: Some(Adjustment { change, reason: String::new() }), ..(draft.content)() };
        content.price_for(&quote.book.rates, quote.quoted_on, quote.promo.clone(), quote.payer)
    });
    let over = preview.as_ref().is_some_and(|priced| priced.conceded_bp() > session.access.discount_bp);
    let limit = prices::percent_bp(session.access.discount_bp.into());
    rsx! {
        FormDialog { title: text::by_hand(), description: text::by_hand_about(), submit: text::put_by_hand(), sending, onsubmit: submit, onclose, testid: "by-hand-dialog", size: DialogSize::Narrow,
            Segmented { label: text::off_or_on(), name: "off", full: true, value: if off() { "off" } else { "on" },
                options: vec![Choice::new("off", prices::discount()), Choice::new("on", prices::surcharge())], onchange: move |v: String| off.set(v == "off") }
            Segmented { label: text::percent_or_amount(), name: "kind", full: true, value: if percent() { "percent" } else { "amount" },
                options: vec![Choice::new("percent", text::percent()), Choice::new("amount", text::amount())], onchange: move |v: String| percent.set(v == "percent") }
            if percent() {
                TextInput { label: text::how_much(), name: "change", kind: InputKind::Decimal, required: true, suffix: "%".to_string(), value: typed(), error: sending.error("change"), oninput: move |v| typed.set(v) }
            } else {
                MoneyInput { label: text::how_much(), name: "change", required: true, currency: quote.currency, value: typed(), error: sending.error("change"), oninput: move |v| typed.set(v) }
            }
            TextArea { label: text::hand_reason(), name: "reason", required: true, hint: text::hand_reason_hint(), value: reason(), limit: 500, error: sending.error("reason"), oninput: move |v| reason.set(v) }
            p { class: "sm", role: "status", "data-testid": "by-hand-preview",
                if let Some(priced) = preview { {text::new_total(money(Money::new(priced.total_cents, quote.currency)))} }
                if over { " " {text::will_need_approval(limit)} }
            }
        }
    }
}
