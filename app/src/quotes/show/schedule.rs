//! Laying down the instalments of a quote: rows as they are typed, what is wrong with them, and what they come to.

use chrono::NaiveDate;
use dioxus::prelude::*;
use shared::money::{Currency, parse_cents};
use shared::pricing::{Dates, Due, MOST_DAYS, MOST_INSTALMENTS, Part, Planned, instalments, problems, text as prices};
use shared::quotes::Quote;
use shared::{Error, FieldErrors, Money};

use crate::quotes::builder::Draft;
use crate::quotes::dues::named;
use crate::quotes::text::staff as text;
use crate::ui::format::{DateStyle, money, money_plain};
use crate::ui::*;

/// How much an instalment is and when it is due, as the selects say it.
const SHARE: &str = "share";
const SUM: &str = "sum";
const REST: &str = "rest";
const ACCEPTANCE: &str = "acceptance";
const BEFORE: &str = "before";
const AFTER: &str = "after";
const ON: &str = "on";

/// An instalment as it is typed.
#[derive(Clone, PartialEq)]
struct Typed {
    key: usize,
    label: String,
    kind: String,
    amount: String,
    when: String,
    days: i64,
    date: String,
}

impl Typed {
    fn of(key: usize, planned: &Planned) -> Self {
        let (kind, amount) = match planned.part {
            Part::PercentBp(bp) => (SHARE, prices::milli(i64::from(bp) * 10)),
            Part::Cents(cents) => (SUM, money_plain(cents)),
            Part::Rest => (REST, String::new()),
        };
        let (when, days, date) = match planned.due {
            Due::Acceptance => (ACCEPTANCE, 7, String::new()),
            Due::BeforeStart { days } => (BEFORE, i64::from(days), String::new()),
            Due::AfterStart { days } => (AFTER, i64::from(days), String::new()),
            Due::On { date } => (ON, 7, date.to_string()),
        };
        Self { key, label: planned.label.clone(), kind: kind.into(), amount, when: when.into(), days, date }
    }

    fn part(&self) -> Result<Part, String> {
        if self.kind == REST {
            return Ok(Part::Rest);
        }
        // hundredths of a percent and of the currency are read alike
        let hundredths = parse_cents(&self.amount).map_err(|problem| problem.to_string())?;
        if hundredths <= 0 {
            return Err("not_positive".into());
        }
        Ok(if self.kind == SHARE { Part::PercentBp(u32::try_from(hundredths).unwrap_or(u32::MAX)) } else { Part::Cents(hundredths) })
    }

    fn due(&self) -> Result<Due, String> {
        let days = u16::try_from(self.days).unwrap_or(u16::MAX);
        match self.when.as_str() {
            BEFORE => Ok(Due::BeforeStart { days }),
            AFTER => Ok(Due::AfterStart { days }),
            ON => self.date.parse().map(|date| Due::On { date }).map_err(|_| "required".into()),
            _ => Ok(Due::Acceptance),
        }
    }
}

/// The instalments as typed, or what is wrong by the names of the controls: `part-3`, `due-3`, `schedule` for all.
fn read_all(rows: &[Typed], total_cents: i64, today: NaiveDate) -> Result<Vec<Planned>, FieldErrors> {
    let mut wrong = FieldErrors::default();
    let mut own = Vec::new();
    for row in rows {
        match (row.part(), row.due()) {
            (Ok(part), Ok(due)) => own.push(Planned { label: row.label.trim().to_string(), part, due }),
            (part, due) => {
                if let Err(code) = part {
                    wrong.add(format!("part-{}", row.key), code);
                }
                if let Err(code) = due {
                    wrong.add(format!("due-{}", row.key), code);
                }
            }
        }
    }
    // how they go together can be said once all of them can be read
    if wrong.is_empty() {
        for (field, errors) in problems(&own, total_cents, today).0 {
            let part = field.strip_prefix("schedule[").and_then(|rest| rest.split_once("]."));
            let row = part.and_then(|(at, what)| Some((rows.get(at.parse::<usize>().ok()?)?.key, what)));
            let control = row.map_or_else(|| field.clone(), |(key, what)| format!("{what}-{key}"));
            wrong.0.entry(control).or_default().extend(errors);
        }
    }
    if wrong.is_empty() { Ok(own) } else { Err(wrong) }
}

/// Asks for the instalments; what the policy says is where one begins.
#[component]
pub fn ScheduleDialog(quote: Quote, draft: Draft, total_cents: i64, onclose: EventHandler<()>) -> Element {
    let policy = quote.book.rates.deposit;
    let (line, payer, currency, quoted_on) = (quote.service_line, quote.payer, quote.currency, quote.quoted_on);
    let mut rows = use_signal(|| {
        let own = draft.content.peek().schedule.clone();
        let usual = line.pack().usual(payer.terms);
        let mut begin = [own, usual].into_iter().find(|plan| !plan.is_empty()).unwrap_or_else(|| policy.plan(payer));
        begin.retain(|planned| planned.part != Part::PercentBp(0));
        begin.iter().enumerate().map(|(key, planned)| Typed::of(key, planned)).collect::<Vec<_>>()
    });
    let mut unused = use_signal(|| rows.peek().len());
    let sending = use_sending();
    let submit = move |()| match read_all(&rows.peek(), total_cents, quoted_on) {
        Ok(own) => {
            draft.change(move |c| c.schedule = own);
            onclose.call(());
        }
        Err(wrong) => sending.fail(Error::Invalid(wrong)),
    };
    let add = move |_| {
        let key = *unused.peek();
        unused.set(key + 1);
        let has_rest = rows.peek().iter().any(|row| row.kind == REST);
        let blank = Typed::of(key, &Planned::new(Part::Rest, Due::AfterStart { days: 7 }));
        rows.write().push(if has_rest { Typed { kind: SHARE.into(), ..blank } } else { blank });
    };
    let edit = move |typed: Typed| {
        if let Some(row) = rows.write().iter_mut().find(|row| row.key == typed.key) {
            *row = typed;
        }
    };
    let remove = move |key: usize| rows.write().retain(|row| row.key != key);
    let shown = rows();
    let dates = Dates { quoted_on, starts: (draft.content)().starts().map(|at| at.date()) };
    let preview = read_all(&shown, total_cents, quoted_on);
    let is_alone = shown.len() == 1;
    rsx! {
        FormDialog { title: text::schedule_title(), description: text::schedule_about(), submit: text::schedule_put(), sending, onsubmit: submit, onclose, testid: "schedule-dialog", size: DialogSize::Wide,
            div { id: "f-schedule", tabindex: "-1",
                for (n, row) in shown.iter().cloned().enumerate() {
                    InstalmentRow { key: "{row.key}", n: n + 1, part_error: sending.error(&format!("part-{}", row.key)), due_error: sending.error(&format!("due-{}", row.key)),
                        row, currency, is_alone, onedit: edit, onremove: remove }
                }
            }
            if shown.len() < MOST_INSTALMENTS {
                div { Button { size: Size::Sm, icon: IconName::Plus, testid: "add-instalment", onclick: add, {text::add_instalment()} } }
            }
            div { role: "status", "data-testid": "schedule-preview",
                match preview {
                    Ok(own) => rsx! {
                        p { class: "w-label", {text::comes_to()} }
                        dl { class: "qb-dues",
                            for (i, one) in instalments(total_cents, dates, &policy, payer, &own).into_iter().enumerate() {
                                div { key: "{i}", dt { {named(&one, DateStyle::Day)} } dd { {money(Money::new(one.cents, currency))} } }
                            }
                        }
                    },
                    Err(wrong) => rsx! { if let Some(words) = wrong.text("schedule") { p { class: "sm", {words} } } },
                }
            }
        }
    }
}

#[component]
fn InstalmentRow(
    row: Typed,
    n: usize,
    part_error: Option<String>,
    due_error: Option<String>,
    currency: Currency,
    is_alone: bool,
    onedit: EventHandler<Typed>,
    onremove: EventHandler<usize>,
) -> Element {
    let key = row.key;
    let kinds = vec![SelectOption::new(SHARE, text::share()), SelectOption::new(SUM, text::sum()), SelectOption::new(REST, text::rest())];
    let whens = vec![
        SelectOption::new(ACCEPTANCE, text::at_acceptance()),
        SelectOption::new(BEFORE, text::before_start()),
        SelectOption::new(AFTER, text::after_start()),
        SelectOption::new(ON, text::on_date()),
    ];
    let (percent, sum) = (row.kind == SHARE, row.kind == SUM);
    let (by_days, by_date) = (row.when == BEFORE || row.when == AFTER, row.when == ON);
    let on = |row: &Typed| (row.clone(), onedit);
    rsx! {
        div { class: "qb-due", role: "group", aria_label: text::instalment(n), "data-testid": "instalment-row",
            TextInput { name: "label-{key}", label: text::instalment_name(), optional: true, maxlength: 120, value: row.label.clone(),
                oninput: editing(on(&row), |row, label: String| row.label = label) }
            Select { name: "kind-{key}", label: text::how_much(), options: kinds, required: true, value: row.kind.clone(),
                onchange: editing(on(&row), |row, kind: String| row.kind = kind) }
            if percent {
                TextInput { name: "part-{key}", label: text::percent(), kind: InputKind::Decimal, suffix: "%".to_string(), required: true, value: row.amount.clone(), error: part_error.clone(),
                    oninput: editing(on(&row), |row, amount: String| row.amount = amount) }
            }
            if sum {
                MoneyInput { name: "part-{key}", label: text::amount(), currency, required: true, value: row.amount.clone(), error: part_error,
                    oninput: editing(on(&row), |row, amount: String| row.amount = amount) }
            }
            Select { name: "when-{key}", label: text::due(), options: whens, required: true, value: row.when.clone(),
                onchange: editing(on(&row), |row, when: String| row.when = when) }
            if by_days {
                NumberStepper { name: "due-{key}", label: text::how_many_days(), max: i64::from(MOST_DAYS), value: row.days, error: due_error.clone(),
                    onchange: editing(on(&row), |row, days: i64| row.days = days) }
            }
            if by_date {
                DateInput { name: "due-{key}", label: text::due_date(), required: true, value: row.date.clone(), error: due_error,
                    onchange: editing(on(&row), |row, date: String| row.date = date) }
            }
            if !is_alone { IconButton { label: text::remove_instalment(n), icon: IconName::Trash2, size: Size::Sm, onclick: move |_| onremove.call(key) } }
        }
    }
}

/// Changes a copy of the row as it was shown.
fn editing<T: 'static>((row, onedit): (Typed, EventHandler<Typed>), set: fn(&mut Typed, T)) -> impl FnMut(T) + 'static {
    move |value| {
        let mut row = row.clone();
        set(&mut row, value);
        onedit.call(row);
    }
}
