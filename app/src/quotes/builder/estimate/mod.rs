//! Drafting from what was written down: the notes of the lead, its site visit, something pasted. What the rules propose
//! is shown with its words and its effect on the price; what is ticked is taken as one edit, which can be undone.

mod text;
mod words;

use std::rc::Rc;

use dioxus::prelude::*;
use shared::access::Action;
use shared::leads::visits::{SiteVisit, VisitForm, VisitStatus};
use shared::quotes::estimate::{Entry, Ground, Origin, Passage, Proposal, Sure, draft as propose, excerpt, passages};
use shared::quotes::{Content, Quote};
use shared::text::plural;
use shared::{LineId, Money};
use uuid::Uuid;

use super::Draft;
use crate::client::{use_query_of, use_session};
use crate::leads::api::{show_lead, visits_of_lead};
use crate::ui::format::{money, money_signed};
use crate::ui::*;

/// What was written down about a quote.
#[derive(Clone, Default, PartialEq)]
struct Written {
    notes: String,
    /// The latest visit that was held, else the one that is planned.
    visit: Option<SiteVisit>,
}

impl Written {
    fn of(notes: String, mut visits: Vec<SiteVisit>) -> Self {
        let with = |status: VisitStatus| visits.iter().position(|visit| visit.status == status);
        let at = with(VisitStatus::Done).or_else(|| with(VisitStatus::Planned));
        Self { notes, visit: at.map(|at| visits.swap_remove(at)) }
    }

    fn form(&self) -> VisitForm {
        self.visit.as_ref().map(|visit| visit.form.clone()).unwrap_or_default()
    }
}

/// The card. Nothing is read before somebody asks for it.
#[component]
pub fn Estimate(draft: Draft, quote: Quote) -> Element {
    let mut open = use_signal(|| false);
    rsx! {
        Card { title: text::title(), icon: IconName::ListChecks, id: "estimate", testid: "estimate",
            actions: rsx! {
                Button { size: Size::Sm, testid: "read-notes", onclick: move |_| open.toggle(), if open() { {text::close()} } else { {text::open()} } }
            },
            if open() { Reading { draft, quote } } else { p { class: "sm muted", {text::what()} } }
        }
    }
}

/// What there is to read, and what comes of it.
#[component]
fn Reading(draft: Draft, quote: Quote) -> Element {
    let session = use_session();
    let lead = quote.lead.filter(|_| session.access.may(Action::LeadsView));
    let read = use_query_of(
        &["lead", "activity"],
        move || lead,
        |lead| async move {
            let Some(lead) = lead else { return Ok(Written::default()) };
            let notes = show_lead(lead).await?.notes;
            Ok(Written::of(notes, visits_of_lead(lead).await?))
        },
    );
    let mut pasted = use_signal(String::new);
    let written = read.value();
    // without the lead there is still what was pasted
    let ready = written.is_some() || read.error().is_some();
    let written = written.unwrap_or_default();
    let form = written.form();
    let told = written.visit.as_ref().map(|visit| (visit.result.as_str(), &form));
    let texts = passages(&written.notes, told, &pasted.read());
    rsx! {
        div { class: "stack",
            if quote.lead.is_some() && lead.is_none() { InlineAlert { tone: Tone::Info, icon: IconName::Lock, {text::no_leads()} } }
            TextArea { name: "estimate-pasted", label: text::paste(), hint: text::paste_hint(), optional: true, rows: 2, limit: 5000, value: pasted(),
                oninput: move |words: String| pasted.set(words.chars().take(5000).collect()) }
            if read.value().is_none() { Async { state: read.load(), shape: SkeletonShape::Lines, count: 2, onretry: move |()| read.refetch(), {VNode::empty()} } }
            if ready { Proposals { draft, quote, texts, form } }
        }
    }
}

/// The proposals, each with a box.
#[component]
fn Proposals(draft: Draft, quote: Quote, texts: Vec<Passage>, form: VisitForm) -> Element {
    let toasts = use_toasts();
    let mut ticked = use_signal(Vec::<Entry>::new);
    let content = (draft.content)();
    let found = propose(quote.service_line, &texts, &form, &content, &quote.book.rates);
    if found.is_empty() {
        let nothing = texts.is_empty() && form == VisitForm::default();
        return rsx! { p { class: "sm muted", role: "status", "data-testid": "nothing-drafted", if nothing { {text::nothing_written()} } else { {text::nothing_found()} } } };
    }
    let priced = |content: &Content| content.price_for(&quote.book.rates, quote.quoted_on, quote.promo.clone(), quote.payer).total_cents;
    let now = priced(&content);
    let with = |some: &[&Proposal]| {
        let mut with = content.clone();
        for (n, proposal) in (1_u128..).zip(some) {
            proposal.apply(&mut with, LineId(Uuid::from_u128(n)));
        }
        priced(&with) - now
    };
    let chosen: Vec<&Proposal> = found.iter().filter(|one| ticked.read().contains(&one.entry)).collect();
    let (count, all) = (chosen.len(), chosen.len() == found.len());
    let effect = with(&chosen);
    let total = money(Money::new(now + effect, quote.currency));
    let rows: Vec<(Proposal, i64)> = found.iter().map(|one| (one.clone(), with(&[one]))).collect();
    let every: Vec<Entry> = found.iter().map(|one| one.entry.clone()).collect();
    let taken: Rc<Vec<Proposal>> = Rc::new(chosen.into_iter().cloned().collect());
    let take = move |_| {
        let before = draft.content.peek().clone();
        let taken: Vec<(Proposal, LineId)> = taken.iter().map(|one| (one.clone(), LineId(Uuid::now_v7()))).collect();
        if taken.is_empty() {
            return;
        }
        draft.change(|content| taken.iter().for_each(|(one, id)| one.apply(content, *id)));
        ticked.set(Vec::new());
        let words = plural(taken.len() as u64, text::one_taken(), text::many_taken(taken.len()));
        let undo = Callback::new(move |()| {
            draft.change(|content| taken.iter().for_each(|(one, id)| one.take_back(content, &before, *id)));
        });
        toasts.undo(words, undo);
    };
    rsx! {
        Checkbox { name: "estimate-all", label: text::all(), checked: all, mixed: count > 0 && !all, testid: "take-all",
            onchange: move |on: bool| ticked.set(if on { every.clone() } else { Vec::new() }) }
        ul { class: "qb-drafted", role: "list", aria_label: text::proposals(),
            for (n, (proposal, effect)) in rows.into_iter().enumerate() {
                DraftedRow { key: "{n}", n, what: words::entry(&proposal.entry, &content, &quote.book.rates), effect: effect_words(effect, &quote), texts: texts.clone(),
                    ticked: ticked.read().contains(&proposal.entry),
                    ontick: {
                        let entry = proposal.entry.clone();
                        move |on: bool| {
                            ticked.write().retain(|one| *one != entry);
                            if on { ticked.write().push(entry.clone()); }
                        }
                    },
                    proposal: proposal.clone(),
                }
            }
        }
        p { class: "sm num", role: "status", "data-testid": "drafted-total", {text::would_be(total, effect_words(effect, &quote))} }
        div { class: "w-btn-group",
            Button { variant: ButtonVariant::Primary, size: Size::Sm, icon: IconName::Check, disabled: count == 0, testid: "take-drafted", onclick: take, {text::take()} }
        }
    }
}

/// One proposal: what, what it costs, why, and its words where they stand.
#[component]
fn DraftedRow(
    n: usize,
    what: String,
    effect: String,
    proposal: Proposal,
    texts: Vec<Passage>,
    ticked: bool,
    ontick: EventHandler<bool>,
) -> Element {
    let tone = match proposal.sure {
        Sure::Said => Tone::Ok,
        Sure::Follows => Tone::Info,
        Sure::Unsure => Tone::Warn,
    };
    rsx! {
        li { "data-testid": "drafted",
            div { class: "qb-drafted-head",
                Checkbox { name: "estimate-{n}", label: what, checked: ticked, onchange: move |on: bool| ontick.call(on) }
                span { class: "num sm", {effect} }
            }
            p { class: "sm", Chip { tone, {words::sure(proposal.sure)} } " " {words::why(proposal.why)} }
            for (at, ground) in proposal.grounds.iter().enumerate() {
                p { key: "{at}", class: "sm muted", Told { ground: *ground, texts: texts.clone() } }
            }
        }
    }
}

/// The words or the answer something comes from.
#[component]
fn Told(ground: Ground, texts: Vec<Passage>) -> Element {
    match ground {
        Ground::Form(answer) => rsx! { {text::source(words::origin(Origin::Site))} " " mark { {words::answer(answer)} } },
        Ground::Words { passage, from, to } => {
            let Some(of) = texts.get(passage) else { return VNode::empty() };
            let (before, words, after) = excerpt(&of.text, from, to);
            rsx! { {text::source(words::origin(of.origin))} " " {before} mark { {words} } {after} }
        }
    }
}

/// By how much the total changes.
fn effect_words(cents: i64, quote: &Quote) -> String {
    if cents == 0 { text::no_effect() } else { money_signed(Money::new(cents, quote.currency)) }
}
