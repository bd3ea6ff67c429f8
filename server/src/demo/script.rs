//! Stories, the scenes they unfold into, and what happens in those that concern the lead.

use chrono::{DateTime, TimeDelta, Utc};
use shared::leads::{ActivityKind, FollowUp, Lead, LeadSource, LeadStatus, LostReason, MoveLead, NewActivity, NewLead, Outcome, Urgency};
use shared::packs::ServiceLine;
use shared::quotes::Quote;
use shared::{Error, JobId, Result};

use super::stage::Stage;
use super::{fieldwork, offers};
use crate::leads;

/// The promo code customers use.
pub const PROMO: &str = "WELCOME10";

/// How far a story goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    New,
    Contacted,
    Qualified,
    Lost(LostReason, &'static str),
    Draft,
    Sent,
    Viewed,
    Declined(&'static str),
    Expired,
    Withdrawn(&'static str),
    /// Accepted; nobody is assigned yet.
    Booked,
    Assigned,
    /// So many phases of the work are done, and the next one is half done.
    Running(usize),
    Completed,
    Cancelled(&'static str),
}

impl End {
    fn is_quoted(self) -> bool {
        !matches!(self, End::New | End::Contacted | End::Qualified | End::Lost(..))
    }

    fn is_booked(self) -> bool {
        matches!(self, End::Booked | End::Assigned | End::Running(_) | End::Completed | End::Cancelled(_))
    }
}

/// An inquiry and what became of it.
#[derive(Clone, Debug)]
pub struct Story {
    pub name: &'static str,
    /// Empty for a private customer.
    pub company: &'static str,
    pub line: ServiceLine,
    pub source: LeadSource,
    pub from: &'static str,
    pub to: &'static str,
    pub passengers: i32,
    pub value: i64,
    pub notes: &'static str,
    /// Days before the present it came in.
    pub ago: i64,
    /// The day the work is wanted, counted from the present.
    pub wanted: i64,
    pub end: End,
    // what the scenes made so far
    pub lead: Option<Lead>,
    pub quote: Option<Quote>,
    /// The secure link of the quote.
    pub token: String,
    pub job: Option<JobId>,
}

/// A story in one line.
#[allow(clippy::too_many_arguments, reason = "a row of a table reads best as a row")]
pub fn story(
    (name, company): (&'static str, &'static str),
    line: ServiceLine,
    source: LeadSource,
    (from, to): (&'static str, &'static str),
    passengers: i32,
    value: i64,
    (ago, wanted): (i64, i64),
    notes: &'static str,
    end: End,
) -> Story {
    Story { name, company, line, source, from, to, passengers, value, notes, ago, wanted, end, lead: None, quote: None, token: String::new(), job: None }
}

/// What happens in a scene.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scene {
    /// The inquiry comes in.
    Arrive,
    /// Somebody calls back.
    Call,
    Qualify,
    Lose,
    Quote,
    Send,
    View,
    /// The customer or the office answers the offer; time does too.
    Answer,
    /// The dispatcher sets the crew, which replies.
    Crew,
    /// The crew works on the phase with this index.
    Work(usize),
    Cancel,
}

/// A scene of a story and its time.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    pub at: DateTime<Utc>,
    pub story: usize,
    pub scene: Scene,
}

/// The scenes a story unfolds into.
pub fn cues(stage: &Stage<'_>, index: usize, story: &Story) -> Vec<Cue> {
    let n = index as i64;
    let arrival = stage.day(-story.ago, 8 + (n % 9) as u32, (n * 7 % 60) as u32);
    let mut list = vec![(arrival, Scene::Arrive)];
    let after = |minutes: i64| arrival + TimeDelta::minutes(minutes);
    let hours = |h: i64| after(h * 60 + n % 40);
    let recent = story.ago < 1;
    if story.end != End::New {
        list.push((after(if recent { 5 } else { 18 + n % 5 * 23 }), Scene::Call));
    }
    if story.end.is_quoted() || story.end == End::Qualified {
        list.push((if recent { after(20) } else { hours(5) }, Scene::Qualify));
    }
    if matches!(story.end, End::Lost(..)) {
        list.push((hours(52 + n % 3 * 24), Scene::Lose));
    }
    if story.end.is_quoted() {
        list.push((hours(22), Scene::Quote));
    }
    if story.end.is_quoted() && story.end != End::Draft {
        list.push((hours(25), Scene::Send));
        if !matches!(story.end, End::Sent | End::Withdrawn(_)) {
            list.push((hours(31), Scene::View));
        }
    }
    match story.end {
        End::Declined(_) | End::Withdrawn(_) => list.push((hours(72), Scene::Answer)),
        End::Expired => list.push((hours(25 + 24 * i64::from(offers::VALID_DAYS)) + TimeDelta::minutes(2), Scene::Answer)),
        end if end.is_booked() => list.push((hours(33 + n % 3 * 20), Scene::Answer)),
        _ => {}
    }
    if story.end.is_booked() && story.end != End::Booked {
        list.push((hours(78), Scene::Crew));
    }
    if matches!(story.end, End::Cancelled(_)) {
        list.push((hours(96), Scene::Cancel));
    }
    let phases = story.line.pack().phases;
    let done = match story.end {
        End::Completed => phases.len(),
        // the one after the last done is under way
        End::Running(done) => done + 1,
        _ => 0,
    };
    let mut at = offers::starts(stage, story) - TimeDelta::minutes(55);
    for (phase, template) in phases.iter().enumerate().take(done).skip(1) {
        list.push((at, Scene::Work(phase)));
        at += TimeDelta::minutes(i64::from(template.minutes));
    }
    list.into_iter().map(|(at, scene)| Cue { at, story: index, scene }).collect()
}

/// Plays a scene.
pub async fn act(stage: &Stage<'_>, index: usize, story: &mut Story, scene: Scene) -> Result<()> {
    match scene {
        Scene::Arrive => arrive(stage, index, story).await,
        Scene::Call => call(stage, index, story).await,
        Scene::Qualify => qualify(stage, index, story).await,
        Scene::Lose => lose(stage, index, story).await,
        Scene::Quote => offers::prepare(stage, index, story).await,
        Scene::Send => offers::send(stage, index, story).await,
        Scene::View => offers::view(stage, index, story).await,
        Scene::Answer => offers::answer(stage, index, story).await,
        Scene::Crew => fieldwork::crew(stage, index, story).await,
        Scene::Work(phase) => fieldwork::work(stage, index, story, phase).await,
        Scene::Cancel => fieldwork::cancel(stage, index, story).await,
    }
}

/// First name of the agent who looks after a story.
pub fn agent(stage: &Stage<'_>, story: &Story) -> Result<String> {
    let owner = story.lead.as_ref().and_then(|lead| lead.row.owner.as_ref());
    match owner.and_then(|owner| owner.name.split(' ').next()) {
        Some(first) => Ok(first.to_string()),
        None => stage.member("Priya").map(|m| m.name.split(' ').next().unwrap_or_default().to_string()),
    }
}

/// Address and phone of a customer: the same person has the same ones.
pub fn reach(stage: &Stage<'_>, index: usize, story: &Story) -> (String, String) {
    let plain = |text: &str| text.to_lowercase().chars().filter_map(ascii).collect::<String>();
    let host = if story.company.is_empty() { "mail".to_string() } else { plain(story.company).replace('.', "") };
    (format!("{}@{host}.example", plain(story.name)), format!("{} 555 {:04}", stage.company.area, 100 + index))
}

fn ascii(c: char) -> Option<char> {
    match c {
        ' ' => Some('.'),
        'é' | 'è' | 'ë' => Some('e'),
        'ç' => Some('c'),
        'ô' | 'ö' => Some('o'),
        'î' => Some('i'),
        c if c.is_ascii_alphanumeric() => Some(c),
        _ => None,
    }
}

pub fn lost_story() -> Error {
    Error::internal(&"a scene of the demo is played before the one it needs")
}

async fn arrive(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let key = format!("{index} arrive");
    let by_itself = matches!(story.source, LeadSource::Online | LeadSource::Api | LeadSource::WhatsApp);
    let cx = if by_itself { stage.system(&key) } else { stage.staff(if index % 2 == 0 { "Priya" } else { "Jo" }, &key)? };
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
        wanted_on: (by_itself || index % 4 != 0).then(|| stage.wall(offers::starts(stage, story)).date()),
        origin: text(story.from),
        destination: text(story.to),
        passengers: (story.passengers > 0).then_some(story.passengers),
        vehicle_type: None,
        value_cents: (story.value > 0).then_some(story.value * 100),
        notes: story.notes.into(),
        owner: None,
        stage: None,
    };
    story.lead = Some(leads::create(&cx, new).await?);
    Ok(())
}

/// A planned step whose day lies around the present, so that lists show overdue, due and coming ones.
fn next_step(stage: &Stage<'_>, index: usize, kind: ActivityKind, what: &str) -> FollowUp {
    let days = [-1, 0, 0, 1, 2, 4][index % 6];
    FollowUp { kind, what: what.into(), due_at: stage.day(days, 10 + (index % 7) as u32, 0) }
}

async fn call(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let lead = story.lead.as_ref().ok_or_else(lost_story)?;
    let (id, agent) = (lead.row.id, agent(stage, story)?);
    let reached = index % 5 != 3;
    let first = story.name.split(' ').next().unwrap_or_default();
    let (outcome, body) = match (reached, story.line) {
        (true, ServiceLine::Moving) => (Outcome::Reached, format!("Spoke with {first} about rooms, stairs and parking. Wants a firm price.")),
        (true, _) => (Outcome::Reached, format!("Spoke with {first} about times, luggage and the group. Wants a firm price.")),
        (false, _) => (Outcome::LeftMessage, format!("Left a message for {first} with my direct number.")),
    };
    let stays = matches!(story.end, End::Contacted);
    let new = NewActivity {
        kind: ActivityKind::Call,
        body,
        outcome: Some(outcome),
        due_at: None,
        follow_up: stays.then(|| next_step(stage, index, ActivityKind::Call, if reached { "Call again with a first price" } else { "Try once more" })),
    };
    let lead = leads::log(&stage.staff(&agent, &format!("{index} call"))?, id, new).await?;
    story.lead = Some(lead);
    put(stage, story, &format!("{index} contacted"), LeadStatus::Contacted, None).await
}

async fn qualify(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let id = story.lead.as_ref().ok_or_else(lost_story)?.row.id;
    let agent = agent(stage, story)?;
    let visit = story.line == ServiceLine::Moving && index % 2 == 0;
    let new = NewActivity {
        kind: if visit { ActivityKind::Visit } else { ActivityKind::Email },
        body: if visit { "Walked through the place and counted what goes along.".into() } else { "Details confirmed in writing.".into() },
        outcome: visit.then_some(Outcome::Held),
        due_at: None,
        follow_up: (story.end == End::Qualified).then(|| next_step(stage, index, ActivityKind::Email, "Prepare the quote")),
    };
    let lead = leads::log(&stage.staff(&agent, &format!("{index} qualify"))?, id, new).await?;
    story.lead = Some(lead);
    put(stage, story, &format!("{index} qualified"), LeadStatus::Qualified, None).await
}

async fn lose(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
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
