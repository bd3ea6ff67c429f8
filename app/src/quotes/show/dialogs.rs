//! Sending an offer, and taking it back.

use std::future::Future;

use dioxus::prelude::*;
use shared::quotes::{Because, Quote, SendQuote, ShareChannel, ShareQuote, SharedQuote};
use shared::{Error, Money, QuoteId, Result};

use crate::api::Valid;
use crate::client::Query;
use crate::quotes::api::{send_quote, share_quote, withdraw_quote};
use crate::quotes::builder::Draft;
use crate::quotes::text::staff as text;
use crate::ui::format::money;
use crate::ui::*;

/// Whether it was refused because the total is another one by now, which the page does not show yet.
pub fn is_other_total<T>(answer: &Result<T>) -> bool {
    matches!(answer, Err(Error::Conflict { code, .. }) if code == "total_changed")
}

/// The same answer; what has another total by now is read again.
async fn fresh<T>(query: Query<Quote>, asked: impl Future<Output = Result<T>>) -> Result<T> {
    let answer = asked.await;
    if is_other_total(&answer) {
        query.refetch();
    }
    answer
}

/// The way an offer takes, as the dialog names it: by e-mail, or by the sender's own means.
fn ways(again: bool) -> Vec<Choice> {
    // once more by e-mail is a reminder
    let mut ways = if again { Vec::new() } else { vec![Choice::new(EMAIL, text::by_email())] };
    ways.extend(ShareChannel::ALL.iter().map(|channel| Choice::new(channel.key(), way_words(*channel))));
    ways
}

const EMAIL: &str = "email";

fn way_words(channel: ShareChannel) -> String {
    match channel {
        ShareChannel::Link => text::by_link(),
        ShareChannel::Sms => text::by_sms(),
        ShareChannel::Whatsapp => text::by_whatsapp(),
    }
}

/// What becomes of the offer by taking a way.
fn why_words(channel: Option<ShareChannel>, again: bool) -> String {
    match (channel, again) {
        (_, true) => text::again_why(),
        (Some(ShareChannel::Link), false) => text::link_why(),
        (_, false) => text::app_why(),
    }
}

/// Asks how and to whom to send it; afterwards shows the link once, and what opens the app it goes by.
#[component]
pub fn SendDialog(
    open: bool,
    quote: Quote,
    /// What it comes to on the page.
    total_cents: i64,
    draft: Draft,
    query: Query<Quote>,
    /// It is out already: another link of it is passed on.
    #[props(default)]
    again: bool,
    onclose: EventHandler<()>,
) -> Element {
    let mut way = use_signal(|| if again { ShareChannel::Link.key() } else { EMAIL }.to_string());
    let mut email = use_signal(|| quote.to.email.clone().unwrap_or_default());
    let mut phone = use_signal(|| quote.to.phone.clone().unwrap_or_default());
    let mut pin = use_signal(String::new);
    let mut message = use_signal(String::new);
    let sending = use_sending();
    let sharing = use_sending();
    let mut link = use_signal(|| None::<String>);
    let mut handed = use_signal(|| None::<(ShareChannel, SharedQuote)>);
    let toasts = use_toasts();
    let id = quote.id;
    let channel = way().parse::<ShareChannel>().ok();
    let send = move || match channel {
        None => {
            let input = SendQuote { version: *draft.version.peek(), total_cents, email: email(), pin: pin(), message: message() };
            sending.send(fresh(query, send_quote(id, Valid(input))), move |sent| {
                toasts.tell(Tone::Ok, text::sent_to(email()));
                draft.adopt(&sent.quote);
                query.set(sent.quote);
                link.set(Some(sent.link));
            });
        }
        Some(channel) => {
            let phone = if channel == ShareChannel::Link { String::new() } else { phone() };
            let input = ShareQuote { version: *draft.version.peek(), total_cents, channel, phone, pin: pin() };
            sharing.send(fresh(query, share_quote(id, Valid(input))), move |done| {
                toasts.tell(Tone::Ok, if again { text::link_again() } else { text::link_made() });
                draft.adopt(&done.quote);
                query.set(done.quote.clone());
                handed.set(Some((channel, done)));
            });
        }
    };
    let tried = if channel.is_some() { sharing } else { sending };
    let errors = tried.errors();
    // what is wrong with the draft itself stands above the fields
    let others: Vec<String> = errors
        .0
        .keys()
        .filter(|k| !matches!(k.as_str(), "email" | "phone" | "pin" | "message"))
        .filter_map(|k| errors.text(k).map(|t| problem_words(k, t, &quote.approval.approvers)))
        .collect();
    let is_out = link().is_some() || handed().is_some();
    let act = match channel {
        None => text::send(),
        Some(ShareChannel::Link) => text::make_link(),
        Some(_) => text::prepare_message(),
    };
    rsx! {
        Dialog { open, title: if again { text::share_title(&quote.number) } else { text::send_title(&quote.number) }, onclose, testid: "send-dialog",
            footer: rsx! {
                Button { onclick: move |_| onclose.call(()), {if is_out { text::done() } else { text::cancel() }} }
                if !is_out { Button { variant: ButtonVariant::Primary, loading: sending.busy() || sharing.busy(), testid: "send-now", onclick: move |_| send(), {act} } }
            },
            if let Some(link) = link() {
                Told { {text::link_once()} }
                p { class: "qb-link", a { href: "{link}", target: "_blank", rel: "noopener", "data-testid": "quote-link", {link.clone()} } }
                CopyButton { value: link.clone() }
            } else if let Some((channel, done)) = handed() {
                HandOver { channel, done }
            } else {
                div { class: "stack",
                    Segmented { label: text::way(), name: "way", options: ways(again), value: way(), full: true, onchange: move |v| way.set(v) }
                    ErrorSummary { problems: Vec::new(), message: tried.refused() }
                    if !others.is_empty() {
                        InlineAlert { tone: Tone::Danger, live: true, title: text::before_sending(),
                            ul { for problem in others { li { key: "{problem}", {problem.clone()} } } }
                        }
                    }
                    p { "data-testid": "send-total", {text::send_total(money(Money::new(total_cents, quote.currency)))} }
                    if channel.is_none() {
                        TextInput { name: "email", label: text::send_to(), kind: InputKind::Email, value: email(), required: true, error: sending.error("email"), oninput: move |v| email.set(v) }
                    } else {
                        p { class: "sm muted", {why_words(channel, again)} }
                    }
                    if channel.is_some_and(|channel| channel != ShareChannel::Link) {
                        TextInput { name: "phone", label: text::send_to_phone(), kind: InputKind::Tel, value: phone(), required: true, error: sharing.error("phone"), maxlength: 40, oninput: move |v| phone.set(v) }
                    }
                    TextInput { name: "pin", label: text::pin(), kind: InputKind::Whole, value: pin(), hint: text::pin_hint(), error: tried.error("pin"), maxlength: 8, oninput: move |v| pin.set(v) }
                    if channel.is_none() {
                        TextArea { name: "message", label: text::message(), value: message(), error: sending.error("message"), limit: 2000, oninput: move |v| message.set(v) }
                    }
                }
            }
        }
    }
}

/// What became of it. It takes the focus, for the button that was pressed is gone.
#[component]
fn Told(children: Element) -> Element {
    rsx! {
        p {
            tabindex: "-1",
            onmounted: move |event| async move {
                // a refusal leaves the focus in the dialog, which is read from its beginning then
                let _ = event.set_focus(true).await;
            },
            {children}
        }
    }
}

/// What was made for the sender to pass on: the link alone, or a message with it and what opens the app for it.
#[component]
fn HandOver(channel: ShareChannel, done: SharedQuote) -> Element {
    let link = done.link.clone();
    // an app of the device opens beside the page, and would leave an empty one
    let is_page = done.opens.as_ref().is_some_and(|opens| opens.starts_with("http"));
    rsx! {
        div { class: "stack",
            Told { {text::pass_on_once()} }
            p { class: "qb-link", a { href: "{link}", target: "_blank", rel: "noopener", "data-testid": "quote-link", {link.clone()} } }
            div { class: "row wrap",
                if let Some(opens) = done.opens.clone() {
                    a { class: "w-btn", "data-variant": "primary", href: opens, target: is_page.then_some("_blank"), rel: "noopener", "data-testid": "open-app",
                        Icon { name: IconName::MessageSquare } {text::open_app(way_words(channel))}
                    }
                }
                CopyButton { value: link.clone(), label: text::copy_link() }
                CopyButton { value: done.text.clone(), label: text::copy_message() }
            }
            p { class: "pre sm muted", "data-testid": "hand-over-text", {done.text.clone()} }
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
