//! Scenes of inquiries: they come in, are called back, looked into and sometimes lost.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use shared::assistant::{DismissReason, SuggestionKind};
use shared::identity::BusinessHours;
use shared::jobs::{NewJob, NewStop, StopKind};
use shared::leads::visits::{
    CompleteVisit, ContractingSite, LengthUnit, Lift, MovingSite, NewVisit, PermitNeed, SiteArea, VisitForm, Volume, VolumeUnit,
};
use shared::leads::{
    ActivityKind, EditTurn, FollowUp, LeadSource, LeadStatus, LostReason, MoveLead, NewActivity, NewLead, Outcome, Urgency,
};
use shared::media::{DeclareVisitMedia, MediaKind};
use shared::packs::ServiceLine;
use shared::{LeadId, MediaId, Result, SiteVisitId};

use super::script::{End, Story, agent, lost_story, reach};
use super::stage::Stage;
use super::{clients, hints, offers, photos};
use crate::assistant::Subject;
use crate::{jobs, leads, media};

pub async fn arrive(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let key = format!("{index} arrive");
    let by_itself = matches!(story.source, LeadSource::Online | LeadSource::Api | LeadSource::WhatsApp);
    let cx = if by_itself { stage.system(&key) } else { stage.staff(if index.is_multiple_of(2) { "Priya" } else { "Jo" }, &key)? };
    let (email, phone) = reach(stage, index, story);
    let urgency = match story.wanted + story.ago {
        0..7 => Urgency::High,
        7..30 => Urgency::Medium,
        _ => Urgency::Low,
    };
    let text = |t: &str| Some(t.to_string()).filter(|t| !t.is_empty());
    let new = NewLead {
        name: story.name.into(),
        company: text(story.company),
        email: Some(email),
        phone: Some(phone),
        service_line: story.line,
        source: story.source,
        urgency,
        // forms ask for the day; of every fourth caller it is not known at first
        wanted_on: (by_itself || !index.is_multiple_of(4)).then(|| stage.wall(offers::starts(stage, story)).date()),
        origin: text(story.from),
        destination: text(story.to),
        passengers: (story.passengers > 0).then_some(story.passengers),
        vehicle_type: None,
        value_cents: (story.value > 0).then_some(story.value * 100),
        notes: story.notes.into(),
        owner: None,
        stage: None,
        custom: clients::heard(index),
    };
    story.lead = Some(leads::create(&cx, new).await?);
    Ok(())
}

/// How the agents take leads at present: one has hours and a limit, and a week off ahead with the other as deputy.
pub async fn arrange_queue(stage: &Stage<'_>) -> Result<()> {
    let (priya, jo) = (stage.member("Priya")?.member, stage.member("Jo")?.member);
    let day = |days| Some(stage.wall(stage.day(days, 9, 0)).date());
    let open = Some((7 * 60, 19 * 60));
    let hours = Some(BusinessHours { days: [open, open, open, open, open, open, None] });
    leads::edit_turn(&stage.staff("Marc", "turn of Priya")?, priya, EditTurn::at(10)).await?;
    let turn = EditTurn { max_per_day: Some(20), hours, away_from: day(9), away_until: day(13), deputy: Some(priya), ..EditTurn::at(20) };
    leads::edit_turn(&stage.staff("Marc", "turn of Jo")?, jo, turn).await?;
    Ok(())
}

/// A customer calls and asks for a job that needs no quote; it is noted until it is agreed.
pub async fn request(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let (email, phone) = reach(stage, index, story);
    let start = offers::starts(stage, story);
    let wish = NewJob {
        line: story.line,
        title: story.notes.into(),
        customer: story.name.into(),
        email: Some(email),
        phone: Some(phone),
        stops: vec![NewStop::at(StopKind::Pickup, story.from), NewStop::at(StopKind::DropOff, story.to)],
        starts_at: Some(start),
        ends_at: Some(start + TimeDelta::hours(4)),
        total_cents: story.value * 100,
        instructions: String::new(),
        requested: true,
    };
    story.job = Some(jobs::create(&stage.staff("Dana", &format!("{index} request"))?, wish).await?.id);
    Ok(())
}

/// A planned step whose day lies around the present, so that lists show overdue, due and coming ones.
fn next_step(stage: &Stage<'_>, index: usize, kind: ActivityKind, what: &str) -> FollowUp {
    let days = [-1, 0, 0, 1, 2, 4][index % 6];
    FollowUp { kind, what: what.into(), due_at: stage.day(days, 10 + (index % 7) as u32, 0) }
}

pub async fn call(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let lead = story.lead.as_ref().ok_or_else(lost_story)?;
    let (id, agent) = (lead.row.id, agent(stage, story)?);
    let (subject, key) = (Subject::Lead(id), format!("{index} call"));
    // most call before they look: shown to all of them and never followed, the suggestion would be retired
    if index.is_multiple_of(3) {
        hints::look(stage, &agent, subject, &key).await?;
        hints::dismiss(stage, &agent, subject, SuggestionKind::FirstTouch, (DismissReason::DoneAlready, "Called at once"), &key).await?;
    }
    let reached = index % 5 != 3;
    let first = story.name.split(' ').next().unwrap_or_default();
    let (outcome, body) = match (reached, story.line) {
        (true, ServiceLine::Moving) => {
            (Outcome::Reached, format!("Spoke with {first} about rooms, stairs and parking. Wants a firm price."))
        }
        (true, ServiceLine::Glass) => {
            (Outcome::Reached, format!("Spoke with {first} about the damage and where the vehicles stand. Wants a firm price."))
        }
        (true, ServiceLine::Contracting) => {
            (Outcome::Reached, format!("Spoke with {first} about the rooms, the permit and when work may begin. Wants a firm price."))
        }
        (true, ServiceLine::Charter) => {
            (Outcome::Reached, format!("Spoke with {first} about times, luggage and the group. Wants a firm price."))
        }
        (false, _) => (Outcome::LeftMessage, format!("Left a message for {first} with my direct number.")),
    };
    let stays = matches!(story.end, End::Contacted);
    // to every other of them somebody comes to look at the place
    let looks = stays && !index.is_multiple_of(2) && !story.from.is_empty();
    let new = NewActivity {
        kind: ActivityKind::Call,
        body,
        outcome: Some(outcome),
        due_at: None,
        follow_up: (stays && !looks)
            .then(|| next_step(stage, index, ActivityKind::Call, if reached { "Call again with a first price" } else { "Try once more" })),
    };
    let lead = leads::log(&stage.staff(&agent, &format!("{index} call"))?, id, new).await?;
    story.lead = Some(lead);
    put(stage, story, &format!("{index} contacted"), LeadStatus::Contacted, None).await?;
    if looks { plan_look(stage, index, story).await } else { Ok(()) }
}

/// A visit in the days around the present.
async fn plan_look(stage: &Stage<'_>, index: usize, story: &Story) -> Result<()> {
    let (lead, agent) = (story.lead.as_ref().ok_or_else(lost_story)?.row.id, agent(stage, story)?);
    let starts_at = stage.day([0, 1, 1, 2, 3][index % 5], 9 + (index / 5 % 8) as u32, 0);
    leads::plan_visit(&stage.staff(&agent, &format!("{index} visit planned"))?, lead, look(stage, &agent, story, starts_at)?).await?;
    Ok(())
}

/// An hour at the place of a story.
fn look(stage: &Stage<'_>, agent: &str, story: &Story, starts_at: DateTime<Utc>) -> Result<NewVisit> {
    Ok(NewVisit {
        member: stage.member(agent)?.member,
        starts_at,
        ends_at: starts_at + TimeDelta::hours(1),
        address: story.from.into(),
        // asked for only of those who are at two places at once
        reason: "Both are in one street".into(),
    })
}

/// What somebody found at the place of a move.
fn rooms(index: usize) -> VisitForm {
    let rooms = 2 + (index % 5) as i32;
    VisitForm {
        moving: Some(MovingSite {
            rooms: Some(rooms),
            volume: Some(Volume { tenths: rooms * 85, unit: VolumeUnit::CubicMetre }),
            floors: Some((index % 4) as i32),
            lift: Some(if index.is_multiple_of(3) { Lift::Freight } else { Lift::None }),
            parking_metres: Some(10 + (index % 6) as i32 * 8),
            special: if index.is_multiple_of(4) { "Upright piano on the ground floor".into() } else { String::new() },
        }),
        ..VisitForm::default()
    }
}

/// What somebody measured where something is built.
fn areas(index: usize) -> VisitForm {
    let room = |name: &str, length, width| SiteArea { name: name.into(), length, width, height: Some(800) };
    VisitForm {
        contracting: Some(ContractingSite {
            unit: Some(LengthUnit::Foot),
            areas: vec![room("Main room", 1_400 + (index % 4) as i32 * 100, 1_150), room("Hall", 900, 450)],
            access: "Ring at the side door; a van can stand in the lane.".into(),
            utilities: "Water and power are shut in the basement.".into(),
            built: Some(1948 + (index % 5) as i32 * 9),
            permit: Some(if index.is_multiple_of(2) { PermitNeed::Needed } else { PermitNeed::NotNeeded }),
            ..ContractingSite::default()
        }),
        ..VisitForm::default()
    }
}

/// The visit before a quote, planned and held.
async fn held_look(stage: &Stage<'_>, index: usize, story: &Story, result: &str, follow_up: Option<FollowUp>) -> Result<()> {
    let (lead, agent) = (story.lead.as_ref().ok_or_else(lost_story)?.row.id, agent(stage, story)?);
    let wish = look(stage, &agent, story, stage.then - TimeDelta::hours(1))?;
    let planned = leads::plan_visit(&stage.staff(&agent, &format!("{index} visit planned"))?, lead, wish).await?;
    photograph(stage, index, &agent, lead, planned.id).await?;
    let form = if story.line == ServiceLine::Contracting { areas(index) } else { rooms(index) };
    let done = CompleteVisit { version: planned.version, form, result: result.into(), follow_up };
    leads::complete_visit(&stage.staff(&agent, &format!("{index} visit held"))?, lead, planned.id, done).await?;
    Ok(())
}

/// What somebody saw at the place of a move.
async fn photograph(stage: &Stage<'_>, index: usize, agent: &str, lead: LeadId, visit: SiteVisitId) -> Result<()> {
    for (n, (shows, caption)) in [("arrival", "The way in"), ("boxes", "The living room")].into_iter().enumerate() {
        let key = format!("{index} seen {n}");
        let cx = stage.staff(agent, &key)?;
        // far from the numbers of the pictures crews take
        let bytes = photos::photo(shows, (1 << 20) + (index * 2 + n) as u32);
        let declared = DeclareVisitMedia {
            id: MediaId(stage.fixed(&format!("{key} file"))),
            kind: MediaKind::Photo,
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            sha256: Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect(),
            taken_at: stage.then - TimeDelta::minutes(20),
            gps: None,
            caption: caption.into(),
            position: n as i32,
        };
        let id = declared.id;
        media::declare_at_visit(&cx, lead, visit, declared).await?;
        media::receive(&cx, id, 0, bytes).await?;
    }
    Ok(())
}

pub async fn qualify(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let id = story.lead.as_ref().ok_or_else(lost_story)?.row.id;
    let agent = agent(stage, story)?;
    let (subject, key) = (Subject::Lead(id), format!("{index} qualify"));
    hints::look(stage, &agent, subject, &key).await?;
    // a place is measured before something is built there; of moves every other one is looked at
    let looked_at = story.line == ServiceLine::Contracting || story.line == ServiceLine::Moving && index.is_multiple_of(2);
    let visit = looked_at && !story.from.is_empty();
    if !visit {
        hints::dismiss(stage, &agent, subject, SuggestionKind::PlanVisit, (DismissReason::CustomerWish, "Photos are enough"), &key).await?;
    }
    let follow_up = (story.end == End::Qualified).then(|| next_step(stage, index, ActivityKind::Email, "Prepare the quote"));
    if visit {
        let result = if story.line == ServiceLine::Contracting {
            "Measured the rooms and looked at what is behind the walls."
        } else {
            "Walked through the place and counted what goes along."
        };
        held_look(stage, index, story, result, follow_up).await?;
    } else {
        let new =
            NewActivity { kind: ActivityKind::Email, body: "Details confirmed in writing.".into(), outcome: None, due_at: None, follow_up };
        story.lead = Some(leads::log(&stage.staff(&agent, &format!("{index} qualify"))?, id, new).await?);
    }
    put(stage, story, &format!("{index} qualified"), LeadStatus::Qualified, None).await
}

pub async fn lose(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let End::Lost(reason, note) = story.end else { return Ok(()) };
    put(stage, story, &format!("{index} lost"), LeadStatus::Lost, Some((reason, note))).await
}

/// Moves the card to the stage that stands for a status.
async fn put(stage: &Stage<'_>, story: &mut Story, key: &str, status: LeadStatus, lost: Option<(LostReason, &'static str)>) -> Result<()> {
    let wanted_on = stage.wall(offers::starts(stage, story)).date();
    let agent = agent(stage, story)?;
    let lead = story.lead.as_mut().ok_or_else(lost_story)?;
    let to = lead.stages.iter().find(|s| s.status == status).ok_or_else(lost_story)?.id;
    let wish = MoveLead {
        wanted_on: lead.row.wanted_on.is_none().then_some(wanted_on).filter(|_| status != LeadStatus::Lost),
        lost_reason: lost.map(|(reason, _)| reason),
        lost_note: lost.map(|(_, note)| note.to_string()),
        ..MoveLead::to(lead.row.version, to, None)
    };
    lead.row = leads::move_card(&stage.staff(&agent, key)?, lead.row.id, wish).await?;
    Ok(())
}
