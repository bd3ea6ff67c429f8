//! What the company keeps of its customers and leads beyond their names: fields of its own, and the fleets of some; and a
//! source with a form of its own.

use chrono::{Days, NaiveTime};
use shared::customers::{
    Account, AccountKind, ConsentWay, CustomValues, EditAccount, EditFleet, EditPreferences, FieldKind, FieldOf, MessageChannel,
    MessageKind, MessageOn, NewCustomField, NewPriceList, NewUnit, RepairTiers, ServiceMode, SmsChange, StarAccount,
};
use shared::leads::{LeadSource, NewCaptureSource};
use shared::pricing::UnitRepairs;
use shared::quotes::{EditQuote, NewQuote};
use shared::{AccountId, LineId, Result};

use super::stage::Stage;
use crate::customers::{self, Filter};
use crate::{leads, quotes};

/// Lines of business, in the order customers get them.
const TRADES: [&str; 4] = ["Film and events", "Education", "Hospitality", "Health"];

/// How people hear of the company.
const HEARD: [&str; 4] = ["A friend", "The web", "A truck on the road", "Their building"];

/// A vehicle: number, plate, VIN, make, model, year.
type Vehicle = (&'static str, &'static str, &'static str, &'static str, &'static str, i32);

/// Vehicles of the first companies.
const FLEETS: [&[Vehicle]; 2] = [
    &[
        ("12", "NL4 821", "1FTBW2CM5HKA48217", "Ford", "Transit 250", 2017),
        ("14", "NL4 822", "1HGCM82633A004352", "Honda", "Accord", 2003),
        ("21", "PK9 104", "1M8GDM9AXKP042788", "MCI", "D4505", 2019),
        ("Trailer 3", "T-88 120", "", "Wells Cargo", "RF85", 2015),
    ],
    &[("1", "SB 40712", "4DRBUAAN6EB004712", "IC Bus", "CE", 2014), ("2", "SB 40713", "", "Blue Bird", "Vision", 2018)],
];

/// The fields, on the first day.
pub(super) async fn define(stage: &Stage<'_>) -> Result<()> {
    let field = |of, kind, label: &str, choices: &[&str]| NewCustomField {
        of,
        kind,
        label: label.into(),
        key: None,
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        required: false,
        on_form: of == FieldOf::Lead,
    };
    let fields = [
        field(FieldOf::Account, FieldKind::Choice, "Trade", &TRADES),
        field(FieldOf::Account, FieldKind::Date, "Contract ends", &[]),
        field(FieldOf::Account, FieldKind::Number, "Trips a year", &[]),
        field(FieldOf::Contact, FieldKind::YesNo, "Gets the newsletter", &[]),
        field(FieldOf::Lead, FieldKind::Choice, "Heard of us by", &HEARD),
    ];
    for input in fields {
        let owner = stage.staff("Olive", &format!("field {}", input.label))?;
        customers::create_field(&owner, input).await?;
    }
    let source = NewCaptureSource { name: "Condo managers".into(), source: LeadSource::Referral, service_line: None, form: true };
    leads::add_source(&stage.staff("Olive", "source")?, source).await?;
    Ok(())
}

/// What an inquiry says of how they heard of the company; most say nothing.
pub(super) fn heard(index: usize) -> CustomValues {
    let said = index.is_multiple_of(3).then(|| ("heard_of_us_by".to_owned(), HEARD[index / 3 % HEARD.len()].to_owned()));
    said.into_iter().collect()
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
            ("contract_ends", (stage.present.date_naive() + Days::new(40 + 55 * nth as u64)).to_string()),
            ("trips_a_year", (6 + 9 * nth).to_string()),
        ];
        let custom = custom.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        customers::edit(&stage.staff("Olive", &format!("describe {}", row.name))?, row.id, form(&account, custom)).await?;
        if nth < FLEETS.len() {
            fleet(stage, row.id, nth).await?;
        }
        if nth == 0 {
            at_hand(stage, &account).await?;
        }
    }
    stage.settle().await
}

/// The first is a favourite, and its person said what they want to be written.
async fn at_hand(stage: &Stage<'_>, account: &Account) -> Result<()> {
    customers::star(&stage.staff("Olive", "a favourite")?, account.id, StarAccount { favourite: true }).await?;
    let Some(person) = account.contacts.first() else { return Ok(()) };
    let agreed = SmsChange {
        agreed: true,
        how: ConsentWay::Spoken,
        day: Some(stage.present.date_naive() - Days::new(45)),
        wording: "May we send you text messages about your quotes and bookings? Reply STOP at any time to end them.".into(),
    };
    let wants = EditPreferences {
        version: person.version,
        off: vec![MessageOn { kind: MessageKind::Marketing, channel: MessageChannel::Email }],
        by_hand: vec![],
        sms: Some(agreed),
        quiet: None,
        untracked: None,
    };
    customers::edit_preferences(&stage.staff("Olive", "what a person wants")?, account.id, person.id, wants).await?;
    Ok(())
}

/// Units, how they are looked after, and for the first what repairs cost, with a quote for some.
async fn fleet(stage: &Stage<'_>, id: AccountId, nth: usize) -> Result<()> {
    for (number, plate, vin, make, model, year) in FLEETS.get(nth).copied().unwrap_or_default() {
        let text = |word: &str| word.to_owned();
        let unit = NewUnit {
            number: text(number),
            plate: text(plate),
            vin: text(vin),
            make: text(make),
            model: text(model),
            year: Some(*year),
            notes: String::new(),
        };
        customers::add_unit(&stage.staff("Olive", &format!("unit {nth} {number}"))?, id, unit).await?;
    }
    let version = customers::show(&stage.staff("Olive", "look at a fleet")?, id).await?.version;
    let settings = EditFleet {
        version,
        size: 18,
        mode: if nth == 0 { ServiceMode::Both } else { ServiceMode::OnCall },
        walk_days: if nth == 0 { vec![0, 3] } else { vec![] },
        walk_weeks: 1,
        walk_at: (nth == 0).then(|| NaiveTime::from_hms_opt(6, 30, 0)).flatten(),
        auto_approve: nth == 0,
        auto_approve_cents: shared::customers::AUTO_APPROVE_CENTS,
        photo_required: true,
        technicians: vec![],
    };
    customers::edit_fleet(&stage.staff("Olive", &format!("fleet {nth}"))?, id, settings).await?;
    if nth > 0 {
        return Ok(());
    }
    let today = stage.present.date_naive();
    let list = |first_cents, from, why: &str| NewPriceList {
        tiers: RepairTiers { first_cents, second_cents: 3_600, third_cents: 3_200, fourth_cents: 2_800, later_cents: 2_250 },
        discount_bp: 750,
        discount_from: 10,
        from,
        until: None,
        why: why.into(),
    };
    for (key, list) in [
        ("first prices", list(4_750, today - Days::new(100), "Signed for a year with the first contract")),
        ("next prices", list(4_500, today + Days::new(60), "Renewal, agreed with the fleet manager")),
    ] {
        customers::set_prices(&stage.staff("Olive", key)?, id, list).await?;
    }
    repairs(stage, id).await
}

/// A quote for repairs of its units, by the prices it agreed on, where the company does such work.
async fn repairs(stage: &Stage<'_>, id: AccountId) -> Result<()> {
    let Some(line) = stage.company.packs.iter().copied().find(|line| line.pack().repairs) else { return Ok(()) };
    let units = customers::show(&stage.staff("Olive", "look at units")?, id).await?.units;
    let new = NewQuote {
        service_line: line,
        title: "Chips in windshields, found on the lot".into(),
        account: Some(id),
        contact: None,
        name: String::new(),
        company: String::new(),
        email: String::new(),
        phone: String::new(),
    };
    let quote = quotes::create(&stage.staff("Priya", "quote of repairs")?, new).await?;
    let mut content = quote.content.clone();
    // enough of them to reach the discount of the list
    for (unit, (earlier, count)) in units.iter().zip([(0, 4), (1, 3), (0, 2)]) {
        content.repairs.push(UnitRepairs {
            id: LineId(stage.fixed(&format!("repairs of {}", unit.number))),
            unit: Some(unit.id),
            name: if unit.plate.is_empty() { unit.number.clone() } else { format!("{} · {}", unit.number, unit.plate) },
            earlier,
            count,
        });
    }
    content.repairs.push(UnitRepairs {
        id: LineId(stage.fixed("repairs of a rental")),
        unit: None,
        name: "Rental van, white".into(),
        earlier: 0,
        count: 1,
    });
    content.message = "Found on Monday's walk of your lot. Say yes and we do all of them on the next.".into();
    quotes::edit(&stage.staff("Priya", "list of repairs")?, quote.id, EditQuote { version: quote.version, content }).await?;
    Ok(())
}

fn form(account: &Account, custom: CustomValues) -> EditAccount {
    EditAccount {
        version: account.version,
        kind: account.kind,
        name: account.name.clone(),
        status: account.status,
        terms: account.terms,
        tax: None,
        owner: account.owner.as_ref().map(|owner| owner.id),
        parent: None,
        tags: account.tags.clone(),
        notes: account.notes.clone(),
        custom,
    }
}
