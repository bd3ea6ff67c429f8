//! Who gets a lead, on a real database: turns, hours, absence, deputies, and leads that move on.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use shared::access::BuiltinRole;
use shared::identity::BusinessHours;
use shared::leads::assignment::{Asked, Turn, pick};
use shared::leads::{ActivityKind, AssignLead, AssignedBy, EditQueue, EditTurn, LeadSource, MoveLead, NewActivity, NewLead};
use shared::packs::ServiceLine;
use shared::{Error, MemberId};
use sqlx::Row;

use super::returns::look_at_all;
use super::tests::{ski_club, with_pipelines};
use super::*;
use crate::testing::TestApp;

fn online() -> NewLead {
    NewLead { source: LeadSource::Online, ..ski_club() }
}

/// The organization's zone, as the cast sets it up.
async fn zone(t: &TestApp) -> Tz {
    let cx = t.owner().await;
    crate::identity::organization(&cx).await.expect("it is there").zone.parse().expect("a zone")
}

/// The same person at another time.
fn at(cx: &Cx, then: DateTime<Utc>) -> Cx {
    let mut later = cx.clone();
    later.app = cx.app.as_of(then);
    later
}

/// A wall clock of the organization.
fn wall(zone: Tz, text: &str) -> DateTime<Utc> {
    let wall: chrono::NaiveDateTime = text.parse().expect("a time");
    shared::clock::moment_of(wall, |at| at.with_timezone(&zone).naive_local())
}

fn of(t: &TestApp, role: BuiltinRole) -> MemberId {
    t.org().person(role).member
}

/// Two in the queue, in this order: the sales agent and sales support.
async fn two(t: &TestApp, cx: &Cx) -> [MemberId; 2] {
    let both = [of(t, BuiltinRole::SalesAgent), of(t, BuiltinRole::SalesSupport)];
    for (n, member) in both.iter().enumerate() {
        edit_turn(cx, *member, EditTurn::at(n as i32)).await.expect("in the queue");
    }
    both
}

/// What the queue does with what is due by then.
async fn sweep(t: &TestApp, then: DateTime<Utc>) {
    look_at_all(&t.app.as_of(then)).await.expect("it runs");
}

fn owner(lead: &Lead) -> Option<MemberId> {
    lead.row.owner.as_ref().map(|owner| owner.id)
}

/// Enters a lead again and again until the database, which serves so many at a time, has taken it.
async fn enter(cx: &Cx) -> Lead {
    loop {
        match create(cx, NewLead { email: None, ..online() }).await {
            Err(Error::Unavailable { .. }) => tokio::task::yield_now().await,
            done => return done.expect("created"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_leads_at_once_go_round_exactly_and_each_says_why() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let closed = BusinessHours { days: [None; 7] };
    let roles = [
        (BuiltinRole::SalesAgent, None, None),
        (BuiltinRole::SalesSupport, Some(20), None),
        (BuiltinRole::Manager, None, None),
        (BuiltinRole::Dispatcher, Some(55), None),
        (BuiltinRole::Admin, Some(90), None),
        (BuiltinRole::Accountant, None, None),
        (BuiltinRole::Owner, None, Some(closed)),
    ];
    for (n, (role, max_per_day, hours)) in roles.iter().enumerate() {
        let turn = EditTurn { max_per_day: *max_per_day, hours: hours.clone(), ..EditTurn::at(n as i32) };
        edit_turn(&cx, of(&t, *role), turn).await.expect("in the queue");
    }
    // the same, one after the other
    let mut turns: Vec<Turn> = queue(&cx).await.expect("a queue").turns.into_iter().map(|place| place.turn).collect();
    let (mut last, wall) = (None, cx.now().naive_utc());
    for _ in 0..500 {
        let member = pick(&turns, last, &Asked { wall, closed: &[], line: Some(ServiceLine::Charter), had: &[] }).member.expect("somebody");
        turns.iter_mut().find(|turn| turn.member == member).expect("in the queue").today += 1;
        last = Some(member);
    }
    let expected: BTreeMap<MemberId, i64> = turns.iter().map(|turn| (turn.member, turn.today)).collect();

    let began = std::time::Instant::now();
    let leads = futures_util::future::join_all((0..500).map(|_| enter(&cx))).await;
    println!("500 leads at once over 7 members with caps and hours: {} ms", began.elapsed().as_millis());

    let given: BTreeMap<MemberId, i64> =
        queue(&cx).await.expect("a queue").turns.into_iter().map(|place| (place.turn.member, place.turn.today)).collect();
    assert_eq!(given, expected, "as if they had come one after the other");
    assert_eq!(given.values().sum::<i64>(), 500);
    let uncapped: Vec<i64> =
        [BuiltinRole::SalesAgent, BuiltinRole::Manager, BuiltinRole::Accountant].iter().map(|role| given[&of(&t, *role)]).collect();
    assert!(uncapped.iter().max().zip(uncapped.iter().min()).is_some_and(|(most, least)| most - least <= 1), "{uncapped:?}");
    assert_eq!((given[&of(&t, BuiltinRole::SalesSupport)], given[&of(&t, BuiltinRole::Owner)]), (20, 0));
    let mut whys: BTreeMap<String, usize> = BTreeMap::new();
    for lead in &leads {
        let why = lead.assigned_why.clone().unwrap_or_default();
        assert!(why.starts_with("Round robin, turn "), "{why}");
        *whys.entry(why).or_default() += 1;
    }
    assert!(
        whys.keys()
            .any(|why| why.contains("Sam Support (has 20 of 20 today)") && why.ends_with("of 7; skipped Sam Support (has 20 of 20 today)")),
        "{whys:#?}"
    );
    assert!(whys.keys().any(|why| why.contains("Olive Owner (off work)")), "{whys:#?}");
    let kept: i64 = sqlx::query("select count(*) from lead_assignments where why like 'Round robin, turn %' and member_id is not null")
        .fetch_one(&mut t.owner_connection().await)
        .await
        .expect("a count")
        .get(0);
    assert_eq!(kept, 500, "each decision is kept with its reason");
}

#[tokio::test]
async fn hours_services_and_absence_decide_whose_turn_it_is() {
    let t = with_pipelines().await;
    let (cx, zone) = (t.owner().await, zone(&t).await);
    let [agent, support] = two(&t, &cx).await;
    edit_turn(&cx, agent, EditTurn { hours: Some(BusinessHours::default()), ..EditTurn::at(0) }).await.expect("changed");
    edit_turn(&cx, support, EditTurn { lines: vec![ServiceLine::Moving], ..EditTurn::at(1) }).await.expect("changed");
    // a Monday; on Saturday only moves find somebody
    let (monday, saturday) = (wall(zone, "2027-03-01T10:00:00"), wall(zone, "2027-03-06T10:00:00"));
    let moving = || NewLead { service_line: ServiceLine::Moving, ..online() };
    let lead = create(&at(&cx, monday), online()).await.expect("created");
    assert_eq!(owner(&lead), Some(agent));
    let lead = create(&at(&cx, saturday), moving()).await.expect("created");
    assert_eq!((owner(&lead), lead.assigned_why.as_deref()), (Some(support), Some("Round robin, turn 2 of 2")));
    let lead = create(&at(&cx, saturday), moving()).await.expect("created");
    assert_eq!(lead.assigned_why.as_deref(), Some("Round robin, turn 2 of 2; skipped Priya Sales (off work until Mon 8 Mar 08:00)"));
    let mut french = cx.clone();
    french.request.locale = shared::text::Locale::Fr;
    let told = show(&french, lead.row.id).await.expect("shown").assigned_why;
    assert_eq!(
        told.as_deref(),
        Some("À tour de rôle, tour 2 sur 2; sans Priya Sales (hors de ses heures jusqu’au lun. 8 mars à 8 h 00)"),
        "whoever reads French reads why in French"
    );
    let shown = queue(&at(&cx, saturday)).await.expect("a queue");
    let next: BTreeMap<ServiceLine, Option<MemberId>> = shown.next.iter().map(|next| (next.line, next.member)).collect();
    assert!(next.values().all(|member| member.is_none_or(|member| member == support)), "{next:?}");

    let lead = create(&at(&cx, saturday), online()).await.expect("created");
    let why = "Nobody can take it now: Priya Sales (off work until Mon 8 Mar 08:00), Sam Support (does not take this service)";
    assert_eq!((owner(&lead), lead.assigned_by, lead.assigned_why.as_deref()), (None, Some(AssignedBy::Nobody), Some(why)));
    assert_eq!(lead.queue_at, Some(wall(zone, "2027-03-08T08:00:00")), "it waits for Monday");
    assert_eq!(queue(&cx).await.expect("a queue").waiting, 1);
    sweep(&t, wall(zone, "2027-03-08T07:59:00")).await;
    assert_eq!(owner(&show(&cx, lead.row.id).await.expect("shown")), None);
    sweep(&t, wall(zone, "2027-03-08T08:00:30")).await;
    assert_eq!(owner(&show(&cx, lead.row.id).await.expect("shown")), Some(agent));
    assert_eq!(queue(&cx).await.expect("a queue").waiting, 0);
}

#[tokio::test]
async fn what_waits_finds_somebody_when_the_queue_changes() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let agent = of(&t, BuiltinRole::SalesAgent);
    edit_turn(&cx, agent, EditTurn { active: false, ..EditTurn::at(0) }).await.expect("paused");
    let lead = create(&cx, online()).await.expect("created");
    assert_eq!((owner(&lead), lead.queue_at), (None, None));
    assert_eq!(lead.assigned_why.as_deref(), Some("Nobody can take it now: Priya Sales (paused)"));
    sweep(&t, cx.now() + TimeDelta::days(300)).await;
    assert_eq!(owner(&show(&cx, lead.row.id).await.expect("shown")), None, "no day brings somebody by itself");
    edit_turn(&cx, agent, EditTurn::at(0)).await.expect("back");
    sweep(&t, cx.now()).await;
    let shown = show(&cx, lead.row.id).await.expect("shown");
    assert_eq!((owner(&shown), shown.assigned_by), (Some(agent), Some(AssignedBy::RoundRobin)));
}

#[tokio::test]
async fn the_deputy_gets_the_leads_of_an_absent_owners_customers() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let [agent, support] = two(&t, &cx).await;
    let manager = of(&t, BuiltinRole::Manager);
    let mut tx = t.cx(BuiltinRole::SalesAgent).write().await.expect("a transaction");
    let new = shared::customers::NewCustomer { name: "Kim Lee".into(), email: Some("kim@kwantlen.example".into()), ..Default::default() };
    crate::customers::find_or_create(&t.cx(BuiltinRole::SalesAgent), &mut tx, new).await.expect("a customer");
    tx.commit(()).await.expect("committed");
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let (before, during) = ("2027-03-01T12:00:00Z", "2027-03-09T12:00:00Z");
    let away = EditTurn { away_from: day("2027-03-08"), away_until: day("2027-03-12"), deputy: Some(support), ..EditTurn::at(0) };
    edit_turn(&cx, agent, away.clone()).await.expect("changed");
    let then = |text: &str| at(&cx, text.parse().expect("a moment"));
    let lead = create(&then(before), ski_club()).await.expect("created");
    assert_eq!((owner(&lead), lead.assigned_why.as_deref()), (Some(agent), Some("Owner of the customer Kim Lee")));
    let lead = create(&then(during), ski_club()).await.expect("created");
    assert_eq!((owner(&lead), lead.assigned_by), (Some(support), Some(AssignedBy::Customer)));
    assert_eq!(
        lead.assigned_why.as_deref(),
        Some("Existing customer Kim Lee: owner Priya Sales (away until 12 Mar), given to deputy Sam Support")
    );
    // deputies that stand in for one another are asked once each
    let also = EditTurn { away_from: day("2027-03-08"), deputy: Some(agent), ..EditTurn::at(1) };
    edit_turn(&cx, support, also.clone()).await.expect("changed");
    edit_turn(&cx, manager, EditTurn::at(2)).await.expect("changed");
    let lead = create(&then(during), ski_club()).await.expect("created");
    assert_eq!((owner(&lead), lead.assigned_by), (Some(manager), Some(AssignedBy::RoundRobin)));
    let why = lead.assigned_why.unwrap_or_default();
    assert!(
        why.starts_with(
            "Existing customer Kim Lee: owner Priya Sales (away until 12 Mar), deputy Sam Support (away). Round robin, turn 3 of 3"
        ),
        "{why}"
    );

    for (turn, field) in [
        (EditTurn { away_until: day("2027-03-07"), ..away.clone() }, "away_until"),
        (EditTurn { deputy: Some(agent), ..away.clone() }, "deputy"),
        (EditTurn { deputy: Some(MemberId(uuid::Uuid::now_v7())), ..away.clone() }, "deputy"),
        (EditTurn { hours: Some(BusinessHours { days: [Some((600, 600)); 7] }), ..away }, "hours"),
    ] {
        let refused = edit_turn(&cx, agent, turn).await.unwrap_err().fields();
        assert_eq!(refused.0.keys().collect::<Vec<_>>(), [field]);
    }
}

#[tokio::test]
async fn a_lead_nobody_gets_to_moves_on_within_hours_of_work_and_to_nobody_twice() {
    let t = with_pipelines().await;
    let (cx, zone) = (t.owner().await, zone(&t).await);
    let [agent, support] = two(&t, &cx).await;
    // Friday evening: an hour of work ends on Monday
    let lead = create(&at(&cx, wall(zone, "2027-03-05T16:30:00")), online()).await.expect("created");
    let id = lead.row.id;
    let minute = |at: DateTime<Utc>| at.with_timezone(&zone).format("%F %H:%M").to_string();
    assert_eq!((owner(&lead), lead.queue_at.map(minute).as_deref()), (Some(agent), Some("2027-03-08 08:30")));
    sweep(&t, wall(zone, "2027-03-08T08:29:00")).await;
    assert_eq!(owner(&show(&cx, id).await.expect("shown")), Some(agent));
    sweep(&t, wall(zone, "2027-03-08T08:31:00")).await;
    let moved = show(&cx, id).await.expect("shown");
    assert_eq!((owner(&moved), moved.row.version), (Some(support), lead.row.version + 1));
    let why = "Priya Sales did not get to it within 60 minutes of work. Round robin, turn 2 of 2";
    assert_eq!((moved.assigned_by, moved.assigned_why.as_deref()), (Some(AssignedBy::RoundRobin), Some(why)));
    // two processes at once, and later: everybody had it
    let later = wall(zone, "2027-03-08T12:00:00");
    tokio::join!(sweep(&t, later), sweep(&t, later));
    let stays = show(&cx, id).await.expect("shown");
    assert_eq!((owner(&stays), stays.queue_at, stays.row.version), (Some(support), None, moved.row.version));
    t.relay().await;
    let told = timeline(&t.cx(BuiltinRole::SalesAgent), id, None).await.expect("whoever had it sees where it went").items;
    let kinds: Vec<_> = told.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["leads.returned", "leads.assigned", "leads.created"]);
    assert_eq!(
        (told[0].actor.as_str(), told[0].data["from"].as_str(), told[0].data["why"].as_str()),
        ("Tailboard", Some("Priya Sales"), Some(why))
    );
}

#[tokio::test]
async fn whoever_gets_to_a_lead_keeps_it() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    two(&t, &cx).await;
    let call = NewActivity { kind: ActivityKind::Call, body: "Wants one price".into(), outcome: None, due_at: None, follow_up: None };
    let note = NewActivity { kind: ActivityKind::Note, ..call.clone() };
    let (called, noted, dragged, given) =
        (create(&cx, online()).await, create(&cx, online()).await, create(&cx, online()).await, create(&cx, online()).await);
    let [called, noted, dragged, given] = [called, noted, dragged, given].map(|lead| lead.expect("created"));
    assert!(log(&cx, called.row.id, call).await.expect("logged").queue_at.is_none());
    assert!(log(&cx, noted.row.id, note).await.expect("logged").queue_at.is_some(), "a note reaches nobody");
    let contacted = dragged.stages[1].id;
    move_card(&cx, dragged.row.id, MoveLead::to(dragged.row.version, contacted, None)).await.expect("moved");
    let by_hand = AssignLead { version: given.row.version, owner: owner(&given), reason: None };
    assert!(assign(&cx, given.row.id, by_hand).await.expect("given").queue_at.is_none());
    sweep(&t, cx.now() + TimeDelta::days(30)).await;
    for (lead, stays) in [(called, true), (noted, false), (dragged, true), (given, true)] {
        let now = show(&cx, lead.row.id).await.expect("shown");
        assert_eq!(owner(&now) == owner(&lead), stays, "{}: {:?}", now.row.number, now.assigned_why);
    }
}

#[tokio::test]
async fn the_timer_of_the_queue_is_set_and_switched_off() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let [agent, _] = two(&t, &cx).await;
    assert_eq!(queue(&cx).await.expect("a queue").return_minutes, Some(60));
    assert!(edit_queue(&cx, EditQueue { return_minutes: Some(4) }).await.unwrap_err().fields().0.contains_key("return_minutes"));
    let always = EditTurn { hours: Some(BusinessHours { days: [Some((0, 1440)); 7] }), ..EditTurn::at(0) };
    edit_turn(&cx, agent, always).await.expect("changed");
    assert_eq!(edit_queue(&cx, EditQueue { return_minutes: Some(15) }).await.expect("set").return_minutes, Some(15));
    let lead = create(&cx, online()).await.expect("created");
    let at = lead.queue_at.expect("it moves on");
    let late = (at - lead.row.created_at - TimeDelta::minutes(15)).num_seconds();
    assert!(late.abs() < 30, "by the hours of whoever has it: {late} s");
    edit_queue(&cx, EditQueue { return_minutes: None }).await.expect("off");
    sweep(&t, at).await;
    let shown = show(&cx, lead.row.id).await.expect("shown");
    assert_eq!((owner(&shown), shown.queue_at), (Some(agent), None));
    assert_eq!(create(&cx, online()).await.expect("created").queue_at, None);
    let agent = t.cx(BuiltinRole::SalesAgent);
    assert!(matches!(edit_queue(&agent, EditQueue { return_minutes: None }).await, Err(Error::Forbidden { .. })));
}
