//! The page of one quote: the builder while it is a draft, the offer and what happened to it afterwards.

mod activity;
mod adjust;
mod dialogs;
mod offer;
mod parts;
mod paying;
mod price;
mod revisions;
mod saved;
mod schedule;

use dioxus::prelude::*;
use shared::access::{Action, FieldRight};
use shared::assistant::AnswerSuggestion;
use shared::customers::preferences::text::kind as kind_of_message;
use shared::input::Nothing;
use shared::pricing::{Priced, Route, text as prices};
use shared::quotes::{PricedWith, Quote, QuoteStatus, text as words};
use shared::{Error, Money, QuoteId};

use self::activity::Activity;
use self::adjust::{ByHand, Leave};
use self::dialogs::{SendDialog, WithdrawDialog};
use self::offer::Offer;
use self::parts::{Parts, show};
use self::paying::Paying;
use self::price::{PricePanel, Promo};
use self::revisions::Revisions;
use self::saved::SavedNote;
use super::api::{revise_quote, revoke_links, show_quote};
use super::builder::{Amenities, Details, Draft, Estimate, Itinerary, LegalHours, Lines, Packages, Repairs, Site, Trades, Vehicles};
use super::bulk::{Chosen, QuoteDeeds, What};
use super::list::status_chip;
use super::text::staff as text;
use crate::api::Valid;
use crate::assistant::api::answer_quote_suggestion;
use crate::assistant::{About, Asking, SuggestionPanel, text as asked, use_suggestions};
use crate::client::{Query, Saving, use_query_of, use_session};
use crate::presence::{Presence, Record};
use crate::tracking::{MailTrails, MailsAbout, text as mails};
use crate::ui::format::{DateStyle, date, date_in, money};
use crate::ui::*;

/// Keys of what the menu of a quote holds beside the deeds of the list.
const SWITCH_OFF: &str = "switch_off";
const WITHDRAW: &str = "withdraw";

/// The page.
#[component]
pub fn QuotePage(id: ReadSignal<QuoteId>) -> Element {
    let query = use_query_of(&["quote", "price_list", "account"], move || id(), |id| async move { show_quote(id).await });
    rsx! {
        div { class: "w-frame",
            Async { page: true, state: query.load(), shape: SkeletonShape::Cards, count: 3, onretry: move |()| query.refetch(),
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
    let mut sharing = use_signal(|| false);
    let mut withdrawing = use_signal(|| false);
    let toasts = use_toasts();
    use_effect(move || {
        // somebody else's change shows at once, unless there is one of ours that they have not seen
        let Some(fresh) = query.value() else { return };
        if fresh.version > *draft.version.peek() && *draft.state.peek() == Saving::Saved {
            draft.adopt(&fresh);
        } else {
            draft.agree(&fresh);
        }
    });
    let content = (draft.content)();
    let (route, has_way) = (content.route(), quote.service_line.pack().route);
    let sees_cost = session.access.sees(FieldRight::Cost) || session.access.sees(FieldRight::Margin);
    let priced = {
        let mut priced = content.price_for(&quote.book.rates, quote.quoted_on, quote.promo.clone(), quote.payer);
        if !sees_cost {
            priced.cost_cents = None
        }
        priced
    };
    let broken = content.hours_on(&route, content.law(quote.service_line, quote.currency)).violations.len();
    let is_draft = quote.status == QuoteStatus::Draft;
    let may = |action| session.access.may_on(action, quote.owner, session.member);
    let (may_edit, may_send) = (may(Action::QuotesEdit), may(Action::QuotesSend));
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
    let aside = move |key: String| match key.as_str() {
        SWITCH_OFF => {
            spawn(async move { after(revoke_links(id, Valid(Nothing {})).await) });
        }
        WITHDRAW => withdrawing.set(true),
        _ => {}
    };
    let reload = move |_| {
        spawn(async move { after(show_quote(id).await) });
    };
    let open_send = move |_| {
        spawn(async move {
            if draft.save().await {
                sending.set(true)
            }
        });
    };
    let suggestions = use_suggestions(move || About::Quote(id));
    // what is suggested was found in what the server has, and may change it: all that was typed goes there first
    let ask = use_callback(move |input: AnswerSuggestion| -> Asking {
        Box::pin(async move {
            if !draft.save().await {
                return Err(Error::conflict("unsaved", asked::not_saved));
            }
            let mut done = None;
            let fresh = draft
                .between(async {
                    done = Some(answer_quote_suggestion(id, Valid(input)).await?);
                    show_quote(id).await
                })
                .await;
            // followed is followed, also when reading what it left fails
            match fresh {
                Ok(fresh) => {
                    draft.adopt(&fresh);
                    query.set(fresh);
                }
                Err(error) if done.is_none() => return Err(error),
                Err(_) => query.refetch(),
            }
            done.ok_or(Error::NotFound)
        })
    });
    let total = money(Money::new(priced.total_cents, quote.currency));
    let starts = route.stops.first().and_then(|s| s.arrive).map(|at| date(at.date(), DateStyle::Full));
    let zone = quote.zone.clone();
    let edits = is_draft && may_edit;
    let unwanted_kinds = quote.to.unwanted.iter().copied().map(kind_of_message).collect::<Vec<_>>().join(", ").to_lowercase();
    let mut offered = Vec::new();
    if may(Action::QuotesReassign) {
        offered.push(What::Give);
    }
    if may_send && quote.status.is_open() {
        offered.extend([What::Remind, What::Extend]);
    }
    let mut own = Vec::new();
    if may_send && quote.link_live {
        own.push(MenuItem::new(SWITCH_OFF, text::revoke()).icon(IconName::Ban));
    }
    if may_send && quote.status.may_withdraw() {
        own.push(MenuItem::new(WITHDRAW, text::withdraw()).icon(IconName::Undo2).danger());
    }
    rsx! {
        PageHeader {
            title: format!("{} {}", quote.number, quote.to.customer),
            icon: crate::leads::words::line_icon(quote.service_line),
            crumbs: vec![Crumb::link(text::title(), "/app/quotes"), Crumb::here(quote.number.clone())],
            chips: rsx! {
                {status_chip(quote.status)}
                Presence { record: Record::Quote(id), editing: (draft.state)() != Saving::Saved }
            },
            meta: rsx! {
                span { {content.title.clone()} }
                if let Some(starts) = starts { span { {starts} } }
                if has_way { span { {words::trip(content.trip)} } }
                span { {text::revision(quote.revision_number)} }
                if quote.views == 1 { span { {text::opened_once()} } }
                if quote.views > 1 { span { {text::opened(quote.views)} } }
                if let Some(until) = quote.valid_until { span { {text::valid(date_in(until, &zone, DateStyle::Day))} } }
                if let Some(at) = quote.reminded_at.filter(|_| quote.status.is_open()) { span { {text::reminded_on(date_in(at, &zone, DateStyle::Day))} } }
                span { "data-testid": "owner", {quote.owner_name.as_ref().map_or_else(text::no_owner, text::owned_by)} }
            },
            actions: rsx! {
                if let Some(lead) = quote.lead { LinkButton { href: "/app/leads/{lead}", variant: ButtonVariant::Ghost, {text::go_lead()} } }
                if let Some(job) = quote.job { LinkButton { href: "/app/jobs/{job}", variant: ButtonVariant::Primary, icon: IconName::Truck, {text::go_job()} } }
                a { class: "w-btn", "data-variant": "ghost", href: "/api/v1/quotes/{quote.id}/revisions/{quote.revision_number}/pdf", download: "", "data-testid": "pdf",
                    Icon { name: IconName::Download } {text::pdf()}
                }
                if quote.status.is_open() && may_send { Button { variant: ButtonVariant::Ghost, icon: IconName::Link, onclick: move |_| sharing.set(true), testid: "share-quote", {text::share_link()} } }
                QuoteDeeds { chosen: Chosen { id, number: quote.number.clone() }, offered, own, onown: aside, ondone: move |()| query.refetch() }
                if quote.status.may_revise() && may_edit { Button { icon: IconName::Copy, onclick: revise, testid: "revise", {text::revise()} } }
                if is_draft && may_send { Button { variant: ButtonVariant::Primary, icon: IconName::Send, onclick: open_send, testid: "send-quote", {text::send()} } }
            },
            div { class: "w-head-views",
                Parts { quote: quote.clone(), content: content.clone(), broken, edits }
                if edits { SavedNote { draft } }
            }
        }
        div { class: "qb", "data-edits": edits.then_some("true"),
            if (draft.state)() == Saving::Conflict || !is_draft || !may_edit || quote.to.blocked || !quote.to.unwanted.is_empty() {
                div { class: "qb-notes stack",
                    if (draft.state)() == Saving::Conflict {
                        InlineAlert { tone: Tone::Danger, live: true, title: text::conflict(),
                            actions: rsx! { Button { size: Size::Sm, onclick: reload, {text::reload()} } },
                            {text::conflict_body()}
                        }
                    }
                    if quote.to.blocked {
                        InlineAlert { tone: Tone::Danger, icon: IconName::Ban, title: text::blocked(&quote.to.customer),
                            actions: rsx! { LinkButton { href: "/app/customers/{quote.to.account}", size: Size::Sm, {text::to_customer()} } },
                            {text::blocked_body()}
                        }
                    }
                    if !quote.to.unwanted.is_empty() {
                        InlineAlert { tone: Tone::Warn, icon: IconName::Ban, title: text::unwanted(&quote.to.contact_name, unwanted_kinds),
                            actions: rsx! { LinkButton { href: "/app/customers/{quote.to.account}", size: Size::Sm, {text::to_customer()} } },
                            {text::unwanted_body()}
                        }
                    }
                    if !is_draft { InlineAlert { tone: Tone::Info, {text::read_only(words::status(quote.status).to_lowercase())} } }
                    if is_draft && !may_edit { InlineAlert { tone: Tone::Info, icon: IconName::Lock, {text::no_right()} } }
                }
            }
            div { class: "qb-main",
                if edits {
                    Editor { draft, quote: quote.clone(), route: route.clone(), priced: priced.clone(), sees_cost }
                } else {
                    Offer { quote: quote.clone(), content: content.clone(), route: route.clone(), priced: priced.clone() }
                    if has_way { LegalHours { draft, quote: quote.clone(), route: route.clone(), edits: false } }
                }
                Activity { quote: quote.clone() }
                if !is_draft || quote.sent_at.is_some() {
                    Card { title: mails::mails(), id: "mails", MailTrails { about: MailsAbout::Quote(id), zone: zone.clone() } }
                }
            }
            // scrolls by itself where the window is low, so a keyboard must reach it
            aside { class: "qb-side", tabindex: "0", aria_label: text::price(),
                PricePanel { quote: quote.clone(), priced: priced.clone(), package: content.counting_package().map(|package| package.name.clone()) }
                ByHand { quote: quote.clone(), draft, priced: priced.clone(), query, edits }
                Paying { quote: quote.clone(), draft, total_cents: priced.total_cents, edits }
                if may_edit { SuggestionPanel { about: About::Quote(id), query: suggestions, currency: quote.currency, zone: zone.clone(), ask } }
                Promo { quote: quote.clone(), draft, query }
                Revisions { quote: quote.clone(), current: content.clone(), priced: priced.clone() }
            }
        }
        div { class: "qb-sum", role: "region", aria_label: text::total(),
            span { class: "qb-sum-way", if has_way { {text::summary(prices::km(route.metres), route.days)} } }
            strong { "data-testid": "sum-total", {total} }
            if broken > 0 && content.hours_waiver.is_empty() {
                button { r#type: "button", class: "qb-flag", onclick: move |_| show("hours"), Icon { name: IconName::TriangleAlert, size: IconSize::Sm } {text::legal_flags(broken)} }
            }
            if matches!(Leave::of(&quote, draft, &priced), Leave::Wanting(_)) {
                button { r#type: "button", class: "qb-flag", "data-testid": "approval-flag", onclick: move |_| show("adjustment"), Icon { name: IconName::TriangleAlert, size: IconSize::Sm } {text::approval_flag()} }
            }
            for problem in priced.problems.clone() { Chip { key: "{problem}", tone: if problem.is_warning() { Tone::Warn } else { Tone::Danger }, icon: IconName::TriangleAlert, {prices::problem(problem)} } }
            if is_draft && may_send { Button { variant: ButtonVariant::Primary, icon: IconName::Send, onclick: open_send, {text::send()} } }
        }
        SendDialog { open: sending(), quote: quote.clone(), total_cents: priced.total_cents, draft, query, onclose: move |()| sending.set(false) }
        if sharing() { SendDialog { open: true, quote: quote.clone(), total_cents: priced.total_cents, draft, query, again: true, onclose: move |()| sharing.set(false) } }
        WithdrawDialog { open: withdrawing(), id, onclose: move |()| withdrawing.set(false), ondone: move |fresh: Quote| { draft.adopt(&fresh); query.set(fresh); withdrawing.set(false); } }
    }
}

/// Everything that is edited.
#[component]
fn Editor(draft: Draft, quote: Quote, route: Route, priced: Priced, sees_cost: bool) -> Element {
    let rates = quote.book.rates.clone();
    let with = PricedWith { quoted_on: quote.quoted_on, payer: quote.payer, promo: quote.promo.clone() };
    let takes_load = rates.vehicles.iter().any(|vehicle| vehicle.load.is_some());
    let has_way = quote.service_line.pack().route;
    rsx! {
        if has_way {
            Itinerary { draft, route: route.clone() }
            LegalHours { draft, quote: quote.clone(), route: route.clone(), edits: true }
        } else {
            Site { draft }
        }
        Estimate { draft, quote: quote.clone() }
        Details { draft, route, line: quote.service_line, has_crew: rates.crew.is_some(), takes_load }
        if !rates.trades.is_empty() { Trades { draft, rates: rates.clone(), priced: priced.clone(), currency: quote.currency } }
        if quote.service_line.pack().repairs { Repairs { draft, quote: quote.clone(), priced: priced.clone() } }
        if !rates.vehicles.is_empty() { Vehicles { draft, rates: rates.clone(), with, currency: quote.currency } }
        Amenities { draft, rates: rates.clone(), currency: quote.currency }
        Lines { draft, rates: rates.clone(), priced: priced.clone(), currency: quote.currency, sees_cost }
        Packages { draft, rates, priced, currency: quote.currency }
        Terms { draft, quote }
    }
}

#[component]
fn Terms(draft: Draft, quote: Quote) -> Element {
    let content = (draft.content)();
    rsx! {
        Card { title: text::terms(), id: "terms",
            div { class: "stack",
                NumberStepper { name: "valid", label: text::valid_days(), value: content.valid_days.into(), min: 1, max: 180, onchange: move |n: i64| draft.change(|c| c.valid_days = n.clamp(1, 180) as u32) }
                TextArea { name: "message", label: text::note_customer(), value: content.message.clone(), limit: 2000, oninput: move |v| draft.change(|c| c.message = v) }
                TextArea { name: "instructions", label: text::note_crew(), value: content.instructions.clone(), limit: 2000, oninput: move |v| draft.change(|c| c.instructions = v) }
                ul { class: "qb-terms", for (i, term) in quote.book.rates.terms.lines().map(str::to_string).enumerate() { li { key: "{i}", {term} } } }
            }
        }
    }
}
