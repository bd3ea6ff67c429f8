//! What becomes of an answer given without a network, for every kind of item and everything that can have happened
//! meanwhile: the table of conflicts, on PostgreSQL. Whatever is not taken must be in the history in its own words.

use chrono::{Duration, Utc};
use futures_util::{StreamExt, stream};
use serde_json::Value;
use shared::access::BuiltinRole::{Dispatcher, Driver, Mover};
use shared::events::Event;
use shared::jobs::{
    AssignCrew, CancelJob, CrewPlace, Intent, IntentReceipt, Item, ItemAnswer, Job, Phase, PhaseStatus, ReplyToJob, Reschedule, SeenJob,
    SentIntent, TravelVerb,
};
use shared::packs::CrewRole;
use shared::{Error, ItemId, JobId, NoteId, Result};
use uuid::Uuid;

use crate::cx::Cx;
use crate::jobs::tests::{EVERYWHERE, booked, sent};
use crate::jobs::{assign, cancel, carry_out, close, reply, reschedule, show};
use crate::testing::TestApp;

/// An item of the booked move, by what is special about it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Required,
    /// Stands for photos of its phase.
    WithMedia,
    /// Came with a booked amenity.
    Extra,
    /// Not required, and the driver's alone.
    Optional,
    /// Answered by a fact; the office's.
    Fact,
}

/// What happened between the driver's last sight of the job and the arrival of their answer.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Meanwhile {
    Nothing,
    SameAnswer,
    SameAnswerOtherNote,
    OtherAnswer,
    OfficeAnswered,
    Cleared,
    /// From another device of the same person.
    OwnLater,
    OwnEarlier,
    Overridden,
    Cancelled,
    Closed,
    TakenOff,
    PutBack,
    Declined,
    OtherRole,
    Rescheduled,
}

use Meanwhile::*;

const ALL: [Meanwhile; 16] = [
    Nothing,
    SameAnswer,
    SameAnswerOtherNote,
    OtherAnswer,
    OfficeAnswered,
    Cleared,
    OwnLater,
    OwnEarlier,
    Overridden,
    Cancelled,
    Closed,
    TakenOff,
    PutBack,
    Declined,
    OtherRole,
    Rescheduled,
];

/// What has to come of it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Outcome {
    /// The driver's answer stands; what it replaced is in the history.
    Taken,
    /// It was so already: nobody loses.
    AlreadySo,
    /// The same answer from both, with both notes.
    BothNotes,
    /// The other answer stands, the driver's lies beside it until somebody chooses.
    Disputed,
    /// The other state stands, the driver's answer is in the history with this reason.
    Refused(&'static str),
    /// Their own later answer stands, the earlier one is in the history.
    Outdated,
}

/// The table itself.
fn expected(kind: Kind, mine: ItemAnswer, meanwhile: Meanwhile) -> Outcome {
    match (kind, meanwhile) {
        (_, TakenOff | Declined) => Outcome::Refused("off_crew"),
        (Kind::Fact, _) | (_, OtherRole) => Outcome::Refused("not_yours"),
        (_, Overridden | Closed) => Outcome::Refused("phase_sealed"),
        (_, Cancelled) => Outcome::Refused("job_over"),
        (_, Nothing | PutBack | Rescheduled | OwnEarlier) => Outcome::Taken,
        (_, OwnLater) => Outcome::Outdated,
        (_, SameAnswer) => Outcome::AlreadySo,
        // an open item holds nobody's answer: whoever clears or answers it then is not in the way of another
        (_, SameAnswerOtherNote) if mine == ItemAnswer::Open => Outcome::Taken,
        (_, Cleared) if mine == ItemAnswer::Open => Outcome::AlreadySo,
        (_, SameAnswerOtherNote) => Outcome::BothNotes,
        (_, Cleared) => Outcome::Taken,
        (_, OtherAnswer | OfficeAnswered) => Outcome::Disputed,
    }
}

fn note_of(answer: ItemAnswer) -> &'static str {
    match answer {
        ItemAnswer::Problem => "strap torn",
        ItemAnswer::NotApplicable => "nothing to carry",
        ItemAnswer::Done | ItemAnswer::Open => "",
    }
}

fn other(answer: ItemAnswer) -> ItemAnswer {
    if answer == ItemAnswer::Problem { ItemAnswer::Done } else { ItemAnswer::Problem }
}

fn find(job: &Job, kind: Kind) -> (&Phase, &Item) {
    let of = |phase: usize, key: &str| {
        let phase = &job.phases[phase];
        (phase, phase.items.iter().find(|i| i.key == key || i.title.en == key).expect("the pack has the item"))
    };
    match kind {
        Kind::Required => of(1, "equipment"),
        Kind::WithMedia => of(1, "inspect_vehicle"),
        Kind::Extra => of(1, "Pack board and four straps"),
        Kind::Optional => of(3, "update_eta"),
        Kind::Fact => of(0, "schedule"),
    }
}

static MAKING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// A job of its own in a database all cases share.
struct Case<'a> {
    t: &'a TestApp,
    job: JobId,
}

impl Case<'_> {
    /// A booked move with driver and mover, up to the phase with this position.
    async fn new(t: &TestApp, phase: usize) -> Case<'_> {
        // the quote behind it counts the price books there are
        let making = MAKING.lock().await;
        let job = booked(&t.owner().await).await;
        drop(making);
        let case = Case { t, job };
        case.crew(&[(Driver, CrewRole::Driver), (Mover, CrewRole::Mover)]).await;
        let found = case.show().await;
        for before in &found.phases[1..phase.max(1)] {
            case.says(Dispatcher, 0, Intent::OverridePhase { phase: before.id, reason: "to get on".into() }).await.expect("overridden");
        }
        if phase > 0 {
            case.says(Dispatcher, 0, Intent::StartPhase { phase: found.phases[phase].id }).await.expect("started");
        }
        case
    }

    async fn show(&self) -> Job {
        show(&self.t.owner().await, self.job).await.expect("the job")
    }

    async fn item(&self, id: ItemId) -> Item {
        self.show().await.item(id).expect("the item").1.clone()
    }

    /// Somebody's act, so many seconds ago by their clock.
    async fn says(&self, who: shared::access::BuiltinRole, ago: i64, intent: Intent) -> Result<IntentReceipt> {
        let command = SentIntent { device_at: Utc::now() - Duration::seconds(ago), ..sent(intent) };
        carry_out(&self.t.cx(who), self.job, command).await
    }

    async fn crew(&self, places: &[(shared::access::BuiltinRole, CrewRole)]) {
        let crew = places.iter().map(|(who, role)| CrewPlace { member: self.t.org().person(*who).member, role: *role }).collect();
        let version = self.show().await.version;
        assign(&self.office(), self.job, AssignCrew { crew, version, reason: EVERYWHERE.into() }).await.expect("the crew is set");
    }

    fn office(&self) -> Cx {
        self.t.cx(Dispatcher)
    }

    /// What happens to the job as a whole.
    async fn happens(&self, meanwhile: Meanwhile) {
        let (office, job) = (self.office(), self.show().await);
        let both = [(Driver, CrewRole::Driver), (Mover, CrewRole::Mover)];
        match meanwhile {
            Overridden | Closed => {
                let open = job.phases.iter().filter(|phase| phase.status != PhaseStatus::Complete);
                for phase in open.take(if meanwhile == Closed { job.phases.len() } else { 1 }) {
                    let wish = Intent::OverridePhase { phase: phase.id, reason: "the day is over".into() };
                    self.says(Dispatcher, 0, wish).await.expect("overridden");
                }
                if meanwhile == Closed {
                    let version = self.show().await.version;
                    close(&office, self.job, SeenJob { version }).await.expect("closed");
                }
            }
            Cancelled => {
                let input = CancelJob { version: job.version, reason: "the customer moved the day".into() };
                cancel(&office, self.job, input).await.map(drop).expect("cancelled");
            }
            TakenOff => self.crew(&both[1..]).await,
            PutBack => {
                self.crew(&both[1..]).await;
                self.crew(&both).await;
            }
            Declined => {
                reply(&self.t.cx(Driver), self.job, ReplyToJob { confirmed: false }).await.map(drop).expect("declined");
            }
            OtherRole => self.crew(&[(Driver, CrewRole::Technician), (Mover, CrewRole::Mover)]).await,
            Rescheduled => {
                let starts_at = Utc::now() + Duration::days(2);
                let input =
                    Reschedule { version: job.version, starts_at, ends_at: starts_at + Duration::hours(3), reason: EVERYWHERE.into() };
                reschedule(&office, self.job, input).await.map(drop).expect("rescheduled");
            }
            _ => {}
        }
    }

    async fn history(&self) -> Vec<Event> {
        let owner = self.t.owner().await;
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = crate::audit::job_timeline(&owner, self.job, after).await.expect("the timeline");
            all.extend(page.items);
            after = page.next.and_then(|next| next.parse().ok());
            if after.is_none() {
                return all;
            }
        }
    }
}

/// Whether an event says that this answer with this note was given to the item, taken or not.
fn tells(event: &Event, answer: ItemAnswer, note: &str) -> bool {
    let at = |pointer: &str| event.data.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let said = |value: &str, words: &str| value == answer.key() && words.contains(note);
    said(at("/answer/after"), at("/note")) || said(at("/wanted/answer"), at("/wanted/note")) || said(at("/given"), at("/note"))
}

/// Plays one line of the table; says what is not as it should be.
async fn play(t: &TestApp, kind: Kind, mine: ItemAnswer, meanwhile: Meanwhile) -> Result<(), String> {
    let phase = match kind {
        Kind::Required | Kind::WithMedia | Kind::Extra => 1,
        Kind::Optional => 3,
        Kind::Fact => 0,
    };
    let case = Case::new(t, phase).await;
    let job = case.show().await;
    let item = find(&job, kind).1.id;
    // the item of the driver's alone is answered beside them by the office
    let colleague = if kind == Kind::Optional { Dispatcher } else { Mover };
    let says = |answer, note: &str, seen| Intent::AnswerItem { item, answer, note: note.into(), seen };
    let expect = "what happened meanwhile is taken";

    // what is cleared, or answered over, was there before
    let seen = if mine == ItemAnswer::Open || meanwhile == Cleared { ItemAnswer::Done } else { ItemAnswer::Open };
    if seen == ItemAnswer::Done && kind != Kind::Fact {
        case.says(colleague, 600, says(ItemAnswer::Done, "", ItemAnswer::Open)).await.expect(expect);
    }
    let theirs = match meanwhile {
        SameAnswer => Some((colleague, mine, note_of(mine), 300)),
        SameAnswerOtherNote => Some((colleague, mine, "as Mona saw it", 300)),
        OtherAnswer => Some((colleague, other(mine), "as Mona saw it", 300)),
        OfficeAnswered => Some((Dispatcher, other(mine), "by telephone", 300)),
        Cleared => Some((colleague, ItemAnswer::Open, "", 300)),
        OwnLater => Some((Driver, other(mine), "on the other tablet", 0)),
        OwnEarlier => Some((Driver, other(mine), "on the other tablet", 300)),
        _ => None,
    };
    if let Some((who, answer, note, ago)) = theirs {
        case.says(who, ago, says(answer, note, seen)).await.expect(expect);
    }
    case.happens(meanwhile).await;
    let before = case.item(item).await;
    let arrived = case.says(Driver, 60, says(mine, note_of(mine), seen)).await;
    let after = case.item(item).await;
    t.relay().await;
    let history = case.history().await;

    let outcome = expected(kind, mine, meanwhile);
    let untouched = (after.answer, &after.note) == (before.answer, &before.note);
    let (answer, note) = (mine, note_of(mine));
    let fits = match outcome {
        Outcome::Taken => arrived.is_ok_and(|r| !r.effects.is_empty()) && (after.answer, after.note.as_str()) == (answer, note),
        Outcome::AlreadySo => arrived.is_ok_and(|r| r.effects.is_empty()) && untouched && after.answer == answer,
        Outcome::BothNotes => {
            arrived.is_ok() && after.answer == answer && after.note.contains(note) && after.note.contains("as Mona saw it")
        }
        Outcome::Disputed => {
            let beside = after.contradiction().is_some_and(|d| (d.answer, d.note.as_str()) == (answer, note));
            matches!(&arrived, Err(Error::Conflict { code, .. }) if code == "answer_changed") && untouched && beside
        }
        Outcome::Refused("not_yours") => matches!(arrived, Err(Error::Forbidden { .. })) && untouched,
        Outcome::Refused(reason) => matches!(&arrived, Err(Error::Conflict { code, .. }) if code == reason) && untouched,
        Outcome::Outdated => arrived.is_ok_and(|r| !r.effects.is_empty()) && untouched,
    };
    let line = format!("{kind:?}, {mine:?}, {meanwhile:?}");
    if !fits {
        return Err(format!("{line}: {outcome:?} was expected, and now it is {:?} {:?}", after.answer, after.note));
    }
    if outcome != Outcome::AlreadySo && !history.iter().any(|e| tells(e, answer, note)) {
        return Err(format!("{line}: the driver's answer is not in the history"));
    }
    if let Some((_, answer, note, _)) = theirs
        && !history.iter().any(|e| tells(e, answer, note))
    {
        return Err(format!("{line}: the other answer is not in the history"));
    }
    Ok(())
}

#[tokio::test]
async fn every_answer_meets_every_concurrent_edit_as_the_table_says_and_nothing_is_silently_dropped() {
    let t = TestApp::new().await;
    let mut table = Vec::new();
    for meanwhile in ALL {
        for kind in [Kind::WithMedia, Kind::Extra, Kind::Optional] {
            table.push((kind, ItemAnswer::Problem, meanwhile));
        }
        for mine in [ItemAnswer::Done, ItemAnswer::Problem, ItemAnswer::NotApplicable, ItemAnswer::Open] {
            table.push((Kind::Required, mine, meanwhile));
        }
    }
    table.extend([Nothing, Cancelled, Closed, TakenOff, Declined, Rescheduled].map(|m| (Kind::Fact, ItemAnswer::Problem, m)));
    let wrong: Vec<String> = stream::iter(&table)
        .map(|(kind, mine, meanwhile)| play(&t, *kind, *mine, *meanwhile))
        .buffer_unordered(4)
        .filter_map(|result| async { result.err() })
        .collect()
        .await;
    assert!(wrong.is_empty(), "{} of {} lines:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

/// What else a crew sends, and what has to come of it: nothing to say, carried out, or refused for a reason.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Start,
    Complete,
    Arrive,
    Write,
}

fn act_outcome(act: Act, meanwhile: Meanwhile) -> Outcome {
    match (act, meanwhile) {
        (_, TakenOff | Declined) => Outcome::Refused("off_crew"),
        // a note is taken whatever became of the job
        (Act::Write, _) => Outcome::Taken,
        // who is in the car is on the way, in whatever role
        (Act::Arrive, OtherRole) => Outcome::Taken,
        (_, OtherRole) => Outcome::Refused("not_yours"),
        (_, SameAnswer) => Outcome::AlreadySo,
        (Act::Start | Act::Complete, Overridden | Closed) => Outcome::AlreadySo,
        // a step that arrives after a later one still tells when it was
        (Act::Arrive, Overridden | OtherAnswer) => Outcome::Taken,
        (_, Cancelled | Closed) => Outcome::Refused("job_over"),
        _ => Outcome::Taken,
    }
}

async fn play_act(t: &TestApp, act: Act, meanwhile: Meanwhile) -> Result<(), String> {
    // transport needs no files, so that it can be completed
    let case = Case::new(t, if act == Act::Start { 2 } else { 3 }).await;
    let job = case.show().await;
    let phase = &job.phases[3];
    if act == Act::Start {
        let wish = Intent::OverridePhase { phase: job.phases[2].id, reason: "to get on".into() };
        case.says(Dispatcher, 0, wish).await.expect("overridden");
    } else {
        for item in phase.items.iter().filter(|i| i.required) {
            let done = Intent::AnswerItem { item: item.id, answer: ItemAnswer::Done, note: String::new(), seen: ItemAnswer::Open };
            case.says(Dispatcher, 0, done).await.expect("answered");
        }
    }
    let stop = job.stops[0].id;
    let arrive = |step| Intent::Travel { stop, step };
    let mine = match act {
        Act::Start => Intent::StartPhase { phase: phase.id },
        Act::Complete => Intent::CompletePhase { phase: phase.id },
        Act::Arrive => arrive(TravelVerb::Arrived),
        Act::Write => Intent::Note { note: NoteId(Uuid::now_v7()), text: "The piano stays".into() },
    };
    match (act, meanwhile) {
        (Act::Write, _) => {}
        (_, SameAnswer) => drop(case.says(Dispatcher, 300, mine.clone()).await.expect("done already")),
        (Act::Arrive, OtherAnswer) => drop(case.says(Mover, 30, arrive(TravelVerb::Start)).await.expect("a later step")),
        _ => {}
    }
    case.happens(meanwhile).await;
    let arrived = case.says(Driver, 60, mine).await;
    t.relay().await;
    let history = case.history().await;
    let outcome = act_outcome(act, meanwhile);
    let fits = match outcome {
        Outcome::Taken => arrived.as_ref().is_ok_and(|r| !r.effects.is_empty()),
        Outcome::AlreadySo => arrived.as_ref().is_ok_and(|r| r.effects.is_empty()),
        Outcome::Refused(reason) => {
            let answered = match &arrived {
                Err(Error::Conflict { code, .. }) => code == reason,
                other => reason == "not_yours" && matches!(other, Err(Error::Forbidden { .. })),
            };
            answered && history.iter().any(|e| e.kind == "jobs.intent_refused" && e.data["code"] == reason)
        }
        _ => false,
    };
    if !fits {
        return Err(format!("{act:?}, {meanwhile:?}: {outcome:?} was expected, and it was {arrived:?}"));
    }
    if act == Act::Write && !history.iter().any(|e| e.data["text"] == "The piano stays" || e.data["wanted"]["text"] == "The piano stays") {
        return Err(format!("{act:?}, {meanwhile:?}: the words are lost"));
    }
    Ok(())
}

#[tokio::test]
async fn starts_completions_steps_and_notes_meet_every_concurrent_edit_as_the_table_says() {
    let t = TestApp::new().await;
    let edits = [Nothing, SameAnswer, OtherAnswer, Overridden, Cancelled, Closed, TakenOff, PutBack, Declined, OtherRole, Rescheduled];
    let table: Vec<(Act, Meanwhile)> =
        [Act::Start, Act::Complete, Act::Arrive, Act::Write].into_iter().flat_map(|act| edits.map(|edit| (act, edit))).collect();
    let wrong: Vec<String> = stream::iter(&table)
        .map(|(act, meanwhile)| play_act(&t, *act, *meanwhile))
        .buffer_unordered(4)
        .filter_map(|result| async { result.err() })
        .collect()
        .await;
    assert!(wrong.is_empty(), "{} of {} lines:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[tokio::test]
async fn who_was_never_on_the_crew_leaves_no_trace_and_learns_nothing() {
    let t = TestApp::new().await;
    let case = Case::new(&t, 1).await;
    case.crew(&[(Driver, CrewRole::Driver)]).await;
    let note = |text: &str| Intent::Note { note: NoteId(Uuid::now_v7()), text: text.into() };
    let census = t.census().await;
    assert_eq!(case.says(shared::access::BuiltinRole::Technician, 0, note("hello")).await, Err(Error::NotFound));
    let foreign = carry_out(&t.foreign(Driver), case.job, sent(note("hello"))).await;
    assert_eq!((foreign, t.census().await), (Err(Error::NotFound), census));
    let unknown = Intent::LetStand { item: ItemId(Uuid::now_v7()) };
    assert_eq!(case.says(Driver, 0, unknown).await, Err(Error::NotFound), "a part the job does not have");
}
