//! Jobs with stops, phases, checklists, crew and media.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use shared::access::BuiltinRole;
use shared::media::MediaKind;
use shared::packs::{CrewRole, PhaseTemplate};
use uuid::Uuid;

use super::log::Fact;
use super::people::with_role;
use super::sales::Won;
use super::sheet::{Keys, Of, Sheets};
use super::tenant::Tenant;

/// The id of the job that a quote becomes: known before the job is drawn, because lead and quote name it.
pub fn id_of(quote: Uuid) -> Uuid {
    // only the random part differs, so that it sorts beside the quote
    Uuid::from_u128(quote.as_u128() ^ 0x5a5a_5a5a)
}

/// How far a job is on its day.
#[derive(Clone, Copy, PartialEq)]
enum Stand {
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
    let ends = starts + TimeDelta::hours(t.dice.between(3, 9));
    let pack = t.lines[line].line.pack();
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
    let started = matches!(stand, Stand::Running(_) | Stand::Completed).then_some(starts);
    let completed = (stand == Stand::Completed).then_some(ends);
    let touched = completed.or(started).unwrap_or(at);
    let priority = if t.dice.chance(100) { "high" } else { "normal" };
    let c = &t.customers[customer];
    let title = format!("{} to {}", from.rsplit(", ").next().unwrap_or_default(), to.rsplit(", ").next().unwrap_or_default());
    // what `plain` makes of it in the database
    let search = unaccented(&format!("{number} {title} {} {from} {to}", c.name));
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
            &(stand == Stand::Cancelled).then_some("The customer's plans changed"),
            &started,
            &completed,
            &search,
            &1i32,
            &at,
            &touched,
        ],
    );
    for (position, (kind, address)) in [("pickup", &from), ("drop_off", &to)].into_iter().enumerate() {
        let stop = t.dice.id(at);
        sheets.row(Of::JobStops, &[&t.org, &stop, &id, &(position as i32), &kind, address, &contact_name, &phone, &at]);
    }
    let crew = if matches!(stand, Stand::Booked) { Vec::new() } else { crew(t, sheets, id, at, stand) };
    let checks = t.sizes.checklist_days.is_none_or(|days| (t.present - starts).num_days().abs() <= days);
    for (position, phase) in pack.phases.iter().enumerate() {
        draw_phase(t, sheets, Phase { job: id, at, starts, ends, stand, position, phase, checks, by: crew.first().copied() });
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

fn crew(t: &mut Tenant, sheets: &mut Sheets, job: Uuid, at: DateTime<Utc>, stand: Stand) -> Vec<usize> {
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
        let role = if position == 0 { "driver" } else { "mover" };
        let reply = if stand == Stand::Assigned && t.dice.chance(400) { "asked" } else { "confirmed" };
        sheets.row(Of::JobCrew, &[&t.org, &job, &t.people[*person].member, &(position as i32 + 1), &role, &reply, &at]);
    }
    crew
}

struct Phase {
    job: Uuid,
    at: DateTime<Utc>,
    starts: DateTime<Utc>,
    ends: DateTime<Utc>,
    stand: Stand,
    position: usize,
    phase: &'static PhaseTemplate,
    checks: bool,
    by: Option<usize>,
}

fn draw_phase(t: &mut Tenant, sheets: &mut Sheets, p: Phase) {
    let status = match p.stand {
        Stand::Completed => "complete",
        Stand::Running(now) if p.position < now => "complete",
        Stand::Running(now) if p.position == now => "active",
        _ => "waiting",
    };
    let done = status == "complete";
    let started = (status != "waiting").then(|| p.starts + TimeDelta::minutes(20 * p.position as i64));
    let ended = done.then(|| (p.starts + TimeDelta::minutes(20 * p.position as i64 + 15)).min(p.ends));
    let by = p.by.map(|n| (t.people[n].name.clone(), t.people[n].member));
    let phase = t.dice.id(p.at);
    let roles = |roles: &[CrewRole]| roles.iter().map(|r| r.key()).collect::<Vec<_>>();
    let template = p.phase;
    sheets.row(
        Of::JobPhases,
        &[
            &t.org,
            &phase,
            &p.job,
            &(p.position as i32 + 1),
            &template.key,
            &template.title.0,
            &template.title.1,
            &template.short.0,
            &template.short.1,
            &Keys(&roles(template.roles)),
            &template.minutes,
            &status,
            &started,
            &ended,
            &by.as_ref().filter(|_| done).map(|b| b.0.as_str()),
            &p.at,
            &ended.or(started).unwrap_or(p.at),
        ],
    );
    let mut slots = Vec::new();
    if p.checks {
        for (k, r) in template.requirements.iter().enumerate() {
            let id = t.dice.id(p.at);
            sheets.row(
                Of::JobRequirements,
                &[
                    &t.org,
                    &id,
                    &p.job,
                    &phase,
                    &(k as i32),
                    &r.key,
                    &r.title.0,
                    &r.title.1,
                    &r.kind.key(),
                    &r.min_count,
                    &r.required,
                    &r.min_edge,
                    &p.at,
                ],
            );
            slots.push((r.key, id));
        }
        for (k, item) in template.items.iter().enumerate() {
            let id = t.dice.id(p.at);
            let slot = item.media.and_then(|key| slots.iter().find(|s| s.0 == key)).map(|s| s.1);
            let answered = done || (item.fact.is_some() && p.stand != Stand::Booked);
            let when = answered.then(|| started.unwrap_or(p.at));
            sheets.row(
                Of::JobItems,
                &[
                    &t.org,
                    &id,
                    &p.job,
                    &phase,
                    &(k as i32),
                    &item.key,
                    &item.title.0,
                    &item.title.1,
                    &item.required,
                    &slot,
                    &Keys(&roles(item.roles)),
                    &item.fact.map(|f| f.key()),
                    &(if answered { "done" } else { "open" }),
                    &when,
                    &by.as_ref().filter(|_| answered).map(|b| b.0.as_str()),
                    &by.as_ref().filter(|_| answered && item.fact.is_none()).map(|b| b.1),
                    &p.at,
                    &when.unwrap_or(p.at),
                ],
            );
        }
    }
    if let (Some(ended), Some((name, member))) = (ended, by) {
        photos(t, sheets, &p, phase, &slots, ended, &name, member);
    }
}

#[allow(clippy::too_many_arguments, reason = "each is a column of the row it writes")]
fn photos(
    t: &mut Tenant,
    sheets: &mut Sheets,
    p: &Phase,
    phase: Uuid,
    slots: &[(&str, Uuid)],
    at: DateTime<Utc>,
    name: &str,
    member: Uuid,
) {
    let asks = p.phase.requirements.iter().filter(|r| r.kind == MediaKind::Photo).count();
    let phases = t.lines.first().map_or(6, |l| l.line.pack().phases.len());
    // an even share of the wanted number for each phase that asks for photos, drawn to be right on average
    let share = t.sizes.photos * 100 / phases.max(1);
    let count = if asks == 0 { 0 } else { usize::from(t.dice.chance(share.min(1000))) * 2 };
    for n in 0..count {
        let slot = p
            .phase
            .requirements
            .iter()
            .filter(|r| r.kind == MediaKind::Photo)
            .nth(n % asks)
            .and_then(|r| slots.iter().find(|s| s.0 == r.key))
            .map(|s| s.1);
        let (id, size) = (t.dice.id(at), t.dice.between(200_000, 900_000));
        let key = format!("d1/{id}");
        let verification = if t.dice.chance(30) { "doubtful" } else { "good" };
        sheets.row(
            Of::Media,
            &[
                &t.org,
                &id,
                &p.job,
                &phase,
                &slot,
                &"photo",
                &"stored",
                &(n as i32),
                &"",
                &size,
                &size,
                &t.dice.digest(),
                &"image/jpeg",
                &1600i32,
                &1200i32,
                &at,
                &name,
                &member,
                &verification,
                &format!("{key}/original"),
                &format!("{key}/copy"),
                &format!("{key}/thumb"),
                &at,
                &at,
                &at,
            ],
        );
    }
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
