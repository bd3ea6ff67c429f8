//! One actor's stream: what it may hear, from where it left off, for as long as its session lives.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt};
use http::HeaderMap;
use shared::Result;
use shared::access::Action;
use shared::events::{LiveMessage, STIR, Stirred};
use tokio::sync::broadcast;
use uuid::Uuid;

use super::{Delivery, News, REPLAY_LIMIT, Stir, delivery};
use crate::cx::{Actor, Credentials, Cx, Refused, Visitor, credentials};
use crate::db::Tx;

/// Which right shows an entity in the staff app.
fn needed(entity: &str) -> Option<Action> {
    match entity {
        "lead" | "activity" | "pipeline" => Some(Action::LeadsView),
        "quote" | "revision" => Some(Action::QuotesView),
        "job" | "phase" | "item" | "crew" => Some(Action::JobsView),
        "media" => Some(Action::MediaView),
        "account" | "contact" | "custom_field" | "unit" | "favourite" | "import_preset" => Some(Action::CustomersView),
        "price_book" | "price_draft" | "price_list" | "amenity" | "promo" | "modifier" => Some(Action::PricingView),
        "member" | "role" | "team" | "invitation" => Some(Action::MembersView),
        "mail" | "work" => Some(Action::OperationsView),
        "organization" => None,
        _ => Some(Action::AuditView),
    }
}

/// Whether a stream's owner may learn that something changed.
fn may_hear(cx: &Cx, delivery: &Delivery) -> bool {
    match cx.customer() {
        Some(customer) => delivery.account == Some(customer.account.0),
        None => is_own(cx, &delivery.message) || needed(&delivery.message.entity).is_none_or(|action| cx.access.may(action)),
    }
}

/// Whether a stream's owner may learn that somebody came to a record or went: people of the office may, whose rights show
/// them the record's kind, and not of themselves. Who it is and which records they may see is decided by what they ask then.
pub(super) fn may_sense(cx: &Cx, stir: &Stir) -> bool {
    let is_own = cx.session.is_some_and(|session| session.0 == stir.session);
    is_office(cx) && !is_own && needed(&stir.entity).is_none_or(|action| cx.access.may(action))
}

/// Whether it is somebody of the office at a screen, and not as a customer.
fn is_office(cx: &Cx) -> bool {
    matches!(cx.actor, Actor::Staff { .. }) && cx.viewing.is_none()
}

/// Whether it is about the login of the stream's owner, who sees that without further rights.
fn is_own(cx: &Cx, message: &LiveMessage) -> bool {
    let own = cx.member().map(|member| member.0);
    match message.entity.as_str() {
        "member" => own == Some(message.id),
        "session" => own.is_some() && own == message.of,
        _ => false,
    }
}

/// Whether a message may have ended somebody's rights.
fn touches_rights(message: &LiveMessage) -> bool {
    matches!(message.entity.as_str(), "member" | "role" | "session" | "api_key")
}

/// Where the log of the organization stands: everything up to here was committed.
pub(crate) async fn head(tx: &mut Tx) -> shared::Result<i64> {
    let seq = sqlx::query_scalar!("select seq from event_heads where org_id = $1", tx.org().0).fetch_optional(tx.db()?).await?;
    Ok(seq.unwrap_or(0))
}

/// `GET /api/v1/live`: the stream of the actor's organization; `from` is the position its app began to read at.
pub async fn stream(visitor: Visitor, cx: Cx, headers: HeaderMap, parts: http::request::Parts) -> Result<Response, Refused> {
    let credentials = credentials(&parts, visitor.app.config().is_https()).ok_or(shared::Error::Unauthenticated)?;
    // a connection taken up again says what it heard last, a first one where its app began to read
    let heard: Option<i64> = headers.get("last-event-id").and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    let began = parts.uri.query().and_then(|q| q.split('&').find_map(|part| part.strip_prefix("from="))).and_then(|v| v.parse().ok());
    let last = heard.or(began);
    let mut tx = cx.read().await?;
    let head = head(&mut tx).await?;
    // subscribe before reading what was missed, so that nothing falls between
    let (receiver, stirs) = cx.app.hub().subscribe(cx.org, head);
    let ends = cx.app.hub().ends.subscribe();
    let from = last.unwrap_or(head);
    let missed: Vec<Delivery> = if from < head && head - from <= REPLAY_LIMIT {
        sqlx::query("select seq, kind, entity, entity_id, of_id, account_id from events where org_id = $1 and seq > $2 order by seq")
            .bind(cx.org.0)
            .bind(from)
            .fetch_all(tx.db()?)
            .await
            .map_err(shared::Error::from)?
            .iter()
            .map(delivery)
            .collect()
    } else {
        Vec::new()
    };
    drop(tx);
    let refetch = from > head || head - from > REPLAY_LIMIT;
    // what was committed since `head` was read may be among what was missed: it must not be told twice
    let seen = missed.last().map_or(head, |delivery| head.max(delivery.message.seq));
    // the position is where the client stands, not where the log does: it may go again before it read on
    let position = if refetch { head } else { from };
    let sse = Sse::new(messages(visitor, cx, credentials, (receiver, stirs, ends), missed, hello(position, refetch), seen))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)).text("ping"));
    let mut response = sse.into_response();
    response.headers_mut().insert("x-accel-buffering", http::HeaderValue::from_static("no"));
    response.headers_mut().insert(http::header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
    Ok(response)
}

fn messages(
    visitor: Visitor,
    cx: Cx,
    credentials: Credentials,
    (receiver, stirs, ends): (broadcast::Receiver<Arc<News>>, broadcast::Receiver<Option<Stir>>, broadcast::Receiver<Uuid>),
    missed: Vec<Delivery>,
    hello: Event,
    seen: i64,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let first = futures_util::stream::iter(
        std::iter::once(hello).chain(missed.into_iter().filter(|d| may_hear(&cx, d)).filter_map(|d| event(&d.message)).collect::<Vec<_>>()),
    );
    let checked = tokio::time::Instant::now();
    let state = Listening { visitor, cx, credentials, receiver, stirs, ends, seen, has_gap: false, held: None, checked };
    let rest = futures_util::stream::unfold(state, |mut state| async move {
        let event = state.next().await?;
        Some((event, state))
    });
    first.chain(rest).map(Ok)
}

struct Listening {
    visitor: Visitor,
    cx: Cx,
    credentials: Credentials,
    receiver: broadcast::Receiver<Arc<News>>,
    stirs: broadcast::Receiver<Option<Stir>>,
    ends: broadcast::Receiver<Uuid>,
    seen: i64,
    /// Messages were lost because this stream was slow: before the next one it says from where on it is whole again.
    has_gap: bool,
    /// The message that comes after the gap was told.
    held: Option<Arc<News>>,
    checked: tokio::time::Instant,
}

/// Rights are looked at again this often even when nothing says they changed.
const RECHECK: Duration = Duration::from_secs(60);

impl Listening {
    /// The next message for this actor; none ends the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let received = match self.held.take() {
                Some(news) => Ok(news),
                None => tokio::select! {
                    received = self.receiver.recv() => received,
                    stirred = self.stirs.recv() => {
                        let stir = match stirred {
                            Ok(stir) => stir,
                            // who is slow is told that there was something
                            Err(broadcast::error::RecvError::Lagged(_)) => None,
                            Err(broadcast::error::RecvError::Closed) => return None,
                        };
                        if let Some(event) = self.sensed(stir) {
                            return Some(event);
                        }
                        continue;
                    }
                    ended = self.ends.recv() => {
                        // too many to keep count of may have been this one
                        if ended.map_or(true, |id| self.is_mine(id)) {
                            self.recheck().await?;
                        }
                        continue;
                    }
                    () = tokio::time::sleep_until(self.checked + RECHECK) => {
                        self.recheck().await?;
                        continue;
                    }
                },
            };
            match received {
                Ok(news) => {
                    if news.seq() <= self.seen {
                        continue;
                    }
                    let News::Fact(delivery) = &*news else {
                        self.has_gap = false;
                        self.seen = news.seq();
                        // rights may have changed among it
                        self.recheck().await?;
                        return Some(hello(self.seen, true));
                    };
                    if std::mem::take(&mut self.has_gap) {
                        let before = delivery.message.seq - 1;
                        self.held = Some(news);
                        return Some(hello(before, true));
                    }
                    self.seen = delivery.message.seq;
                    if touches_rights(&delivery.message) {
                        self.recheck().await?;
                    }
                    if may_hear(&self.cx, delivery)
                        && let Some(event) = event(&delivery.message)
                    {
                        return Some(event);
                    }
                }
                Err(broadcast::error::RecvError::Lagged(_)) => self.has_gap = true,
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }

    /// What is told of a coming or going; of none, that there may have been some anywhere.
    fn sensed(&self, stir: Option<Stir>) -> Option<Event> {
        let is_told = stir.as_ref().map_or_else(|| is_office(&self.cx), |stir| may_sense(&self.cx, stir));
        // without a position: the client's own stays where it was
        is_told.then(|| Event::default().event(STIR).json_data(Stirred { record: stir.map(|stir| stir.id) }).ok()).flatten()
    }

    /// Whether an id is of this stream's session, member or person.
    fn is_mine(&self, id: Uuid) -> bool {
        let user = match &self.cx.actor {
            Actor::Staff { user, .. } => Some(user.0),
            _ => None,
        };
        user == Some(id) || self.cx.actor.id() == Some(id) || self.cx.session.is_some_and(|session| session.0 == id)
    }

    /// Looks at the session again; none when it ended.
    async fn recheck(&mut self) -> Option<()> {
        self.checked = tokio::time::Instant::now();
        match crate::identity::look_again(&self.visitor.app, &self.credentials, self.visitor.request.clone()).await {
            Ok(cx) => {
                self.cx = cx;
                Some(())
            }
            // a database restart does not log anybody out
            Err(shared::Error::Unavailable { .. }) => Some(()),
            Err(_) => None,
        }
    }
}

fn event(message: &LiveMessage) -> Option<Event> {
    Event::default().id(message.seq.to_string()).json_data(message).ok()
}

/// Says where the log stands; with `refetch` the client reads again whatever it shows.
fn hello(seq: i64, refetch: bool) -> Event {
    Event::default().id(seq.to_string()).event(if refetch { "refetch" } else { "hello" }).data(seq.to_string())
}
