//! Sending an offer, and taking it back.

use dioxus::prelude::*;
use shared::quotes::{Because, Quote, SendQuote};
use shared::{Error, Money, QuoteId, Result};

use crate::api::Valid;
use crate::client::Query;
use crate::quotes::api::{send_quote, withdraw_quote};
use crate::quotes::builder::Draft;
use crate::quotes::text::staff as text;
use crate::ui::format::money;
use crate::ui::*;

/// Whether it was refused because the total is another one by now, which the page does not show yet.
pub fn is_other_total<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Conflict { code, .. }) if code == "total_changed")
}

/// Asks whom to send it to; afterwards shows the link once.
#[component]
pub fn SendDialog(open: bool, quote: Quote, total_cents: i64, draft: Draft, query: Query<Quote>, onclose: EventHandler<()>) -> Element {
    let mut email = use_signal(|| quote.to.email.clone().unwrap_or_default());
    let mut pin = use_signal(String::new);
    let mut message = use_signal(String::new);
    let sending = use_sending();
    let mut link = use_signal(|| None::<String>);
    let toasts = use_toasts();
    let id = quote.id;
    let send = move || {
        let input = SendQuote { version: *draft.version.peek(), total_cents, email: email(), pin: pin(), message: message() };
        let asked = async move {
            let answer = send_quote(id, Valid(input)).await;
            if is_other_total(&answer) {
                query.refetch();
            }
            answer
        };
        sending.send(asked, move |sent| {
            toasts.tell(Tone::Ok, text::sent_to(email()));
            draft.adopt(&sent.quote);
            query.set(sent.quote);
            link.set(Some(sent.link));
        });
    };
    let errors = sending.errors();
    // what is wrong with the draft itself stands above the fields
    let others: Vec<String> = errors
        .0
        .keys()
        .filter(|k| !matches!(k.as_str(), "email" | "pin" | "message"))
        .filter_map(|k| errors.text(k).map(|t| problem_words(k, t, &quote.approval.approvers)))
        .collect();
    rsx! {
        Dialog { open, title: text::send_title(&quote.number), onclose, testid: "send-dialog",
            footer: rsx! {
                Button { onclick: move |_| onclose.call(()), {text::cancel()} }
                if link().is_none() { Button { variant: ButtonVariant::Primary, loading: sending.busy(), testid: "send-now", onclick: move |_| send(), {text::send()} } }
            },
            if let Some(link) = link() {
                p { {text::link_once()} }
                p { class: "qb-link", a { href: "{link}", target: "_blank", rel: "noopener", "data-testid": "quote-link", {link.clone()} } }
                CopyButton { value: link.clone() }
            } else {
                div { class: "stack",
                    ErrorSummary { problems: Vec::new(), message: sending.refused() }
                    if !others.is_empty() {
                        InlineAlert { tone: Tone::Danger, live: true, title: text::before_sending(),
                            ul { for problem in others { li { key: "{problem}", {problem.clone()} } } }
                        }
                    }
                    p { "data-testid": "send-total", {text::send_total(money(Money::new(total_cents, quote.currency)))} }
                    TextInput { name: "email", label: text::send_to(), kind: InputKind::Email, value: email(), required: true, error: sending.error("email"), oninput: move |v| email.set(v) }
                    TextInput { name: "pin", label: text::pin(), kind: InputKind::Whole, value: pin(), hint: text::pin_hint(), error: sending.error("pin"), maxlength: 8, oninput: move |v| pin.set(v) }
                    TextArea { name: "message", label: text::message(), value: message(), error: sending.error("message"), limit: 2000, oninput: move |v| message.set(v) }
                }
            }
        }
    }
}

/// Asks why it is taken back.
#[component]
pub fn WithdrawDialog(open: bool, id: QuoteId, onclose: EventHandler<()>, ondone: EventHandler<Quote>) -> Element {
    let mut reason = use_signal(String::new);
    let toasts = use_toasts();
    let withdraw = move |_| {
        toasts.attempt(withdraw_quote(id, Valid(Because { reason: reason() })), move |fresh| ondone.call(fresh));
    };
    rsx! {
        Dialog { open, title: text::withdraw_title(), description: text::withdraw_body(), onclose, size: DialogSize::Narrow,
            footer: rsx! {
                Button { onclick: move |_| onclose.call(()), {text::cancel()} }
                Button { variant: ButtonVariant::Danger, onclick: withdraw, {text::withdraw()} }
            },
            TextInput { name: "reason", label: text::reason(), value: reason(), maxlength: 500, oninput: move |v| reason.set(v) }
        }
    }
}

/// What is wrong with the draft, by the name people know the place by.
fn problem_words(field: &str, why: String, approvers: &[String]) -> String {
    let stop =
        field.strip_prefix("stops[").and_then(|rest| rest.split_once(']')).and_then(|(n, rest)| Some((n.parse::<usize>().ok()? + 1, rest)));
    match (field, stop) {
        ("stops", _) => text::needs_stops(),
        ("vehicles", _) => text::needs_vehicles(),
        (field, _) if field.starts_with("schedule") => text::schedule_problem(why),
        ("adjustment", _) => approval_words(why, approvers),
        (_, Some((n, ".address"))) => text::stop_address(n),
        (_, Some((n, _))) => text::stop_arrive(n, format!("{}, {why}", text::arrive().to_lowercase())),
        _ => why,
    }
}

/// That the price has to be approved, and by whom as far as that is known.
fn approval_words(why: String, approvers: &[String]) -> String {
    if approvers.is_empty() { why } else { format!("{why}. {}", text::who_approves(approvers.join(", "))) }
}
