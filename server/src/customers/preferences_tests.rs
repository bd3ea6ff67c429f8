//! What people let us write to them, on a real database.

use shared::Error;
use shared::access::BuiltinRole;
use shared::customers::{
    AccountKind, ConsentWay, EditPreferences, MessageChannel, MessageKind, MessageOn, NewAccount, QuietHours, SmsChange,
};

use super::*;
use crate::testing::TestApp;

async fn person(cx: &Cx) -> Account {
    let contact = NewContact { name: "Ida Lund".into(), email: Some("ida@harbour.example".into()), ..NewContact::default() };
    let input = NewAccount {
        kind: AccountKind::Company,
        name: "Harbour Dental".into(),
        contact: Some(contact),
        tags: vec![],
        notes: String::new(),
        custom: CustomValues::new(),
    };
    create(cx, input).await.expect("created")
}

fn quiet(zone: &str) -> EditPreferences {
    let at = |h| chrono::NaiveTime::from_hms_opt(h, 0, 0).expect("a time");
    let quiet = QuietHours { from: at(21), until: at(7), zone: zone.into() };
    EditPreferences { version: 1, off: vec![], by_hand: vec![], sms: None, quiet: Some(quiet), untracked: None }
}

#[tokio::test]
async fn what_somebody_wants_is_kept_with_its_proof_and_told_before_and_after() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = person(&cx).await;
    let contact = account.contacts[0].id;
    let day = cx.now().date_naive() - chrono::Days::new(2);
    let input = EditPreferences {
        off: vec![MessageOn { kind: MessageKind::Marketing, channel: MessageChannel::Email }],
        by_hand: vec![MessageKind::Reminders],
        sms: Some(SmsChange { agreed: true, how: ConsentWay::Paper, day: Some(day), wording: "May we text you?".into() }),
        ..quiet("America/Vancouver")
    };
    let changed = edit_preferences(&cx, account.id, contact, input.clone()).await.expect("noted");
    let kept = &changed.contacts[0].preferences;
    assert_eq!((kept.off.len(), kept.by_hand.as_slice(), kept.quiet.is_some()), (1, &[MessageKind::Reminders][..], true));
    let consent = kept.sms.as_ref().expect("agreed");
    assert_eq!((consent.day, consent.wording.as_str(), consent.by.as_str()), (day, "May we text you?", cx.actor.name()));
    let late = edit_preferences(&cx, account.id, contact, input).await.unwrap_err();
    assert!(matches!(late, Error::Conflict { code, .. } if code == "changed"));
    t.relay().await;
    let told = timeline(&cx, account.id, None, None).await.expect("a timeline").items.remove(0);
    assert_eq!(told.kind, "customers.preferences_edited");
    assert_eq!(told.data["preferences"]["before"], serde_json::json!({}));
    assert_eq!(told.data["preferences"]["after"]["by_hand"][0], "reminders");
}

#[tokio::test]
async fn only_who_sees_people_changes_what_they_want_and_zones_are_known() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let account = person(&cx).await;
    let contact = account.contacts[0].id;
    let mut blind = t.owner().await;
    blind.access.fields.clear();
    assert!(matches!(edit_preferences(&blind, account.id, contact, quiet("UTC")).await.unwrap_err(), Error::Forbidden { .. }));
    let foreign = edit_preferences(&t.foreign(BuiltinRole::Owner), account.id, contact, quiet("UTC")).await.unwrap_err();
    assert_eq!(foreign, Error::NotFound);
    let nowhere = edit_preferences(&cx, account.id, contact, quiet("Mars/Olympus")).await.unwrap_err();
    assert_eq!(nowhere, Error::field("quiet.zone", "zone"));
    edit_preferences(&cx, account.id, contact, quiet("UTC")).await.expect("noted");
    assert!(show(&blind, account.id).await.expect("a customer").contacts[0].preferences.is_plain(), "as if nothing had been said");
}

#[test]
fn quiet_hours_end_by_the_clocks_of_their_zone() {
    let said = shared::customers::Preferences { quiet: quiet("America/Toronto").quiet, ..Default::default() };
    let night: chrono::DateTime<chrono::Utc> = "2026-11-22T06:00:00Z".parse().expect("a moment");
    assert_eq!(quiet_until(&said, night), "2026-11-22T12:00:00Z".parse().ok(), "one at night there, until seven");
    assert_eq!(quiet_until(&said, night + chrono::Duration::hours(12)), None);
}
