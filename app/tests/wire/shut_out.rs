//! A customer's contact whose access to the portal is taken away, over the whole router: the session and its stream end, the
//! page they come to says why, and what is given back later does not bring them back.

use shared::access::BuiltinRole;
use shared::{AccountId, ContactId};
use uuid::Uuid;

use super::client::{Call, Credential};
use super::listening::{Running, Stream};
use super::streams::{SOON, send};
use super::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_whose_access_is_taken_away_is_out_within_a_second_and_is_told_why() {
    let world = World::new().await;
    let wire = &world.wire;
    let _running = Running::start(wire);
    let owner = wire.login(0, BuiltinRole::Owner).await;
    let org = wire.test.org().id;
    let mut conn = wire.test.owner_connection().await;
    let (account, contact): (Uuid, Uuid) = sqlx::query_as(
        "select a.account_id, a.contact_id from portal_access a join contacts c on c.org_id = a.org_id and c.id = a.contact_id
         where a.org_id = $1 and c.email <> '' order by a.contact_id limit 1",
    )
    .bind(org.0)
    .fetch_one(&mut conn)
    .await
    .expect("somebody may enter");
    let request = server::RequestInfo::internal("test");
    let opened =
        server::identity::open_customer_session(&wire.test.app, &request, org, AccountId(account), ContactId(contact), "Cleo Customer");
    let customer = Credential::Cookie(opened.await.expect("a session").token);
    let access = format!("/api/v1/customers/{account}/contacts/{contact}/portal-access");
    let home = Call { method: "GET", path: "/api/v1/portal/home".into(), credential: Some(customer.clone()), ..Call::default() };
    assert!(wire.call(&home).await.status.is_success());
    let other = world.customer(1).await;
    let mut neighbour = Stream::open(wire.router(), &other, None).await;
    let mut stream = Stream::open(wire.router(), &customer, None).await;

    send(wire, &owner, "DELETE", access.clone(), serde_json::json!({})).await;
    assert!(stream.ends().await < SOON);
    assert_eq!(wire.call(&home).await.status, http::StatusCode::UNAUTHORIZED);
    let page = wire.browse("GET", "/portal/login?next=/portal", Some(&customer), None).await;
    assert_eq!(page.status, http::StatusCode::FORBIDDEN);
    let whole = String::from_utf8_lossy(&page.bytes);
    assert!(whole.contains("Your access has ended"), "{whole}");
    assert!(!whole.contains("type=\"email\""), "no form that leads nowhere");
    let asked = wire.browse("POST", "/portal/login", Some(&customer), Some("again=")).await;
    assert_eq!(asked.status, http::StatusCode::SEE_OTHER);
    let told = asked.headers.get("location").and_then(|place| place.to_str().ok()).expect("a place").to_owned();
    assert_eq!(told, "/portal/login?told=1");
    for _ in 0..5 {
        // read again it asks nothing
        let page = wire.browse("GET", &told, Some(&customer), None).await;
        assert_eq!(page.status, http::StatusCode::OK);
        assert!(String::from_utf8_lossy(&page.bytes).contains("knows that you asked"), "{}", String::from_utf8_lossy(&page.bytes));
    }
    let written: i64 = sqlx::query_scalar("select count(*) from mails where template = 'portal_asked' and entity_id = $1")
        .bind(contact)
        .fetch_one(&mut conn)
        .await
        .expect("a count");
    assert!(written > 0, "the office was written");
    for expected in [http::StatusCode::SEE_OTHER, http::StatusCode::SEE_OTHER, http::StatusCode::TOO_MANY_REQUESTS] {
        assert_eq!(wire.browse("POST", "/portal/login", Some(&customer), Some("again=")).await.status, expected, "three times a day");
    }
    let someone = wire.browse("GET", "/portal/login?other=1", Some(&customer), None).await;
    assert!(someone.status.is_success(), "somebody else at the same browser logs in");

    // given back it takes a new link: what ended stays so, and others never noticed
    send(wire, &owner, "POST", access, serde_json::json!({})).await;
    assert_eq!(wire.call(&home).await.status, http::StatusCode::UNAUTHORIZED);
    assert!(wire.browse("GET", "/portal/login", Some(&customer), None).await.status.is_success());
    let alive = tokio::time::timeout(SOON, neighbour.ends()).await;
    assert!(alive.is_err(), "the stream of another customer lives");
}
