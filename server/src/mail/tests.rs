//! Templates in both languages, and mail over a real socket.

use serde_json::{Value, json};
use shared::text::Locale;
use uuid::Uuid;

use super::{sink::Sink, *};

fn values(template: Template) -> Value {
    let mut values = json!({ "organization": "Les Déménageurs & Fils", "link": "https://example.com/x?a=1&b=2" });
    let more = match template {
        Template::ConfirmEmail | Template::NewAddress => json!({ "name": "Zoë", "hours": 24 }),
        Template::Invitation => json!({ "inviter": "Ana <b>Ruiz</b>", "role": "dispatcher", "days": 7 }),
        Template::ResetPassword => json!({ "name": "Zoë", "minutes": 45 }),
        Template::EmailChanged => json!({ "name": "Zoë", "new_email": "zoe@example.org", "hours": 72 }),
        Template::QuoteSent => json!({
            "name": "Zoë", "number": "Q-1042", "title": "Move to Laval", "total": "$1,234.50", "valid_until": "30 Nov",
            "message": "First line\n<script>alert(1)</script>",
        }),
        Template::QuoteReminder => json!({
            "name": "Zoë", "number": "Q-1042", "title": "Move to Laval", "valid_until": "30 Nov",
            "message": "First line\n<script>alert(1)</script>",
        }),
        // what is in it is written by hand, the link as well; in HTML by its parts
        Template::LeadMail => {
            return json!({
                "organization": "Les Déménageurs & Fils", "subject": "Your move\r\nBcc: x@example.com",
                "message": "First line\n<script>alert(1)</script>\nhttps://example.com/x?a=1&b=2\nAna <b>Ruiz</b>",
                "parts": [
                    { "text": "First line\n<script>alert(1)</script>\n", "link": null },
                    { "text": "https://example.com/x?a=1&b=2", "link": "https://example.com/\"><script>" },
                    { "text": "\nAna <b>Ruiz</b>", "link": null },
                ],
            });
        }
        Template::QuotesHandedOver => json!({
            "name": "Zoë",
            "quotes": [
                { "number": "Q-1042", "title": "Move to Laval", "customer": "Ana <b>Ruiz</b>", "from": "Zoë", "to": "Sam", "by": "Marc" },
                { "number": "Q-7", "title": "Coach\r\nBcc: x@example.com", "customer": "Ski club", "from": null, "to": "Zoë", "by": "Marc" },
            ],
        }),
        Template::QuoteApproved => json!({
            "name": "Zoë", "by": "Ana <b>Ruiz</b>", "number": "Q-1042", "title": "Move to Laval", "total": "$1,234.50", "message": "Once\n<script>alert(1)</script>",
        }),
        Template::QuoteAccepted => {
            json!({ "name": "Zoë", "number": "Q-1042", "title": "Move to Laval", "total": "$1,234.50" })
        }
        Template::JobBooked => json!({
            "name": "Zoë", "number": "J-7", "title": "Move\r\nBcc: x@example.com", "date": "3 Dec", "window": "8–10",
            "address": "1 Main St",
        }),
        Template::NewDevice | Template::FactorRemoved => {
            json!({ "name": "Zoë", "device": "Firefox", "ip": "203.0.113.9", "at": "3 Dec 08:00" })
        }
        Template::PortalLink => json!({ "name": "Zoë <b>Ruiz</b>", "days": 14 }),
        Template::PortalOver => json!({ "name": "Zoë <b>Ruiz</b>" }),
        Template::PortalAsked => json!({ "name": "Zoë", "who": "Ana <b>Ruiz</b>\r\nBcc: x@example.com", "customer": "Ski club <script>" }),
        Template::JobAssigned => json!({
            "name": "Zoë", "role": "driver", "number": "J-7", "title": "Move\r\nBcc: x@example.com", "date": "3 Dec", "window": "8–10",
            "address": "1 Main St",
        }),
    };
    if let (Value::Object(values), Value::Object(more)) = (&mut values, more) {
        values.extend(more);
    }
    values
}

#[test]
fn every_template_renders_in_both_languages_with_every_value() {
    for template in Template::ALL {
        let mut subjects = Vec::new();
        for locale in [Locale::En, Locale::Fr] {
            let label = format!("{} {}", template.key(), locale.tag());
            let mail = render(template, locale, &values(template)).unwrap_or_else(|error| panic!("{label}: {error}"));
            assert!(!mail.subject.is_empty() && !mail.subject.contains(['\n', '\r', '{']), "{label}: {}", mail.subject);
            assert!(mail.text.contains("https://example.com/x?a=1&b=2\n"), "{label}: plain link");
            assert!(mail.text.contains("Les Déménageurs & Fils"), "{label}: nothing is escaped in text");
            assert!(mail.html.contains("Les Déménageurs &amp; Fils"), "{label}: HTML is escaped");
            assert!(mail.html.contains(&format!("<html lang=\"{}\">", &locale.tag()[..2])), "{label}: language");
            assert!(!mail.html.contains("<script>") && !mail.html.contains("<b>Ruiz"), "{label}: markup from values");
            assert!(!mail.text.contains("{{") && !mail.html.contains("{%"), "{label}: leftover syntax");
            assert!(!mail.text.contains("\n\n\n"), "{label}: gaps in {}", mail.text);
            subjects.push(mail.subject);
        }
        assert_eq!(subjects[0] == subjects[1], template == Template::LeadMail, "{}: translated, unless written by hand", template.key());
    }
}

#[test]
fn every_value_a_template_names_is_required() {
    for template in Template::ALL {
        let Value::Object(complete) = values(template) else { unreachable!() };
        let may_lack = |key: &str| key == "message" && template != Template::LeadMail;
        for missing in complete.keys().filter(|key| !may_lack(key.as_str())) {
            let mut values = complete.clone();
            values.remove(missing);
            for locale in [Locale::En, Locale::Fr] {
                let rendered = render(template, locale, &Value::Object(values.clone()));
                assert!(rendered.is_err(), "{} {} without {missing}", template.key(), locale.tag());
            }
        }
    }
}

#[test]
fn a_way_in_says_whether_it_was_asked_for_or_who_sends_it() {
    let asked = values(Template::PortalLink);
    let mut sent = asked.clone();
    sent["by"] = json!("Olive <b>Tremblay</b>");
    for (locale, wording) in [(Locale::En, "asked for"), (Locale::Fr, "avez demandé")] {
        let (asked, sent) = (render(Template::PortalLink, locale, &asked).unwrap(), render(Template::PortalLink, locale, &sent).unwrap());
        assert!(asked.text.contains(wording) && !asked.text.contains("Olive"), "{}", asked.text);
        assert!(sent.text.contains("Olive <b>Tremblay</b>") && !sent.text.contains(wording), "{}", sent.text);
        assert!(sent.html.contains("Olive") && !sent.html.contains("<b>Tremblay") && !sent.html.contains(wording));
    }
}

#[test]
fn a_tracked_mail_leads_on_by_its_button_and_holds_a_picture_and_its_text_is_the_same() {
    for template in [Template::QuoteSent, Template::QuoteReminder] {
        let plain = values(template);
        let mut tracked = plain.clone();
        tracked["via"] = json!("https://example.com/via");
        tracked["pixel"] = json!("https://example.com/pixel");
        for locale in [Locale::En, Locale::Fr] {
            let (plain, tracked) = (render(template, locale, &plain).unwrap(), render(template, locale, &tracked).unwrap());
            assert_eq!((&tracked.subject, &tracked.text), (&plain.subject, &plain.text));
            assert!(!plain.html.replace("&#x2f;", "/").contains("/via") && !plain.html.contains("<img"), "{}", plain.html);
            let readable = tracked.html.replace("&#x2f;", "/");
            assert!(readable.contains("<a href=\"https://example.com/via\""), "{readable}");
            assert!(readable.contains("<img src=\"https://example.com/pixel\""), "{readable}");
        }
    }
}

fn mail(to: &str) -> OutgoingMail {
    OutgoingMail {
        id: Uuid::from_u128(7),
        to: to.to_owned(),
        to_name: "Zoë Łukasz".to_owned(),
        subject: "Déménagement\r\nBcc: spy@example.com".to_owned(),
        text: "Bonjour, ça va ?\n.\nfin".to_owned(),
        html: "<p>Bonjour, ça va&nbsp;?</p>".to_owned(),
        reply_to: None,
    }
}

fn mailer(url: Option<String>) -> Mailer {
    let config = MailConfig { smtp_url: url.map(Into::into), from: "Éric Ltée <no-reply@example.com>".to_owned(), authorities: None };
    Mailer::new(&config).unwrap()
}

#[tokio::test]
async fn a_mail_arrives_with_both_parts_names_in_any_script_and_no_smuggled_header() {
    let sink = Sink::start().await;
    let mailer = mailer(Some(format!("smtp://127.0.0.1:{}", sink.port)));
    mailer.send(&mail("zoe@example.org")).await.unwrap();

    let received = sink.received();
    assert_eq!(received.len(), 1);
    let (headers, body) = received[0].split_once("\n\n").unwrap();
    assert!(headers.is_ascii(), "{headers}");
    assert!(!headers.lines().any(|line| line.to_lowercase().starts_with("bcc:")), "{headers}");
    for expected in [
        "Message-ID: <00000000-0000-0000-0000-000000000007@example.com>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: multipart/alternative;",
        "Date: ",
        "From: =?utf-8?",
        "To: =?utf-8?",
        "Subject: =?utf-8?",
    ] {
        assert!(headers.contains(expected), "{expected} in {headers}");
    }
    assert!(body.find("text/plain").unwrap() < body.find("text/html").unwrap(), "{body}");
    assert!(body.contains("\nfin"), "a lone dot does not end the mail: {body}");
}

#[tokio::test]
async fn what_a_person_wrote_is_answered_to_them_and_not_marked_as_machine_made() {
    let sink = Sink::start().await;
    let mailer = mailer(Some(format!("smtp://127.0.0.1:{}", sink.port)));
    mailer.send(&OutgoingMail { reply_to: Some("olive@example.com".to_owned()), ..mail("zoe@example.org") }).await.unwrap();
    mailer.send(&OutgoingMail { reply_to: Some("x\r\nBcc: spy@example.com".to_owned()), ..mail("zoe@example.org") }).await.unwrap();
    let heads: Vec<String> = sink.received().iter().map(|mail| mail.split_once("\n\n").unwrap().0.to_lowercase()).collect();
    assert!(heads[0].contains("reply-to: olive@example.com") && !heads[0].contains("auto-submitted"), "{}", heads[0]);
    assert!(!heads[1].contains("reply-to") && heads[1].contains("auto-submitted"), "{}", heads[1]);
    assert!(!heads[1].lines().any(|line| line.starts_with("bcc:")), "{}", heads[1]);
}

#[tokio::test]
async fn refusals_say_whether_trying_again_helps() {
    let sink = Sink::start().await;
    let mailer = mailer(Some(format!("smtp://127.0.0.1:{}", sink.port)));
    let later = mailer.send(&mail("later@example.org")).await.unwrap_err();
    assert!(later.is_retryable() && matches!(later, MailError::NotNow { code: Some(450), .. }), "{later}");
    for (to, expected) in [("nobody@example.org", 550), ("full@example.org", 552)] {
        let refused = mailer.send(&mail(to)).await.unwrap_err();
        assert!(!refused.is_retryable(), "{refused}");
        assert!(matches!(refused, MailError::Refused { code, .. } if code == expected), "{refused}");
    }
    // The connection survives a refusal.
    mailer.send(&mail("zoe@example.org")).await.unwrap();
    let malformed = mailer.send(&mail("zoe@@example")).await.unwrap_err();
    assert!(matches!(malformed, MailError::BadRecipient { .. }) && !malformed.is_retryable());
}

#[tokio::test]
async fn a_wrong_login_and_an_absent_server_are_tried_again_later() {
    let sink = Sink::start().await;
    let login = mailer(Some(format!("smtp://user:wrong@127.0.0.1:{}", sink.port)));
    let refused = login.send(&mail("zoe@example.org")).await.unwrap_err();
    assert!(refused.is_retryable() && matches!(refused, MailError::NotNow { code: Some(535), .. }), "{refused}");

    // Bound but never accepted, then closed: nobody listens there any more.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let absent = mailer(Some(format!("smtp://127.0.0.1:{port}"))).send(&mail("zoe@example.org")).await.unwrap_err();
    assert!(absent.is_retryable(), "{absent}");

    let unset = mailer(None);
    assert!(!unset.is_configured());
    assert_eq!(unset.send(&mail("zoe@example.org")).await, Err(MailError::NotConfigured));
}

#[test]
fn malformed_settings_are_refused_without_repeating_the_password() {
    let config = MailConfig {
        smtp_url: Some("ftp://user:hunter2@example.com".to_owned().into()),
        from: "Tailboard <no-reply@example.com>".to_owned(),
        authorities: None,
    };
    let refused = Mailer::new(&config).unwrap_err();
    assert!(!refused.to_string().contains("hunter2"), "{refused}");
    assert!(Mailer::new(&MailConfig { smtp_url: None, from: "nobody".to_owned(), authorities: None }).is_err());
}
