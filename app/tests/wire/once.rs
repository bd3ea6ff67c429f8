//! Once only (T18): a request that works is sent ten times at once under one key, and the reply of the one that is
//! carried out is lost. There is one effect and one answer, then and later, here and from another process of the
//! server. Under the same key another person, another organization and another body get anything but that answer.

use app::api::catalogue::Endpoint;
use axum::Router;
use http::StatusCode;
use server::drill::Plan;
use shared::access::BuiltinRole;
use uuid::Uuid;

use super::atomic::Tally;
use super::client::{Call, Credential, Reply, call_on};
use super::watch::{Watch, difference};
use super::world::{DRY, Working, World};

/// How many send the same at once.
const AT_ONCE: usize = 10;

/// Everybody else: another process, another person, another organization.
pub struct Others {
    process: Router,
    people: [(&'static str, Credential); 2],
}

impl Others {
    pub async fn of(world: &World) -> Self {
        let process = world.wire.another_process().await;
        let people = [
            ("another person", world.newcomer(BuiltinRole::Owner).await),
            ("another organization", world.wire.login(1, BuiltinRole::Owner).await),
        ];
        Self { process, people }
    }

    /// Carries a request out and proves that it was carried out once.
    pub async fn once(&self, world: &World, endpoint: &Endpoint, working: &Working, tally: &mut Tally, watch: &mut Watch) {
        let named = Call { key: Some(Uuid::now_v7()), ..working.call.clone() };
        watch.forget().await;
        watch.restart().await;
        let before = watch.look().await;
        world.wire.drill.arm(Plan { loses_replies: true, ..Plan::default() });
        let calls = (0..AT_ONCE).map(|_| world.wire.call(&named));
        let replies = futures_util::future::join_all(calls).await;
        world.wire.drill.stand_down();
        tally.replays += AT_ONCE - 1;
        let after = watch.look().await;
        if after == before {
            return tally.complain(endpoint, "carried out ten times at once it changed nothing");
        }
        let writers = watch.writers().await;
        if writers != 1 {
            tally.complain(endpoint, format!("ten at once wrote in {writers} transactions: {:?}", difference(&before, &after)));
        }
        let (lost, answered): (Vec<&Reply>, Vec<&Reply>) = replies.iter().partition(|reply| reply.status.is_server_error());
        if lost.len() != 1 {
            tally.complain(endpoint, format!("of ten at once {} lost their reply: {:?}", lost.len(), statuses(&replies)));
        }
        let first = world.wire.call(&named).await;
        world.learn(endpoint, &first);
        if !first.status.is_success() {
            return tally.complain(endpoint, format!("the repeat answered {} {}", first.status, first.text()));
        }
        // who gives a password is made to wait while another attempt is looked at
        let told_to_wait = |reply: &Reply| reply.status == StatusCode::TOO_MANY_REQUESTS;
        if answered.iter().any(|reply| !told_to_wait(reply) && reply.bytes != first.bytes) {
            tally.complain(endpoint, format!("ten at once were answered differently: {:?}", statuses(&replies)));
        }
        let again = world.wire.call(&named).await;
        let elsewhere = call_on(self.process.clone(), &named).await;
        tally.replays += 3;
        if first.bytes != again.bytes {
            tally.complain(endpoint, "two repeats were answered differently");
        }
        if first.bytes != elsewhere.bytes || first.status != elsewhere.status {
            tally.complain(endpoint, format!("another process answered {} {}", elsewhere.status, elsewhere.text()));
        }
        let after = watch.look().await;
        self.other_people(world, endpoint, &named, &first, tally).await;
        other_body(world, endpoint, &named, tally).await;
        let seen = watch.look().await;
        if seen != after || watch.writers().await != writers {
            tally.complain(endpoint, format!("the repeats changed {:?}", difference(&after, &seen)));
        }
    }

    /// The same key of somebody else is a request of its own, or refused.
    async fn other_people(&self, world: &World, endpoint: &Endpoint, named: &Call, first: &Reply, tally: &mut Tally) {
        for (who, credential) in &self.people {
            let call = Call { credential: Some(credential.clone()), ..named.clone() };
            let reply = world.wire.drilled(DRY, &call).await;
            tally.replays += 1;
            let is_carried_out = world.wire.drill.has_failed();
            if reply.status.is_server_error() && !is_carried_out {
                tally.complain(endpoint, format!("to {who} under the same key it answered {} {}", reply.status, reply.text()));
            }
            if is_carried_out || !reply.status.is_success() {
                continue;
            }
            // nothing to do for them is no replay: without a key it is the same
            let fresh = world.wire.drilled(DRY, &Call { key: None, ..call }).await;
            if world.wire.drill.has_failed() || fresh.bytes != reply.bytes {
                let whose = if reply.bytes == first.bytes { "the first's answer" } else { "an answer" };
                tally.complain(endpoint, format!("{who} got {whose} under the same key"));
            }
        }
    }
}

/// Another body under the same key is refused.
async fn other_body(world: &World, endpoint: &Endpoint, named: &Call, tally: &mut Tally) {
    // a body that names its command itself is the same whatever else it says
    let Some(mut other) = named.body.clone().filter(|body| body.get("command").is_none()) else { return };
    // unknown fields are no fault, but make it another request
    other["something_else"] = serde_json::Value::Bool(true);
    let reply = world.wire.call(&Call { body: Some(other), ..named.clone() }).await;
    tally.replays += 1;
    if !matches!(reply.status, StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::BAD_REQUEST) {
        tally.complain(endpoint, format!("another request under the same key answered {} {}", reply.status, reply.text()));
    }
}

fn statuses(replies: &[Reply]) -> Vec<String> {
    let mut all: Vec<String> = replies.iter().map(|reply| format!("{} {:.60}", reply.status.as_u16(), reply.text())).collect();
    all.sort();
    all.dedup();
    all
}
