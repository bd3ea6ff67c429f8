//! All or nothing in the forms of public pages (T13): each statement of a sending is made to fail in turn. What fails
//! leaves nothing, or a whole step that the same sending goes on from. Routes come from the source, so that a form
//! nobody drives fails the proof.

use std::collections::BTreeSet;
use std::path::Path;

use http::StatusCode;
use server::drill::Plan;
use sqlx::AssertSqlSafe;

use super::client::Reply;
use super::watch::{Watch, difference};
use super::world::World;

/// Routes that take something and are not driven here, with the reason.
const ELSEWHERE: &[(&str, &str)] = &[
    ("/login", "opens a session, whose parts are the same as after an invitation: server::identity::tests"),
    ("/login/code", "as above"),
    ("/confirm/resend", "queues one mail: server::outgoing::tests"),
    ("/forgot", "answers before it works, so that its time tells nothing"),
    ("/portal/login", "queues a mail for each company, each by itself: server::portal::tests"),
    ("/q/{token}/pin", "writes nothing but counted attempts"),
    ("/operator", "writes nothing but counted attempts"),
    ("/my/quotes/{id}", "the same functions as below /q: app::quotes::public_tests"),
    ("/my/quotes/{id}/changes", "as above"),
    ("/my/quotes/{id}/question", "as above"),
    ("/my/quotes/{id}/refusal", "as above"),
    ("/my/quotes/{id}/renewal", "as above"),
    ("/api/v1/crash-reports", "writes to the log only"),
    ("/api/v1/organization/logo", "takes raw bytes: server::identity::tests"),
    ("/api/v1/media/{id}/content", "takes raw bytes: server::media::tests"),
    ("/capture/{slug}/{source}", "as /capture/{slug}, of a source: server::leads::form_tests"),
    ("/instant/{slug}", "each statement fails in turn: server::quotes::tests::instant"),
    ("/api/v1/public/leads", "opened by the key of a source: server::leads::source_tests"),
];

/// The forms driven here: their route, and what holds after a failure that left something, in SQL about `MARK`, which is
/// what a sending is known by. Empty where nothing may be left.
const CASES: &[(&str, &str)] = &[
    ("/register", ""),
    ("/confirm/{token}", ""),
    ("/confirm-address/{token}", ""),
    ("/undo-address/{token}", ""),
    ("/reset/{token}", ""),
    ("/session/organization", ""),
    ("/logout", ""),
    // who joined is a member once, by an invitation that is used up; only the session is missing
    (
        "/invitations/{token}",
        "(select count(*) = 1 from members where email = 'MARK') and (select accepted_at is not null from invitations where email = 'MARK')
         and (select count(*) = 1 from outbox where kind = 'members.joined' and data ->> 'email' = 'MARK')",
    ),
    // what was sent is kept, with what is wrong; no lead is made of it
    (
        "/capture/{slug}",
        "(select count(*) = 1 from lead_intakes where id = 'MARK' and status = 'failed' and problem <> '')
         and not exists (select from leads where intake_id = 'MARK')",
    ),
    ("/portal/enter/{token}", ""),
    ("/q/{token}/changes", ""),
    ("/q/{token}/question", ""),
    ("/q/{token}/renewal", ""),
    ("/q/{token}/refusal", ""),
    ("/q/{token}", ""),
];

/// Every route of the source that takes something.
fn routes() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in [concat!(env!("CARGO_MANIFEST_DIR"), "/src"), concat!(env!("CARGO_MANIFEST_DIR"), "/../server/src")] {
        gather(Path::new(folder), &mut found);
    }
    found
}

fn gather(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the source is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, found);
            continue;
        }
        let is_source = path.extension().is_some_and(|end| end == "rs") && !path.to_string_lossy().ends_with("tests.rs");
        let Some(source) = std::fs::read_to_string(&path).ok().filter(|_| is_source) else { continue };
        for route in source.split(".route(\"").skip(1) {
            let (at, rest) = route.split_once('"').unwrap_or_default();
            let methods = rest.split([';', '}']).next().unwrap_or_default();
            if ["post(", "put(", "patch(", "delete("].iter().any(|method| methods.contains(method)) {
                found.insert(at.to_string());
            }
        }
    }
}

#[test]
fn every_route_that_takes_something_is_driven_or_has_a_reason() {
    let known: BTreeSet<&str> = CASES.iter().chain(ELSEWHERE).map(|(route, _)| *route).collect();
    let routes = routes();
    let missing: Vec<&String> = routes.iter().filter(|route| !known.contains(route.as_str())).collect();
    assert!(missing.is_empty(), "say how these are driven, or why they are not: {missing:?}");
    let gone: Vec<&&str> = known.iter().filter(|route| !routes.contains(**route)).collect();
    assert!(gone.is_empty(), "there are no such routes any more: {gone:?}");
    let proved = [REGISTERING, ENTERING, MENDING, ANSWERING, ACCEPTING].concat();
    assert!(CASES.iter().all(|(route, _)| proved.contains(route)), "each case is in a test: {proved:?}");
}

/// Whether a form was taken. That an address is changed is said on the page itself.
fn is_taken(route: &str, reply: &Reply) -> bool {
    reply.status.is_redirection() || reply.status == StatusCode::CREATED || (route.contains("-address/") && reply.status.is_success())
}

/// The forms by what they are about.
const REGISTERING: &[&str] = &["/register"];
const ENTERING: &[&str] = &["/confirm/{token}", "/invitations/{token}", "/portal/enter/{token}", "/session/organization", "/logout"];
const MENDING: &[&str] = &["/confirm-address/{token}", "/undo-address/{token}", "/reset/{token}"];
const ANSWERING: &[&str] = &["/capture/{slug}", "/q/{token}/changes", "/q/{token}/question", "/q/{token}/renewal", "/q/{token}/refusal"];
const ACCEPTING: &[&str] = &["/q/{token}"];

#[tokio::test(flavor = "multi_thread")]
async fn an_organization_is_registered_whole_or_not_at_all() {
    prove(REGISTERING).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_that_let_people_in_and_out_are_taken_whole_or_not_at_all() {
    prove(ENTERING).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_or_password_is_taken_whole_or_not_at_all() {
    prove(MENDING).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_customers_write_is_taken_whole_or_not_at_all() {
    prove(ANSWERING).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_is_accepted_whole_or_not_at_all() {
    prove(ACCEPTING).await;
}

async fn prove(routes: &[&str]) {
    let world = World::new().await;
    let mut watch = Watch::new(&world.wire.test).await;
    let (mut failures, mut wrong) = (0, Vec::new());
    for (route, whole) in CASES.iter().filter(|(route, _)| routes.contains(route)) {
        for n in 1.. {
            let sending = world.sending(route).await;
            watch.forget().await;
            watch.restart().await;
            let before = watch.look().await;
            world.wire.drill.arm(Plan { fails_at: n, ..Plan::default() });
            let reply = world.send_form(&sending).await;
            world.wire.drill.stand_down();
            let after = watch.look().await;
            if !world.wire.drill.has_failed() {
                if !is_taken(route, &reply) || after == before {
                    wrong.push(format!("{route}: {} {} changed {:?}", reply.status, reply.text(), difference(&before, &after)));
                }
                break;
            }
            failures += 1;
            if after == before {
                if !reply.status.is_server_error() {
                    wrong.push(format!("{route}: statement {n} failed and the answer was {} {}", reply.status, reply.text()));
                }
                continue;
            }
            let changed = difference(&before, &after);
            let holds = !whole.is_empty() && is_so(&world, &whole.replace("MARK", &sending.mark)).await;
            watch.forget().await;
            let again = world.send_form(&sending).await;
            if !holds || !is_taken(route, &again) {
                wrong.push(format!("{route}: statement {n} failed and left {changed:?}; sent again it is {}", again.status));
                break;
            }
            if !is_so(&world, &whole.replace("MARK", &sending.mark)).await {
                wrong.push(format!("{route}: statement {n} failed, and sent again it was taken twice"));
            }
        }
    }
    println!("T13 forms: {} routes, {failures} failed statements", routes.len());
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
    assert!(failures > 8, "{failures} statements failed");
}

async fn is_so(world: &World, condition: &str) -> bool {
    let mut conn = world.wire.test.owner_connection().await;
    sqlx::query_scalar::<_, Option<bool>>(AssertSqlSafe(format!("select {condition}"))).fetch_one(&mut conn).await.expect("an answer")
        == Some(true)
}
