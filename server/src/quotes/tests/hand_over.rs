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

/// Lets every write to the handovers of an organization fail, until the answer is run.
async fn poison(t: &TestApp, org: shared::OrgId) -> &'static str {
    let statements = format!(
        "create or replace function poison() returns trigger language plpgsql as $$ begin raise exception 'poisoned'; end $$;
         create trigger poison before update on quote_handovers for each row when (old.org_id = '{org}') execute function poison()"
    );
    run(t, statements).await;
    "drop trigger poison on quote_handovers"
}

async fn run(t: &TestApp, statements: String) {
    let mut conn = t.owner_connection().await;
    sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(&mut conn).await.expect("the schema's owner may");
}

#[tokio::test]
async fn an_organization_whose_people_cannot_be_told_keeps_nobody_else_waiting() {
    let t = TestApp::new().await;
    let mails = |org: shared::OrgId| format!("mails where template = 'quotes_handed_over' and org_id = '{org}'");
    let soon = t.app.as_of(Utc::now() + Duration::seconds(60));
    // whichever of the two comes first, it is the one that fails once
    for (sick, well) in [(t.org(), t.other_org()), (t.other_org(), t.org())] {
        let mut before = Vec::new();
        for org in [sick, well] {
            let cx = if org.id == t.org().id { t.owner().await } else { t.foreign(BuiltinRole::Owner) };
            let quote = draft(&cx).await;
            give(&cx, quote.id, org.person(BuiltinRole::SalesAgent).member).await;
            before.push(t.count(&mails(org.id)).await);
        }
        let cure = poison(&t, sick.id).await;
        tell_all(&soon).await.expect("it goes on");
        assert_eq!(t.count(&mails(sick.id)).await, before[0], "what failed is undone");
        let told = t.count(&mails(well.id)).await;
        assert!(told > before[1], "the others are told");
        run(&t, cure.into()).await;
        tell_all(&soon).await.expect("it is tried again");
        assert!(t.count(&mails(sick.id)).await > before[0], "and told once it can be");
        assert_eq!(t.count(&mails(well.id)).await, told, "nobody is told twice");
        assert_eq!(t.count("quote_handovers where told_at is null").await, 0);
    }
}
