//! Booking, closing and opening again, against a real database.

use chrono::Utc;
use shared::access::BuiltinRole;
use shared::jobs::{AssignCrew, CrewPlace, Intent, NewJob, NewNote, NewStop, NoteKind, StopKind, Weight};
use shared::media::{DeclareMedia, MediaKind};
use shared::packs::{CrewRole, ServiceLine};
use shared::{MediaId, NoteId};
use uuid::Uuid;

use super::*;
use crate::jobs::tests::{assigned, booked, sent};
use crate::jobs::{assign, carry_out, create, note, show};
use crate::testing::TestApp;

fn code<T: std::fmt::Debug>(answer: Result<T>) -> String {
    match answer {
        Err(Error::Conflict { code, .. }) => code,
        other => format!("{other:?}"),
    }
}

async fn completed(t: &TestApp) -> Job {
    let (id, job) = assigned(t).await;
    let dispatcher = t.cx(BuiltinRole::Dispatcher);
    for phase in job.phases.iter().skip(1) {
        let wish = Intent::OverridePhase { phase: phase.id, reason: "Done on paper".into() };
        carry_out(&dispatcher, id, sent(wish)).await.expect("overridden");
    }
    show(&t.owner().await, id).await.expect("the job")
}

#[tokio::test]
async fn a_completed_job_closes_when_its_files_are_in_and_opens_again() {
    let t = TestApp::new().await;
    let dispatcher = t.cx(BuiltinRole::Dispatcher);
    let job = completed(&t).await;
    assert_eq!(job.status, JobStatus::Completed);
    let id = job.id;
    let seen = |job: &Job| SeenJob { version: job.version };
    assert!(matches!(close(&t.cx(BuiltinRole::Driver), id, seen(&job)).await, Err(Error::Forbidden { .. })));
    assert_eq!(close(&t.foreign(BuiltinRole::Owner), id, seen(&job)).await, Err(Error::NotFound));
    assert_eq!(code(reopen(&dispatcher, id, seen(&job)).await), "job_not_closed");

    let file = DeclareMedia {
        id: MediaId(Uuid::now_v7()),
        job: id,
        phase: None,
        requirement: None,
        item: None,
        kind: MediaKind::Photo,
        size: 10,
        sha256: "0".repeat(64),
        taken_at: Utc::now(),
        gps: None,
        caption: String::new(),
        signer: String::new(),
        position: 0,
    };
    let driver = t.cx(BuiltinRole::Driver);
    crate::media::declare(&driver, file.clone()).await.expect("declared");
    assert_eq!(code(close(&dispatcher, id, seen(&job)).await), "files_waiting");
    crate::media::delete(&driver, file.id).await.expect("removed");

    let closed = close(&dispatcher, id, seen(&job)).await.expect("closed");
    assert_eq!((closed.status, closed.version), (JobStatus::Closed, job.version + 1));
    let words = NewNote { id: NoteId(Uuid::now_v7()), kind: NoteKind::Note, weight: Weight::Normal, text: "late".into() };
    assert_eq!(code(note(&dispatcher, id, words).await), "job_over");
    assert_eq!(code(cancel(&dispatcher, id, CancelJob { reason: "late".into(), version: closed.version }).await), "job_over");
    assert_eq!(code(close(&dispatcher, id, seen(&closed)).await), "job_over");
    assert_eq!(code(reopen(&dispatcher, id, seen(&job)).await), "changed");
    let open = reopen(&dispatcher, id, seen(&closed)).await.expect("opened again");
    assert_eq!(open.status, JobStatus::Completed);
    t.relay().await;
    let log = crate::audit::job_timeline(&t.owner().await, id, None).await.expect("the timeline");
    for kind in ["jobs.closed", "jobs.reopened"] {
        assert_eq!(log.items.iter().filter(|e| e.kind == kind).count(), 1, "{kind}");
    }
}

#[tokio::test]
async fn a_job_with_open_work_or_a_broken_seal_does_not_close() {
    let t = TestApp::new().await;
    let dispatcher = t.cx(BuiltinRole::Dispatcher);
    let (id, job) = assigned(&t).await;
    assert_eq!(code(close(&dispatcher, id, SeenJob { version: job.version }).await), "job_not_completed");
    assert_eq!(code(book(&dispatcher, id, SeenJob { version: job.version }).await), "job_booked");

    let job = completed(&t).await;
    let mut conn = t.owner_connection().await;
    sqlx::query("update job_phases set manifest = replace(manifest, 'paper', 'stone') where job_id = $1 and position = 2")
        .bind(job.id.0)
        .execute(&mut conn)
        .await
        .expect("tampered");
    let before = t.census().await;
    assert_eq!(code(close(&dispatcher, job.id, SeenJob { version: job.version }).await), "seal_broken");
    assert_eq!(t.census().await, before);
}

#[tokio::test]
async fn nobody_is_put_on_a_requested_job_before_it_is_booked() {
    let t = TestApp::new().await;
    let dispatcher = t.cx(BuiltinRole::Dispatcher);
    let stop = NewStop::at(StopKind::Stop, "1 Main St");
    let start = Utc::now() + chrono::Duration::days(2);
    let wish = NewJob {
        line: ServiceLine::Moving,
        title: "Piano, second floor".into(),
        customer: "Ines Moreau".into(),
        email: Some("ines@example.com".into()),
        phone: None,
        stops: vec![stop],
        starts_at: Some(start),
        ends_at: Some(start + chrono::Duration::hours(4)),
        total_cents: 45_000,
        instructions: String::new(),
        requested: true,
    };
    let job = create(&dispatcher, wish).await.expect("the job is made");
    assert_eq!(job.status, JobStatus::Requested);
    assert!(job.phases.iter().all(|p| p.started_at.is_none()), "nothing begins before it is agreed");
    let customer = async || {
        let mut conn = t.owner_connection().await;
        let status: String = sqlx::query_scalar("select status from accounts where id = $1")
            .bind(job.account.0)
            .fetch_one(&mut conn)
            .await
            .expect("the account");
        status
    };
    assert_eq!(customer().await, "prospect");
    let crew = || vec![CrewPlace { member: t.org().person(BuiltinRole::Driver).member, role: CrewRole::Driver }];
    assert_eq!(
        code(assign(&dispatcher, job.id, AssignCrew { crew: crew(), version: job.version, reason: String::new() }).await),
        "job_not_booked"
    );
    let begin = sent(Intent::StartPhase { phase: job.phases[0].id });
    assert_eq!(code(carry_out(&dispatcher, job.id, begin).await), "job_not_booked");

    let booked = book(&dispatcher, job.id, SeenJob { version: job.version }).await.expect("booked");
    assert_eq!((booked.status, booked.phases[0].items.iter().filter(|i| i.answered_at.is_some()).count()), (JobStatus::Booked, 2));
    assert_eq!(customer().await, "active");
    let crewed =
        assign(&dispatcher, job.id, AssignCrew { crew: crew(), version: booked.version, reason: String::new() }).await.expect("a crew");
    assert_eq!(crewed.status, JobStatus::Assigned);
}

#[tokio::test]
async fn a_note_is_written_once_and_belongs_to_one_job() {
    let t = TestApp::new().await;
    let (dispatcher, owner) = (t.cx(BuiltinRole::Dispatcher), t.owner().await);
    let (one, other) = (booked(&owner).await, booked(&owner).await);
    let words = NewNote { id: NoteId(Uuid::now_v7()), kind: NoteKind::Note, weight: Weight::Normal, text: "The gate code is 4711".into() };
    for _ in 0..2 {
        let job = note(&dispatcher, one, words.clone()).await.expect("noted");
        assert_eq!(job.notes.iter().filter(|n| n.id == words.id).count(), 1);
    }
    assert_eq!(code(note(&dispatcher, other, words).await), "note_reused");
}
