//! Scenes of the work: crew, phases with their checklists and photos, calling off.

use bytes::Bytes;
use chrono::TimeDelta;
use sha2::{Digest, Sha256};
use shared::jobs::{
    AssignCrew, CancelJob, CrewPlace, Intent, ItemAnswer, Job, JobStatus, Phase, PhaseStatus, ReplyToJob, Requirement, SeenJob, SentIntent,
    Stop, TravelVerb,
};
use shared::media::{DeclareMedia, MediaKind, Position};
use shared::packs::{CrewRole, ServiceLine};
use shared::pricing::locate;
use shared::{MediaId, Result};

use super::drawn::drawing;
use super::offers::job_of;
use super::photos;
use super::script::{End, Story, lost_story};
use super::stage::Stage;
use crate::{jobs, media};

/// First name of whoever leads the crew of a story: the driver, where there is one. Theo has what happens around the present, so that one login shows it all; what
/// begins later today is somebody else's, for he is still under way then.
fn driver(index: usize, story: &Story) -> &'static str {
    // what has no way needs nobody at a wheel
    if !story.line.pack().route {
        return "Mona";
    }
    let near = matches!(story.end, End::Running(_)) || (story.end == End::Assigned && story.wanted < 3);
    if !later_today(story) && (near || index.is_multiple_of(2)) { "Theo" } else { "Marcus" }
}

fn later_today(story: &Story) -> bool {
    story.end == End::Assigned && story.wanted == 0
}

/// Why somebody is on two jobs at once: in a practice organization one person plays everybody.
fn both(stage: &Stage<'_>) -> String {
    if stage.company.people.is_empty() { "For practice one person plays the whole crew.".into() } else { String::new() }
}

/// Sets the crew; everybody near the present but the mover confirms.
pub async fn crew(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let id = job_of(story)?;
    let driver = driver(index, story);
    let role = if story.line.pack().route { CrewRole::Driver } else { CrewRole::Technician };
    let mut crew = vec![CrewPlace { member: stage.member(driver)?.member, role }];
    if story.line == ServiceLine::Moving && !later_today(story) {
        crew.push(CrewPlace { member: stage.member("Mona")?.member, role: CrewRole::Mover });
    }
    crew.dedup_by_key(|place| place.member);
    let dispatcher = stage.staff("Dana", &format!("{index} crew"))?;
    // the version is known where the crew is set for the first time; a replay answers what it did
    jobs::assign(&dispatcher, id, AssignCrew { crew, version: 1, reason: both(stage) }).await?;
    if !(story.end == End::Assigned && story.wanted > 2) {
        jobs::reply(&stage.staff(driver, &format!("{index} reply"))?, id, ReplyToJob { confirmed: true }).await?;
    }
    Ok(())
}

pub async fn cancel(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let End::Cancelled(why) = story.end else { return Ok(()) };
    let id = job_of(story)?;
    let job = jobs::show(&stage.staff("Dana", &format!("{index} look"))?, id).await?;
    if job.status == JobStatus::Cancelled {
        return Ok(());
    }
    jobs::cancel(&stage.staff("Dana", &format!("{index} cancel"))?, id, CancelJob { reason: why.into(), version: job.version }).await?;
    Ok(())
}

/// Wraps a completed job up.
pub async fn close(stage: &Stage<'_>, index: usize, story: &mut Story) -> Result<()> {
    let id = job_of(story)?;
    let job = jobs::show(&stage.staff("Dana", &format!("{index} look back"))?, id).await?;
    if job.status == JobStatus::Closed {
        return Ok(());
    }
    jobs::close(&stage.staff("Dana", &format!("{index} close"))?, id, SeenJob { version: job.version }).await?;
    Ok(())
}

/// Minutes of a phase that are told one step after the other.
const LONGEST_TOLD: i32 = 240;

/// The driver's hand on the device: one step after the other, each a little later.
struct Hand<'a, 'b> {
    stage: &'a Stage<'b>,
    who: &'static str,
    job: Job,
    /// Begins the ids of its steps.
    key: String,
    step: i64,
    pace: TimeDelta,
}

/// Works through a phase: travel, photos, checklist, completion. The phase that is under way is left half done.
pub async fn work(stage: &Stage<'_>, index: usize, story: &mut Story, phase: usize) -> Result<()> {
    let who = driver(index, story);
    let job = jobs::show(&stage.staff(who, "look")?, job_of(story)?).await?;
    let of = job.phases.get(phase).cloned().ok_or_else(lost_story)?;
    let half = matches!(story.end, End::Running(done) if done == phase);
    if of.status == PhaseStatus::Complete {
        return Ok(());
    }
    let steps = 8 + of.items.len() + of.requirements.iter().map(|r| r.min_count.unsigned_abs() as usize).sum::<usize>();
    // of what takes days the last hours are told
    let pace = TimeDelta::seconds(i64::from(of.minutes.min(LONGEST_TOLD)) * 50 / steps as i64);
    let mut hand = Hand { stage, who, job, key: format!("{index} {}", of.key), step: 0, pace };
    let stop = stop_of(&hand.job, &of.key).cloned();
    hand.travel(stop.as_ref(), &[TravelVerb::OnMyWay]).await?;
    hand.does(Intent::StartPhase { phase: of.id }).await?;
    hand.travel(stop.as_ref(), &[TravelVerb::Arrived, TravelVerb::Start]).await?;
    let signer = story.name;
    if half {
        let begun: Vec<_> = of.items.iter().take(of.items.len().div_ceil(2)).cloned().collect();
        for slot in of.requirements.iter().filter(|r| begun.iter().any(|item| item.requirement == Some(r.id))) {
            hand.captures(&of, slot, index, signer).await?;
        }
        for item in begun {
            hand.does(Intent::AnswerItem { item: item.id, answer: ItemAnswer::Done, note: String::new(), seen: ItemAnswer::Open }).await?;
        }
        return Ok(());
    }
    // papers are for those who have some
    for slot in of.requirements.iter().filter(|slot| slot.kind != MediaKind::Document) {
        hand.captures(&of, slot, index, signer).await?;
    }
    for item in &of.items {
        // something always turns up
        let (answer, note) = match (item.key.as_str(), index % 4) {
            ("inventory" | "luggage", 0) => (ItemAnswer::Problem, "One piece came with a scratch; shown to the customer and photographed."),
            _ => (ItemAnswer::Done, ""),
        };
        hand.does(Intent::AnswerItem { item: item.id, answer, note: note.into(), seen: ItemAnswer::Open }).await?;
    }
    hand.travel(stop.as_ref(), &[TravelVerb::Complete]).await?;
    hand.does(Intent::CompletePhase { phase: of.id }).await
}

/// The stop a phase happens at.
fn stop_of<'a>(job: &'a Job, phase: &str) -> Option<&'a Stop> {
    match phase {
        "pickup" => job.stops.first(),
        "transport" | "trip" => job.stops.get(1).filter(|_| job.stops.len() > 2),
        "delivery" | "drop_off" => job.stops.last().filter(|_| job.stops.len() > 1),
        _ => None,
    }
}

impl Hand<'_, '_> {
    /// The time of the next step.
    fn next(&mut self) -> chrono::DateTime<chrono::Utc> {
        self.step += 1;
        (self.stage.then + self.pace * i32::try_from(self.step).unwrap_or(i32::MAX)).min(self.stage.present - TimeDelta::seconds(30))
    }

    fn place(&self, phase: &str) -> Option<Position> {
        let stop = stop_of(&self.job, phase).or(self.job.stops.first())?;
        let city = locate(&stop.address)?;
        Some(Position { latitude: city.lat, longitude: city.lng, accuracy: 12.0 })
    }

    async fn does(&mut self, intent: Intent) -> Result<()> {
        let at = self.next();
        let app = self.stage.app.as_of(at);
        let key = format!("{} step {}", self.key, self.step);
        let mut cx = self.stage.staff(self.who, &key)?;
        cx.app = app;
        cx.request.device = Some("Pixel 9".into());
        let sent = SentIntent { command: self.stage.command(&key), intent, device_at: at, offset_ms: Some(0), gps: None };
        jobs::carry_out(&cx, self.job.id, sent).await?;
        Ok(())
    }

    async fn travel(&mut self, stop: Option<&Stop>, steps: &[TravelVerb]) -> Result<()> {
        let Some(stop) = stop else { return Ok(()) };
        for step in steps {
            self.does(Intent::Travel { stop: stop.id, step: *step }).await?;
        }
        Ok(())
    }

    /// Fills a slot.
    async fn captures(&mut self, phase: &Phase, slot: &Requirement, index: usize, signer: &str) -> Result<()> {
        for n in 0..slot.min_count {
            let at = self.next();
            let key = format!("{} {} {n}", self.key, slot.key);
            let mut cx = self.stage.staff(self.who, &key)?;
            cx.app = self.stage.app.as_of(at);
            cx.request.device = Some("Pixel 9".into());
            let signature = slot.kind == MediaKind::Signature;
            let bytes: Bytes =
                if signature { drawing(index, signer).into() } else { photos::photo(&slot.key, picture(index, phase, slot, n)) };
            let declared = DeclareMedia {
                id: MediaId(self.stage.fixed(&format!("{key} file"))),
                job: self.job.id,
                phase: Some(phase.id),
                requirement: Some(slot.id),
                item: None,
                kind: slot.kind,
                size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
                sha256: Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect(),
                taken_at: at,
                gps: self.place(&phase.key),
                caption: if signature { String::new() } else { slot.title.en.clone() },
                signer: if signature { signer.into() } else { String::new() },
                position: n,
            };
            let id = declared.id;
            media::declare(&cx, declared).await?;
            media::receive(&cx, id, 0, bytes).await?;
        }
        Ok(())
    }
}

/// Which picture a photo shows: no two of a job are alike.
fn picture(index: usize, phase: &Phase, slot: &Requirement, n: i32) -> u32 {
    (index as u32) * 1024 + phase.position.unsigned_abs() * 64 + slot.position.unsigned_abs() * 8 + n.unsigned_abs()
}
