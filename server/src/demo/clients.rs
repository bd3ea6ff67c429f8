//! What the company keeps of its customers beyond their names: fields of its own, filled in for the companies among them.

use shared::Result;
use shared::customers::{Account, AccountKind, CustomValues, EditAccount, FieldKind, FieldOf, NewCustomField};

use super::stage::Stage;
use crate::customers::{self, Filter};

/// Lines of business, in the order customers get them.
const TRADES: [&str; 4] = ["Film and events", "Education", "Hospitality", "Health"];

/// The fields, on the first day.
pub(super) async fn define(stage: &Stage<'_>) -> Result<()> {
    let field = |of, kind, label: &str, choices: &[&str]| NewCustomField {
        of,
        kind,
        label: label.into(),
        key: None,
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        required: false,
    };
    let fields = [
        field(FieldOf::Account, FieldKind::Choice, "Trade", &TRADES),
        field(FieldOf::Account, FieldKind::Date, "Contract ends", &[]),
        field(FieldOf::Account, FieldKind::Number, "Trips a year", &[]),
        field(FieldOf::Contact, FieldKind::YesNo, "Gets the newsletter", &[]),
    ];
    for input in fields {
        let owner = stage.staff("Olive", &format!("field {}", input.label))?;
        customers::create_field(&owner, input).await?;
    }
    Ok(())
}

/// What they say of the companies, when all stories are told.
pub(super) async fn describe(stage: &mut Stage<'_>) -> Result<()> {
    stage.go(stage.present);
    let owner = stage.staff("Olive", "look at customers")?;
    let mut known = customers::list(&owner, Filter { limit: Some(200), ..Filter::default() }).await?.items;
    known.retain(|row| row.kind == AccountKind::Company);
    known.sort_by(|a, b| a.name.cmp(&b.name));
    for (nth, row) in known.iter().take(8).enumerate() {
        let account = customers::show(&owner, row.id).await?;
        let custom = [
            ("trade", TRADES[nth % TRADES.len()].to_owned()),
            ("contract_ends", (stage.present.date_naive() + chrono::Days::new(40 + 55 * nth as u64)).to_string()),
            ("trips_a_year", (6 + 9 * nth).to_string()),
        ];
        let custom = custom.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        customers::edit(&stage.staff("Olive", &format!("describe {}", row.name))?, row.id, form(&account, custom)).await?;
    }
    stage.settle().await
}

fn form(account: &Account, custom: CustomValues) -> EditAccount {
    EditAccount {
        version: account.version,
        kind: account.kind,
        name: account.name.clone(),
        status: account.status,
        terms: account.terms,
        owner: account.owner.as_ref().map(|owner| owner.id),
        tags: account.tags.clone(),
        notes: account.notes.clone(),
        custom,
    }
}
