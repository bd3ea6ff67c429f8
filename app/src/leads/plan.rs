//! Planning the next step of a lead, from its card or its page.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use dioxus::prelude::*;
use shared::LeadId;
use shared::leads::{ActivityKind, Lead, NewActivity};

use super::{api, text, words};
use crate::api::Valid;
use crate::ui::*;

/// Asks what is to be done, how and when. `onclose` gets the lead as it is afterwards.
#[component]
pub fn PlanDialog(id: LeadId, who: String, onclose: EventHandler<Option<Lead>>) -> Element {
    let toasts = use_toasts();
    let mut kind = use_signal(|| ActivityKind::Call);
    let mut what = use_signal(String::new);
    let mut day = use_signal(tomorrow);
    let mut time = use_signal(|| "09:00".to_string());
    let mut errors = use_signal(shared::FieldErrors::default);
    let mut refused = use_signal(|| None::<String>);
    let mut sending = use_signal(|| false);
    let save = move || {
        if *sending.peek() {
            return;
        }
        let mut wrong = shared::FieldErrors::default();
        let body = what.peek().trim().to_string();
        if body.is_empty() {
            wrong.add("body", "required");
        }
        let due_at = local_moment(&day.peek(), &time.peek());
        if due_at.is_none() {
            wrong.add("due_date", "required");
        }
        errors.set(wrong.clone());
        if !wrong.is_empty() {
            return;
        }
        sending.set(true);
        let input = NewActivity { kind: kind(), body: body.clone(), outcome: None, due_at, follow_up: None };
        spawn(async move {
            match api::log_activity(id, Valid(input)).await {
                Ok(lead) => {
                    toasts.say(text::step_planned(body));
                    onclose.call(Some(lead));
                }
                Err(shared::Error::Invalid(wrong)) => errors.set(wrong),
                Err(error) => refused.set(Some(error.to_string())),
            }
            sending.set(false);
        });
    };
    let (mut submit, mut press) = (save, save);
    let wrong = errors.read().clone();
    // the composer below has fields of these names already, so the dialog's are called otherwise
    let problems: Vec<FormProblem> = wrong.0.keys().filter_map(|f| Some(FormProblem::of(&format!("plan_{f}"), wrong.text(f)?))).collect();
    let kinds = [ActivityKind::Call, ActivityKind::Email, ActivityKind::Meeting, ActivityKind::Visit];
    rsx! {
        Dialog { open: true, title: text::plan_step_for(&who), size: DialogSize::Narrow, testid: "plan-dialog", onclose: move |()| onclose.call(None),
            footer: rsx! {
                Button { onclick: move |_| onclose.call(None), {text::cancel()} }
                Button { variant: ButtonVariant::Primary, loading: sending(), onclick: move |_| press(), {text::plan_button()} }
            },
            form {
                class: "stack",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    submit();
                },
                ErrorSummary { problems, message: refused() }
                Select { label: text::kind_of_step(), name: "plan_kind", value: kind().key(), options: kinds.iter().map(|k| SelectOption::new(k.key(), words::activity(*k))).collect::<Vec<_>>(),
                    onchange: move |v: String| if let Ok(k) = v.parse() { kind.set(k) } }
                TextInput { label: text::what_to_do(), name: "plan_body", required: true, autofocus: true, maxlength: 200, value: what(), error: wrong.text("body"), oninput: move |v| what.set(v) }
                FormGrid {
                    DateInput { label: text::due_date(), name: "plan_due_date", required: true, value: day(), error: wrong.text("due_date"), onchange: move |v| day.set(v) }
                    TimeInput { label: text::due_time(), name: "plan_due_time", value: time(), onchange: move |v| time.set(v) }
                }
            }
        }
    }
}

fn tomorrow() -> String {
    format::now().map(|now| (now + chrono::Duration::days(1)).date_naive().to_string()).unwrap_or_default()
}

/// A day and a time of the reader's clock as a moment.
pub fn local_moment(day: &str, time: &str) -> Option<DateTime<Utc>> {
    use chrono::{Datelike, Timelike};
    let (day, time) = (
        day.parse::<NaiveDate>().ok()?,
        NaiveTime::parse_from_str(time, "%H:%M").or_else(|_| NaiveTime::parse_from_str(time, "%H:%M:%S")).ok()?,
    );
    let date = js_sys::Date::new_with_year_month_day_hr_min(
        u32::try_from(day.year()).ok()?,
        day.month0() as i32,
        day.day() as i32,
        time.hour() as i32,
        time.minute() as i32,
    );
    DateTime::from_timestamp_millis(date.get_time() as i64)
}
