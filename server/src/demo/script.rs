//! Stories and the scenes they unfold into.

use chrono::{DateTime, TimeDelta, Utc};
use shared::leads::{Lead, LeadSource, LostReason};
use shared::packs::ServiceLine;
use shared::quotes::Quote;
use shared::{Error, JobId, Result};

use super::stage::Stage;
use super::{fieldwork, inquiries, offers};

/// The promo code customers use.
pub const PROMO: &str = "WELCOME10";

/// Minutes of a day of work.
const WORKDAY: i64 = 480;

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
    /// The customer wants it otherwise, and the office has begun another version.
    Changed(&'static str),
    Declined(&'static str),
    Expired,
    Withdrawn(&'static str),
    /// Accepted; nobody is assigned yet.
    Booked,
    Assigned,
    /// So many phases of the work are done, and the next one is half done.
    Running(usize),
    Completed,
    /// Completed, wrapped up and closed.
    Closed,
    Cancelled(&'static str),
    /// Asked for by phone; a job without a quote, not agreed yet.
    Requested,
}

impl End {
    fn is_quoted(self) -> bool {
        !matches!(self, End::New | End::Contacted | End::Qualified | End::Lost(..) | End::Requested)
    }

    pub(super) fn is_booked(self) -> bool {
        matches!(self, End::Booked | End::Assigned | End::Running(_) | End::Completed | End::Closed | End::Cancelled(_))
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
    Story {
        name,
        company,
        line,
        source,
        from,
        to,
        passengers,
        value,
        notes,
        ago,
        wanted,
        end,
        lead: None,
        quote: None,
        token: String::new(),
        job: None,
    }
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
    /// The office closes the completed job.
    Close,
    /// The office notes a job that is asked for.
    Request,
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
    if story.end == End::Requested {
        return vec![Cue { at: arrival, story: index, scene: Scene::Request }];
    }
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
        End::Changed(_) => list.push((hours(50), Scene::Answer)),
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
        End::Completed | End::Closed => phases.len(),
        // the one after the last done is under way
        End::Running(done) => done + 1,
        _ => 0,
    };
    let mut at = offers::starts(stage, story) - TimeDelta::minutes(55);
    for (phase, template) in phases.iter().enumerate().take(done).skip(1) {
        list.push((at, Scene::Work(phase)));
        // what takes longer than a day of work goes on the next one
        at += match i64::from(template.minutes) {
            minutes if minutes > WORKDAY => TimeDelta::days(minutes / WORKDAY),
            minutes => TimeDelta::minutes(minutes),
        };
    }
    if story.end == End::Closed {
        list.push((at + TimeDelta::days(2), Scene::Close));
    }
    list.into_iter().map(|(at, scene)| Cue { at, story: index, scene }).collect()
}

/// Plays a scene.
pub async fn act(stage: &Stage<'_>, index: usize, story: &mut Story, scene: Scene) -> Result<()> {
    match scene {
        Scene::Arrive => inquiries::arrive(stage, index, story).await,
        Scene::Call => inquiries::call(stage, index, story).await,
        Scene::Qualify => inquiries::qualify(stage, index, story).await,
        Scene::Lose => inquiries::lose(stage, index, story).await,
        Scene::Quote => offers::prepare(stage, index, story).await,
        Scene::Send => offers::send(stage, index, story).await,
        Scene::View => offers::view(stage, index, story).await,
        Scene::Answer => offers::answer(stage, index, story).await,
        Scene::Crew => fieldwork::crew(stage, index, story).await,
        Scene::Work(phase) => fieldwork::work(stage, index, story, phase).await,
        Scene::Cancel => fieldwork::cancel(stage, index, story).await,
        Scene::Close => fieldwork::close(stage, index, story).await,
        Scene::Request => inquiries::request(stage, index, story).await,
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
