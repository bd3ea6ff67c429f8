//! Writing on what somebody else changed meanwhile (T16): every function whose request says which version was seen
//! refuses another one than stands, in words, and takes nothing of it. Which fields then hold what is played in full by
//! the tables of the rooms (`server::testing::conflicts`); this covers every record there is, from the catalogue.

use app::api::catalogue::Endpoint;
use http::StatusCode;

use super::client::Call;
use super::sample::body;
use super::world::{DRY, World};

/// Whether a request says on which version it is made.
fn says_version(endpoint: &Endpoint) -> bool {
    endpoint.method != "GET" && body(endpoint).is_some_and(|body| body["version"].is_i64())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_meanwhile_is_not_written_over() {
    let world = World::new().await;
    let (mut asked, mut unreached, mut wrong) = (0, Vec::new(), Vec::new());
    for endpoint in app::endpoints::all().iter().filter(|endpoint| says_version(endpoint)) {
        let name = format!("{} {}", endpoint.method, endpoint.path);
        let working = world.working(endpoint).await;
        let found = working.and_then(|working| {
            let seen = working.call.body.as_ref()?["version"].as_i64()?;
            Some((working.call, seen))
        });
        let Some((call, seen)) = found else {
            unreached.push(name);
            continue;
        };
        asked += 1;
        // no record begins below one
        for version in [seen + 1, seen - 1].into_iter().filter(|version| *version > 0) {
            let mut sent = call.body.clone().unwrap_or_default();
            sent["version"] = version.into();
            let reply = world.wire.drilled(DRY, &Call { body: Some(sent), ..call.clone() }).await;
            let is_told = reply.status == StatusCode::CONFLICT && reply.has_error_shape();
            if !is_told || world.wire.drill.has_failed() {
                wrong.push(format!("{name} on version {version} while {seen} stands: {} {}", reply.status, reply.text()));
            }
        }
    }
    println!("T16 versions: {asked} functions refuse what was changed meanwhile; no request was found that works for {unreached:?}");
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
    assert!(asked >= 15 && unreached.len() <= asked, "{asked} functions were asked, not {unreached:?}");
}
