//! Queued mails over a real socket: each reaches the server once, or says why it did not.

use serde_json::json;
use shared::MailId;
use shared::operations::Mail;
use shared::text::Locale;

use super::{Outgoing, SendMail};
use crate::mail::{Template, sink::Sink};
use crate::operations;
use crate::testing::TestApp;

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
    assert!(operations::work(&t.owner().await).await.unwrap().is_empty(), "nothing is left to do");
    t.pauses_end().await;
    assert_eq!((t.work().await, sink.received().len()), (0, 0));
}
