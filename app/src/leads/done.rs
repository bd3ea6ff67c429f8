//! Finishing a planned step of a lead: what came of it, and what is done next.

use dioxus::prelude::*;
use shared::leads::{Activity, ActivityKind, CompleteActivity, FollowUp, Lead, Outcome};
use shared::{FieldErrors, LeadId};

use super::plan::{local_moment, tomorrow};
use super::{api, text, words};
use crate::api::Valid;
use crate::ui::*;

/// The ways a next step may be done.
const KINDS: [ActivityKind; 4] = [ActivityKind::Call, ActivityKind::Email, ActivityKind::Meeting, ActivityKind::Visit];

/// Asks what came of a step, and what follows; all of it may be left empty. `onclose` gets the lead as it is afterwards,
/// or none if the step stays as it was.
#[component]
pub fn DoneDialog(id: LeadId, step: Activity, onclose: EventHandler<Option<Lead>>) -> Element {
    let mut outcome = use_signal(String::new);
    let mut note = use_signal(String::new);
    let mut goes_on = use_signal(|| false);
    let mut kind = use_signal(|| if KINDS.contains(&step.kind) { step.kind } else { ActivityKind::Call });
    let mut what = use_signal(String::new);
    let mut day = use_signal(tomorrow);
    let mut time = use_signal(|| "09:00".to_string());
    let sending = use_sending();
    let activity = step.id;
    let save = move |()| {
        let mut wrong = FieldErrors::default();
        let mut follow_up = None;
        if *goes_on.peek() {
            let next = what.peek().trim().to_string();
            if next.is_empty() {
                wrong.add("follow_up.what", "required");
            }
            match local_moment(&day.peek(), &time.peek()) {
                Some(due_at) => follow_up = Some(FollowUp { kind: *kind.peek(), what: next, due_at }),
                None => wrong.add("follow_up.due_at", "required"),
            }
        }
        let said = note.peek().trim().to_string();
        let outcome = outcome.peek().parse::<Outcome>().ok();
        let input = CompleteActivity { outcome, note: (!said.is_empty()).then_some(said), follow_up };
        let request = async move {
            wrong.into_result()?;
            api::complete_activity(id, activity, Valid(input)).await
        };
        sending.send(request, move |lead| {
            announce(text::done());
            onclose.call(Some(lead));
        });
    };
    // the composer below has fields of these names already, so the dialog's are called otherwise
    let problems = sending.problems_at(|field| format!("done_{}", field.strip_prefix("follow_up.").unwrap_or(field)));
    rsx! {
        FormDialog { title: text::came_of(), description: step.body.clone(), size: DialogSize::Narrow, testid: "done-dialog", submit: text::done(), icon: IconName::Check,
            sending, problems, onsubmit: save, onclose: move |()| onclose.call(None),
            RadioCards { legend: text::outcome(), name: "done_outcome", value: outcome(), error: sending.error("outcome"),
                options: Outcome::ALL.iter().map(|o| Choice::new(o.key(), words::outcome(*o))).collect::<Vec<_>>(),
                onchange: move |v| outcome.set(v) }
            TextArea { label: text::done_note(), name: "done_note", rows: 2, limit: 5000, optional: true, value: note(), error: sending.error("note"),
                oninput: move |v| note.set(v) }
            Checkbox { label: text::plan_step(), name: "done_goes_on", checked: goes_on(), onchange: move |v| goes_on.set(v) }
            if goes_on() {
                Select { label: text::kind_of_step(), name: "done_kind", value: kind().key(), required: true,
                    options: KINDS.iter().map(|k| SelectOption::new(k.key(), words::activity(*k))).collect::<Vec<_>>(),
                    onchange: move |v: String| if let Ok(k) = v.parse() { kind.set(k) } }
                TextInput { label: text::what_to_do(), name: "done_what", required: true, maxlength: 200, value: what(), error: sending.error("follow_up.what"),
                    oninput: move |v| what.set(v) }
                FormGrid {
                    DateInput { label: text::due_date(), name: "done_due_at", required: true, value: day(), error: sending.error("follow_up.due_at"), onchange: move |v| day.set(v) }
                    TimeInput { label: text::due_time(), name: "done_time", value: time(), onchange: move |v| time.set(v) }
                }
            }
        }
    }
}
