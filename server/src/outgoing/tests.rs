//! Queued mails over a real socket: each reaches the server once, or says why it did not. A server that never answers
//! and one that is gone in the middle of a mail are tried again, and hold nobody else up (T26).

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use shared::customers::{DuplicateRows, ImportRows, ImportStatus, MapImport, NewImport};
use shared::operations::Mail;
use shared::text::Locale;
use shared::{ImportId, MailId};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{Outgoing, SendMail};
use crate::mail::{Template, sink::Sink};
use crate::testing::TestApp;
use crate::{background, customers, operations};

/// An application that sends by a server of its own.
async fn posted() -> (TestApp, Sink) {
    let sink = Sink::start().await;
    let url = format!("smtp://127.0.0.1:{}", sink.port);
    let t = TestApp::configured(|config| config.smtp_url = Some(url.into())).await;
    t.work().await;
    (t, sink)
}

/// Queues a mail with as many pieces of work to send it as are asked for.
async fn queue(t: &TestApp, to: &str, pieces: usize) -> MailId {
    let mut tx = t.owner().await.write().await.unwrap();
    let outgoing = Outgoing {
        to: to.into(),
        to_name: "Zoë".into(),
        template: Template::PortalLink,
        locale: Locale::En,
        context: json!({ "name": "Zoë", "days": 14, "link": "https://example.com/x" }),
        entity: None,
    };
    let mail = tx.mail(outgoing).await.unwrap();
    for _ in 1..pieces {
        tx.later(&SendMail { mail }).await.unwrap();
    }
    tx.commit(mail).await.unwrap()
}

/// The mail as the operations screen shows it.
async fn shown(t: &TestApp, id: MailId) -> Mail {
    let page = operations::mails(&t.owner().await, None).await.unwrap();
    page.items.into_iter().find(|mail| mail.id == id).expect("it is on the screen")
}

#[tokio::test]
async fn a_queued_mail_is_sent_once_however_often_it_is_worked_on() {
    let (t, sink) = posted().await;
    let id = queue(&t, "zoe@example.org", 3).await;
    assert_eq!(shown(&t, id).await.status, "queued");
    assert!(sink.received().is_empty(), "nothing goes out on the request");

    // the pieces are taken together, and by two processes
    let other = t.another().await;
    let (one, two) = tokio::join!(t.work(), crate::background::drain(&other));
    assert_eq!(one + two.unwrap(), 3);
    let mail = shown(&t, id).await;
    assert_eq!((mail.status.as_str(), mail.error), ("sent", None));
    assert_eq!(sink.received().len(), 1);
    assert!(sink.received()[0].contains("zoe@example.org"));
    t.pauses_end().await;
    assert_eq!((t.work().await, sink.received().len()), (0, 1));
}

#[tokio::test]
async fn a_mail_refused_for_now_is_sent_later() {
    let (t, sink) = posted().await;
    let id = queue(&t, "grey@example.org", 1).await;
    assert_eq!(t.work().await, 1, "one attempt, and then a pause");
    assert_eq!((shown(&t, id).await.status.as_str(), sink.received().len()), ("queued", 0));
    let waiting = operations::work(&t.owner().await).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].status.as_str(), waiting[0].attempts), (1, "waiting", 1));
    assert_eq!(t.work().await, 0, "not before the pause is over");

    t.pauses_end().await;
    assert_eq!(t.work().await, 1);
    assert_eq!((shown(&t, id).await.status.as_str(), sink.received().len()), ("sent", 1));
    assert!(operations::work(&t.owner().await).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_mail_refused_for_good_is_shown_with_the_reason_and_not_tried_again() {
    let (t, sink) = posted().await;
    let id = queue(&t, "nobody@example.org", 1).await;
    assert_eq!(t.work().await, 1);
    let mail = shown(&t, id).await;
    assert_eq!(mail.status, "failed");
    assert!(mail.error.as_ref().is_some_and(|error| error.contains("550") && error.contains("no such user")), "{:?}", mail.error);
    let mut french = t.owner().await;
    french.request.locale = Locale::Fr;
    let told = operations::mails(&french, None).await.unwrap().items.into_iter().find(|mail| mail.id == id).and_then(|mail| mail.error);
    assert!(told.as_ref().is_some_and(|why| why.starts_with("le serveur de courriel a refusé le courriel (550)")), "{told:?}");
    assert!(operations::work(&t.owner().await).await.unwrap().is_empty(), "nothing is left to do");
    t.pauses_end().await;
    assert_eq!((t.work().await, sink.received().len()), (0, 0));
}

#[tokio::test]
async fn a_server_gone_in_the_middle_of_a_mail_gets_it_whole_the_next_time() {
    let (t, sink) = posted().await;
    let id = queue(&t, "cut@example.org", 1).await;
    assert_eq!(t.work().await, 1);
    assert_eq!((shown(&t, id).await.status.as_str(), sink.received().len()), ("queued", 0), "half a mail is none");
    let waiting = operations::work(&t.owner().await).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].status.as_str(), waiting[0].attempts), (1, "waiting", 1));
    assert_eq!(t.work().await, 0, "not before the pause is over");

    t.pauses_end().await;
    assert_eq!(t.work().await, 1);
    assert_eq!(shown(&t, id).await.status, "sent");
    assert_eq!(sink.received().len(), 1);
    assert!(sink.received()[0].contains("cut@example.org"));
}

#[tokio::test]
async fn a_server_that_stops_answering_is_given_up_and_asked_anew() {
    let (t, sink) = posted().await;
    let (hangs, other) = (queue(&t, "hang@example.org", 1).await, queue(&t, "zoe@example.org", 1).await);
    assert_eq!(t.work().await, 2);
    assert_eq!(shown(&t, other).await.status, "sent", "one that hangs holds up no other");
    assert_eq!(shown(&t, hangs).await.status, "queued");
    let waiting = operations::work(&t.owner().await).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].attempts), (1, 1));

    // what was given up in the middle of a mail is no connection for the next one
    t.pauses_end().await;
    assert_eq!(t.work().await, 1);
    assert_eq!((shown(&t, hangs).await.status.as_str(), sink.received().len()), ("sent", 2));
}

/// An application whose mail server takes connections and never says a word.
async fn unanswered() -> TestApp {
    let mut t = TestApp::new().await;
    t.work().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://127.0.0.1:{}", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
        }
    });
    let mut config = t.app.config().clone();
    config.smtp_url = Some(url.into());
    t.app = crate::app::assemble(config, t.app.db().clone(), &crate::testing::secret()).unwrap();
    t
}

/// Lets a customer come in from a table, in the background.
async fn import(t: &TestApp) -> ImportId {
    let cx = t.owner().await;
    let import = customers::create_import(&cx, NewImport { name: "clients.csv".into(), heads: vec!["Name".into()] }).await.unwrap();
    let rows = ImportRows { first_line: 2, rows: vec![vec!["Ida Lund".into()]] };
    let import = customers::add_import_rows(&cx, import.id, rows).await.unwrap();
    let plan = MapImport { mapping: import.mapping, duplicates: DuplicateRows::Skip };
    customers::check_import(&cx, import.id, plan).await.unwrap();
    customers::start_import(&cx, import.id).await.unwrap().id
}

#[tokio::test]
async fn mails_to_a_server_that_never_answers_leave_the_worker_to_others_and_die_in_sight() {
    let t = unanswered().await;
    for n in 0..8 {
        queue(&t, &format!("zoe{n}@example.org"), 1).await;
    }
    let mut db = t.owner_connection().await;
    let stop = CancellationToken::new();
    let worker = tokio::spawn(background::run(t.app.clone(), stop.clone()));
    let begun = "select exists (select from work where kind = 'mail.send' and status = 'running') from pg_sleep(0.02)";
    while !sqlx::query_scalar::<_, bool>(begun).fetch_one(&mut db).await.unwrap() {}
    let import = import(&t).await;
    while customers::import(&t.owner().await, import).await.unwrap().status != ImportStatus::Done {
        tokio::task::yield_now().await;
    }
    let failed: i64 = sqlx::query_scalar("select count(*) from work where kind = 'mail.send' and last_error is not null")
        .fetch_one(&mut db)
        .await
        .unwrap();
    assert_eq!(failed, 0, "the import is done while the first mails still wait for their server");
    stop.cancel();
    worker.await.unwrap();

    // one of them, attempt by attempt
    sqlx::query("delete from work where kind = 'mail.send'").execute(&mut db).await.unwrap();
    let id = queue(&t, "zoe@example.org", 1).await;
    let before = Utc::now();
    assert_eq!(t.work().await, 1);
    let (status, error, run_at): (String, String, DateTime<Utc>) =
        sqlx::query_as("select status, last_error, run_at from work where kind = 'mail.send'").fetch_one(&mut db).await.unwrap();
    assert_eq!(status, "waiting");
    assert!(!error.is_empty());
    assert!(run_at >= before + TimeDelta::seconds(2), "it waits before the next attempt");
    sqlx::query("update work set attempts = 7, run_at = now() where kind = 'mail.send'").execute(&mut db).await.unwrap();
    assert_eq!(t.work().await, 1);
    let work = operations::work(&t.owner().await).await.unwrap();
    assert_eq!((work.len(), work[0].status.as_str(), work[0].attempts), (1, "dead", 8), "the last attempt is one");
    assert!(work[0].last_error.is_some(), "the screen says why");
    assert_eq!(shown(&t, id).await.status, "queued", "it was not sent, and goes out when somebody has it tried again");
}
