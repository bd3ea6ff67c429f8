//! What stands around every answer: how it is packed, how long it is kept, which request it belongs to; and what an
//! operator reads.

use http::StatusCode;
use server::testing::TestApp;
use shared::access::BuiltinRole;

use super::client::Wire;

const TOKEN: &str = "four-stout-horses";

#[tokio::test(flavor = "multi_thread")]
async fn files_come_packed_and_are_kept_as_long_as_their_name_says() {
    let dist = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| {
        let path = dist.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    let script = "pkg/0123456789abcdef/staff.js";
    for (end, text) in [("", "plain"), (".br", "in brotli"), (".gz", "in gzip")] {
        put(&format!("{script}{end}"), text);
    }
    put("sw.js", "worker");
    put("shell/staff.html", "<!doctype html><title>Tailboard</title>");
    let folder = dist.path().to_path_buf();
    let wire = Wire::on(TestApp::configured(|config| config.dist = folder).await);
    let script = format!("/{script}");
    for (accepted, encoding, body) in
        [("br, gzip", Some("br"), "in brotli"), ("gzip", Some("gzip"), "in gzip"), ("identity", None, "plain")]
    {
        let reply = wire.get_with(&script, &[("accept-encoding", accepted)]).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(reply.headers.get("content-encoding").map(|v| v.to_str().expect("ascii")), encoding);
        assert_eq!(reply.whole(), body);
        assert_eq!(reply.headers["cache-control"], "public, max-age=31536000, immutable");
    }
    for path in ["/sw.js", "/app", "/app/leads/anything"] {
        let reply = wire.get_with(path, &[]).await;
        assert_eq!((reply.status, reply.headers["cache-control"].to_str().expect("ascii")), (StatusCode::OK, "no-cache"), "{path}");
    }
    assert_eq!(wire.get_with("/pkg/0123456789abcdef/gone.js", &[]).await.headers["cache-control"], "no-store");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_carries_the_id_of_its_request() {
    let wire = Wire::new().await;
    assert_eq!(wire.get_with("/healthz", &[("x-request-id", "from-the-proxy-7")]).await.headers["x-request-id"], "from-the-proxy-7");
    let own = wire.get_with("/healthz", &[("x-request-id", "not an id")]).await;
    assert_ne!(own.headers["x-request-id"], "not an id");
    assert_ne!(own.headers["x-request-id"], wire.get_with("/healthz", &[]).await.headers["x-request-id"]);
    let large = wire.get_with("/api/v1/openapi.json", &[("accept-encoding", "gzip")]).await;
    assert_eq!(large.headers["content-encoding"], "gzip");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_reads_health_and_metrics() {
    let wire = Wire::on(TestApp::with_metrics_token(TOKEN).await);
    assert_eq!(wire.get_with("/healthz", &[]).await.whole(), "ok");
    let ready = wire.get_with("/readyz", &[]).await;
    assert_eq!((ready.status, ready.whole().as_str()), (StatusCode::OK, "ready"));
    assert_eq!(wire.get_with("/metrics", &[]).await.status, StatusCode::NOT_FOUND, "not for everybody");
    wire.send("GET", "/api/v1/leads", Some(BuiltinRole::Owner), None).await;
    let metrics = wire.get_with("/metrics", &[("authorization", &format!("Bearer {TOKEN}"))]).await;
    assert!(metrics.headers["content-type"].to_str().expect("ascii").starts_with("text/plain"));
    let text = metrics.whole();
    for name in [
        "tailboard_requests_total",
        // steps that stay as many as they are: without them every request would leave a number behind
        "tailboard_request_seconds_bucket",
        "tailboard_request_seconds_count",
        "tailboard_pool_in_use",
        "tailboard_pool_open",
        "tailboard_live_streams",
        "tailboard_statements_prepared_most",
    ] {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name} is missing in\n{text}"));
        let value = line.rsplit(' ').next().and_then(|value| value.parse::<f64>().ok());
        assert!(value.is_some_and(|value| value >= 0.0), "{line}");
    }
    assert!(text.contains("path=\"/api/v1/leads\""), "requests are counted by route:\n{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_works_out_a_price_and_asks_for_the_offer_by_plain_forms() {
    let wire = Wire::demo().await;
    let page = "/instant/cascade-line";
    let reply = wire.browse("GET", &format!("{page}?lang=fr-CA&line=moving"), None, None).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(reply.whole().contains("Voir le prix") && reply.whole().contains("name=\"crew\""));
    assert_eq!(wire.browse("GET", "/instant/nobody", None, None).await.status, StatusCode::NOT_FOUND);

    let day = (chrono::Utc::now() + chrono::Duration::days(40)).date_naive();
    let id = uuid::Uuid::now_v7();
    let trip = format!(
        "form_id={id}&service_line=charter&origin=Vancouver%2C+BC&destination=Whistler&wanted_on={day}&starts_at=09%3A00&passengers=40&website="
    );
    let wrong = wire.browse("POST", page, None, Some(&trip.replace("Whistler", "Whisler"))).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.whole().contains("Did you mean Whistler (BC)?") && wrong.whole().contains("value=\"Whisler\""), "{}", wrong.whole());

    let shown = wire.browse("POST", page, None, Some(&format!("{trip}&act=price"))).await.whole();
    let total = shown.split("name=\"shown_cents\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a price").to_string();
    let person = "name=Ana+Lopez&email=ana.online%40example.ca&consent=yes&act=send";
    let nobody = wire.browse("POST", page, None, Some(&format!("{trip}&shown_cents={total}&act=send"))).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.whole().contains(&total), "the price stays on the page");
    let other = wire.browse("POST", page, None, Some(&format!("{trip}&shown_cents=1&{person}"))).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    for _ in 0..2 {
        let sent = wire.browse("POST", page, None, Some(&format!("{trip}&shown_cents={total}&{person}"))).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let to = sent.headers["location"].to_str().expect("ascii").to_string();
        assert!(wire.browse("GET", &to, None, None).await.whole().contains("Your offer has the number"));
    }
}
