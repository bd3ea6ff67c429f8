//! What large orders get off: steps that rise, edited in place.

use dioxus::prelude::*;
use shared::money::{Currency, parse_cents};
use shared::pricing::{VolumeStep, WHOLE_BP, Why, text as prices};
use shared::{FieldErrors, Money};

use super::draft::Draft;
use crate::pricing::text;
use crate::ui::format::{money, money_plain};
use crate::ui::*;

/// The first step somebody adds: a start to be changed.
const FIRST: VolumeStep = VolumeStep { from_cents: 500_000, off_bp: 300 };
/// By how much a further step takes off more.
const RISE_BP: u32 = 200;
/// As many steps as a book takes.
const MOST: usize = 10;

/// A step as it is typed.
#[derive(Clone, PartialEq)]
struct Typed {
    key: usize,
    from: String,
    off: String,
}

impl Typed {
    fn of(key: usize, step: VolumeStep) -> Self {
        Self { key, from: money_plain(step.from_cents), off: prices::milli(i64::from(step.off_bp) * 10) }
    }

    fn read(&self) -> Result<VolumeStep, FieldErrors> {
        let mut wrong = FieldErrors::default();
        // hundredths of a percent and of the currency are read alike
        let mut read = |field: &str, typed: &str| match parse_cents(typed) {
            Ok(n) if n > 0 => n,
            Ok(_) => {
                wrong.add(field, "not_positive");
                0
            }
            Err(problem) => {
                wrong.add(field, problem.to_string());
                0
            }
        };
        let (from_cents, off) = (read("from", &self.from), read("off", &self.off));
        let off_bp = u32::try_from(off).unwrap_or(u32::MAX);
        if off_bp > WHOLE_BP {
            wrong.add("off", "invalid");
        }
        if wrong.is_empty() { Ok(VolumeStep { from_cents, off_bp }) } else { Err(wrong) }
    }
}

/// The steps that can be read, and by row what is wrong with the others.
fn read_all(rows: &[Typed]) -> (Vec<VolumeStep>, Vec<FieldErrors>) {
    let mut steps: Vec<VolumeStep> = Vec::new();
    let problems = rows
        .iter()
        .map(|row| match row.read() {
            Ok(step) => {
                let mut wrong = FieldErrors::default();
                if let Some(before) = steps.last() {
                    if step.from_cents <= before.from_cents {
                        wrong.add("from", "not_rising");
                    }
                    if step.off_bp <= before.off_bp {
                        wrong.add("off", "not_rising");
                    }
                }
                steps.push(step);
                wrong
            }
            Err(wrong) => wrong,
        })
        .collect();
    (steps, problems)
}

/// One further step; none when nothing is left to take off.
fn next(last: Option<&VolumeStep>) -> Option<VolumeStep> {
    let Some(last) = last else { return Some(FIRST) };
    let step = VolumeStep { from_cents: last.from_cents.saturating_mul(2), off_bp: last.off_bp + RISE_BP };
    (step.off_bp <= WHOLE_BP && step.from_cents <= shared::money::MAX_CENTS).then_some(step)
}

/// Steps in words: `from $5,000.00: 3%, from $10,000.00: 5%`.
pub(super) fn words(steps: &[VolumeStep], currency: Currency) -> Option<String> {
    let all: Vec<String> =
        steps.iter().map(|step| prices::why(&Why::Volume { from_cents: step.from_cents, bp: step.off_bp }, currency)).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// The card.
#[component]
pub(super) fn VolumeSteps(draft: Draft) -> Element {
    let Draft { mut rates, mut wrong, may_edit, currency, .. } = draft;
    let mut rows = use_signal(|| rates.peek().volume.iter().enumerate().map(|(key, step)| Typed::of(key, *step)).collect::<Vec<_>>());
    let mut unused = use_signal(|| rows.peek().len());
    let mut fresh = use_signal(|| None::<usize>);
    let mut settle = move || {
        let (steps, problems) = read_all(&rows.peek());
        // only what can be read as a whole counts: a half of the steps would be other prices
        if problems.iter().all(FieldErrors::is_empty) {
            wrong.write().remove("volume");
            if rates.peek().volume != steps {
                rates.write().volume = steps;
            }
        } else {
            wrong.write().insert("volume".into());
        }
    };
    let edit = move |typed: Typed| {
        if let Some(row) = rows.write().iter_mut().find(|row| row.key == typed.key) {
            *row = typed;
        }
        settle();
    };
    let remove = move |key: usize| {
        rows.write().retain(|row| row.key != key);
        settle();
    };
    let shown = rows();
    let (steps, problems) = read_all(&shown);
    let further = next(steps.last()).filter(|_| may_edit && shown.len() < MOST);
    let add = move |_| {
        let Some(step) = further else { return };
        let key = *unused.peek();
        unused.set(key + 1);
        fresh.set(Some(key));
        rows.write().push(Typed::of(key, step));
        settle();
    };
    let is_empty = shown.is_empty();
    rsx! {
        Card { title: text::volume(), flush: true, testid: "volume",
            actions: rsx! { if further.is_some() { Button { size: Size::Sm, icon: IconName::Plus, testid: "add-step", onclick: add, {text::add_step()} } } },
            p { class: "w-card-empty sm", if is_empty { {text::no_volume()} } else { {text::volume_hint()} } }
            if may_edit {
                for (row, problem) in shown.into_iter().zip(problems) {
                    StepRow { key: "{row.key}", fresh: fresh() == Some(row.key), from_error: problem.text("from"), off_error: problem.text("off"), row, currency, onedit: edit, onremove: remove }
                }
            } else {
                for step in steps {
                    div { key: "{step.from_cents}", class: "qb-row",
                        span { class: "qb-what", {text::from_amount(money(Money::new(step.from_cents, currency)))} }
                        b { class: "num", {prices::percent_bp(step.off_bp.into())} }
                    }
                }
            }
        }
    }
}

#[component]
fn StepRow(
    row: Typed,
    from_error: Option<String>,
    off_error: Option<String>,
    fresh: bool,
    currency: Currency,
    onedit: EventHandler<Typed>,
    onremove: EventHandler<usize>,
) -> Element {
    let key = row.key;
    use_effect(use_reactive!(|fresh| {
        if fresh {
            dom::focus(&format!("volume-from-{key}"));
        }
    }));
    let (by_from, by_off) = (row.clone(), row.clone());
    rsx! {
        div { class: "qb-row pb-step", role: "group", aria_label: text::step_of(&row.from), "data-testid": "volume-step",
            MoneyInput { id: "volume-from-{key}", name: "volume-from-{key}", label: text::step_from(), currency, value: row.from.clone(), error: from_error,
                oninput: move |from: String| onedit.call(Typed { from, ..by_from.clone() }) }
            TextInput { name: "volume-off-{key}", label: text::step_off(), kind: InputKind::Decimal, suffix: "%".to_string(), value: row.off.clone(), error: off_error,
                oninput: move |off: String| onedit.call(Typed { off, ..by_off.clone() }) }
            IconButton { label: text::remove_step(&row.from), icon: IconName::Trash2, size: Size::Sm, onclick: move |_| onremove.call(key) }
        }
    }
}
