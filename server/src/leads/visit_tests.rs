//! Site visits on a real database: nobody is at two places at once, however many ask at the same time.

use chrono::{DateTime, Duration, Utc};
use futures_util::future::join_all;
use shared::access::BuiltinRole::{self, Dispatcher, Driver, SalesAgent, SalesSupport};
use shared::jobs::{AssignCrew, CrewPlace};
use shared::leads::visits::{
    CancelVisit, CompleteVisit, EditVisit, FillVisit, MOST_VISITS, MovingSite, NewVisit, SiteVisit, VISIT_OVERLAPS, VisitEnd, VisitForm,
    VisitStatus,
};
use shared::leads::{ActivityKind, CompleteActivity, Outcome, StepState};
use shared::packs::{CrewRole, ServiceLine};
use shared::{ActivityId, Error, LeadId, MemberId};

use super::tests::{ski_club, with_pipelines};
use super::*;
use crate::testing::TestApp;

fn who(t: &TestApp, role: BuiltinRole) -> MemberId {
    t.org().person(role).member
}

/// A moving lead of the owner.
async fn lead(t: &TestApp, name: &str) -> LeadId {
    let new = shared::leads::NewLead {
        name: name.into(),
        company: None,
        service_line: ServiceLine::Moving,
        origin: Some("12 Elm St, Surrey".into()),
        passengers: None,
        ..ski_club()
    };
    create(&t.owner().await, new).await.expect("created").row.id
}

fn visit_of(member: MemberId, from: DateTime<Utc>, minutes: i64) -> NewVisit {
    NewVisit { member, starts_at: from, ends_at: from + Duration::minutes(minutes), address: String::new(), reason: String::new() }
}

/// What a refusal says because somebody is elsewhere.
fn refused(answer: &Result<SiteVisit>) -> Option<&str> {
    match answer {
        Err(Error::Conflict { code, detail }) if code == VISIT_OVERLAPS => Some(detail.as_str()),
        _ => None,
    }
}

fn tomorrow(t: &TestApp) -> DateTime<Utc> {
    t.app.now() + Duration::days(1)
}

#[tokio::test]
async fn a_visit_is_planned_where_the_lead_is_and_completing_it_advances_the_journey() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let id = lead(&t, "Ada").await;
    let at = tomorrow(&t);
    let planned = plan_visit(&cx, id, visit_of(who(&t, SalesAgent), at, 60)).await.expect("planned");
    assert_eq!((planned.address.as_str(), planned.zone.as_str()), ("12 Elm St, Surrey", "America/Vancouver"));
    let seen = show(&cx, id).await.expect("the lead");
    let step = seen.row.next_step.clone().expect("a next step");
    assert_eq!((step.kind, step.id, step.due_at), (ActivityKind::Visit, ActivityId(planned.id.0), planned.starts_at));
    assert_eq!(seen.journey.steps[1].state, StepState::Current);

    let moving = MovingSite { rooms: Some(4), floors: Some(2), ..MovingSite::default() };
    let form = VisitForm { moving: Some(moving), ..VisitForm::default() };
    let filled = FillVisit { version: planned.version, form: form.clone(), result: String::new() };
    let half = fill_visit(&cx, id, planned.id, filled.clone()).await.expect("written down");
    assert_eq!((half.version, half.status, &half.form), (2, VisitStatus::Planned, &form));
    let stale = fill_visit(&cx, id, planned.id, filled).await.unwrap_err();
    assert!(matches!(stale, Error::Conflict { ref code, .. } if code == "changed"), "{stale:?}");
    let wrong = FillVisit { version: 2, form: VisitForm::of(ServiceLine::Charter), result: String::new() };
    assert!(fill_visit(&cx, id, planned.id, wrong).await.unwrap_err().fields().0.contains_key("form.charter"));

    let done = CompleteVisit { version: 2, form: form.clone(), result: " Two trucks ".into(), follow_up: None };
    let held = complete_visit(&cx, id, planned.id, done.clone()).await.expect("held");
    assert_eq!((held.status, held.result.as_str(), held.done_at.is_some()), (VisitStatus::Done, "Two trucks", true));
    let seen = show(&cx, id).await.expect("the lead");
    assert_eq!((seen.journey.steps[1].state, seen.row.next_step.is_none()), (StepState::Done, true));
    assert!(seen.first_touch_at.is_some());
    let again = complete_visit(&cx, id, planned.id, CompleteVisit { version: held.version, ..done }).await.unwrap_err();
    assert!(matches!(again, Error::Conflict { ref code, .. } if code == "visit_over"), "{again:?}");
    t.relay().await;
    let kinds: Vec<_> = timeline(&cx, id, None).await.expect("a timeline").items.into_iter().map(|e| e.kind).collect();
    assert_eq!(kinds[..3], ["leads.visit_done", "leads.visit_filled", "leads.visit_planned"]);
}

#[tokio::test]
async fn who_is_elsewhere_is_refused_with_name_and_time_unless_somebody_says_why() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let (one, other) = (lead(&t, "Ada Ash").await, lead(&t, "Bo Birch").await);
    let (agent, at) = (who(&t, SalesAgent), tomorrow(&t));
    let first = plan_visit(&cx, one, visit_of(agent, at, 60)).await.expect("free");
    let answer = plan_visit(&cx, other, visit_of(agent, at + Duration::minutes(30), 60)).await;
    let detail = refused(&answer).expect("at the first");
    assert!(detail.contains("Priya Sales") && detail.contains("L-00001 Ada Ash"), "{detail}");
    assert_eq!(visits_of(&cx, other).await.expect("a list"), []);
    plan_visit(&cx, other, visit_of(agent, at + Duration::minutes(60), 30)).await.expect("back to back");
    plan_visit(&cx, other, visit_of(who(&t, SalesSupport), at, 60)).await.expect("somebody else is free");
    let both = NewVisit { reason: " Same street ".into(), ..visit_of(agent, at, 20) };
    let double = plan_visit(&cx, other, both).await.expect("with a reason");
    assert_eq!(double.overlap_reason, "Same street");

    // moved within its own time it is not in its own way, and free again once it ends
    let end = CancelVisit { version: double.version, how: VisitEnd::Cancelled, reason: "Not needed".into() };
    cancel_visit(&cx, other, double.id, end).await.expect("cancelled");
    let to = EditVisit {
        version: first.version,
        member: agent,
        starts_at: at + Duration::minutes(10),
        ends_at: at + Duration::minutes(50),
        address: "14 Elm St".into(),
        reason: String::new(),
    };
    let moved = change_visit(&cx, one, first.id, to.clone()).await.expect("moved");
    assert_eq!((moved.address.as_str(), moved.version), ("14 Elm St", 2));
    let onto = EditVisit { version: 2, ends_at: at + Duration::minutes(70), ..to };
    assert!(refused(&change_visit(&cx, one, first.id, onto).await).is_some_and(|detail| detail.contains("Bo Birch")));
    let step = show(&cx, one).await.expect("the lead").row.next_step.expect("a step");
    assert_eq!((step.due_at, step.what.as_str()), (moved.starts_at, "14 Elm St"));
}

#[tokio::test]
async fn a_job_one_is_on_is_in_the_way_of_a_visit() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let job = crate::jobs::tests::booked(&cx).await;
    let shown = crate::jobs::show(&cx, job).await.expect("the job");
    let crew = vec![CrewPlace { member: who(&t, Driver), role: CrewRole::Driver }];
    crate::jobs::assign(&t.cx(Dispatcher), job, AssignCrew { crew, version: shown.version, reason: String::new() }).await.expect("set");
    let begins = shown.starts_at.expect("a beginning");
    let id = lead(&t, "Ada").await;
    let answer = plan_visit(&cx, id, visit_of(who(&t, Driver), begins + Duration::minutes(5), 30)).await;
    assert!(refused(&answer).is_some_and(|detail| detail.contains("Theo Driver") && detail.contains(&shown.number)), "{answer:?}");
    // the day shows it before somebody is refused
    let zone: chrono_tz::Tz = "America/Vancouver".parse().expect("a zone");
    let day = begins.with_timezone(&zone).date_naive();
    let plans = member_day(&cx, Some(who(&t, Driver)), Some(day)).await.expect("a day");
    assert_eq!(plans.iter().map(|plan| plan.what.clone()).collect::<Vec<_>>(), [Some(shown.number.clone())]);
    plan_visit(&cx, id, visit_of(who(&t, Driver), begins - Duration::hours(2), 30)).await.expect("free before");
}

#[tokio::test]
async fn a_visit_one_goes_to_is_in_the_way_of_a_job_unless_somebody_says_why() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let job = crate::jobs::tests::booked(&cx).await;
    let shown = crate::jobs::show(&cx, job).await.expect("the job");
    let begins = shown.starts_at.expect("a beginning");
    let id = lead(&t, "Ada").await;
    let visit = plan_visit(&cx, id, visit_of(who(&t, Driver), begins + Duration::minutes(5), 30)).await.expect("planned");
    let number = visit.lead.clone();

    let people = crate::jobs::candidates(&cx, job).await.expect("people");
    let theo = people.iter().find(|person| person.member == who(&t, Driver)).expect("the driver");
    assert_eq!(theo.clashes, std::slice::from_ref(&number), "shown before somebody is refused");
    let crew = |reason: &str| AssignCrew {
        crew: vec![CrewPlace { member: who(&t, Driver), role: CrewRole::Driver }],
        version: shown.version,
        reason: reason.into(),
    };
    let answer = crate::jobs::assign(&cx, job, crew("")).await;
    let Err(Error::Conflict { code, detail }) = &answer else { panic!("{answer:?}") };
    assert_eq!(code, shared::jobs::CREW_BUSY);
    assert!(detail.starts_with(&format!("Theo Driver goes to the site visit of {number} from ")), "{detail}");
    crate::jobs::assign(&cx, job, crew(" In the same street ")).await.expect("with a reason");
    t.relay().await;
    let events = crate::audit::job_timeline(&cx, job, None).await.expect("the timeline").items;
    let kept = events.into_iter().find_map(|event| event.data.get("double_booked").cloned()).expect("it is kept");
    assert_eq!(kept, serde_json::json!({ "reason": "In the same street", "with": ["Theo Driver (a site visit)"] }), "not of which lead");

    let other = crate::jobs::tests::booked(&cx).await;
    let end = CancelVisit { version: visit.version, how: VisitEnd::Cancelled, reason: "moved".into() };
    cancel_visit(&cx, id, visit.id, end).await.expect("cancelled");
    let people = crate::jobs::candidates(&cx, other).await.expect("people");
    let theo = people.iter().find(|person| person.member == who(&t, Driver)).expect("the driver");
    assert_eq!(theo.clashes, std::slice::from_ref(&shown.number), "what is cancelled is in nobody's way");
}

#[tokio::test]
async fn of_fifty_visits_at_the_same_time_exactly_one_gets_a_member() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let mut leads = Vec::new();
    for n in 0..50 {
        leads.push(lead(&t, &format!("Lead {n}")).await);
    }
    let (agent, at) = (who(&t, SalesAgent), tomorrow(&t));
    for _ in 0..3 {
        let answers = join_all(leads.iter().map(|id| plan_visit(&cx, *id, visit_of(agent, at, 60)))).await;
        let won: Vec<&SiteVisit> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
        assert_eq!(won.len(), 1, "{} of {} won", won.len(), answers.len());
        for answer in answers.iter().filter(|answer| answer.is_err()) {
            assert!(refused(answer).is_some_and(|detail| detail.contains("Priya Sales") && detail.contains(&won[0].lead)), "{answer:?}");
        }
        let end = CancelVisit { version: won[0].version, how: VisitEnd::Cancelled, reason: "Next round".into() };
        cancel_visit(&cx, won[0].lead_id, won[0].id, end).await.expect("free for the next round");
    }
    assert_eq!(t.count("site_visits").await, 3);
}

#[tokio::test]
async fn a_visit_nobody_was_there_for_or_that_ends_with_its_step_is_over() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let id = lead(&t, "Ada").await;
    let (agent, at) = (who(&t, SalesAgent), tomorrow(&t));
    let planned = plan_visit(&cx, id, visit_of(agent, at, 60)).await.expect("planned");
    let missed = CancelVisit { version: 1, how: VisitEnd::NoShow, reason: "Rang twice".into() };
    let missed = cancel_visit(&cx, id, planned.id, missed).await.expect("missed");
    assert_eq!((missed.status, missed.reason.as_str()), (VisitStatus::NoShow, "Rang twice"));
    assert_eq!(show(&cx, id).await.expect("the lead").journey.steps[1].state, StepState::Next, "it was not held");

    for (outcome, status) in [(Some(Outcome::NotHeld), VisitStatus::Cancelled), (Some(Outcome::Held), VisitStatus::Done)] {
        let planned = plan_visit(&cx, id, visit_of(agent, at, 60)).await.expect("free again");
        let step = CompleteActivity { outcome, note: Some("By the list of tasks".into()), follow_up: None };
        complete(&cx, id, ActivityId(planned.id.0), step).await.expect("done");
        assert_eq!(show_visit(&cx, id, planned.id).await.expect("the visit").status, status);
    }
}

#[tokio::test]
async fn times_places_and_people_that_cannot_be_are_refused() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let id = lead(&t, "Ada").await;
    let (agent, at) = (who(&t, SalesAgent), tomorrow(&t));
    let field = |answer: Result<SiteVisit>| answer.unwrap_err().fields().0.into_keys().next();
    assert_eq!(field(plan_visit(&cx, id, visit_of(agent, at, -5)).await).as_deref(), Some("ends_at"));
    assert_eq!(field(plan_visit(&cx, id, visit_of(agent, at, 25 * 60)).await).as_deref(), Some("ends_at"));
    let foreign = t.other_org().person(SalesAgent).member;
    assert_eq!(field(plan_visit(&cx, id, visit_of(foreign, at, 60)).await).as_deref(), Some("member"));
    let nowhere = create(&cx, shared::leads::NewLead { origin: None, ..ski_club() }).await.expect("created").row.id;
    assert_eq!(field(plan_visit(&cx, nowhere, visit_of(agent, at, 60)).await).as_deref(), Some("address"));
    let day = |text: &str| Some(text.parse().expect("a day"));
    for (from, to) in [("2026-11-23", "2026-11-22"), ("2026-01-01", "2026-03-01"), ("0001-01-01", "0001-01-02")] {
        assert!(matches!(calendar(&cx, day(from), day(to), None).await, Err(Error::Invalid(_))), "{from} {to}");
    }
}

#[tokio::test]
async fn a_calendar_shows_the_days_of_the_organization_and_each_changes_what_is_theirs() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let agent = t.cx(SalesAgent);
    let (one, other) = (lead(&t, "Ada Ash").await, lead(&t, "Bo Birch").await);
    let day: chrono::NaiveDate = "2027-03-02".parse().expect("a day");
    // an hour before midnight in Vancouver, which is the next day in UTC
    let late: DateTime<Utc> = "2027-03-03T07:00:00Z".parse().expect("a moment");
    let hers = plan_visit(&cx, one, visit_of(who(&t, SalesAgent), late, 30)).await.expect("planned");
    let theirs = plan_visit(&cx, other, visit_of(who(&t, SalesSupport), late, 30)).await.expect("planned");
    let ids = |calendar: shared::leads::visits::VisitCalendar| calendar.visits.into_iter().map(|visit| visit.id).collect::<Vec<_>>();
    let all = calendar(&cx, Some(day), Some(day), None).await.expect("a calendar");
    assert_eq!((all.zone.as_str(), all.people.len()), ("America/Vancouver", BuiltinRole::ALL.len()));
    assert_eq!(ids(all), [hers.id, theirs.id]);
    let next = day.succ_opt();
    assert_eq!(ids(calendar(&cx, next, next, None).await.expect("a calendar")), []);
    assert_eq!(ids(calendar(&cx, Some(day), Some(day), Some(who(&t, SalesAgent))).await.expect("a calendar")), [hers.id]);

    // the leads are the owner's: an agent changes the visit she is sent to, and no other
    let done = CompleteVisit { version: 1, form: VisitForm::default(), result: "Seen".into(), follow_up: None };
    assert!(show_visit(&agent, one, hers.id).await.expect("hers").may_edit);
    assert!(!show_visit(&agent, other, theirs.id).await.expect("seen").may_edit);
    assert!(matches!(complete_visit(&agent, other, theirs.id, done.clone()).await.unwrap_err(), Error::Forbidden { .. }));
    assert!(matches!(plan_visit(&agent, other, visit_of(who(&t, SalesAgent), late, 5)).await.unwrap_err(), Error::Forbidden { .. }));
    complete_visit(&agent, one, hers.id, done.clone()).await.expect("she was there");

    let foreign = t.foreign(BuiltinRole::Owner);
    assert_eq!(ids(calendar(&foreign, Some(day), Some(day), None).await.expect("a calendar")), []);
    assert_eq!(show_visit(&foreign, other, theirs.id).await.unwrap_err(), Error::NotFound);
    assert_eq!(complete_visit(&foreign, other, theirs.id, done).await.unwrap_err(), Error::NotFound);
    assert!(matches!(plan_visit(&t.cx(Driver), other, visit_of(who(&t, Driver), late, 30)).await.unwrap_err(), Error::Forbidden { .. }));
}

#[tokio::test]
async fn a_calendar_that_cannot_show_all_visits_says_so_and_a_later_day_brings_the_rest() {
    let t = with_pipelines().await;
    let cx = t.owner().await;
    let id = lead(&t, "Ada Ash").await;
    let (first, last): (chrono::NaiveDate, chrono::NaiveDate) =
        ("2027-03-01".parse().expect("a day"), "2027-03-07".parse().expect("a day"));
    let mut conn = t.owner_connection().await;
    // on two days from nine in Vancouver on, a few seconds apart
    let planned = "with made as (
            insert into activities (org_id, id, lead_id, kind, body, due_at)
            select $1, gen_random_uuid(), $2, 'visit', '12 Elm St', d + make_interval(secs => n)
            from generate_series($4::timestamptz, $4 + interval '1 day', interval '1 day') d, generate_series(1, $5) n returning id, due_at)
        insert into site_visits (org_id, id, lead_id, member_id, starts_at, ends_at, zone, address)
        select $1, id, $2, $3, due_at, due_at + interval '1 second', 'America/Vancouver', '12 Elm St' from made";
    let nine: DateTime<Utc> = "2027-03-01T17:00:00Z".parse().expect("a moment");
    let each = i32::try_from(MOST_VISITS / 2 + 1).expect("not so many");
    let done = sqlx::query(planned).bind(cx.org.0).bind(id.0).bind(who(&t, SalesAgent).0).bind(nine).bind(each).execute(&mut conn).await;
    assert_eq!(done.expect("planned").rows_affected(), MOST_VISITS as u64 + 2);
    let week = calendar(&cx, Some(first), Some(last), None).await.expect("a calendar");
    assert_eq!((week.visits.len(), week.more), (MOST_VISITS, true));
    assert!(week.visits.is_sorted_by_key(|visit| visit.starts_at));
    let rest = calendar(&cx, first.succ_opt(), Some(last), None).await.expect("a calendar");
    assert_eq!((rest.visits.len(), rest.more), (MOST_VISITS / 2 + 1, false));
    let nobody = calendar(&cx, Some(first), Some(last), Some(who(&t, Dispatcher))).await.expect("a calendar");
    assert_eq!((nobody.visits.len(), nobody.more), (0, false));
    // so many, and not one more
    let fewer = "delete from site_visits where id in (select id from site_visits order by starts_at limit 2)";
    sqlx::query(fewer).execute(&mut conn).await.expect("two fewer");
    let week = calendar(&cx, Some(first), Some(last), None).await.expect("a calendar");
    assert_eq!((week.visits.len(), week.more), (MOST_VISITS, false));
}
