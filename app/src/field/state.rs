//! The device's jobs: kept in storage, refreshed from the server, shown with the unsent work.

use chrono::{DateTime, Utc};
use dioxus::prelude::*;
use shared::jobs::{IntentReceipt, Job, SentIntent, WorkingSet};
use shared::media::Position;
use shared::outbox::Entry;
use shared::{Error, JobId};

use super::fresh::Freshness;
use super::overlay::{Shown, Worker, carry_over, shown};
use super::{act, text};
use crate::client::connection::{Truth, use_truth};
use crate::client::live::{News, use_news};
use crate::client::outbox::{Outbox, use_outbox_engine};
use crate::client::store::{self, Shelf, StoreError, Write};
use crate::client::{device, http, session, use_session};
use crate::ui::{ErrorState, Skeleton, load_page};

/// Everything the field pages share. Copy it into closures freely.
#[derive(Clone, Copy, PartialEq)]
pub struct Field {
    /// The server's copy, as it is shown; its time is the server's.
    pub set: Signal<Option<WorkingSet>>,
    /// The same as last told, with what was taken since.
    pub(super) told: CopyValue<Option<WorkingSet>>,
    /// Why it could not be refreshed.
    pub error: Signal<Option<Error>>,
    /// Server clock minus device clock, as last measured.
    pub offset_ms: Signal<Option<i64>>,
    /// What it was when the person had read that the clock is wrong.
    pub clock_read: Signal<Option<i64>>,
    /// Where the device last was.
    pub place: Signal<Option<Position>>,
    pub worker: Signal<Worker>,
    pub outbox: Outbox,
    pub truth: Truth,
    /// All jobs as this device shows them: made once for everything on the page that looks at them.
    all: Memo<Vec<Shown>>,
    turn: Signal<u64>,
    pub(super) freshness: CopyValue<Freshness>,
}

/// The shared state of the field pages.
pub fn use_field() -> Field {
    use_context()
}

const RECORD: &str = "working-set";
/// How wrong the clock was when the server was last heard: a start without a network knows it too.
const CLOCK: &str = "clock";
const WATCHED: [&str; 5] = ["job", "phase", "item", "crew", "media"];

/// Loads the device's jobs, then shows the app; without any copy it shows why there is none.
#[component]
pub fn FieldGate(children: Element) -> Element {
    let person = use_session();
    // until the second factor is there, the server answers nothing else; it is set up in the office's pages
    let must = person.must_add_factor;
    use_effect(use_reactive!(|must| {
        if must {
            load_page(&crate::identity::security_and_back("/field"));
        }
    }));
    let outbox = use_outbox_engine();
    let truth = use_truth();
    let worker = Worker { member: person.member, name: person.name.clone(), access: person.access.clone() };
    let field = use_hook(|| {
        let (set, at_work) = (Signal::new(None::<WorkingSet>), Signal::new(worker.clone()));
        let field = Field {
            set,
            told: CopyValue::new(None),
            error: Signal::new(None),
            offset_ms: Signal::new(None),
            clock_read: Signal::new(None),
            place: Signal::new(None),
            worker: at_work,
            outbox,
            truth,
            all: Memo::new(move || {
                let set = set.read();
                let (queue, uploads, worker) = (outbox.queue.read(), outbox.uploads.read(), at_work.read());
                let online = (truth.online)();
                set.iter().flat_map(|set| &set.jobs).map(|job| shown(job, &queue, &uploads, &worker, online)).collect()
            }),
            turn: Signal::new(0),
            freshness: CopyValue::new(Freshness::default()),
        };
        provide_context(field);
        outbox.on_accepted(move |entry, answer| field.accepted(entry, answer), move || field.records());
        outbox.on_shown(move || field.show_taken());
        spawn(async move {
            field.restore().await;
            device::keep_storage().await;
            act::locate(field).await;
        });
        field
    });
    if *field.worker.peek() != worker {
        let mut signal = field.worker;
        signal.set(worker);
    }
    use_effect(move || {
        field.turn.read();
        if (truth.online)() {
            field.freshen();
        }
    });
    use_news(move |news| {
        let concerned = match news {
            News::Changed(message) => WATCHED.contains(&message.entity.as_str()),
            News::Refetch => true,
            News::Stirred(_) => false,
        };
        if concerned {
            field.refetch();
        }
    });
    let set = field.set.read();
    let error = field.error.read().clone();
    if set.is_some() && (outbox.loaded)() {
        return children;
    }
    if let Some(problem) = (outbox.trouble)() {
        return rsx! {
            main { class: "w-field-main",
                ErrorState { page: true, title: text::storage_refused_title(), body: format!("{} {problem:?}", text::storage_refused()) }
            }
        };
    }
    match error {
        Some(error) => rsx! {
            main { class: "w-field-main",
                ErrorState { page: true, title: text::cannot_start(), body: error.to_string(), onretry: move |()| field.refetch() }
            }
        },
        None => rsx! { main { class: "w-field-main", aria_busy: "true", aria_label: text::loading(), Skeleton {} } },
    }
}

/// Keeps what the server said, for a start without a network.
async fn keep(set: &WorkingSet, offset: i64) -> Result<(), StoreError> {
    store::write(vec![Write::json(Shelf::Records, RECORD, set)?, Write::json(Shelf::Meta, CLOCK, &offset)?]).await
}

impl Field {
    /// Asks the server for the jobs again.
    pub fn refetch(self) {
        let mut turn = self.turn;
        turn += 1;
    }

    /// Takes over what the server says and shows it.
    fn tell(self, fresh: WorkingSet) {
        let (mut told, mut set) = (self.told, self.set);
        told.set(Some(fresh.clone()));
        set.set(Some(fresh));
    }

    async fn restore(self) {
        let kept = store::read::<WorkingSet>(Shelf::Records, RECORD).await.ok().flatten();
        if self.told.read().is_none()
            && let Some(kept) = kept
        {
            self.tell(kept);
        }
        let kept = store::read::<i64>(Shelf::Meta, CLOCK).await.ok().flatten();
        let mut offset_ms = self.offset_ms;
        if offset_ms.peek().is_none() && kept.is_some() {
            offset_ms.set(kept);
        }
    }

    pub(super) async fn refresh(self) {
        let (mut error, mut offset_ms) = (self.error, self.offset_ms);
        let taken = self.count_taken();
        let asked = device::now();
        let answer = http::send("GET", "/api/v1/field/working-set", &[], http::Body::Empty, 30_000)
            .await
            .and_then(|answer| answer.json::<WorkingSet>());
        match answer {
            Ok(fresh) => {
                let middle = asked + (device::now() - asked) / 2;
                let offset = (fresh.at - middle).num_milliseconds();
                offset_ms.set(Some(offset));
                if self.count_taken() != taken {
                    // it may not know of what was taken meanwhile
                    return self.refetch();
                }
                error.set(None);
                self.tell(fresh.clone());
                if let Err(trouble) = keep(&fresh, offset).await {
                    self.outbox.complain(trouble);
                }
            }
            Err(Error::Unauthenticated) => {
                let mut logged_out = self.outbox.logged_out;
                logged_out.set(true);
                session::ended();
            }
            Err(failure) => error.set(Some(failure)),
        }
    }

    /// What the server carried out is part of its copy from now on, before the entry leaves the queue; whether it changed
    /// the copy.
    fn accepted(self, entry: &Entry, answer: &str) -> bool {
        self.taken();
        let (Ok(sent), Ok(receipt)) = (serde_json::from_str::<SentIntent>(&entry.body), serde_json::from_str::<IntentReceipt>(answer))
        else {
            // another kind of write: the server's copy tells what became of it
            self.refetch();
            return false;
        };
        let mut told = self.told;
        let mut told = told.write();
        let Some(fresh) = told.as_mut() else { return false };
        if let Some(job) = fresh.jobs.iter_mut().find(|job| job.id == receipt.job) {
            carry_over(job, &sent, &receipt, &self.worker.peek());
        }
        self.refetch();
        true
    }

    /// The copy as it is stored, with all the server has taken.
    fn records(self) -> Vec<Write> {
        self.told.read().as_ref().map(|told| Write::json(Shelf::Records, RECORD, told)).into_iter().flatten().collect()
    }

    /// All jobs as this device shows them.
    pub fn jobs(self) -> Vec<Shown> {
        self.all.read().clone()
    }

    /// Looks at all jobs as this device shows them, without copies of them.
    pub fn with_jobs<R>(self, look: impl FnOnce(&[Shown]) -> R) -> R {
        look(&self.all.read())
    }

    /// One job as this device shows it.
    pub fn job(self, id: JobId) -> Option<Shown> {
        self.all.read().iter().find(|shown| shown.job.id == id).cloned()
    }

    /// The server's copy of a job, without the unsent work.
    pub fn server_job(self, id: JobId) -> Option<Job> {
        self.set.read().iter().flat_map(|set| &set.jobs).find(|job| job.id == id).cloned()
    }

    /// The time on the server's clock, as far as this device knows it.
    pub fn now(self) -> DateTime<Utc> {
        shared::jobs::corrected(device::now(), *self.offset_ms.peek(), None)
    }
}
