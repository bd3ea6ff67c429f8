//! Planning the next step of a lead, from its card or its page.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use dioxus::prelude::*;
use shared::leads::{ActivityKind, Lead, NewActivity};
use shared::{FieldErrors, LeadId};

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
    let sending = use_sending();
    let save = move |()| {
        let mut wrong = FieldErrors::default();
        let body = what.peek().trim().to_string();
        if body.is_empty() {
            wrong.add("body", "required");
        }
        let due_at = local_moment(&day.peek(), &time.peek());
        if due_at.is_none() {
            wrong.add("due_date", "required");
        }
        let input = NewActivity { kind: kind(), body: body.clone(), outcome: None, due_at, follow_up: None };
        let request = async move {
            wrong.into_result()?;
            api::log_activity(id, Valid(input)).await
        };
        sending.send(request, move |lead| {
            toasts.say(text::step_planned(body));
            onclose.call(Some(lead));
        });
    };
    // the composer below has fields of these names already, so the dialog's are called otherwise
    let problems = sending.problems_at(|field| format!("plan_{field}"));
    let kinds = [ActivityKind::Call, ActivityKind::Email, ActivityKind::Meeting, ActivityKind::Visit];
    rsx! {
        FormDialog { title: text::plan_step_for(&who), size: DialogSize::Narrow, testid: "plan-dialog", submit: text::plan_button(), sending, problems, onsubmit: save, onclose: move |()| onclose.call(None),
            Select { label: text::kind_of_step(), name: "plan_kind", value: kind().key(), options: kinds.iter().map(|k| SelectOption::new(k.key(), words::activity(*k))).collect::<Vec<_>>(),
                onchange: move |v: String| if let Ok(k) = v.parse() { kind.set(k) } }
            TextInput { label: text::what_to_do(), name: "plan_body", required: true, autofocus: true, maxlength: 200, value: what(), error: sending.error("body"), oninput: move |v| what.set(v) }
            FormGrid {
                DateInput { label: text::due_date(), name: "plan_due_date", required: true, value: day(), error: sending.error("due_date"), onchange: move |v| day.set(v) }
                TimeInput { label: text::due_time(), name: "plan_due_time", value: time(), onchange: move |v| time.set(v) }
            }
        }
    }
}

/// Tomorrow, as a date field takes it.
pub(super) fn tomorrow() -> String {
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
