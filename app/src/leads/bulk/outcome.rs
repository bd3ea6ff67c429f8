//! What came of an act on several leads.

use dioxus::prelude::*;
use shared::customers::CustomField;
use shared::leads::{LeadOutcomes, LeadQuery, LeadRow};
use shared::{Error, Result};

use super::{AT_ONCE, Deed, text};
use crate::leads::{api, words as names};
use crate::ui::*;

/// A deed with what came of each lead.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Left {
    pub deed: Deed,
    /// The leads as they were before.
    pub chosen: Vec<LeadRow>,
    pub outcomes: LeadOutcomes,
}

impl Left {
    /// Whether there is a lead it was not done to.
    pub fn is_refused(&self) -> bool {
        self.outcomes.refused().next().is_some()
    }

    /// Those it was not done to, with the reason.
    pub fn refused(&self) -> Vec<(LeadRow, String)> {
        let lead = |(id, why)| Some((self.chosen.iter().find(|one| one.id == id)?.clone(), words(why, self.deed.own())));
        self.outcomes.refused().filter_map(lead).collect()
    }

    /// Those it was done to, as they were before but with the version they have now.
    pub fn done(&self) -> Vec<LeadRow> {
        let lead = |(id, version)| {
            let before = self.chosen.iter().find(|one| one.id == id)?;
            Some(LeadRow { version, ..before.clone() })
        };
        self.outcomes.done().filter_map(lead).collect()
    }

    /// The same once what was refused has been tried again.
    fn then(mut self, again: LeadOutcomes) -> Self {
        for later in again.leads {
            if let Some(outcome) = self.outcomes.leads.iter_mut().find(|outcome| outcome.lead == later.lead) {
                *outcome = later;
            }
        }
        self
    }
}

/// Why, as people read it: of a stage what it asks for, with the names of the organization's own fields among `own`.
pub(super) fn words(why: &Error, own: &[CustomField]) -> String {
    let Error::Invalid(errors) = why else { return why.to_string() };
    if errors.0.contains_key("stage") {
        text::other_pipeline()
    } else if errors.0.contains_key("wip_reason") {
        text::stage_full()
    } else {
        names::lacking(errors, own)
    }
}

/// The same leads as they are now: who tries again has read what changed. One that is out of sight stays as it was.
async fn looked_at(leads: Vec<LeadRow>) -> Result<Vec<LeadRow>> {
    let mut now = Vec::new();
    for part in leads.chunks(AT_ONCE) {
        let ids = part.iter().map(|lead| lead.id.to_string()).collect::<Vec<_>>().join(",");
        let limit = i64::try_from(AT_ONCE).ok();
        now.extend(api::find_leads(LeadQuery { ids: Some(ids), limit, ..LeadQuery::default() }).await?.page.items);
    }
    Ok(leads.into_iter().map(|lead| now.iter().find(|other| other.id == lead.id).cloned().unwrap_or(lead)).collect())
}

/// What was refused, with the reason and another try; then what is done.
#[component]
pub(super) fn Outcome(found: Left, onclose: EventHandler<()>, onagain: EventHandler<Left>) -> Element {
    let sending = use_sending();
    let (refused, done) = (found.refused(), found.done());
    let count = refused.len();
    let again = {
        let rest: Vec<LeadRow> = refused.iter().map(|(one, _)| one.clone()).collect();
        let found = found.clone();
        move |_| {
            let (rest, found) = (rest.clone(), found.clone());
            sending.send(
                async move {
                    let rest = looked_at(rest).await?;
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
                    Button { icon: IconName::RotateCcw, loading: sending.busy(), onclick: again, {text::again(text::leads(count))} }
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
                                li { key: "{one.id}", A { href: "/app/leads/{one.id}", class: "strong", {one.title().to_string()} } span { {why} } }
                            }
                        }
                    }
                }
                if !done.is_empty() {
                    section { class: "stack gap-1",
                        h3 { class: "w-label", {text::done()} }
                        p { class: "sm muted", {done.iter().map(|one| one.title()).collect::<Vec<_>>().join(", ")} }
                    }
                }
            }
        }
    }
}
