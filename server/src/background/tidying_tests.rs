//! All or nothing in sweeps that remove what is over (T13): old commands and work, ended sessions and links, bytes of
//! deleted media, followed mails, answers of geocoders, people who were taken off. And the list of all sweeps and kinds
//! of work, so that a new one has its proof.

use std::collections::BTreeSet;

use shared::access::BuiltinRole;
use sqlx::PgConnection;

use super::atomic_tests::{Digest, all_or_nothing};
use super::registry::{KINDS, SWEEPS};
use crate::app::App;
use crate::testing::TestApp;

/// Where statements of it are made to fail, by the name of the test.
const PROOFS: &[(&str, &str)] = &[
    ("mail.send", "a_mail_is_queued_or_done_with"),
    ("customers.import", "an_import_adds_and_takes_back_its_customers_in_whole_steps"),
    ("practice.fill", "a_practice_organization_is_filled_whatever_fails_on_the_way"),
    ("test.rehearsal", "is a test itself"),
    ("housekeeping", "old_commands_and_work_are_forgotten_together"),
    ("quotes.expiry", "offers_run_out_each_by_itself"),
    ("quotes.handovers", "people_are_told_of_handovers_in_each_organization_by_itself"),
    ("quotes.instant_left", "what_was_left_lying_is_read_once_whatever_statement_fails_meanwhile"),
    ("media", "bytes_of_deleted_media_go_with_the_note_that_they_went"),
    ("identity.tidy", "ended_sessions_and_links_are_forgotten_together"),
    ("leads.queue", "leads_return_to_the_queue_each_by_itself"),
    ("geocoding.forget", "answers_of_geocoders_and_people_taken_off_are_forgotten"),
    ("leads.scores", "a_round_goes_on_where_it_stopped_and_one_organization_keeps_no_other_waiting"),
    ("tracking.forget", "what_is_kept_of_a_mail_is_forgotten_together"),
    ("customers.forget_removed", "answers_of_geocoders_and_people_taken_off_are_forgotten"),
];

#[test]
fn every_sweep_and_every_kind_of_work_has_its_proof() {
    let there: BTreeSet<&str> = KINDS.iter().map(|kind| kind.name).chain(SWEEPS.iter().map(|sweep| sweep.name)).collect();
    let known: BTreeSet<&str> = PROOFS.iter().map(|(name, _)| *name).collect();
    assert_eq!(there, known, "say where statements of these are made to fail");
}

/// Makes something over.
async fn prepare(conn: &mut PgConnection, statement: &'static str) -> u64 {
    let done = sqlx::query(statement).execute(conn).await.expect("it is prepared").rows_affected();
    assert!(done > 0, "there is something to prepare: {statement}");
    done
}

#[tokio::test]
async fn old_commands_and_work_are_forgotten_together() {
    let t = TestApp::new().await;
    let mut conn = t.owner_connection().await;
    for statement in [
        "insert into commands (org_id, command_id, request_hash, created_at) select id, gen_random_uuid(), '\\x00', now() - interval '31 days' from organizations",
        "insert into commands (org_id, command_id, request_hash, created_at) select id, gen_random_uuid(), '\\x00', now() - interval '29 days' from organizations",
        "insert into work (org_id, id, kind, payload, status, finished_at) select id, gen_random_uuid(), 'mail.send', '{}', 'done', now() - interval '8 days' from organizations",
    ] {
        prepare(&mut conn, statement).await;
    }
    let whole = "((select count(*) from commands where created_at < now() - interval '30 days') = 0)
                 = ((select count(*) from work where status = 'done' and finished_at < now() - interval '7 days') = 0)";
    all_or_nothing("housekeeping", &t, &t.app, whole, async |app: App| (super::sweeps::HOUSEKEEPING.run)(&app).await).await;
    let left = "(select count(*) = 2 from commands where created_at < now() - interval '28 days')
                and not exists (select from work where status = 'done' and finished_at < now() - interval '7 days')";
    assert!(Digest::of(&t).await.holds(left).await, "what is younger stays");
}

#[tokio::test]
async fn ended_sessions_and_links_are_forgotten_together() {
    let t = TestApp::new().await;
    let mut conn = t.owner_connection().await;
    t.session(t.org(), BuiltinRole::Driver).await;
    t.session(t.other_org(), BuiltinRole::Driver).await;
    prepare(&mut conn, "update sessions set expires_at = now() - interval '1 minute'").await;
    t.session(t.org(), BuiltinRole::Owner).await;
    prepare(
        &mut conn,
        "insert into tokens (token_hash, purpose, user_id, org_id, data, expires_at)
         select sha256(id::text::bytea), 'reset_password', user_id, org_id, '{}', now() - interval '8 days' from members",
    )
    .await;
    let whole = "((select count(*) from sessions where expires_at < now()) = 0) = ((select count(*) from tokens where expires_at < now() - interval '7 days') = 0)";
    all_or_nothing("ended sessions", &t, &t.app, whole, async |app: App| (crate::identity::TIDY.run)(&app).await).await;
    let left = "(select count(*) = 1 from sessions) and not exists (select from tokens where expires_at < now() - interval '7 days')";
    assert!(Digest::of(&t).await.holds(left).await, "who is logged in stays so");
}

#[tokio::test]
async fn bytes_of_deleted_media_go_with_the_note_that_they_went() {
    let t = TestApp::demo().await;
    let mut conn = t.owner_connection().await;
    let sweep = async |app: App| (crate::media::SWEEP.run)(&app).await;
    sweep(t.app.clone()).await.expect("what was due before is done");
    let gone: i64 =
        sqlx::query_scalar("select count(*) from media where purged_at is not null").fetch_one(&mut conn).await.expect("a count");
    let many = prepare(
        &mut conn,
        "update media set deleted_at = now() - interval '3 days' where purged_at is null and id in (select id from media where purged_at is null order by id limit 3)",
    )
    .await;
    let whole = format!("(select count(*) - {gone} in (0, {many}) from media where purged_at is not null)");
    all_or_nothing("deleted media", &t, &t.app, &whole, sweep).await;
    let all = format!("(select count(*) - {gone} = {many} from media where purged_at is not null)");
    assert!(Digest::of(&t).await.holds(&all).await);
}

#[tokio::test]
async fn what_is_kept_of_a_mail_is_forgotten_together() {
    let t = TestApp::demo().await;
    let mut conn = t.owner_connection().await;
    let sweep = async |app: App| (crate::tracking::FORGET.run)(&app).await;
    sweep(t.app.clone()).await.expect("what was due before is done");
    for statement in [
        "insert into mail_links (org_id, track_id, seq, token_hash, target) select org_id, id, 1, sha256(token_hash), 'https://example.com/' from mail_tracks
         on conflict do nothing",
        "update mail_tracks set expires_at = now() - interval '1 minute'",
    ] {
        prepare(&mut conn, statement).await;
    }
    let whole = "((select count(*) from mail_tracks) = 0) = ((select count(*) from mail_links) = 0)";
    all_or_nothing("followed mails", &t, &t.app, whole, sweep).await;
    let none = "not exists (select from mail_tracks) and not exists (select from mail_links) and not exists (select from mail_hits)";
    assert!(Digest::of(&t).await.holds(none).await);
}

#[tokio::test]
async fn answers_of_geocoders_and_people_taken_off_are_forgotten() {
    let t = TestApp::demo().await;
    let mut conn = t.owner_connection().await;
    let many = prepare(
        &mut conn,
        "insert into geocode_answers (org_id, question, service, candidates, answered_at, expires_at)
         select id, sha256(id::text::bytea), 'nominatim', '[]', now() - interval '200 days', now() - interval '1 minute' from organizations",
    )
    .await;
    let answers = format!("(select count(*) in (0, {many}) from geocode_answers)");
    all_or_nothing("answers of geocoders", &t, &t.app, &answers, async |app: App| (crate::geocoding::FORGET.run)(&app).await).await;
    prepare(
        &mut conn,
        "insert into removed_contacts (org_id, id, account_id, contact, removed_by, removed_at)
         select org_id, gen_random_uuid(), id, '{}', 'Olive', now() - interval '31 days' from accounts order by id limit 2",
    )
    .await;
    let people = "(select count(*) in (0, 2) from removed_contacts)";
    all_or_nothing("people taken off", &t, &t.app, people, async |app: App| (crate::customers::FORGET.run)(&app).await).await;
}
