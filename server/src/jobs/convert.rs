//! A job out of a lead, without a quote: what was agreed by word of mouth.

use shared::access::Action;
use shared::input::{check, filled};
use shared::jobs::{Job, JobFromLead, JobStatus, NewStop, StopKind};
use shared::leads::LeadStatus;
use shared::{Error, LeadId, Money, Result};

use super::create::{self, Draft};
use super::{reads, said};
use crate::begin;
use crate::customers::{self, Reach};
use crate::cx::Cx;
use crate::leads::{self, ForJob};

/// Turns a lead into a booked job, in one transaction: customer, job and the lead's new state come together or not at
/// all. Asking again gives the job it became the first time. A lead with a quote becomes a job by that.
pub async fn create_from_lead(cx: &Cx, id: LeadId, input: JobFromLead) -> Result<Job> {
    cx.may(Action::JobsEdit)?;
    let scope = cx.may(Action::LeadsView)?;
    check(&input)?;
    let mut tx = begin!(cx);
    let lead = leads::hold_for_job(&mut tx, id).await?;
    if !Reach::of(cx, scope).covers(lead.owner) {
        return Err(Error::NotFound);
    }
    if let Some(job) = lead.job {
        let job = reads::one(&mut tx, job).await?;
        return tx.commit(job).await;
    }
    if lead.quote.is_some() {
        return Err(Error::conflict("quoted", said::quoted));
    }
    if lead.status == LeadStatus::Lost {
        return Err(Error::conflict("lost", said::lost));
    }
    if input.starts_at.is_some_and(|at| at < cx.now() - chrono::Duration::days(1)) {
        return Err(Error::field("starts_at", "in_the_past"));
    }
    let stops = stops(&lead, &input)?;
    let (account, contact) = match lead.customer {
        Some(known) => known,
        None => {
            let found = customers::find_or_create(cx, &mut tx, lead.stranger.clone()).await?;
            leads::link_customer(&mut tx, id, found.0, found.1).await?;
            found
        }
    };
    customers::admit_offer(cx, &mut tx, account).await?;
    let currency = tx.currency().await?;
    let draft = Draft {
        quote: None,
        lead: Some(id),
        account,
        contact,
        line: lead.line,
        title: title(&lead, &stops),
        stops,
        amenities: Vec::new(),
        starts_at: input.starts_at,
        ends_at: None,
        total: Money::new(input.total_cents.or(lead.value_cents).unwrap_or(0), currency),
        instalments: Vec::new(),
        instructions: lead.notes,
        status: JobStatus::Booked,
    };
    let job = create::write(cx, &mut tx, draft).await?.id;
    leads::mark_converted_unquoted(&mut tx, id, job, input.reason.trim()).await?;
    let job = reads::one(&mut tx, job).await?;
    tx.commit(job).await
}

/// Where the work is: as somebody says now, else as the lead says. There is at least one place.
fn stops(lead: &ForJob, input: &JobFromLead) -> Result<Vec<NewStop>> {
    let place =
        |now: &Option<String>, before: &Option<String>| now.as_deref().and_then(filled).or_else(|| before.as_deref().and_then(filled));
    let stop = |kind, address: String| NewStop {
        contact_name: lead.stranger.name.chars().take(120).collect(),
        contact_phone: lead.stranger.phone.clone().unwrap_or_default(),
        ..NewStop::at(kind, address)
    };
    // nothing is picked up where the work has no way
    let first = if lead.line.pack().route { StopKind::Pickup } else { StopKind::Stop };
    let from = place(&input.origin, &lead.origin).map(|address| stop(first, address));
    let to = place(&input.destination, &lead.destination).map(|address| stop(StopKind::DropOff, address));
    let stops: Vec<NewStop> = from.into_iter().chain(to).collect();
    if stops.is_empty() { Err(Error::field("origin", "required")) } else { Ok(stops) }
}

/// From where to where, or else who ordered it.
fn title(lead: &ForJob, stops: &[NewStop]) -> String {
    match stops {
        [from, .., to] => format!("{} → {}", city(&from.address), city(&to.address)),
        _ => lead.stranger.company.clone().unwrap_or_else(|| lead.stranger.name.clone()),
    }
}

/// The part of an address people recognise in a title.
fn city(address: &str) -> String {
    shared::pricing::locate(address).map_or_else(|| address.chars().take(50).collect(), |place| place.name.to_string())
}
