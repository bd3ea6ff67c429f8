//! The page of one quote: the builder while it is a draft, the offer and what happened to it afterwards.

use dioxus::prelude::*;
use shared::access::{Action, FieldRight};
use shared::input::Nothing;
use shared::pricing::{LineKind, Priced, PromoTerms, text as prices};
use shared::quotes::{Because, EvidenceKind, Quote, QuoteStatus, SendQuote, UsePromo, text as words};
use shared::{FieldErrors, Money, QuoteId};

use super::api::{revise_quote, revoke_links, send_quote, show_quote, use_promo, withdraw_quote};
use super::builder::{Amenities, Details, Draft, Itinerary, Lines, Saving, Vehicles};
use super::list::status_chip;
use super::text::staff as text;
use crate::api::Valid;
use crate::client::use_session;
use crate::client::{Query, use_query_of};
use crate::ui::format::{DateStyle, date, date_in, moment_in, money};
use crate::ui::*;

/// The page.
#[component]
pub fn QuotePage(id: ReadSignal<QuoteId>) -> Element {
    let query = use_query_of(&["quote"], move || id(), |id| async move { show_quote(id).await });
    let load = match (query.value(), query.error()) {
        (None, Some(error)) => Load::failed(&error),
        (None, None) => Load::Loading,
        (Some(_), _) => Load::Ready,
    };
    rsx! {
        div { class: "w-frame",
        Async { state: load, onretry: move |()| query.refetch(),
            if let Some(quote) = query.value() {
                // another revision is another draft: its state starts anew
                Builder { key: "{quote.revision}", quote, query }
            }
        }
        }
    }
}

#[component]
fn Builder(quote: Quote, query: Query<Quote>) -> Element {
    use_title(format!("{} {}", quote.number, quote.to.customer));
    let session = use_session();
    let draft = Draft::of(&quote);
    let mut sending = use_signal(|| false);
    let mut withdrawing = use_signal(|| false);
    let toasts = use_toasts();
    use_effect(move || {
        // somebody else's change shows at once, unless there is one of ours that they have not seen
        if let Some(fresh) = query.value()
            && fresh.version > *draft.version.peek()
            && *draft.state.peek() == Saving::Saved
        {
            draft.adopt(&fresh);
        }
    });
    let content = (draft.content)();
    let route = content.route();
    let sees_cost = session.access.sees(FieldRight::Cost) || session.access.sees(FieldRight::Margin);
    let priced = {
        let mut priced = content.price(&quote.book.rates, quote.quoted_on, quote.promo.clone());
        if !sees_cost {
            priced.cost_cents = None
        }
        priced
    };
    let is_draft = quote.status == QuoteStatus::Draft;
    let (may_edit, may_send) = (session.access.may(Action::QuotesEdit), session.access.may(Action::QuotesSend));
    let id = quote.id;
    let after = move |done: shared::Result<Quote>| match done {
        Ok(fresh) => {
            draft.adopt(&fresh);
            query.set(fresh);
        }
        Err(error) => toasts.tell(Tone::Danger, error.to_string()),
    };
    let revise = move |_| {
        spawn(async move { after(revise_quote(id, Valid(Nothing {})).await) });
    };
    let revoke = move |_| {
        spawn(async move { after(revoke_links(id, Valid(Nothing {})).await) });
    };
    let reload = move |_| {
        spawn(async move { after(show_quote(id).await) });
    };
    let open_send = move |_| {
        spawn(async move {
            if draft.save().await || *draft.state.peek() == Saving::Saved {
                sending.set(true)
            }
        });
    };
    let total = money(Money::new(priced.total_cents, quote.currency));
    let starts = route.stops.first().and_then(|s| s.arrive).map(|at| date(at.date(), DateStyle::Full));
    let zone = quote.zone.clone();
    let rates = quote.book.rates.clone();
    rsx! {
        PageHeader {
            title: format!("{} {}", quote.number, quote.to.customer),
            icon: IconName::FileText,
            chips: rsx! { {status_chip(quote.status)} },
            meta: rsx! {
                span { {content.title.clone()} }
                if let Some(starts) = starts { span { {starts} } }
                span { {words::trip(content.trip)} }
                span { {text::revision(quote.revision_number)} }
                if quote.views > 0 { span { {text::opened(quote.views)} } }
                if let Some(until) = quote.valid_until { span { {text::valid(date_in(until, &zone, DateStyle::Day))} } }
                SavedNote { draft }
            },
            actions: rsx! {
                if let Some(lead) = quote.lead { LinkButton { href: "/app/leads/{lead}", variant: ButtonVariant::Ghost, {text::go_lead()} } }
                if let Some(job) = quote.job { LinkButton { href: "/app/jobs/{job}", variant: ButtonVariant::Primary, {text::go_job()} } }
                if quote.status.may_revise() && may_edit { Button { icon: IconName::Copy, onclick: revise, testid: "revise", {text::revise()} } }
                if quote.link_live && may_send { Button { variant: ButtonVariant::Ghost, onclick: revoke, {text::revoke()} } }
                if quote.status.may_withdraw() && may_send { Button { variant: ButtonVariant::Ghost, onclick: move |_| withdrawing.set(true), {text::withdraw()} } }
                if is_draft && may_send { Button { variant: ButtonVariant::Primary, icon: IconName::Send, onclick: open_send, testid: "send-quote", {text::send()} } }
            },
        }
        if (draft.state)() == Saving::Conflict {
            InlineAlert { tone: Tone::Danger, {text::conflict()} " " Button { size: Size::Sm, onclick: reload, {text::reload()} } }
        }
        if !is_draft { InlineAlert { tone: Tone::Info, {text::read_only(words::status(quote.status).to_lowercase())} } }
        div { class: "qb",
            div { class: "qb-main",
                Itinerary { draft, route: route.clone() }
                Details { draft, route: route.clone(), has_crew: rates.crew.is_some() }
                Vehicles { draft, rates: rates.clone() }
                Amenities { draft, rates: rates.clone(), currency: quote.currency }
                Lines { draft, rates: rates.clone(), currency: quote.currency, sees_cost }
                Terms { draft, quote: quote.clone() }
                Activity { quote: quote.clone() }
            }
            aside { class: "qb-side", aria_label: text::price(),
                PricePanel { quote: quote.clone(), priced: priced.clone() }
                Promo { quote: quote.clone(), draft, query }
                Former { quote: quote.clone() }
            }
        }
        div { class: "qb-sum", role: "region", aria_label: text::total(),
            span { {text::summary(prices::km(route.metres), route.days)} }
            strong { "data-testid": "sum-total", {total} }
            for problem in priced.problems.clone() { Chip { key: "{problem}", tone: if problem.is_warning() { Tone::Warn } else { Tone::Danger }, {prices::problem(problem)} } }
            if is_draft && may_send { Button { variant: ButtonVariant::Primary, onclick: open_send, {text::send()} } }
        }
        SendDialog { open: sending(), quote: quote.clone(), draft, query, onclose: move |()| sending.set(false) }
        WithdrawDialog { open: withdrawing(), id, onclose: move |()| withdrawing.set(false), ondone: move |fresh: Quote| { draft.adopt(&fresh); query.set(fresh); withdrawing.set(false); } }
    }
}

#[component]
fn SavedNote(draft: Draft) -> Element {
    let note = match (draft.state)() {
        Saving::Saved => text::saved(),
        Saving::Unsaved => text::unsaved(),
        Saving::Saving => text::saving(),
        Saving::Conflict => text::conflict(),
        Saving::Failed(why) => why,
    };
    rsx! { span { role: "status", "data-testid": "saved", {note} } }
}

/// The price with a reason on every line, and what it leaves us.
#[component]
fn PricePanel(quote: Quote, priced: Priced) -> Element {
    let amount = |cents: i64| Money::new(cents, quote.currency);
    let mut lines: Vec<PriceLine> = Vec::new();
    let mut base_shown = false;
    for line in &priced.lines {
        if !base_shown && line.kind >= LineKind::Modifier {
            lines.push(PriceLine::new("base", text::base(), amount(priced.base_cents), PriceKind::Subtotal));
            base_shown = true;
        }
        let kind = match line.kind {
            LineKind::Tax => PriceKind::Tax,
            _ if line.cents < 0 => PriceKind::Discount,
            _ => PriceKind::Line,
        };
        lines.push(
            PriceLine::new(line.key.clone(), line.label.text(), amount(line.cents), kind).why(prices::why(&line.why, quote.currency)),
        );
    }
    lines.extend(
        priced
            .options
            .iter()
            .map(|o| PriceLine::new(format!("o{}", o.key), o.label.text(), amount(o.cents), PriceKind::Ghost).why(text::offered())),
    );
    lines.push(PriceLine::new("total", text::total(), amount(priced.total_cents), PriceKind::Total));
    let due = priced.balance_due.map(|d| date(d, DateStyle::Day)).unwrap_or_default();
    let margin = priced.cost_cents.map(|cost| (cost, priced.subtotal_cents + priced.discount_cents - cost));
    let earned = priced.subtotal_cents + priced.discount_cents;
    rsx! {
        Card { title: text::price(), id: "price", testid: "price", meta: rsx! { Chip { {quote.currency.code()} } },
            PriceLines { lines }
            dl { class: "qb-times",
                dt { {text::deposit(prices::percent_bp(quote.book.rates.deposit.deposit_bp.into()))} } dd { {money(amount(priced.deposit_cents))} }
                dt { {text::balance(due)} } dd { {money(amount(priced.balance_cents))} }
            }
            if let Some((cost, margin)) = margin {
                div { class: "qb-cost",
                    b { {text::staff_only()} }
                    dl { dt { {text::cost()} } dd { {money(amount(cost))} } }
                    dl { dt { {text::margin()} } dd { {money(amount(margin))} } }
                    if earned > 0 { dl { dt { {text::rate()} } dd { {prices::percent_bp((i128::from(margin) * 10_000 / i128::from(earned)) as i64)} } } }
                }
            }
            p { class: "qb-times", {text::book(&quote.book.name, quote.book.version)} }
        }
    }
}

#[component]
fn Promo(quote: Quote, draft: Draft, query: Query<Quote>) -> Element {
    let mut code = use_signal(String::new);
    let mut error = use_signal(|| None::<String>);
    let id = quote.id;
    let held: Option<PromoTerms> = quote.promo.clone();
    let apply = move |code: String| {
        spawn(async move {
            // the code counts on what is on the screen, so that goes first
            if !draft.save().await && *draft.state.peek() != Saving::Saved {
                return;
            }
            match use_promo(id, Valid(UsePromo { code })).await {
                Ok(fresh) => {
                    error.set(None);
                    draft.adopt(&fresh);
                    query.set(fresh);
                }
                Err(failure) => error.set(Some(failure.fields().text("code").unwrap_or_else(|| failure.to_string()))),
            }
        });
    };
    let editable = (draft.editable)();
    rsx! {
        Card { title: text::promo(), id: "promo",
            if let Some(terms) = held {
                p { {text::promo_on(&terms.code)} }
                if editable { Button { size: Size::Sm, onclick: move |_| apply(String::new()), {text::remove_promo()} } }
            } else if editable {
                TextInput { name: "promo", label: text::promo(), label_hidden: true, value: code(), error: error(), maxlength: 24, oninput: move |v| code.set(v) }
                Button { size: Size::Sm, testid: "apply-promo", onclick: move |_| apply(code()), {text::apply()} }
            }
        }
    }
}

#[component]
fn Terms(draft: Draft, quote: Quote) -> Element {
    let content = (draft.content)();
    let disabled = !(draft.editable)();
    rsx! {
        Card { title: text::terms(), id: "terms",
            div { class: "stack",
                NumberStepper { name: "valid", label: text::valid_days(), value: content.valid_days.into(), min: 1, max: 180, disabled, onchange: move |n: i64| draft.change(|c| c.valid_days = n.clamp(1, 180) as u32) }
                TextArea { name: "message", label: text::note_customer(), value: content.message.clone(), disabled, limit: 2000, oninput: move |v| draft.change(|c| c.message = v) }
                TextArea { name: "instructions", label: text::note_crew(), value: content.instructions.clone(), disabled, limit: 2000, oninput: move |v| draft.change(|c| c.instructions = v) }
                ul { for (i, term) in quote.book.rates.terms.lines().map(str::to_string).enumerate() { li { key: "{i}", {term} } } }
            }
        }
    }
}

#[component]
fn Activity(quote: Quote) -> Element {
    let zone = quote.zone.clone();
    rsx! {
        Card { title: text::activity(), id: "activity",
            if let Some(signature) = quote.signature.clone() {
                p { b { {text::signed_by(&signature.name)} } " " {moment_in(signature.at, &zone, DateStyle::Full)} }
                p { class: "q-fine", code { {signature.document_hash} } }
            }
            if quote.evidence.is_empty() { p { {text::no_activity()} } } else {
                Timeline { label: text::activity(),
                    for entry in quote.evidence.iter().rev().cloned() {
                        TimelineEntry { key: "{entry.seq}", icon: evidence_icon(entry.kind), title: rsx! { {evidence_text(entry.kind)} }, time: moment_in(entry.at, &zone, DateStyle::Short), note: Some(entry.detail.clone()).filter(|d| !d.is_empty()) }
                    }
                }
                p { class: "q-fine", {text::chain()} }
            }
        }
    }
}

fn evidence_text(kind: EvidenceKind) -> String {
    match kind {
        EvidenceKind::Sent => text::evidence_sent(),
        EvidenceKind::Viewed => text::evidence_viewed(),
        EvidenceKind::ConsentGiven => text::evidence_consent(),
        EvidenceKind::SignatureApplied => text::evidence_signed(),
        EvidenceKind::Completed => text::evidence_completed(),
        EvidenceKind::Declined => text::evidence_declined(),
        EvidenceKind::ChangesRequested => text::evidence_changes(),
        EvidenceKind::Asked => text::evidence_asked(),
        EvidenceKind::RenewalAsked => text::evidence_renewal(),
    }
}

fn evidence_icon(kind: EvidenceKind) -> IconName {
    match kind {
        EvidenceKind::Sent => IconName::Send,
        EvidenceKind::Viewed => IconName::Eye,
        EvidenceKind::ConsentGiven => IconName::Check,
        EvidenceKind::SignatureApplied => IconName::Signature,
        EvidenceKind::Completed => IconName::BadgeCheck,
        EvidenceKind::Declined => IconName::CircleX,
        EvidenceKind::ChangesRequested => IconName::Pencil,
        EvidenceKind::Asked => IconName::MessageCircle,
        EvidenceKind::RenewalAsked => IconName::RefreshCw,
    }
}

#[component]
fn Former(quote: Quote) -> Element {
    if quote.revisions.len() < 2 {
        return rsx! {};
    }
    rsx! {
        Card { title: text::revision(quote.revision_number), id: "revisions",
            ul { for row in quote.revisions.iter().filter(|r| r.id != quote.revision).cloned() {
                li { key: "{row.id}", {text::former(row.number, money(Money::new(row.total_cents, quote.currency)))} }
            } }
        }
    }
}

#[component]
fn SendDialog(open: bool, quote: Quote, draft: Draft, query: Query<Quote>, onclose: EventHandler<()>) -> Element {
    let mut email = use_signal(|| quote.to.email.clone().unwrap_or_default());
    let mut pin = use_signal(String::new);
    let mut message = use_signal(String::new);
    let mut errors = use_signal(FieldErrors::default);
    let mut busy = use_signal(|| false);
    let mut link = use_signal(|| None::<String>);
    let toasts = use_toasts();
    let id = quote.id;
    let send = move || {
        spawn(async move {
            busy.set(true);
            let input = SendQuote { version: *draft.version.peek(), email: email(), pin: pin(), message: message() };
            match send_quote(id, Valid(input)).await {
                Ok(sent) => {
                    toasts.tell(Tone::Ok, text::sent_to(email()));
                    draft.adopt(&sent.quote);
                    query.set(sent.quote);
                    link.set(Some(sent.link));
                }
                Err(shared::Error::Invalid(fields)) => errors.set(fields),
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    // what is wrong with the draft itself stands above the fields
    let others: Vec<String> = errors()
        .0
        .keys()
        .filter(|k| !matches!(k.as_str(), "email" | "pin" | "message"))
        .filter_map(|k| errors().text(k).map(|t| format!("{k}: {t}")))
        .collect();
    rsx! {
        Dialog { open, title: text::send_title(&quote.number), onclose, testid: "send-dialog",
            footer: rsx! {
                Button { onclick: move |_| onclose.call(()), {text::cancel()} }
                if link().is_none() { Button { variant: ButtonVariant::Primary, loading: busy(), testid: "send-now", onclick: move |_| send(), {text::send()} } }
            },
            if let Some(link) = link() {
                p { {text::link_once()} }
                p { a { href: "{link}", target: "_blank", rel: "noopener", "data-testid": "quote-link", {link.clone()} } }
            } else {
                div { class: "stack",
                    for problem in others { InlineAlert { key: "{problem}", tone: Tone::Danger, {problem.clone()} } }
                    TextInput { name: "email", label: text::send_to(), kind: InputKind::Email, value: email(), required: true, error: errors().text("email"), oninput: move |v| email.set(v) }
                    TextInput { name: "pin", label: text::pin(), kind: InputKind::Whole, value: pin(), hint: text::pin_hint(), error: errors().text("pin"), maxlength: 8, oninput: move |v| pin.set(v) }
                    TextArea { name: "message", label: text::message(), value: message(), error: errors().text("message"), limit: 2000, oninput: move |v| message.set(v) }
                }
            }
        }
    }
}

#[component]
fn WithdrawDialog(open: bool, id: QuoteId, onclose: EventHandler<()>, ondone: EventHandler<Quote>) -> Element {
    let mut reason = use_signal(String::new);
    let toasts = use_toasts();
    let withdraw = move |_| {
        spawn(async move {
            match withdraw_quote(id, Valid(Because { reason: reason() })).await {
                Ok(fresh) => ondone.call(fresh),
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
        });
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
