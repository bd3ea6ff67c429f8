//! The agreement to text messages: its proof as it stands, and what is noted of it now.

use chrono::NaiveDate;
use dioxus::prelude::*;
use shared::customers::preferences::text as words;
use shared::customers::{ConsentWay, SmsChange, SmsConsent};

use super::text;
use crate::client::use_session;
use crate::ui::*;

/// Whether somebody has agreed and not taken it back.
pub(super) fn holds(known: &Option<SmsConsent>) -> bool {
    known.as_ref().is_some_and(|consent| consent.ended.is_none())
}

/// The proof, and a form for the change.
#[component]
pub(super) fn Consent(
    known: Option<SmsConsent>,
    change: Option<SmsChange>,
    today: NaiveDate,
    sending: Sending,
    onchange: EventHandler<Option<SmsChange>>,
) -> Element {
    let zone = use_session().zone.clone();
    let agreed = holds(&known);
    let begin = move |on: bool| {
        let change = SmsChange {
            agreed: !agreed,
            how: ConsentWay::Spoken,
            day: (!agreed).then_some(today),
            wording: if agreed { String::new() } else { text::usual_wording() },
        };
        onchange.call(on.then_some(change));
    };
    let ways: Vec<SelectOption> = ConsentWay::ALL.iter().map(|way| SelectOption::new(way.key(), words::way(*way))).collect();
    let proof = known.map(|consent| {
        let ended =
            consent.ended.map(|end| text::ended_on(format::date_in(end.at, &zone, format::DateStyle::Full), words::way(end.how), end.by));
        (text::agreed_on(format::date(consent.day, format::DateStyle::Full), words::way(consent.how), consent.by), consent.wording, ended)
    });
    rsx! {
        FieldGroup { legend: text::text_messages(),
            if let Some((line, wording, ended)) = proof {
                div { class: "stack gap-1 sm", "data-testid": "sms-proof",
                    p { {line} }
                    p { class: "muted pre", {wording} }
                    if let Some(ended) = ended { p { {ended} } }
                }
            } else {
                p { class: "sm muted", {text::never_agreed()} }
            }
            Checkbox { label: if agreed { text::takes_back() } else { text::agrees() }, name: "sms-change", checked: change.is_some(), onchange: begin }
            if let Some(now) = change {
                ChangeFields { now, ways, today, sending, onchange }
            }
        }
    }
}

#[component]
fn ChangeFields(
    now: SmsChange,
    ways: Vec<SelectOption>,
    today: NaiveDate,
    sending: Sending,
    onchange: EventHandler<Option<SmsChange>>,
) -> Element {
    let with = {
        let now = now.clone();
        move |how: &dyn Fn(&mut SmsChange)| {
            let mut changed = now.clone();
            how(&mut changed);
            onchange.call(Some(changed));
        }
    };
    let (set_how, set_day, set_wording) = (with.clone(), with.clone(), with);
    rsx! {
        FormGrid {
            Select { label: text::how(), name: "sms-how", required: true, value: now.how.key(), options: ways,
                onchange: move |chosen: String| if let Ok(way) = chosen.parse::<ConsentWay>() { set_how(&|change: &mut SmsChange| change.how = way) } }
            if now.agreed {
                DateInput { label: text::day(), name: "sms-day", required: true, max: today.to_string(), value: now.day.map(|day| day.to_string()).unwrap_or_default(),
                    error: sending.error("sms.day"), onchange: move |typed: String| set_day(&|change: &mut SmsChange| change.day = typed.parse().ok()) }
            }
        }
        if now.agreed {
            TextArea { label: text::wording(), name: "sms-wording", required: true, limit: 1000, value: now.wording.clone(), error: sending.error("sms.wording"),
                oninput: move |typed: String| set_wording(&|change: &mut SmsChange| change.wording.clone_from(&typed)) }
        }
    }
}
