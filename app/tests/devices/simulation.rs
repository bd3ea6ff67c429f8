//! A day of a crew with bad networks, by a scheduler of its own: requests are lost before and after the server carries
//! them out, come twice and late, clocks are hours wrong and jump, apps die and begin again, the office works on the
//! same job. After a while all of that ends; then everything has to come to rest by itself.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use chrono::{DateTime, TimeDelta, Utc};
use shared::jobs::{Counting, Intent, ItemAnswer, Job, PhaseStatus, SentIntent, phase_missing, rules};
use shared::media::{Ask, DeclareMedia, MediaKind, MediaStatus};
use shared::{CommandId, Error, MediaId, NoteId};

use super::device::{Answer, Device, Request};
use super::dice::Dice;
use super::history::{Fact, History, Who};
use super::server::Server;

/// When the day begins, in seconds since 1970.
const MORNING: i64 = 1_736_150_400;
const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
/// How long things go wrong.
const STORM: u64 = 15 * MINUTE;
/// How long it may take until everything rests.
const CALM: u64 = 30 * MINUTE;

/// A time of the simulation on the true clock.
pub fn at(now: u64) -> DateTime<Utc> {
    DateTime::<Utc>::UNIX_EPOCH + TimeDelta::seconds(MORNING) + TimeDelta::milliseconds(i64::try_from(now).unwrap_or(0))
}

/// A promise broken on purpose: the checker has to notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    None,
    ServerForgetsCommands,
    ServerLosesCommits,
    ServerCountsPromises,
    ServerOverwrites,
    ServerStoresEarly,
    DeviceForgetsAtReload,
    DeviceSendsLatestFirst,
    DeviceDropsOnFailure,
    DeviceGivesUp,
    DeviceNeverLooksAgain,
}

impl Flaw {
    pub const ALL: &[Flaw] = &[
        Flaw::ServerForgetsCommands,
        Flaw::ServerLosesCommits,
        Flaw::ServerCountsPromises,
        Flaw::ServerOverwrites,
        Flaw::ServerStoresEarly,
        Flaw::DeviceForgetsAtReload,
        Flaw::DeviceSendsLatestFirst,
        Flaw::DeviceDropsOnFailure,
        Flaw::DeviceGivesUp,
        Flaw::DeviceNeverLooksAgain,
    ];
}

enum Event {
    /// A person does something.
    Act(usize),
    /// The app looks whether something can be sent.
    Look(usize),
    /// A request reaches the server; nobody hears the answer of a life that ended, or when it is lost.
    Arrive {
        who: usize,
        life: u64,
        request: Request,
        is_heard: bool,
    },
    /// An answer, or what passes for one, reaches the device.
    Hear {
        who: usize,
        life: u64,
        answer: Answer,
    },
    /// The live stream says that something changed.
    News(usize),
    /// Reception comes or goes.
    Reception(usize),
    Login(usize),
    /// A person looks at what was refused.
    Decide(usize),
    Office,
}

struct World {
    now: u64,
    dice: Dice,
    server: Server,
    devices: Vec<Device>,
    events: Vec<Option<Event>>,
    agenda: BinaryHeap<Reverse<(u64, usize)>>,
    history: History,
    stored: BTreeSet<MediaId>,
    /// Devices the news are on their way to.
    told: BTreeSet<usize>,
    /// Answers and requests under way.
    under_way: usize,
}

/// Plays a day and gives what happened.
pub async fn play(seed: u64, mut server: Server, mut devices: Vec<Device>) -> History {
    let begun = server.job(None).await;
    let mut dice = Dice::new(seed);
    for device in &mut devices {
        // up to six hours wrong
        device.skew = i64::try_from(dice.roll(12 * HOUR)).unwrap_or(0) - 6 * HOUR as i64;
    }
    let history = History { begun: Some(begun), ..History::default() };
    let mut world = World {
        now: 0,
        dice,
        server,
        devices,
        events: Vec::new(),
        agenda: BinaryHeap::new(),
        history,
        stored: BTreeSet::new(),
        told: BTreeSet::new(),
        under_way: 0,
    };
    for who in 0..world.devices.len() {
        world.soon(Event::News(who), 100);
        world.later(Event::Act(who), SECOND, 30 * SECOND);
        world.later(Event::Reception(who), MINUTE, 5 * MINUTE);
        world.soon(Event::Look(who), SECOND);
        world.soon(Event::Decide(who), STORM + 10 * SECOND);
    }
    world.later(Event::Office, MINUTE, 3 * MINUTE);
    while let Some(Reverse((time, index))) = world.agenda.pop() {
        world.now = time;
        if time > STORM + CALM || world.rests() {
            break;
        }
        if let Some(event) = world.events[index].take() {
            world.happen(event).await;
        }
    }
    world.end().await
}

impl World {
    fn soon(&mut self, event: Event, wait: u64) {
        self.events.push(Some(event));
        self.agenda.push(Reverse((self.now + wait, self.events.len() - 1)));
    }

    fn later(&mut self, event: Event, from: u64, to: u64) {
        let wait = self.dice.between(from, to);
        self.soon(event, wait);
    }

    fn storms(&self) -> bool {
        self.now < STORM
    }

    /// Whether nothing is left to do and nobody waits for news.
    fn rests(&self) -> bool {
        !self.storms()
            && self.under_way == 0
            && self.told.is_empty()
            && self.devices.iter().all(|device| device.online && !device.has_unsent())
    }

    async fn happen(&mut self, event: Event) {
        match event {
            Event::Act(who) => self.act(who),
            Event::Look(who) => {
                self.send_ready(who);
                let wait = self.devices[who].looks_at(self.now) - self.now;
                self.soon(Event::Look(who), wait);
            }
            Event::Arrive { who, life, request, is_heard } => self.arrive(who, life, request, is_heard).await,
            Event::Hear { who, life, answer } => self.hear(who, life, answer),
            Event::News(who) => {
                self.told.remove(&who);
                if self.devices[who].online && self.devices[who].flaw != Flaw::DeviceNeverLooksAgain {
                    let request = self.devices[who].refresh();
                    self.send(who, request);
                }
            }
            Event::Reception(who) => {
                let was_online = self.devices[who].online;
                let back = !self.storms() || !was_online;
                self.devices[who].online = back;
                if back && !was_online {
                    self.devices[who].wake();
                    self.tell(who);
                    self.send_ready(who);
                }
                if self.storms() {
                    self.later(Event::Reception(who), 10 * SECOND, 4 * MINUTE);
                } else if !back {
                    self.soon(Event::Reception(who), SECOND);
                }
            }
            Event::Login(who) => {
                self.devices[who].logged_out = false;
                self.devices[who].wake();
                self.tell(who);
                self.send_ready(who);
            }
            Event::Decide(who) => {
                let now = self.now;
                let facts = self.devices[who].decide(now, &mut self.dice);
                self.history.facts.extend(facts);
                self.send_ready(who);
                self.later(Event::Decide(who), 10 * SECOND, 40 * SECOND);
            }
            Event::Office => self.office().await,
        }
    }

    fn tell(&mut self, who: usize) {
        if self.told.insert(who) {
            self.later(Event::News(who), 50, 2 * SECOND);
        }
    }

    fn tell_all(&mut self) {
        for who in 0..self.devices.len() {
            if self.devices[who].online {
                self.tell(who);
            }
        }
    }

    fn send_ready(&mut self, who: usize) {
        for request in self.devices[who].send_ready(self.now) {
            self.send(who, request);
        }
    }

    /// Lets a request go, and much go wrong with it.
    fn send(&mut self, who: usize, request: Request) {
        let life = self.devices[who].life;
        let latency = self.dice.between(20, 800);
        let luck = if self.storms() { self.dice.roll(100) } else { 99 };
        let (lost, busy, broken) =
            (Error::Offline, Error::Unavailable { retry_after_seconds: 2 }, Error::Internal { incident: "drill".into() });
        let timeout = 30 * SECOND;
        match luck {
            0..8 => {
                let wait = if luck < 4 { timeout } else { latency };
                self.fail(who, life, &request, lost, wait);
            }
            8..16 => {
                self.fail(who, life, &request, lost, timeout);
                self.arrives(who, life, request, false, latency);
            }
            16..20 => {
                self.fail(who, life, &request, lost, timeout);
                let late = self.dice.between(timeout, 5 * MINUTE);
                self.arrives(who, life, request, false, late);
            }
            20..26 => {
                let late = latency + self.dice.between(SECOND, 8 * MINUTE);
                self.arrives(who, life, request.clone(), true, latency);
                self.arrives(who, life, request, false, late);
            }
            26..30 => self.fail(who, life, &request, busy, latency),
            30..34 => {
                self.fail(who, life, &request, broken, latency * 2);
                self.arrives(who, life, request, false, latency);
            }
            34..36 => {
                self.fail(who, life, &request, Error::Unauthenticated, latency);
                self.later(Event::Login(who), 10 * SECOND, MINUTE);
            }
            _ => self.arrives(who, life, request, true, latency),
        }
    }

    fn arrives(&mut self, who: usize, life: u64, request: Request, is_heard: bool, wait: u64) {
        self.under_way += 1;
        self.soon(Event::Arrive { who, life, request, is_heard }, wait);
    }

    fn fail(&mut self, who: usize, life: u64, request: &Request, error: Error, wait: u64) {
        let answer = match request {
            Request::Intent(entry) => Answer::Intent(entry.id, Err(error)),
            Request::File(id, asked, _) => Answer::File(*id, *asked, Err(error)),
            Request::Copy(turn) => Answer::Copy(*turn, Err(error)),
        };
        self.under_way += 1;
        self.soon(Event::Hear { who, life, answer }, wait);
    }

    async fn arrive(&mut self, who: usize, life: u64, request: Request, is_heard: bool) {
        self.under_way -= 1;
        let answer = match request {
            Request::Intent(entry) => {
                let Ok(sent) = serde_json::from_str::<SentIntent>(&entry.body) else { return };
                let answer = self.server.intent(Some(who), &sent, self.now).await;
                self.note(Some(who), &sent, &answer);
                Answer::Intent(entry.id, answer)
            }
            Request::File(id, asked, declared) => {
                let answer = match asked {
                    Ask::Declare => self.server.declare(who, &declared).await.map(|()| None),
                    Ask::Standing { .. } => self.server.standing(who, id).await.map(Some),
                    Ask::Chunk { offset, length } => self.server.chunk(who, id, offset, length).await.map(Some),
                };
                if let Ok(Some(receipt)) = &answer
                    && receipt.status == MediaStatus::Stored
                    && self.stored.insert(id)
                {
                    self.history.facts.push(Fact::Stored { media: id });
                    self.tell_all();
                }
                Answer::File(id, asked, answer)
            }
            Request::Copy(turn) => Answer::Copy(turn, Ok(Box::new(self.server.job(Some(who)).await))),
        };
        if is_heard {
            self.under_way += 1;
            self.later(Event::Hear { who, life, answer }, 20, 800);
        }
    }

    fn note(&mut self, who: Who, sent: &SentIntent, answer: &Result<shared::jobs::IntentReceipt, Error>) {
        let fact = Fact::Answered {
            who,
            command: sent.command,
            intent: sent.intent.clone(),
            answer: answer.clone().map_err(|error| error.to_string()),
        };
        self.history.facts.push(fact);
        if answer.is_ok() {
            self.tell_all();
        }
    }

    fn hear(&mut self, who: usize, life: u64, answer: Answer) {
        self.under_way -= 1;
        if self.devices[who].life != life {
            return;
        }
        // asked again as long as it was not answered
        if let Answer::Copy(_, Err(_)) = &answer {
            self.told.insert(who);
            self.later(Event::News(who), 5 * SECOND, 20 * SECOND);
        }
        let now = self.now;
        let (facts, requests) = self.devices[who].hear(answer, now, &mut self.dice);
        self.history.facts.extend(facts);
        for request in requests {
            self.send(who, request);
        }
        self.send_ready(who);
    }

    /// A person does what comes to their mind; in the storm also what people do to devices.
    fn act(&mut self, who: usize) {
        let now = self.now;
        if !self.storms() {
            return;
        }
        match self.dice.roll(100) {
            0..4 => {
                self.devices[who].die();
                self.tell(who);
            }
            4..7 => self.devices[who].skew += i64::try_from(self.dice.roll(16 * HOUR)).unwrap_or(0) - 8 * HOUR as i64,
            7..10 => {
                let facts = self.devices[who].decide(now, &mut self.dice);
                self.history.facts.extend(facts);
            }
            _ => {
                let shown = self.devices[who].shown();
                let fact = match idea(&shown.job, &mut self.dice, now) {
                    Some(Idea::Photo(mut declared)) => {
                        let (size, sha256, chunk) = self.server.photo(&mut self.dice);
                        (declared.size, declared.sha256) = (size, sha256);
                        self.devices[who].capture(declared, chunk, now)
                    }
                    Some(Idea::Intend(intent)) => {
                        let needs = match &intent {
                            Intent::CompletePhase { phase } => shown.unconfirmed(*phase),
                            _ => Vec::new(),
                        };
                        self.devices[who].intend(intent, needs, now, &mut self.dice)
                    }
                    None => None,
                };
                self.history.facts.extend(fact);
            }
        }
        self.send_ready(who);
        self.later(Event::Act(who), 3 * SECOND, 70 * SECOND);
    }

    /// The office answers, notes and overrides on the same job, by a good network.
    async fn office(&mut self) {
        if !self.storms() {
            return;
        }
        let job = self.server.job(None).await;
        let intent = match (idea(&job, &mut self.dice, self.now), self.dice.roll(8)) {
            (_, 0) => job
                .phases
                .iter()
                .find(|phase| phase.status == PhaseStatus::Active)
                .map(|phase| Intent::OverridePhase { phase: phase.id, reason: "The customer is waiting".into() }),
            (Some(Idea::Intend(intent)), _) => Some(intent),
            _ => None,
        };
        if let Some(intent) = intent {
            let sent =
                SentIntent { command: CommandId(self.dice.id(self.now)), intent, device_at: at(self.now), offset_ms: Some(0), gps: None };
            let answer = self.server.intent(None, &sent, self.now).await;
            self.note(None, &sent, &answer);
        }
        self.later(Event::Office, 20 * SECOND, 3 * MINUTE);
    }

    async fn end(mut self) -> History {
        let ended = self.server.job(None).await;
        self.history.unsent = self.devices.iter().flat_map(Device::unsent).collect();
        for device in &self.devices {
            let mut job = device.shown().job;
            // prices are not everybody's
            job.total = ended.total;
            self.history.shown.push(job);
        }
        self.history.ended = Some(ended);
        self.history
    }
}

enum Idea {
    Intend(Intent),
    Photo(DeclareMedia),
}

/// What somebody may think of doing who looks at this.
fn idea(job: &Job, dice: &mut Dice, now: u64) -> Option<Idea> {
    let active = job.phases.iter().find(|phase| phase.status == PhaseStatus::Active);
    let Some(phase) = active else {
        let next = job.phases.iter().find(|phase| rules::can_start(job, phase))?;
        return Some(Idea::Intend(Intent::StartPhase { phase: next.id }));
    };
    match dice.roll(10) {
        0..5 => {
            let open: Vec<_> = phase.items.iter().filter(|item| item.answer == ItemAnswer::Open).collect();
            let all: Vec<_> = phase.items.iter().collect();
            let again = open.is_empty() || dice.percent(25);
            let item = *dice.pick(if again { &all } else { &open })?;
            let answer = *dice.pick(&[ItemAnswer::Done, ItemAnswer::Done, ItemAnswer::Problem, ItemAnswer::NotApplicable])?;
            let note = if answer == ItemAnswer::Done { String::new() } else { format!("Because {}", dice.roll(100)) };
            Some(Idea::Intend(Intent::AnswerItem { item: item.id, answer, note, seen: item.answer }))
        }
        5..7 => {
            let slots: Vec<_> = phase.requirements.iter().filter(|slot| slot.kind == MediaKind::Photo).collect();
            let slot = *dice.pick(&slots)?;
            Some(Idea::Photo(DeclareMedia {
                id: MediaId(dice.id(now)),
                job: job.id,
                phase: Some(phase.id),
                requirement: Some(slot.id),
                item: None,
                kind: slot.kind,
                size: 0,
                sha256: String::new(),
                taken_at: at(now),
                gps: None,
                caption: String::new(),
                signer: String::new(),
                position: 0,
            }))
        }
        7 => Some(Idea::Intend(Intent::Note { note: NoteId(dice.id(now)), text: format!("Note {}", dice.roll(1_000)) })),
        _ if phase_missing(job, phase, Counting::Captured).is_empty() => Some(Idea::Intend(Intent::CompletePhase { phase: phase.id })),
        _ => None,
    }
}
