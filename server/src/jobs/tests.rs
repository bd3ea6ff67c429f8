//! Jobs against a real database.

use chrono::{DateTime, Duration, Utc};
use shared::access::BuiltinRole;
use shared::jobs::{
    AssignCrew, CancelJob, CrewPlace, Intent, ItemAnswer, Job, JobAmenity, JobFromQuote, JobQuery, JobStatus, NewJob, NewStop, PhaseStatus,
    Reschedule, SentIntent, StopKind, TravelVerb,
};
use shared::packs::{CrewRole, ServiceLine};
use shared::{AccountId, CommandId, ContactId, Currency, Error, JobId, Money, NoteId, QuoteId, RevisionId};
use uuid::Uuid;

use super::*;
use crate::cx::Cx;
use crate::testing::TestApp;

/// An account with a contact, and a quote for it, made by hand: the rooms that own them have tests of their own.
pub(crate) async fn customer(cx: &Cx) -> (AccountId, ContactId) {
    let (account, contact) = (Uuid::now_v7(), Uuid::now_v7());
    let mut tx = cx.read().await.expect("a transaction");
    let org = cx.org.0;
    for statement in [
        sqlx::query("insert into accounts (org_id, id, kind, name) values ($1, $2, 'person', 'Amara Okafor')").bind(org).bind(account),
        sqlx::query("insert into contacts (org_id, id, account_id, name) values ($1, $3, $2, 'Amara Okafor')")
            .bind(org)
            .bind(account)
            .bind(contact),
    ] {
        statement.execute(tx.db().expect("a connection")).await.expect("the customer is written");
    }
    tx.commit(()).await.expect("commits");
    (AccountId(account), ContactId(contact))
}

/// A booked move tomorrow, without a quote row behind it.
pub(crate) async fn booked(cx: &Cx) -> JobId {
    let (account, contact) = customer(cx).await;
    let quote = make_quote(cx, account, contact).await;
    let tomorrow = Utc::now() + Duration::days(1);
    let mut tx = match cx.begin().await.expect("a transaction") {
        crate::db::Begun::New(tx) => tx,
        crate::db::Begun::Replayed(_) => panic!("nothing is replayed here"),
    };
    let from = JobFromQuote {
        quote,
        quote_number: "Q-00001".into(),
        revision: RevisionId(Uuid::now_v7()),
        lead: None,
        account,
        contact,
        service_line: ServiceLine::Moving,
        title: "Okafor residence, Kitsilano to Lynn Valley".into(),
        stops: vec![
            NewStop::at(StopKind::Pickup, "2146 West 3rd Ave, Vancouver"),
            NewStop::at(StopKind::DropOff, "1360 Frederick Rd, North Vancouver"),
        ],
        amenities: vec![JobAmenity { name: "Piano".into(), items: vec!["Pack board and four straps".into()] }],
        wanted_at: Some(tomorrow),
        ends_at: Some(tomorrow + Duration::hours(7)),
        total: Money::new(348_000, Currency::CAD),
        instalments: Vec::new(),
        instructions: "Curb permit ends at noon.".into(),
    };
    let id = create_from_quote(cx, &mut tx, from).await.expect("the job is made");
    tx.commit(id).await.expect("commits")
}

async fn make_quote(cx: &Cx, account: AccountId, contact: ContactId) -> QuoteId {
    let (quote, book, org) = (Uuid::now_v7(), Uuid::now_v7(), cx.org.0);
    let mut tx = cx.read().await.expect("a transaction");
    for statement in [
        sqlx::query("insert into price_books (org_id, id, service_line, version, name, rates, created_by) select $1, $2, 'moving', 1 + count(*), 'Test', '{}', 'test' from price_books where org_id = $1")
            .bind(org)
            .bind(book),
        sqlx::query(
            "insert into quotes (org_id, id, number, service_line, account_id, contact_id, book_id, revision_id, title)
             values ($1, $3, 'T-' || $3::text, 'moving', $4, $5, $2, $3, 'Okafor residence')",
        )
        .bind(org)
        .bind(book)
        .bind(quote)
        .bind(account.0)
        .bind(contact.0),
    ] {
        statement.execute(tx.db().expect("a connection")).await.expect("the quote is written");
    }
    tx.commit(()).await.expect("commits");
    QuoteId(quote)
}

pub(crate) fn sent(intent: Intent) -> SentIntent {
    SentIntent { command: CommandId(Uuid::now_v7()), intent, device_at: Utc::now(), offset_ms: None, gps: None }
}

/// Why one driver is on all jobs of a test.
pub(crate) const EVERYWHERE: &str = "There is nobody else";

pub(crate) async fn assigned(t: &TestApp) -> (JobId, Job) {
    let dispatcher = t.cx(BuiltinRole::Dispatcher);
    let id = booked(&t.owner().await).await;
    let crew = vec![CrewPlace { member: t.org().person(BuiltinRole::Driver).member, role: CrewRole::Driver }];
    let job = assign(&dispatcher, id, AssignCrew { crew, version: 1, reason: EVERYWHERE.into() }).await.expect("the crew is set");
    (id, job)
}

fn tick(item: shared::ItemId) -> Intent {
    Intent::AnswerItem { item, answer: ItemAnswer::Done, note: String::new(), seen: ItemAnswer::Open }
}

#[tokio::test]
async fn a_booked_move_has_the_six_phases_and_what_the_amenities_add() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let id = booked(&owner).await;
    let job = show(&owner, id).await.expect("the job is shown");
    assert_eq!((job.number.as_str(), job.status, job.phases.len(), job.stops.len()), ("J-00001", JobStatus::Booked, 6, 2));
    assert!(job.phases[1].items.iter().any(|i| i.title.en == "Pack board and four straps"));
    assert_eq!(job.phases[0].status, PhaseStatus::Active);
    assert_eq!(job.phases[0].items.iter().filter(|i| i.answer == ItemAnswer::Done).count(), 2, "made and scheduled");
    assert_eq!(job.account_name, "Amara Okafor");
}

#[tokio::test]
async fn assigning_the_crew_completes_and_seals_the_office_phase() {
    let t = TestApp::new().await;
    let (id, job) = assigned(&t).await;
    assert_eq!(job.status, JobStatus::Assigned);
    assert_eq!(job.phases[0].status, PhaseStatus::Complete);
    let seals = check_seals(&t.owner().await, id).await.expect("seals are checked");
    assert!(seals.valid);
    assert_eq!(seals.seals.len(), 1);
    let stale = assign(&t.cx(BuiltinRole::Dispatcher), id, AssignCrew { crew: vec![], version: 1, reason: String::new() }).await;
    assert!(matches!(stale, Err(Error::Conflict { code, .. }) if code == "changed"));
}

#[tokio::test]
async fn who_is_new_on_a_crew_is_told_once() {
    let t = TestApp::new().await;
    let (id, job) = assigned(&t).await;
    let told = async || crate::outgoing::development_mailbox(&t.app, None).await.expect("mails");
    let first = told().await;
    assert_eq!(first.iter().filter(|m| m.template == "job_assigned").count(), 1);
    assert!(first[0].subject.starts_with("J-00001: you are wanted on ") && first[0].text_body.contains(&format!("/field/jobs/{id}")));
    let place = |role: BuiltinRole, as_role| CrewPlace { member: t.org().person(role).member, role: as_role };
    let crew = vec![place(BuiltinRole::Driver, CrewRole::Driver), place(BuiltinRole::Mover, CrewRole::Mover)];
    assign(&t.cx(BuiltinRole::Dispatcher), id, AssignCrew { crew, version: job.version, reason: String::new() })
        .await
        .expect("the crew grows");
    let after = told().await;
    assert_eq!(after.len(), first.len() + 1, "only the mover is told");
}

#[tokio::test]
async fn a_job_by_hand_has_the_packs_phases_and_its_customer() {
    let t = TestApp::new().await;
    let start = Utc::now() + Duration::days(2);
    let input = NewJob {
        line: ServiceLine::Moving,
        title: "Piano, second floor".into(),
        customer: "Ines Moreau".into(),
        email: Some("ines@example.com".into()),
        phone: None,
        stops: ["1 Main St", "9 Oak Ave"].map(|address| NewStop::at(StopKind::Stop, address)).to_vec(),
        starts_at: Some(start),
        ends_at: Some(start + Duration::hours(4)),
        total_cents: 45_000,
        instructions: "Ring twice".into(),
        requested: false,
    };
    let dispatcher = t.cx(BuiltinRole::Dispatcher);
    let job = create(&dispatcher, input.clone()).await.expect("the job is made");
    assert_eq!((job.account_name.as_str(), job.phases.len(), job.stops.len(), job.quote), ("Ines Moreau", 6, 2, None));
    assert_eq!(job.total.map(|m| m.cents), Some(45_000));
    let again = create(&dispatcher, input.clone()).await.expect("a second job");
    assert_eq!(again.account, job.account, "the customer is recognised by e-mail");
    let backwards = NewJob { ends_at: Some(start - Duration::hours(1)), ..input.clone() };
    assert!(matches!(create(&dispatcher, backwards).await, Err(Error::Invalid(_))));
    assert!(matches!(create(&t.cx(BuiltinRole::Driver), input).await, Err(Error::Forbidden { .. })));
    assert_eq!(show(&t.foreign(BuiltinRole::Owner), job.id).await, Err(Error::NotFound));
}

#[tokio::test]
async fn crews_reach_their_own_jobs_and_nobody_reaches_a_foreign_one() {
    let t = TestApp::new().await;
    let (id, _) = assigned(&t).await;
    assert!(show(&t.cx(BuiltinRole::Driver), id).await.expect("the driver's job").total.is_none(), "crews do not see prices");
    assert_eq!(show(&t.cx(BuiltinRole::Mover), id).await, Err(Error::NotFound), "not on the crew");
    assert_eq!(show(&t.foreign(BuiltinRole::Owner), id).await, Err(Error::NotFound));
    let job = show(&t.owner().await, id).await.expect("the job");
    let start = || sent(Intent::StartPhase { phase: job.phases[1].id });
    assert!(matches!(carry_out(&t.cx(BuiltinRole::SalesAgent), id, start()).await, Err(Error::Forbidden { .. })));
    assert_eq!(carry_out(&t.cx(BuiltinRole::Mover), id, start()).await, Err(Error::NotFound));
    assert_eq!(carry_out(&t.foreign(BuiltinRole::Driver), id, start()).await, Err(Error::NotFound));
    assert!(matches!(
        assign(&t.cx(BuiltinRole::Driver), id, AssignCrew { crew: vec![], version: 2, reason: String::new() }).await,
        Err(Error::Forbidden { .. })
    ));
    let foreign = CrewPlace { member: t.other_org().person(BuiltinRole::Driver).member, role: CrewRole::Driver };
    assert!(matches!(
        assign(&t.cx(BuiltinRole::Dispatcher), id, AssignCrew { crew: vec![foreign], version: 2, reason: String::new() }).await,
        Err(Error::Invalid(_))
    ));
    assert_eq!(working_set(&t.cx(BuiltinRole::Driver)).await.expect("the driver's work").jobs.len(), 1);
    assert!(working_set(&t.cx(BuiltinRole::Mover)).await.expect("nothing to do").jobs.is_empty());
}

#[tokio::test]
async fn two_hundred_commands_sent_twice_take_effect_once() {
    let t = TestApp::new().await;
    let (id, job) = assigned(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    let mut commands = vec![sent(Intent::StartPhase { phase: job.phases[1].id })];
    for item in &job.phases[1].items {
        commands.push(sent(tick(item.id)));
    }
    for stop in &job.stops {
        for step in TravelVerb::ALL {
            commands.push(sent(Intent::Travel { stop: stop.id, step: *step }));
        }
    }
    while commands.len() < 200 {
        commands.push(sent(Intent::Note { note: NoteId(Uuid::now_v7()), text: format!("note {}", commands.len()) }));
    }
    let mut first = Vec::new();
    for command in &commands {
        first.push(carry_out(&driver, id, command.clone()).await.expect("carried out"));
    }
    let census = t.census().await;
    for (command, answer) in commands.iter().zip(&first) {
        assert_eq!(carry_out(&driver, id, command.clone()).await.as_ref(), Ok(answer), "a replay gets the first answer");
    }
    assert_eq!(t.census().await, census, "nothing was written by the replay");
    let after = show(&driver, id).await.expect("the job");
    assert_eq!(after.travel.len(), 8);
    assert_eq!(after.notes.len(), 1 + 200 - 1 - job.phases[1].items.len() - 8);

    let mut changed = commands[0].clone();
    changed.intent = Intent::StartPhase { phase: job.phases[2].id };
    assert!(matches!(carry_out(&driver, id, changed).await, Err(Error::Conflict { code, .. }) if code == "command_reused"));
}

#[tokio::test]
async fn a_contradiction_is_refused_and_kept_for_a_person() {
    let t = TestApp::new().await;
    let (id, job) = assigned(&t).await;
    let driver = t.cx(BuiltinRole::Driver);
    carry_out(&driver, id, sent(Intent::StartPhase { phase: job.phases[1].id })).await.expect("started");
    let item = job.phases[1].items[1].id;
    let problem = Intent::AnswerItem { item, answer: ItemAnswer::Problem, note: "strap torn".into(), seen: ItemAnswer::Open };
    carry_out(&t.cx(BuiltinRole::Dispatcher), id, sent(problem)).await.expect("the dispatcher answers");
    let late = carry_out(&driver, id, sent(tick(item))).await;
    assert!(
        matches!(&late, Err(Error::Conflict { code, detail }) if code == "answer_changed" && detail.contains("strap torn")),
        "{late:?}"
    );
    t.relay().await;
    let timeline = crate::audit::job_timeline(&t.owner().await, id, None).await.expect("the timeline");
    let refused: Vec<_> = timeline.items.iter().filter(|e| e.kind == "jobs.intent_refused").collect();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].data["stands"]["note"], "strap torn", "the log has both answers");

    let looked = || async { show(&t.owner().await, id).await.expect("the job").item(item).expect("the item").1.clone() };
    let found = looked().await;
    let other = found.contradiction().expect("dispatch sees both answers");
    assert_eq!((found.answer, other.answer, other.member), (ItemAnswer::Problem, ItemAnswer::Done, driver.member()));
    let left = carry_out(&driver, id, sent(Intent::LetStand { item })).await.expect("the driver gives it up");
    assert_eq!(left.effects.len(), 1);
    assert_eq!((looked().await.dispute, looked().await.answer), (None, ItemAnswer::Problem));
    t.relay().await;
    let timeline = crate::audit::job_timeline(&t.owner().await, id, None).await.expect("the timeline");
    assert_eq!(timeline.items[0].kind, "items.settled", "and the choice");
}

#[tokio::test]
async fn a_clock_an_hour_fast_is_corrected_and_both_times_are_kept() {
    let t = TestApp::new().await;
    let (id, job) = assigned(&t).await;
    let now: DateTime<Utc> = Utc::now();
    let mut command = sent(Intent::StartPhase { phase: job.phases[1].id });
    command.device_at = now + Duration::hours(1);
    command.offset_ms = Some(-3_600_000);
    let receipt = carry_out(&t.cx(BuiltinRole::Driver), id, command).await.expect("started");
    assert!((receipt.at - now).num_seconds().abs() < 5);
    let mut unmeasured = sent(tick(job.phases[1].items[1].id));
    unmeasured.device_at = now + Duration::hours(1);
    let receipt = carry_out(&t.cx(BuiltinRole::Driver), id, unmeasured).await.expect("answered");
    assert!(receipt.at <= Utc::now(), "nothing happens in the future");
}

#[tokio::test]
async fn a_manager_overrides_with_a_reason_and_the_seal_says_so() {
    let t = TestApp::new().await;
    let (id, job) = assigned(&t).await;
    let wish = |reason: &str| sent(Intent::OverridePhase { phase: job.phases[1].id, reason: reason.into() });
    assert!(matches!(carry_out(&t.cx(BuiltinRole::Driver), id, wish("hurry")).await, Err(Error::Forbidden { .. })));
    carry_out(&t.cx(BuiltinRole::Dispatcher), id, wish("Customer waits at the door")).await.expect("overridden");
    let after = show(&t.owner().await, id).await.expect("the job");
    assert_eq!(after.phases[1].override_reason.as_deref(), Some("Customer waits at the door"));
    assert!(check_seals(&t.owner().await, id).await.expect("seals").valid);
    let mut conn = t.owner_connection().await;
    sqlx::query("update job_phases set manifest = replace(manifest, 'waits', 'sleeps') where job_id = $1 and position = 2")
        .bind(id.0)
        .execute(&mut conn)
        .await
        .expect("tampered");
    assert!(!check_seals(&t.owner().await, id).await.expect("seals").valid, "a changed manifest is found");
}

#[tokio::test]
async fn lists_are_paged_filtered_searched_and_counted() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(booked(&owner).await);
    }
    let page = list(&owner, JobQuery { limit: Some(2), ..JobQuery::default() }).await.expect("a page");
    assert_eq!((page.page.items.len(), page.stats.active, page.stats.unassigned), (2, 5, 5));
    let mut seen: Vec<JobId> = page.page.items.iter().map(|c| c.id).collect();
    let mut next = page.page.next;
    while let Some(after) = next {
        let page = list(&owner, JobQuery { limit: Some(2), after: Some(after), ..JobQuery::default() }).await.expect("a page");
        seen.extend(page.page.items.iter().map(|c| c.id));
        next = page.page.next;
    }
    assert_eq!(seen, ids, "each once, in order");
    let search = |words: &str| JobQuery { search: Some(words.into()), ..JobQuery::default() };
    assert_eq!(list(&owner, search("okafor lynn")).await.expect("found").page.items.len(), 5);
    assert_eq!(list(&owner, search("J-00003")).await.expect("found").page.items.len(), 1);
    assert!(list(&t.foreign(BuiltinRole::Owner), search("okafor")).await.expect("nothing").page.items.is_empty());
    assert!(list(&t.cx(BuiltinRole::Driver), JobQuery::default()).await.expect("nothing").page.items.is_empty());
    assert!(matches!(list(&owner, JobQuery { status: Some("odd".into()), ..JobQuery::default() }).await, Err(Error::Invalid(_))));
    assert!(matches!(list(&owner, JobQuery { after: Some("x".into()), ..JobQuery::default() }).await, Err(Error::Malformed { .. })));
}

#[tokio::test]
async fn times_must_make_sense_and_a_cancelled_job_is_over() {
    let t = TestApp::new().await;
    let (id, job) = assigned(&t).await;
    let dispatcher = t.cx(BuiltinRole::Dispatcher);
    let now = Utc::now();
    let past =
        Reschedule { starts_at: now - Duration::days(9), ends_at: now - Duration::days(8), version: job.version, reason: String::new() };
    assert!(matches!(reschedule(&dispatcher, id, past).await, Err(Error::Invalid(_))));
    let backwards =
        Reschedule { starts_at: now + Duration::days(2), ends_at: now + Duration::days(1), version: job.version, reason: String::new() };
    assert!(matches!(reschedule(&dispatcher, id, backwards).await, Err(Error::Invalid(_))));
    let fine =
        Reschedule { starts_at: now + Duration::days(2), ends_at: now + Duration::days(3), version: job.version, reason: String::new() };
    let job = reschedule(&dispatcher, id, fine).await.expect("rescheduled");
    cancel(&dispatcher, id, CancelJob { reason: "Customer moved the date".into(), version: job.version }).await.expect("cancelled");
    let late = carry_out(&t.cx(BuiltinRole::Driver), id, sent(Intent::StartPhase { phase: job.phases[1].id })).await;
    assert!(matches!(late, Err(Error::Conflict { code, .. }) if code == "job_over"));
}

#[tokio::test]
async fn a_failure_at_any_statement_of_a_command_leaves_nothing_behind() {
    let t = TestApp::new().await;
    let (id, job) = assigned(&t).await;
    let before = t.census().await;
    let mut n = 1;
    loop {
        let cx = t.cx(BuiltinRole::Driver).failing_at(n);
        let outcome = carry_out(&cx, id, sent(Intent::StartPhase { phase: job.phases[1].id })).await;
        if !cx.has_failed() {
            outcome.expect("without a failure it is carried out");
            break;
        }
        assert!(outcome.is_err());
        assert_eq!(t.census().await, before, "statement {n}");
        n += 1;
        assert!(n < 60, "a command takes a bounded number of statements");
    }
}
