//! The phases of a job, with checklists and photos.

use chrono::{DateTime, TimeDelta, Utc};
use shared::media::MediaKind;
use shared::packs::{CrewRole, PhaseTemplate};
use uuid::Uuid;

use super::sheet::{Keys, Of, Sheets};
use super::tenant::Tenant;
use super::work::Stand;

/// A phase to be drawn.
pub struct Phase {
    pub job: Uuid,
    pub at: DateTime<Utc>,
    pub starts: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    pub stand: Stand,
    pub position: usize,
    pub phase: &'static PhaseTemplate,
    pub checks: bool,
    pub by: Option<usize>,
}

/// Draws a phase as it is at the stand of its job.
pub fn draw(t: &mut Tenant, sheets: &mut Sheets, p: Phase) {
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
