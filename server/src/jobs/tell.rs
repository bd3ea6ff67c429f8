//! Mails of the office to its crews.

use serde_json::json;
use shared::jobs::{CrewMember, Job};
use shared::text::{Locale, with_locale};
use shared::{MemberId, Result};

use super::sql;
use crate::cx::Cx;
use crate::db::Tx;
use crate::mail::Template;
use crate::outgoing::Outgoing;

/// Tells those who are new on a crew what they are wanted for; who assigns themselves knows.
pub(super) async fn assigned(cx: &Cx, tx: &mut Tx, job: &Job, before: &[MemberId]) -> Result<()> {
    let new: Vec<&CrewMember> = job.crew.iter().filter(|c| !before.contains(&c.member) && cx.member() != Some(c.member)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let ids: Vec<MemberId> = new.iter().map(|c| c.member).collect();
    let (date, window) = when(job);
    let address = job.stops.first().map(|s| s.address.clone()).unwrap_or_else(|| "–".into());
    for person in sql::reachable(tx, &ids).await? {
        let Some(place) = new.iter().find(|c| c.member == person.member) else { continue };
        let locale = Locale::from_tag(&person.locale);
        let role = with_locale(locale, || place.role.text());
        tx.mail(Outgoing {
            to: person.email,
            to_name: person.name.clone(),
            template: Template::JobAssigned,
            locale,
            context: json!({
                "name": person.name, "role": role, "number": job.number, "title": job.title, "date": date, "window": window,
                "address": address, "link": cx.app.link(&format!("/field/jobs/{}", job.id)),
            }),
            entity: Some(("job", job.id.0)),
        })
        .await?;
    }
    Ok(())
}

/// Day and hours of a job in its own zone.
fn when(job: &Job) -> (String, String) {
    let zone: chrono_tz::Tz = job.zone.parse().unwrap_or(chrono_tz::UTC);
    let Some(start) = job.starts_at.map(|at| at.with_timezone(&zone)) else { return ("–".into(), "–".into()) };
    let end = job.ends_at.map(|at| format!("–{}", at.with_timezone(&zone).format("%H:%M"))).unwrap_or_default();
    (start.format("%Y-%m-%d").to_string(), format!("{}{end} {}", start.format("%H:%M"), start.format("%Z")))
}
