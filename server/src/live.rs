//! Live updates: server-sent events over the log. A stream's ids are the log's `seq`, so a reconnect with
//! `Last-Event-ID` misses nothing. Messages carry ids, not rows: what somebody may see is decided by the reads they
//! cause. One listening connection per process; fan-out is in memory; a slow reader, or everybody when
//! very much happens at once, is told to refetch.
//!
//! Beside the log streams tell of what is over as soon as it is told: who has a record open. That has no position, and is
//! not told again.

#[cfg(test)]
mod stir_tests;
mod stream;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use shared::events::LiveMessage;
use shared::{OrgId, Result};
use sqlx::Row;
use sqlx::postgres::PgListener;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub(crate) use self::stream::head;
pub use self::stream::stream;
use crate::app::App;
use crate::db::SystemTx;
use crate::events::relay::CHANNEL;

/// More messages than this, missed or come at once, become one "refetch what you show".
const REPLAY_LIMIT: i64 = 200;
/// Messages a stream may lag behind before it is told to refetch.
const QUEUE: usize = 512;
/// The same of comings and goings, after which it is told that there were some.
const STIRRED: usize = 64;
/// Channel on which the ends of sessions are told, in whatever organization the streams are.
const ENDS: &str = "tailboard_ends";
/// Channel on which a trigger of the schema tells that somebody opened or left a record, or began or ended editing it.
const STIRS: &str = "tailboard_presence";

/// Tells every process that credentials of a session, a member or a person ended, if the transaction commits. Unlike
/// facts this is rare, so that the notification may stand in the transaction itself.
pub async fn announce_end(tx: &mut SystemTx, id: Uuid) -> Result<()> {
    sqlx::query("select pg_notify($1, $2)").bind(ENDS).bind(id.to_string()).execute(tx.db()?).await?;
    Ok(())
}

/// A message with what decides who gets it.
#[derive(Clone, Debug)]
struct Delivery {
    message: LiveMessage,
    account: Option<Uuid>,
}

/// What the streams of an organization are told.
#[derive(Debug)]
enum News {
    Fact(Delivery),
    /// So much happened at once, up to this position, that reading again costs less than hearing each.
    Much {
        seq: i64,
    },
}

impl News {
    fn seq(&self) -> i64 {
        match self {
            Self::Fact(delivery) => delivery.message.seq,
            Self::Much { seq } => *seq,
        }
    }
}

/// Somebody came to a record, left it, or began or ended editing it.
#[derive(Clone, Debug, PartialEq)]
struct Stir {
    /// As the log calls what it is.
    entity: String,
    id: Uuid,
    /// Whose doing it is.
    session: Uuid,
}

impl Stir {
    /// What the schema tells: organization, entity, record and session.
    fn read(payload: &str) -> Option<(OrgId, Self)> {
        let mut parts = payload.split(':');
        let org = parts.next()?.parse().ok()?;
        let entity = parts.next()?.to_owned();
        Some((org, Self { entity, id: parts.next()?.parse().ok()?, session: parts.next()?.parse().ok()? }))
    }
}

/// The streams of this process, by organization.
pub struct Hub {
    channels: Mutex<HashMap<OrgId, Channel>>,
    /// Ids of sessions, members and people whose credentials ended.
    ends: broadcast::Sender<Uuid>,
}

impl Default for Hub {
    fn default() -> Self {
        Self { channels: Mutex::default(), ends: broadcast::channel(QUEUE).0 }
    }
}

struct Channel {
    sender: broadcast::Sender<Arc<News>>,
    /// None where some may have been missed.
    stirs: broadcast::Sender<Option<Stir>>,
    /// The last position handed out.
    seq: i64,
}

impl Hub {
    fn channels(&self) -> MutexGuard<'_, HashMap<OrgId, Channel>> {
        self.channels.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn subscribe(&self, org: OrgId, head: i64) -> (broadcast::Receiver<Arc<News>>, broadcast::Receiver<Option<Stir>>) {
        let mut channels = self.channels();
        if !channels.contains_key(&org) {
            // those of organizations nobody listens to any more go: each has room for a whole queue
            channels.retain(|_, channel| channel.sender.receiver_count() > 0);
        }
        let fresh = || Channel { sender: broadcast::channel(QUEUE).0, stirs: broadcast::channel(STIRRED).0, seq: head };
        let channel = channels.entry(org).or_insert_with(fresh);
        (channel.sender.subscribe(), channel.stirs.subscribe())
    }

    fn stir(&self, org: OrgId, stir: Option<Stir>) {
        if let Some(channel) = self.channels().get(&org) {
            // no receiver is no error: the stream just closed
            let _ = channel.stirs.send(stir);
        }
    }

    /// Where to read on for an organization somebody listens to.
    fn position(&self, org: OrgId) -> Option<i64> {
        let mut channels = self.channels();
        if channels.get(&org).is_some_and(|channel| channel.sender.receiver_count() == 0) {
            channels.remove(&org);
        }
        channels.get(&org).map(|channel| channel.seq)
    }

    fn publish(&self, org: OrgId, news: impl IntoIterator<Item = News>) {
        let mut channels = self.channels();
        if let Some(channel) = channels.get_mut(&org) {
            for news in news {
                if news.seq() > channel.seq {
                    channel.seq = news.seq();
                    // no receiver is no error: the stream just closed
                    let _ = channel.sender.send(Arc::new(news));
                }
            }
        }
    }

    fn listened(&self) -> Vec<OrgId> {
        self.channels().keys().copied().collect()
    }

    /// Open streams, for metrics.
    pub fn streams(&self) -> usize {
        self.channels().values().map(|channel| channel.sender.receiver_count()).sum()
    }
}

/// Listens for the relay's notifications until stopped and hands messages to the streams of this process.
pub async fn run(app: App, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = listen(&app, &stop).await {
            tracing::warn!(%error, "live listener lost its connection");
        }
        tokio::select! { () = stop.cancelled() => {}, () = tokio::time::sleep(Duration::from_millis(300)) => {} }
    }
}

async fn listen(app: &App, stop: &CancellationToken) -> Result<(), sqlx::Error> {
    let pool = sqlx::postgres::PgPoolOptions::new()
        .max_connections(1)
        .connect_with(app.db().system_options().application_name("tailboard_listener"))
        .await?;
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen_all([CHANNEL, ENDS, STIRS]).await?;
    // what was committed while nobody listened
    catch_up(app).await?;
    loop {
        let notification = tokio::select! { () = stop.cancelled() => return Ok(()), received = listener.try_recv() => received? };
        match notification {
            Some(notification) if notification.channel() == ENDS => {
                if let Ok(id) = notification.payload().parse() {
                    // no receiver is no error: nobody listens here
                    let _ = app.hub().ends.send(id);
                }
            }
            Some(notification) if notification.channel() == STIRS => {
                if let Some((org, stir)) = Stir::read(notification.payload()) {
                    app.hub().stir(org, Some(stir));
                }
            }
            Some(notification) => {
                for entry in notification.payload().split(',') {
                    if let Some(org) = entry.split(':').next().and_then(|id| id.parse::<OrgId>().ok()) {
                        deliver(app, org).await?;
                    }
                }
            }
            // the connection was lost and made again
            None => catch_up(app).await?,
        }
    }
}

/// Reads what was missed, for every organization somebody listens to.
async fn catch_up(app: &App) -> Result<(), sqlx::Error> {
    for org in app.hub().listened() {
        deliver(app, org).await?;
        app.hub().stir(org, None);
    }
    Ok(())
}

async fn deliver(app: &App, org: OrgId) -> Result<(), sqlx::Error> {
    let Some(from) = app.hub().position(org) else { return Ok(()) };
    let pool = app.db().system_pool();
    let rows = sqlx::query(
        "select seq, kind, entity, entity_id, of_id, account_id from events where org_id = $1 and seq > $2 order by seq limit $3",
    )
    .bind(org.0)
    .bind(from)
    .bind(REPLAY_LIMIT + 1)
    .fetch_all(pool)
    .await?;
    if rows.len() as i64 > REPLAY_LIMIT {
        let seq: i64 = sqlx::query_scalar("select seq from event_heads where org_id = $1").bind(org.0).fetch_one(pool).await?;
        app.hub().publish(org, [News::Much { seq }]);
        return Ok(());
    }
    app.hub().publish(org, rows.iter().map(|row| News::Fact(delivery(row))));
    Ok(())
}

fn delivery(row: &sqlx::postgres::PgRow) -> Delivery {
    Delivery {
        message: LiveMessage {
            seq: row.get("seq"),
            kind: row.get("kind"),
            entity: row.get("entity"),
            id: row.get("entity_id"),
            of: row.get("of_id"),
        },
        account: row.get("account_id"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organizations_nobody_listens_to_any_more_take_no_room() {
        let hub = Hub::default();
        let [busy, left] = [(); 2].map(|()| OrgId(Uuid::now_v7()));
        let stays = hub.subscribe(busy, 1);
        drop(hub.subscribe(left, 1));
        for _ in 0..100 {
            drop(hub.subscribe(OrgId(Uuid::now_v7()), 1));
        }
        assert!(hub.listened().contains(&busy) && hub.listened().len() <= 2, "{:?}", hub.listened());
        assert_eq!(hub.streams(), 1);
        drop(stays);
        assert_eq!(hub.position(busy), None);
    }
}
