//! Who had a quote and who has it now are told, once, of all that were handed over together.

use shared::MemberId;

use super::*;
use crate::quotes::hand_over::tell_all;

async fn told(t: &TestApp, role: BuiltinRole) -> Vec<(String, String)> {
    let mut conn = t.owner_connection().await;
    sqlx::query_as("select subject, text_body from mails where template = 'quotes_handed_over' and to_address = $1 order by created_at, id")
        .bind(&t.org().person(role).email)
        .fetch_all(&mut conn)
        .await
        .expect("mails")
}

async fn give(cx: &Cx, id: QuoteId, member: MemberId) {
    quotes::give(cx, id, GiveQuote { member }).await.expect("it is given");
}

#[tokio::test]
async fn both_are_told_in_one_mail_and_who_did_it_knows() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let [agent, manager, boss] =
        [BuiltinRole::SalesAgent, BuiltinRole::Manager, BuiltinRole::Owner].map(|role| t.org().person(role).member);
    let ids = [draft(&owner).await, draft(&owner).await].map(|quote| (quote.id, quote.number));
    for (id, _) in &ids {
        give(&owner, *id, agent).await;
    }
    let soon = |seconds| t.app.as_of(Utc::now() + Duration::seconds(seconds));
    tell_all(&soon(60)).await.expect("they are told");
    let before = told(&t, BuiltinRole::SalesAgent).await.len();
    for (id, _) in &ids {
        give(&owner, *id, manager).await;
        // to whom it belongs already: nothing happens
        give(&owner, *id, manager).await;
    }
    tell_all(&t.app).await.expect("it waits for what goes with it");
    assert_eq!(told(&t, BuiltinRole::Manager).await.len(), 0);
    tell_all(&soon(60)).await.expect("they are told");
    for role in [BuiltinRole::SalesAgent, BuiltinRole::Manager] {
        let mails = told(&t, role).await;
        let (subject, text) = mails.last().expect("a mail");
        assert!(subject.contains("2 quotes"), "{subject}");
        assert!(ids.iter().all(|(_, number)| text.contains(number)) && text.contains("by Olive Owner"), "{text}");
    }
    assert_eq!((told(&t, BuiltinRole::SalesAgent).await.len(), told(&t, BuiltinRole::Manager).await.len()), (before + 1, 1));
    // taken over by oneself: only the former owner is told
    give(&owner, ids[0].0, boss).await;
    tell_all(&soon(120)).await.expect("they are told");
    tell_all(&soon(180)).await.expect("once");
    let mails = told(&t, BuiltinRole::Manager).await;
    assert_eq!((mails.len(), told(&t, BuiltinRole::Owner).await.len()), (2, 0));
    assert!(mails[1].0.contains(&format!("{} was handed over to Olive Owner", ids[0].1)), "{}", mails[1].0);
}
