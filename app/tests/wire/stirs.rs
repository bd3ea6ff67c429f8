//! Comings and goings at a record over the whole router: one process is told by another, and the position of the stream
//! stays where it was.

use std::time::Duration;

use serde_json::json;
use shared::access::BuiltinRole;

use super::client::{Call, Wire, call_on};
use super::listening::{PATIENCE, Running, Stream};

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_to_a_record_is_told_to_the_streams_of_another_process() {
    let wire = Wire::new().await;
    let _running = Running::start(&wire);
    let elsewhere = wire.another_process().await;
    let (owner, manager) = (wire.login(0, BuiltinRole::Owner).await, wire.login(0, BuiltinRole::Manager).await);
    let body = json!({
        "name": "Two Look", "service_line": "moving", "source": "phone", "urgency": "medium", "origin": "Toronto", "destination": "Ottawa", "notes": ""
    });
    let made = Call { method: "POST", path: "/api/v1/leads".into(), credential: Some(owner.clone()), body: Some(body), ..Call::default() };
    let lead = wire.call(&made).await.json()["id"].as_str().map(str::to_owned).expect("a lead");
    let at = |who, stance: &str| Call {
        method: "PUT",
        path: format!("/api/v1/leads/{lead}/presence"),
        credential: Some(who),
        body: Some(json!({ "tab": 1, "stance": stance })),
        ..Call::default()
    };
    let mut stream = Stream::open(wire.router(), &manager, None).await;

    let heard = async {
        // the listener of this process may only be about to listen: whoever edits and looks in turn is told of again
        for stance in ["editing", "looking"].into_iter().cycle() {
            let reply = call_on(elsewhere.clone(), &at(owner.clone(), stance)).await;
            assert!(reply.status.is_success(), "{} {}", reply.status, reply.text());
            match tokio::time::timeout(Duration::from_millis(300), stream.stirred()).await {
                Ok(Some(told)) if told.contains(&lead) => break,
                Ok(None) => panic!("the stream lives"),
                Ok(Some(_)) | Err(_) => {}
            }
        }
    };
    tokio::time::timeout(PATIENCE, heard).await.expect("it is told");

    let others = wire.call(&at(manager, "looking")).await.json();
    assert_eq!(others[0]["name"], wire.test.org().person(BuiltinRole::Owner).name.as_str(), "{others}");
}
