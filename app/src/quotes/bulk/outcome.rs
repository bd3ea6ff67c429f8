//! What came of an act on several quotes.

use dioxus::prelude::*;
use shared::Error;
use shared::quotes::QuoteOutcomes;

use super::{Chosen, Deed, text};
use crate::ui::*;

/// A deed with what came of each quote.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Left {
    pub deed: Deed,
    pub chosen: Vec<Chosen>,
    pub outcomes: QuoteOutcomes,
}

impl Left {
    /// Those it was not done to, with the reason.
    fn refused(&self) -> Vec<(Chosen, String)> {
        let number = |(id, why)| Some((self.chosen.iter().find(|one| one.id == id)?.clone(), words(why)));
        self.outcomes.refused().filter_map(number).collect()
    }

    /// Those it was done to.
    fn done(&self) -> Vec<Chosen> {
        let refused = self.refused();
        self.chosen.iter().filter(|one| refused.iter().all(|(other, _)| other != *one)).cloned().collect()
    }

    /// The same once what was refused has been tried again.
    fn then(mut self, again: QuoteOutcomes) -> Self {
        for outcome in &mut self.outcomes.quotes {
            if let Some(later) = again.quotes.iter().find(|later| later.quote == outcome.quote) {
                outcome.refused.clone_from(&later.refused);
            }
        }
        self
    }
}

/// Why, as people read it: of a field what is wrong with it.
fn words(why: &Error) -> String {
    let fields = why.fields();
    fields.0.keys().next().and_then(|field| fields.text(field)).unwrap_or_else(|| why.to_string())
}

/// What was refused, with the reason and another try; then what is done.
#[component]
pub(super) fn Outcome(found: Left, onclose: EventHandler<()>, onagain: EventHandler<Left>) -> Element {
    let sending = use_sending();
    let (refused, done) = (found.refused(), found.done());
    let count = refused.len();
    let again = {
        let rest: Vec<Chosen> = refused.iter().map(|(one, _)| one.clone()).collect();
        let found = found.clone();
        move |_| {
            let (rest, found) = (rest.clone(), found.clone());
            sending.send(
                async move {
                    let outcomes = found.deed.carry_out(&rest).await?;
                    Ok(found.then(outcomes))
                },
                move |found| onagain.call(found),
            );
        }
    };
    rsx! {
        Dialog { open: true, title: text::outcome_title(done.len(), found.chosen.len()), description: text::outcome_body(), testid: "bulk-outcome", onclose,
            footer: rsx! {
                if count > 0 {
                    Button { icon: IconName::RotateCcw, loading: sending.busy(), onclick: again, {text::again(text::quotes(count))} }
                }
                Button { variant: ButtonVariant::Primary, onclick: move |_| onclose.call(()), {text::close()} }
            },
            div { class: "stack",
                ErrorSummary { problems: Vec::new(), message: sending.refused() }
                if count > 0 {
                    section { class: "stack gap-1",
                        h3 { class: "w-label", {text::refused()} }
                        ul { class: "qb-outcome", "data-testid": "refused",
                            for (one, why) in refused {
                                li { key: "{one.id}", A { href: "/app/quotes/{one.id}", class: "strong", {one.number.clone()} } span { {why} } }
                            }
                        }
                    }
                }
                if !done.is_empty() {
                    section { class: "stack gap-1",
                        h3 { class: "w-label", {text::done()} }
                        p { class: "sm muted", {done.iter().map(|one| one.number.as_str()).collect::<Vec<_>>().join(", ")} }
                    }
                }
            }
        }
    }
}
