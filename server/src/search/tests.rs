//! The search on a real database.

use serde_json::json;
use shared::access::{Access, BuiltinRole};
use shared::customers::{Account, NewUnit};
use shared::jobs::{Job, NewJob, NewStop, StopKind};
use shared::leads::Lead;
use shared::packs::ServiceLine;

use super::*;
use crate::testing::TestApp;
use crate::{customers, jobs, leads};

async fn company(cx: &Cx, name: &str, person: &str, email: &str, phone: &str) -> Account {
    let contact = json!({ "name": person, "email": email, "phone": phone, "roles": [] });
    let input = json!({ "kind": "company", "name": name, "contact": contact, "tags": [], "notes": "" });
    customers::create(cx, serde_json::from_value(input).expect("input")).await.expect("a customer")
}

async fn inquiry(cx: &Cx, name: &str, email: &str) -> Lead {
    let mut tx = cx.read().await.expect("a transaction");
    leads::install_pipeline(cx, &mut tx, ServiceLine::Moving).await.expect("installed");
    tx.commit(()).await.expect("committed");
    let input = json!({
        "name": name, "company": null, "email": email, "phone": "604 555 0177", "source": "phone", "urgency": "medium", "service_line": "moving",
        "wanted_on": null, "origin": "Surrey", "destination": "Whistler", "passengers": null, "vehicle_type": null, "value_cents": null, "notes": "",
        "owner": null, "stage": null
    });
    leads::create(cx, serde_json::from_value(input).expect("input")).await.expect("a lead")
}

async fn job(cx: &Cx, customer: &str, email: &str) -> Job {
    let input = NewJob {
        line: ServiceLine::Moving,
        title: "Household goods".into(),
        customer: customer.into(),
        email: Some(email.into()),
        phone: None,
        stops: ["1 Main St", "9 Oak Ave"].map(|address| NewStop::at(StopKind::Stop, address)).to_vec(),
        starts_at: None,
        ends_at: None,
        total_cents: 45_000,
        instructions: String::new(),
        requested: false,
    };
    jobs::create(cx, input).await.expect("a job")
}

async fn quote(t: &TestApp, cx: &Cx, account: &Account, number: &str, title: &str) -> Uuid {
    let (quote, book, mut conn) = (Uuid::now_v7(), Uuid::now_v7(), t.owner_connection().await);
    sqlx::query("insert into price_books (org_id, id, service_line, version, name, rates, created_by) select $1, $2, 'moving', 1 + count(*), 'Test', '{}', 'test' from price_books where org_id = $1")
        .bind(cx.org.0)
        .bind(book)
        .execute(&mut conn)
        .await
        .expect("a book");
    sqlx::query("insert into quotes (org_id, id, number, service_line, account_id, contact_id, book_id, revision_id, title, owner_id) values ($1, $3, $6, 'moving', $4, $5, $2, $3, $7, $8)")
        .bind(cx.org.0)
        .bind(book)
        .bind(quote)
        .bind(account.id.0)
        .bind(account.contacts[0].id.0)
        .bind(number)
        .bind(title)
        .bind(cx.member().map(|member| member.0))
        .execute(&mut conn)
        .await
        .expect("a quote");
    quote
}

async fn hits(cx: &Cx, words: &str) -> Vec<Hit> {
    find(cx, Some(words.into())).await.expect("an answer")
}

async fn ids(cx: &Cx, words: &str) -> Vec<Uuid> {
    hits(cx, words).await.into_iter().map(|hit| hit.id).collect()
}

#[tokio::test]
async fn a_misspelled_name_finds_whom_it_meant_and_says_so() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Johnson Movers", "Hélène Beauchamp", "office@movers.example", "604 555 0148").await;
    let lead = inquiry(&cx, "Peter Johnson", "peter@example.com").await;
    for typed in ["Jonhson", "johnsen", "jonson", "Johsnon"] {
        let found = hits(&cx, typed).await;
        let told: Vec<_> = found.iter().map(|hit| (hit.kind, hit.id, hit.similar.as_deref())).collect();
        assert_eq!(told, [(HitKind::Customer, account.id.0, Some("Johnson")), (HitKind::Lead, lead.row.id.0, Some("Johnson"))], "{typed}");
    }
    let person = hits(&cx, "helene beuchamp").await;
    assert_eq!(person.iter().map(|hit| (hit.id, hit.similar.as_deref())).collect::<Vec<_>>(), [(account.id.0, Some("Hélène Beauchamp"))]);
    assert_eq!((ids(&cx, "Jackson").await, ids(&cx, "jonhson plumbing").await), (vec![], vec![]));
}

#[tokio::test]
async fn what_was_typed_stands_before_what_is_only_spelled_like_it() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let like = company(&cx, "Smyth Glass", "Ana Ruiz", "ana@example.com", "").await;
    let exact = company(&cx, "Smith Glass", "Bo Berg", "bo@example.com", "").await;
    let inside = company(&cx, "The Smith Works", "Cy Dahl", "cy@example.com", "").await;
    let found = hits(&cx, "smith").await;
    assert_eq!(found.iter().map(|hit| hit.id).collect::<Vec<_>>(), [exact.id.0, inside.id.0, like.id.0]);
    assert_eq!(found.iter().map(|hit| hit.similar.as_deref()).collect::<Vec<_>>(), [None, None, Some("Smyth")]);
    assert_eq!(ids(&cx, "simth").await.len(), 2, "letters that changed places in a short word");
}

#[tokio::test]
async fn letters_that_changed_places_are_looked_for_first_and_only_as_a_whole_word() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    company(&cx, "Charter Line", "Ana Ruiz", "ana@line.example", "").await;
    let meant = company(&cx, "Cahirt Glass", "Bo Berg", "bo@glass.example", "").await;
    // a word that begins with the letters in another order is no sign that they changed places
    assert_eq!(ids(&cx, "cahrt").await, [meant.id.0]);
    let chart = company(&cx, "Chart House", "Cy Dahl", "cy@house.example", "").await;
    assert_eq!(ids(&cx, "cahrt").await, [chart.id.0]);
    // the two l change places and nothing is another word: what is spelled alike is looked for
    let mueller = company(&cx, "Mueller Works", "Di Egger", "di@works.example", "").await;
    assert_eq!(ids(&cx, "muellor").await, [mueller.id.0]);
}

#[tokio::test]
async fn accents_and_case_do_not_matter() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Café Étoile", "Zoë Müller", "zoe@etoile.example", "").await;
    for typed in ["cafe etoile", "CAFÉ", "muller", "Zoe", "étoile"] {
        assert_eq!(ids(&cx, typed).await, [account.id.0], "{typed}");
    }
    assert_eq!(hits(&cx, "muller").await[0].matched, Some(HitPart { field: HitField::Name, text: "Zoë Müller".into() }));
}

#[tokio::test]
async fn numbers_are_found_whole_in_part_and_without_letters_and_zeros() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Alder Clinic", "Ida Lund", "ida@alder.example", "").await;
    let quote = quote(&t, &cx, &account, "Q-01042", "Clinic to Surrey").await;
    for typed in ["Q-01042", "q1042", "Q 1042", "1042", "#1042", "01042"] {
        let found = hits(&cx, typed).await;
        assert_eq!(found.first().map(|hit| (hit.kind, hit.id)), Some((HitKind::Quote, quote)), "{typed}");
    }
    assert_eq!(ids(&cx, "0104").await, [quote], "a part of a number");
    assert_eq!(ids(&cx, "J-1042").await, Vec::<Uuid>::new(), "another letter");
    let job = job(&cx, "Ines Moreau", "ines@example.com").await;
    assert!(ids(&cx, &job.number.to_lowercase().replace('-', " ")).await.contains(&job.id.0), "{}", job.number);
    let lead = inquiry(&cx, "Kim Lee", "kim@example.com").await;
    assert!(ids(&cx, &lead.row.number).await.contains(&lead.row.id.0));
}

#[tokio::test]
async fn phones_plates_and_addresses_of_mail_are_found_in_any_notation_with_all_that_belongs_to_them() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Cedar Buses", "Ole Birch", "ole@cedar.example", "+1 604-555-0148").await;
    let unit = NewUnit { number: "Bus 12".into(), plate: "AB 123-CD".into(), vin: "1HGCM82633A004352".into(), ..NewUnit::default() };
    customers::add_unit(&cx, account.id, unit).await.expect("a unit");
    let quote = quote(&t, &cx, &account, "Q-00007", "Windscreen").await;
    for typed in [
        "(604) 555-0148",
        "604.555.0148",
        "6045550148",
        "555 0148",
        "ab123cd",
        "AB-123-CD",
        "ab 123 cd",
        "1hgcm82633a004352",
        "ole@cedar.example",
    ] {
        assert_eq!(ids(&cx, typed).await, [account.id.0, quote], "{typed}");
    }
    let told = |hit: &Hit| hit.matched.clone().map(|part| (part.field, part.text));
    assert_eq!(told(&hits(&cx, "604.555.0148").await[0]), Some((HitField::Phone, "+1 604-555-0148".into())));
    assert_eq!(told(&hits(&cx, "ab123cd").await[0]), Some((HitField::Unit, "Bus 12 · AB 123-CD · 1HGCM82633A004352".into())));
    assert_eq!(told(&hits(&cx, "cedar").await[0]), None, "the title says it");
}

#[tokio::test]
async fn every_kind_is_found_by_its_customer_also_misspelled() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let job = job(&cx, "Ines Moreau", "ines@example.com").await;
    let account = customers::show(&cx, job.account).await.expect("a customer");
    let quote = quote(&t, &cx, &account, "Q-00011", "Household").await;
    let lead = inquiry(&cx, "Ines Moreau", "ines@example.com").await;
    let all = [account.id.0, lead.row.id.0, quote, job.id.0];
    for typed in ["moreau", "Moraeu", "ines@example"] {
        assert_eq!(ids(&cx, typed).await, all, "{typed}");
    }
    let states: Vec<String> = hits(&cx, "moreau").await.into_iter().map(|hit| hit.state).collect();
    assert_eq!((states[2].as_str(), states[3].as_str()), ("draft", "booked"));
}

#[tokio::test]
async fn another_organization_finds_nothing_of_it() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = company(&cx, "Johnson Movers", "Bo Berg", "bo@movers.example", "604 555 0148").await;
    quote(&t, &cx, &account, "Q-01042", "Johnson to Surrey").await;
    let foreign = t.foreign(BuiltinRole::Owner);
    for typed in ["johnson", "jonhson", "1042", "604 555 0148", "bo@movers.example", "%", "__"] {
        assert_eq!(hits(&foreign, typed).await, [], "{typed}");
    }
    assert_eq!(hits(&cx, "j").await, [], "too little");
    assert_eq!(find(&cx, None).await.expect("an answer"), []);
}

#[tokio::test]
async fn nobody_finds_more_than_their_lists_show() {
    let t = TestApp::new().await;
    let (owner, agent) = (t.owner().await, t.cx(BuiltinRole::SalesAgent));
    let theirs = company(&owner, "Johnson North", "Bo Berg", "bo@example.com", "604 555 0148").await;
    let own = company(&agent, "Johnson South", "Cy Dahl", "cy@example.com", "604 555 0149").await;
    quote(&t, &owner, &theirs, "Q-00001", "Johnson North").await;
    let quoted = quote(&t, &agent, &own, "Q-00002", "Johnson South").await;
    let mut narrow = agent.clone();
    narrow.access = Access {
        permissions: [(Action::CustomersView, Scope::Own), (Action::QuotesView, Scope::Own)].into_iter().collect(),
        ..BuiltinRole::SalesAgent.access()
    };
    for typed in ["johnson", "jonhson"] {
        assert_eq!(ids(&narrow, typed).await, [own.id.0, quoted], "{typed}");
    }
    assert_eq!(ids(&narrow, "604 555 0148").await, Vec::<Uuid>::new());
    let auditor = t.cx(BuiltinRole::Auditor);
    for typed in ["604 555 0148", "bo@example.com"] {
        assert_eq!(hits(&auditor, typed).await, [], "{typed} is personal");
    }
    assert!(hits(&auditor, "berg").await.iter().all(|hit| hit.id == theirs.id.0 || hit.kind == HitKind::Quote));
    assert_eq!(hits(&t.cx(BuiltinRole::Driver), "johnson").await, [], "no job of theirs");
    let customer = t.customer_cx(theirs.id, theirs.contacts[0].id);
    assert!(matches!(find(&customer, Some("johnson".into())).await, Err(Error::Forbidden { .. })));
}
