//! Jobs with stops, phases, checklists, crew and media.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use shared::access::BuiltinRole;
use uuid::Uuid;

use super::building;
use super::log::Fact;
use super::offers::Won;
use super::people::with_role;
use super::phases::{self, Phase};
use super::sheet::{Of, Sheets};
use super::tenant::Tenant;

/// The id of the job that a quote becomes: known before the job is drawn, because lead and quote name it.
pub fn id_of(quote: Uuid) -> Uuid {
    // only the random part differs, so that it sorts beside the quote
    Uuid::from_u128(quote.as_u128() ^ 0x5a5a_5a5a)
}

/// How far a job is on its day.
#[derive(Clone, Copy, PartialEq)]
pub enum Stand {
    Booked,
    Assigned,
    /// At this phase.
    Running(usize),
    Completed,
    Cancelled,
}

/// Draws a job booked at `at` for `starts`, out of a quote or without one.
pub fn draw(t: &mut Tenant, sheets: &mut Sheets, at: DateTime<Utc>, starts: DateTime<Utc>, won: Option<Won>) {
    t.jobs += 1;
    let number = format!("J-{:05}", t.jobs);
    let line = won.as_ref().map_or_else(|| usize::from(t.lines.len() > 1 && t.dice.chance(300)), |w| w.line);
    let customer = won.as_ref().map_or_else(|| t.dice.below(t.customers.len()), |w| w.customer);
    let (from, to) = won.as_ref().map_or_else(|| (t.dice.address(), t.dice.address()), |w| (w.from.clone(), w.to.clone()));
    let id = won.as_ref().map_or_else(|| t.dice.id(at), |w| id_of(w.quote));
    let total = won.as_ref().map_or_else(|| t.dice.between(400, 9000) * 100, |w| w.total);
    let pack = t.lines[line].line.pack();
    // what has no way takes days
    let ends = starts + if pack.route { TimeDelta::hours(t.dice.between(3, 9)) } else { TimeDelta::days(t.dice.between(2, 25)) };
    let stand = if t.dice.chance(35) {
        Stand::Cancelled
    } else if ends < t.present {
        Stand::Completed
    } else if starts <= t.present {
        Stand::Running(1 + t.dice.below(pack.phases.len() - 1))
    } else if starts < t.present + TimeDelta::days(7) || t.dice.chance(300) {
        Stand::Assigned
    } else {
        Stand::Booked
    };
    let age = (t.present - ends).num_days();
    let (status, billing) = match stand {
        Stand::Booked => ("booked", "pending"),
        Stand::Assigned => ("assigned", "pending"),
        Stand::Running(_) => ("in_progress", "pending"),
        Stand::Cancelled => ("cancelled", "pending"),
        Stand::Completed if age > 60 => ("closed", "paid"),
        Stand::Completed if age > 10 => ("completed", "invoiced"),
        Stand::Completed => ("completed", "pending"),
    };
    let called_off = stand == Stand::Cancelled;
    // of what is called off nothing is asked for, and what is closed is paid
    let settled = match status {
        "cancelled" => Some("open"),
        "closed" => Some("paid"),
        _ => None,
    };
    let by_instalments = || building::billing(won.as_ref(), t.present.date_naive());
    let billing = if settled.is_some() { billing } else { by_instalments().unwrap_or(billing) };
    let started = matches!(stand, Stand::Running(_) | Stand::Completed).then_some(starts);
    let completed = (stand == Stand::Completed).then_some(ends);
    let touched = completed.or(started).unwrap_or(at);
    let priority = if t.dice.chance(100) { "high" } else { "normal" };
    let c = &t.customers[customer];
    let title = match &won {
        _ if pack.route => format!("{} to {}", from.rsplit(", ").next().unwrap_or_default(), to.rsplit(", ").next().unwrap_or_default()),
        Some(won) => won.title.clone(),
        None => building::title(&mut t.dice, &from),
    };
    let places = if pack.route { vec![("pickup", from), ("drop_off", to)] } else { vec![("stop", from)] };
    let addresses = places.iter().map(|(_, address)| address.as_str()).collect::<Vec<_>>().join(" ");
    // what `plain` makes of it in the database
    let search = unaccented(&format!("{number} {title} {} {addresses}", c.name));
    let (account, contact, contact_name, phone) = (c.account, c.contact, c.contact_name.clone(), c.phone.clone());
    let line_key = t.lines[line].line.key();
    sheets.row(
        Of::Jobs,
        &[
            &t.org,
            &id,
            &number,
            &status,
            &priority,
            &billing,
            &line_key,
            &title,
            &account,
            &contact,
            &won.as_ref().map(|w| w.quote),
            &won.as_ref().map(|w| w.quote_number.as_str()),
            &won.as_ref().map(|w| w.revision),
            &won.as_ref().map(|w| w.lead),
            &starts,
            &ends,
            &t.zone,
            &total,
            &"CAD",
            &called_off.then_some("The customer's plans changed"),
            &started,
            &completed,
            &search,
            &1i32,
            &at,
            &touched,
        ],
    );
    for (position, (kind, address)) in places.iter().enumerate() {
        let stop = t.dice.id(at);
        sheets.row(Of::JobStops, &[&t.org, &stop, &id, &(position as i32), kind, address, &contact_name, &phone, &at]);
    }
    if let Some(won) = &won {
        building::write(t, sheets, id, won, at, settled);
    }
    let roles = if pack.route { ["driver", "mover"] } else { ["technician"; 2] };
    let crew = if matches!(stand, Stand::Booked) { Vec::new() } else { crew(t, sheets, id, at, stand, roles) };
    let checks = t.sizes.checklist_days.is_none_or(|days| (t.present - starts).num_days().abs() <= days);
    for (position, phase) in pack.phases.iter().enumerate() {
        phases::draw(t, sheets, Phase { job: id, at, starts, ends, stand, position, phase, checks, by: crew.first().copied() });
    }
    let by = crew.first().copied();
    for (kind, at, by) in [
        (shared::jobs::events::CREATED, Some(at), None),
        (shared::jobs::events::STARTED, started, by),
        (shared::jobs::events::COMPLETED, completed, by),
    ] {
        if let Some(at) = at {
            t.facts.push(Fact {
                at,
                kind,
                entity: id,
                of: None,
                account: Some(account),
                version: Some(1),
                by,
                data: json!({ "number": number }),
            });
        }
    }
}

/// Draws who goes; `roles` of the first and of the others.
fn crew(t: &mut Tenant, sheets: &mut Sheets, job: Uuid, at: DateTime<Utc>, stand: Stand, roles: [&str; 2]) -> Vec<usize> {
    let drivers = with_role(&t.people, BuiltinRole::Driver);
    let movers = with_role(&t.people, BuiltinRole::Mover);
    let mut crew = vec![drivers[t.dice.below(drivers.len())]];
    for _ in 0..1 + t.dice.below(2) {
        let mover = movers[t.dice.below(movers.len())];
        if !crew.contains(&mover) {
            crew.push(mover);
        }
    }
    for (position, person) in crew.iter().enumerate() {
        let role = roles[usize::from(position > 0)];
        let reply = if stand == Stand::Assigned && t.dice.chance(400) { "asked" } else { "confirmed" };
        sheets.row(Of::JobCrew, &[&t.org, &job, &t.people[*person].member, &(position as i32 + 1), &role, &reply, &at]);
    }
    crew
}

/// Lower case without the accents the generator uses.
fn unaccented(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'î' | 'ï' => 'i',
            'è' | 'é' | 'ë' => 'e',
            'ô' => 'o',
            c => c,
        })
        .collect()
}
