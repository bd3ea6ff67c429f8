//! What the company added to its prices of late: the stories were told at the former ones.

use shared::packs::{Label, ServiceLine};
use shared::pricing::{
    Amenity, AmenityCategory, AmenityUnit, Area, Change, Condition, HolidayCalendar, Modifier, NewPriceBook, Rates, Touching,
};
use shared::{AmenityId, ModifierId, Result};
use uuid::Uuid;

use super::stage::Stage;
use crate::pricing;

/// Publishes the next version of the book of the company's first pack.
pub(super) async fn publish(stage: &Stage<'_>) -> Result<()> {
    let Some(line) = stage.company.packs.first().copied() else { return Ok(()) };
    let owner = stage.staff("Olive", "prices of late")?;
    let book = pricing::current_book(&owner, line).await?;
    if book.version > 1 {
        return Ok(());
    }
    let rates = added(line, book.rates);
    pricing::publish_book(&owner, line, NewPriceBook { base_version: book.version, name: book.name, rates }).await?;
    Ok(())
}

/// Ids as those of packs are: the same in every installation.
fn id(kind: u128, n: u128) -> Uuid {
    Uuid::from_u128(0x0193_0000_7000_7000_8000_00de_0000_0000 | (kind << 16) | n)
}

fn added(line: ServiceLine, mut rates: Rates) -> Rates {
    let last = rates.ordered_modifiers().last().map_or(0, |modifier| modifier.priority);
    let modifier = |n: u8, name: Label, condition: Condition, change: Change| Modifier {
        id: ModifierId(id(2, n.into())),
        name,
        priority: last + i32::from(n) * 10,
        condition,
        change,
    };
    let holidays = |calendar| Condition::Holidays { calendar: Some(calendar), only: Vec::new(), observed: true, own: Vec::new() };
    let extra = |n: u8, name: Label, category, unit, cents, item: &str| Amenity {
        id: AmenityId(id(1, n.into())),
        name,
        category,
        unit,
        cents,
        needs: None,
        checklist_item: Some(item.into()),
        icon: None,
    };
    match line {
        ServiceLine::Charter => {
            let banff = Area::Around { place: "Banff".into(), lat: 51.178, lng: -115.571, km: 30 };
            rates.modifiers.extend([
                modifier(1, Label::new("Holidays", "Jours fériés"), holidays(HolidayCalendar::BritishColumbia), Change::PercentBp(1_500)),
                modifier(
                    2,
                    Label::new("Park entry", "Entrée du parc"),
                    Condition::Hub { at: banff, touching: Touching::Any },
                    Change::Cents(6_000),
                ),
            ]);
            let name = Label::new("Name boards at the door", "Panneaux d’accueil");
            rates.amenities.push(extra(1, name, AmenityCategory::Service, AmenityUnit::Flat, 4_000, "Put the name boards on board"));
        }
        ServiceLine::Moving | ServiceLine::Glass | ServiceLine::Contracting => {
            let name = Label::new("Holidays", "Jours fériés");
            rates.modifiers.push(modifier(1, name, holidays(HolidayCalendar::Ontario), Change::PercentBp(2_000)));
            let name = Label::new("Parking permit", "Permis de stationnement");
            rates.amenities.push(extra(1, name, AmenityCategory::Service, AmenityUnit::PerDay, 4_500, "Put up the parking permit"));
        }
    }
    rates
}
