//! What may be sent to whom.

use proptest::prelude::*;

use super::*;
use crate::input::check;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).expect("a day")
}

fn time(h: u32, m: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(h, m, 0).expect("a time")
}

fn edit() -> EditPreferences {
    EditPreferences { version: 1, off: vec![], by_hand: vec![], sms: None, quiet: None, untracked: None }
}

fn agreed() -> SmsChange {
    SmsChange { agreed: true, how: ConsentWay::Spoken, day: Some(day(20)), wording: " May we text you? ".into() }
}

fn at(d: u32) -> DateTime<Utc> {
    day(d).and_time(time(12, 0)).and_utc()
}

fn codes(answer: Result<()>) -> Vec<(String, String)> {
    let crate::Error::Invalid(errors) = answer.expect_err("refused") else { panic!("of fields") };
    errors.0.into_iter().map(|(field, all)| (field, all[0].code.clone())).collect()
}

#[test]
fn who_never_said_anything_gets_everything_but_text_messages() {
    let plain = Preferences::default();
    for kind in MessageKind::ALL.iter().copied() {
        assert_eq!(plain.refuses_by_itself(kind, MessageChannel::Email), None);
        assert_eq!(plain.refuses_by_itself(kind, MessageChannel::Push), None);
        assert_eq!(plain.refuses(kind, MessageChannel::Sms), Some(MessageRefusal::NoConsent));
    }
    assert_eq!(serde_json::to_string(&plain).expect("JSON"), "{}");
    assert!(serde_json::from_str::<Preferences>("{}").expect("read").is_plain());
}

#[test]
fn an_agreement_to_text_messages_has_its_proof_and_ends_with_who_noted_it() {
    let with = |change: SmsChange| EditPreferences { sms: Some(change), ..edit() };
    assert!(with(agreed()).check_whole(day(22)).is_ok());
    let bare = SmsChange { day: None, wording: "  ".into(), ..agreed() };
    let wanted = [("sms.day", "required"), ("sms.wording", "required")].map(|(field, code)| (field.to_owned(), code.to_owned()));
    assert_eq!(codes(with(bare).check_whole(day(22))), wanted);
    assert_eq!(codes(with(SmsChange { day: Some(day(23)), ..agreed() }).check_whole(day(22)))[0].1, "in_the_future");

    let yes = Preferences::default().changed(&with(agreed()), "Marc", at(22));
    let consent = yes.sms.clone().expect("agreed");
    assert_eq!((consent.wording.as_str(), consent.by.as_str(), consent.day), ("May we text you?", "Marc", day(20)));
    assert_eq!(yes.refuses(MessageKind::Jobs, MessageChannel::Sms), None);
    let stays = yes.changed(&edit(), "Olive", at(23));
    assert_eq!(stays.sms, yes.sms, "what is not spoken of stays");
    let back = SmsChange { agreed: false, how: ConsentWay::Message, day: None, wording: String::new() };
    let no = yes.changed(&with(back.clone()), "Olive", at(24));
    assert_eq!(no.refuses(MessageKind::Jobs, MessageChannel::Sms), Some(MessageRefusal::OptedOut));
    assert_eq!(
        no.sms.as_ref().and_then(|sms| sms.ended.clone()),
        Some(SmsEnd { at: at(24), how: ConsentWay::Message, by: "Olive".into() })
    );
    assert_eq!(no.changed(&with(back.clone()), "Marc", at(25)), no, "once is enough");
    assert_eq!(Preferences::default().changed(&with(back), "Marc", at(25)).sms, None, "nothing to take back");
    assert_eq!(no.changed(&with(agreed()), "Marc", at(26)).refuses(MessageKind::Jobs, MessageChannel::Sms), None, "agreed again");
}

#[test]
fn switches_hold_back_what_is_sent_by_itself_and_the_matrix_everything() {
    let change = EditPreferences {
        off: vec![MessageOn { kind: MessageKind::Marketing, channel: MessageChannel::Email }; 2],
        by_hand: vec![MessageKind::Reminders, MessageKind::Reminders],
        ..edit()
    };
    assert!(check(&change).is_ok());
    let held = Preferences::default().changed(&change, "Marc", at(22));
    assert_eq!((held.off.len(), held.by_hand.len()), (1, 1));
    assert_eq!(held.refuses_by_itself(MessageKind::Reminders, MessageChannel::Email), Some(MessageRefusal::ByHand));
    assert_eq!(held.refuses(MessageKind::Reminders, MessageChannel::Email), None);
    assert_eq!(held.refuses(MessageKind::Marketing, MessageChannel::Email), Some(MessageRefusal::Unwanted), "also by hand");
    assert_eq!(held.refuses(MessageKind::Marketing, MessageChannel::Push), None);
    assert!(check(&EditPreferences { by_hand: vec![MessageKind::Jobs], ..edit() }).is_err(), "bookings have no switch");
}

#[test]
fn quiet_hours_go_over_midnight_and_have_a_length() {
    let night = QuietHours { from: time(21, 0), until: time(7, 30), zone: "America/Vancouver".into() };
    assert_eq!(night.ends(day(22).and_time(time(23, 0))), Some(day(23).and_time(time(7, 30))));
    assert_eq!(night.ends(day(22).and_time(time(6, 0))), Some(day(22).and_time(time(7, 30))));
    assert_eq!(night.ends(day(22).and_time(time(7, 30))), None);
    let noon = QuietHours { from: time(12, 0), until: time(13, 0), ..night.clone() };
    assert_eq!(noon.ends(day(22).and_time(time(12, 30))), Some(day(22).and_time(time(13, 0))));
    assert_eq!(noon.ends(day(22).and_time(time(14, 0))), None);
    let none = EditPreferences { quiet: Some(QuietHours { until: time(21, 0), ..night }), ..edit() };
    assert_eq!(codes(none.check_whole(day(22))), [("quiet.until".to_owned(), "same_time".to_owned())]);
}

#[test]
fn who_is_not_to_be_tracked_stays_so_until_somebody_says_otherwise() {
    let with = |untracked| EditPreferences { untracked, ..edit() };
    let held = Preferences::default().changed(&with(Some(true)), "Marc", at(22));
    assert!(held.untracked && !held.is_plain());
    assert_eq!(serde_json::to_string(&held).expect("JSON"), r#"{"untracked":true}"#);
    let silent = held.changed(&with(None), "Olive", at(23));
    assert!(silent.untracked, "what is not spoken of stays");
    assert!(silent.changed(&with(Some(false)), "Olive", at(24)).is_plain());
}

fn some_time() -> impl Strategy<Value = NaiveTime> {
    (0..24_u32, 0..60_u32).prop_map(|(h, m)| time(h, m))
}

proptest! {
    #[test]
    fn quiet_ends_within_a_day_at_a_time_that_is_not_quiet(from in some_time(), until in some_time(), now in some_time()) {
        let quiet = QuietHours { from, until, zone: "UTC".into() };
        let wall = day(22).and_time(now);
        match quiet.ends(wall) {
            Some(end) => {
                prop_assert!(end > wall && end - wall <= chrono::TimeDelta::days(1));
                prop_assert!(!quiet.holds(end.time()));
            }
            None => prop_assert!(!quiet.holds(now)),
        }
    }

    #[test]
    fn what_is_refused_by_hand_is_refused_by_itself(off in proptest::collection::vec((0..5_usize, 0..4_usize), 0..8), by_hand in proptest::collection::vec(0..4_usize, 0..4)) {
        let off = off.into_iter().map(|(kind, channel)| MessageOn { kind: MessageKind::ALL[kind], channel: MessageChannel::ALL[channel] }).collect();
        let change = EditPreferences { off, by_hand: by_hand.into_iter().map(|n| AUTOMATED[n]).collect(), ..edit() };
        let held = Preferences::default().changed(&change, "Marc", at(22));
        for kind in MessageKind::ALL.iter().copied() {
            for channel in MessageChannel::ALL.iter().copied() {
                if let Some(why) = held.refuses(kind, channel) {
                    prop_assert_eq!(held.refuses_by_itself(kind, channel), Some(why));
                }
            }
        }
        let written = serde_json::to_string(&held).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Preferences>(&written).expect("read"), held);
    }
}
