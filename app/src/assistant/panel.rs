//! The panel beside a lead or a quote.

use std::future::Future;
use std::pin::Pin;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use gloo_timers::future::TimeoutFuture;
use shared::assistant::{Act, AnswerSuggestion, Answered, RestoreSuggestion, Suggestion, SuggestionKind, Suggestions, Verdict, Went};
use shared::input::Nothing;
use shared::leads::Stage;
use shared::money::Currency;
use shared::{LeadId, QuoteId, Result};

use super::edit::EditDialog;
use super::mail::MailText;
use super::why_not::{WhyNot, WhyNotDialog};
use super::{act_text, api, text, words};
use crate::api::Valid;
use crate::client::{Query, use_query_of};
use crate::ui::dom::{focus, nothing_focused};
use crate::ui::*;

/// What suggestions are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Lead(LeadId),
    Quote(QuoteId),
}

/// An answer on its way.
pub type Asking = Pin<Box<dyn Future<Output = Result<Answered>>>>;

/// The id of the panel's heading, which takes the focus when a decided suggestion goes.
const HEADING: &str = "suggested";

/// The suggestions about a lead or a quote, current.
pub fn use_suggestions(about: impl FnMut() -> About + 'static) -> Query<Suggestions> {
    use_query_of(&["suggestion", "suggestion_kind", "lead", "activity", "quote", "account", "job"], about, |about| async move {
        match about {
            About::Lead(id) => api::lead_suggestions(id).await,
            About::Quote(id) => api::quote_suggestions(id).await,
        }
    })
}

async fn note(about: About) -> Result<()> {
    match about {
        About::Lead(id) => api::note_lead_suggestions(id, Valid(Nothing {})).await,
        About::Quote(id) => api::note_quote_suggestions(id, Valid(Nothing {})).await,
    }
}

async fn answer(about: About, input: AnswerSuggestion) -> Result<Answered> {
    match about {
        About::Lead(id) => api::answer_lead_suggestion(id, Valid(input)).await,
        About::Quote(id) => api::answer_quote_suggestion(id, Valid(input)).await,
    }
}

async fn restore(about: About, kind: SuggestionKind) -> Result<Suggestions> {
    let input = Valid(RestoreSuggestion { kind });
    match about {
        About::Lead(id) => api::restore_lead_suggestion(id, input).await,
        About::Quote(id) => api::restore_quote_suggestion(id, input).await,
    }
}

/// Takes the focus once the decided suggestion is off the page, unless it is elsewhere by then.
fn refocus() {
    spawn(async {
        TimeoutFuture::new(60).await;
        if nothing_focused() {
            focus(HEADING);
        }
    });
}

/// Takes the dismissal of a suggestion back, also when its page is gone.
fn take_back(about: About, query: Query<Suggestions>, kind: SuggestionKind, toasts: Toasts) {
    spawn_forever(async move {
        match restore(about, kind).await {
            Ok(now) => {
                if query.alive() {
                    query.set(now);
                }
                announce(text::restored(text::title(kind)));
            }
            Err(error) => {
                toasts.tell(Tone::Danger, error.to_string());
                if query.alive() {
                    query.refetch();
                }
            }
        }
    });
}

/// Dismisses a suggestion: off the page at once, and back if that is refused. It is sent by a task that outlives the page.
fn dismiss(about: About, query: Query<Suggestions>, kind: SuggestionKind, why: WhyNot, toasts: Toasts) {
    query.hold();
    query.edit(|shown| {
        shown.open.retain(|s| s.kind != kind);
        shown.dismissed.push(kind);
    });
    spawn_forever(async move {
        let input = AnswerSuggestion { kind, verdict: Verdict::Dismissed, act: None, because: why.because, reason: why.words };
        let done = answer(about, input).await;
        if query.alive() {
            query.release();
        }
        match done {
            Ok(done) => {
                if query.alive() {
                    query.set(done.suggestions);
                }
                toasts.undo(text::dismissed(text::title(kind)), Callback::new(move |()| take_back(about, query, kind, toasts)));
            }
            Err(error) => {
                toasts.tell(Tone::Danger, error.to_string());
                if query.alive() {
                    query.refetch();
                }
            }
        }
    });
}

/// What is suggested, with why, what it changes and how sure it is.
#[component]
pub fn SuggestionPanel(
    /// What it is about.
    about: About,
    /// The suggestions.
    query: Query<Suggestions>,
    currency: Currency,
    /// The zone moments are shown in.
    zone: String,
    /// Stages a lead may be moved to instead.
    #[props(default)]
    stages: Vec<Stage>,
    /// Sends an answer that follows a suggestion; the page does around it what it must.
    ask: Callback<AnswerSuggestion, Asking>,
) -> Element {
    let toasts = use_toasts();
    let mut editing = use_signal(|| None::<Suggestion>);
    let mut refusing = use_signal(|| None::<SuggestionKind>);
    let mut busy = use_signal(|| None::<SuggestionKind>);
    let mut link = use_signal(|| None::<String>);
    let mut noted = use_signal(|| None::<(About, Vec<SuggestionKind>)>);
    use_effect(use_reactive!(|about| {
        let kinds: Vec<SuggestionKind> = query.value().map(|s| s.open.iter().map(|s| s.kind).collect()).unwrap_or_default();
        let seen = Some((about, kinds));
        if seen.as_ref().is_some_and(|(_, kinds)| !kinds.is_empty()) && *noted.peek() != seen {
            noted.set(seen);
            spawn(async move {
                // what could not be counted now is counted at the next look
                let _ = note(about).await;
            });
        }
    }));
    let mut settle = move |kind: SuggestionKind, done: Answered| {
        query.set(done.suggestions);
        toasts.say(text::followed(text::title(kind)));
        match done.went {
            Some(Went::Quote { id }) => go(&format!("/app/quotes/{id}")),
            Some(Went::Job { id }) => go(&format!("/app/jobs/{id}")),
            Some(Went::Link { link: mailed }) => link.set(Some(mailed)),
            None => refocus(),
        }
    };
    // here, for the card is gone before the answer comes
    let follow = use_callback(move |suggestion: Suggestion| {
        if busy.peek().is_some() {
            return;
        }
        let (kind, act) = (suggestion.kind, words::act(&suggestion));
        if act.is_final() {
            editing.set(Some(suggestion));
            return;
        }
        busy.set(Some(kind));
        spawn(async move {
            let input = AnswerSuggestion { kind, verdict: Verdict::Accepted, act: Some(act), because: None, reason: String::new() };
            match ask.call(input).await {
                Ok(done) => settle(kind, done),
                Err(error) => {
                    toasts.tell(Tone::Danger, error.to_string());
                    query.refetch();
                }
            }
            busy.set(None);
        });
    });
    let state = query.load_as(|s| if s.open.is_empty() { Load::Empty } else { Load::Ready });
    let shown = query.value().unwrap_or_default();
    rsx! {
        section { class: "stack as-panel", aria_label: text::suggested(), "data-testid": "suggestions",
            h2 { class: "w-aside-title", id: HEADING, tabindex: "-1",
                Icon { name: IconName::Sparkles, size: IconSize::Sm }
                {text::suggested()}
                if !shown.open.is_empty() { span { class: "muted num", {shown.open.len().to_string()} } }
            }
            Async { state, count: 2, onretry: move |()| query.refetch(), empty: rsx! { p { class: "sm muted", {text::none_left()} } },
                for suggestion in shown.open.clone() {
                    Offered { key: "{suggestion.kind}", suggestion, currency, zone: zone.clone(), busy: busy(),
                        onfollow: move |s| follow.call(s),
                        onedit: move |s| editing.set(Some(s)),
                        onwhy: move |kind| refusing.set(Some(kind)),
                        ondismiss: move |kind| { dismiss(about, query, kind, WhyNot::default(), toasts); refocus(); },
                    }
                }
            }
            if !shown.dismissed.is_empty() {
                details { class: "as-dismissed",
                    summary { {text::dismissed_n(shown.dismissed.len())} }
                    ul {
                        for kind in shown.dismissed.clone() {
                            li { key: "{kind}",
                                span { class: "grow", {text::title(kind)} }
                                Button { size: Size::Sm, variant: ButtonVariant::Ghost, aria_label: text::suggest_again_what(text::title(kind)), onclick: move |_| take_back(about, query, kind, toasts), {text::suggest_again()} }
                            }
                        }
                    }
                }
            }
        }
        if let Some(suggestion) = editing() {
            EditDialog { key: "{suggestion.kind}", suggestion: suggestion.clone(), zone: zone.clone(), stages: stages.clone(), ask,
                onclose: move |done: Option<Answered>| {
                    editing.set(None);
                    if let Some(done) = done { settle(suggestion.kind, done); }
                },
            }
        }
        if let Some(kind) = refusing() {
            WhyNotDialog { key: "{kind}", kind,
                ondismiss: move |why| {
                    refusing.set(None);
                    dismiss(about, query, kind, why, toasts);
                    refocus();
                },
                onclose: move |()| refusing.set(None),
            }
        }
        if let Some(mailed) = link() {
            Dialog { open: true, title: text::link_title(), testid: "suggested-link", onclose: move |()| link.set(None),
                p { {text::link_once()} }
                p { class: "qb-link", a { href: "{mailed}", target: "_blank", rel: "noopener", "data-testid": "quote-link", {mailed.clone()} } }
                CopyButton { value: mailed.clone() }
            }
        }
    }
}

/// One suggestion.
#[component]
fn Offered(
    suggestion: Suggestion,
    currency: Currency,
    zone: String,
    busy: Option<SuggestionKind>,
    onfollow: EventHandler<Suggestion>,
    onedit: EventHandler<Suggestion>,
    onwhy: EventHandler<SuggestionKind>,
    ondismiss: EventHandler<SuggestionKind>,
) -> Element {
    let kind = suggestion.kind;
    let changes = words::preview(&suggestion, currency, &zone);
    let rests_on = if suggestion.answers > 0 { text::answers(suggestion.answers) } else { text::no_answers() };
    // what is final opens to be looked at anyway
    let editable = suggestion.act.is_editable() && !suggestion.act.is_final();
    let mails = matches!(suggestion.act, Act::Remind { .. });
    let (follows, edits) = (suggestion.clone(), suggestion.clone());
    let edit = use_callback(move |()| onedit.call(edits.clone()));
    rsx! {
        SuggestionCard {
            title: text::title(kind),
            why: words::reason(&suggestion.why, currency),
            confidence: suggestion.confidence,
            rests_on,
            loading: busy == Some(kind),
            testid: "suggestion-{kind}",
            onaccept: move |()| onfollow.call(follows.clone()),
            onedit: editable.then_some(edit),
            onwhy: move |()| onwhy.call(kind),
            ondismiss: move |()| ondismiss.call(kind),
            if !changes.is_empty() { DiffView { changes } }
            if mails {
                details { class: "as-dismissed",
                    summary { {act_text::read_mail()} }
                    MailText { suggestion: suggestion.clone() }
                }
            }
        }
    }
}
