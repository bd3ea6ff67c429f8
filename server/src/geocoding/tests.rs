//! The geocoder against simulated services, and its use case on a real database.

use clap::Parser;
use shared::access::BuiltinRole;
use shared::geo::Precision;

use super::simulators::{self, KEY};
use super::*;
use crate::testing::TestApp;

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    config: Config,
}

/// Impatient, and without the pause between questions.
fn hasty() -> Patience {
    Patience {
        answer: Duration::from_millis(400),
        pause: Duration::from_millis(10),
        again: 2,
        gap: Duration::ZERO,
        turn: Duration::from_secs(10),
        rest: Duration::from_secs(600),
    }
}

fn config(change: impl FnOnce(&mut Config)) -> Config {
    let mut config = Cli::parse_from(["test"]).config;
    change(&mut config);
    config
}

fn geocoder(source: Source, url: &str, patience: Patience) -> Geocoder {
    let key = (source == Source::Google).then(|| KEY.to_string().into());
    let config = config(|config| (config.geocoder, config.geocoder_url, config.geocoder_key) = (source, Some(url.into()), key));
    assert_eq!(config.check(), Ok(()));
    Geocoder::patient(&config, patience).expect("a geocoder")
}

async fn ask(geocoder: &Geocoder, address: &str) -> std::result::Result<Vec<Candidate>, Trouble> {
    let service = geocoder.outside.as_ref().expect("a service");
    let answer = geocoder.ask(service, &Question { address, language: Locale::Fr, country: "CA" }).await;
    // each question of a test is the first
    *geocoder.resting.lock().expect("nobody panicked") = None;
    answer
}

fn seen(candidates: &[Candidate]) -> Vec<(&str, Precision)> {
    candidates.iter().map(|candidate| (candidate.label.as_str(), candidate.precision)).collect()
}

#[tokio::test]
async fn nominatim_is_asked_as_its_documents_have_it() {
    let (url, heard) = simulators::nominatim(false).await;
    let geocoder = geocoder(Source::Nominatim, &format!("{url}/"), hasty());
    let found = ask(&geocoder, "750 Burrard").await.expect("found");
    assert_eq!(
        seen(&found),
        [
            ("750 Burrard Street, Vancouver, BC V6Z 2V6", Precision::Rooftop),
            ("Robson Square, 800 Robson Street, Vancouver, BC V6Z 2V6", Precision::Rooftop),
            ("Burrard Street, Vancouver, BC V6Z 2V6", Precision::Street),
            ("Vancouver, BC", Precision::City),
            ("British Columbia, Canada", Precision::Region),
        ]
    );
    assert_eq!((found[0].lat, found[0].lon, found[0].source), (49.2836, -123.1207, Source::Nominatim));
    let asked = &heard.asked()[0];
    let want = [
        ("q", "750 Burrard"),
        ("format", "jsonv2"),
        ("addressdetails", "1"),
        ("limit", "5"),
        ("countrycodes", "ca,us"),
        ("accept-language", "fr-CA"),
    ];
    assert_eq!(asked.len(), want.len(), "{asked:?}");
    assert!(want.iter().all(|(name, value)| asked.get(*name).is_some_and(|given| given == value)), "{asked:?}");
    let agent = &heard.agents()[0];
    assert!(agent.starts_with("tailboard/") && agent.contains("http"), "it says who asks: {agent}");
    assert_eq!(Source::Nominatim.attribution(), Some("© OpenStreetMap contributors"));
}

#[tokio::test]
async fn nominatim_is_asked_once_a_second_however_many_ask() {
    let (url, heard) = simulators::nominatim(true).await;
    // two of one process know nothing of each other
    let patience = Patience { gap: Patience::default().gap, ..hasty() };
    let (one, two) = (geocoder(Source::Nominatim, &url, patience.clone()), geocoder(Source::Nominatim, &url, patience));
    let answers = tokio::join!(ask(&one, "1 Main St"), ask(&two, "2 Main St"), ask(&one, "3 Main St"));
    assert!(answers.0.is_ok() && answers.1.is_ok() && answers.2.is_ok(), "{answers:?}");
    assert_eq!((heard.asked().len(), heard.too_fast()), (3, 0));
    // who would wait too long does not wait at all
    let hurried = geocoder(Source::Nominatim, &url, Patience { gap: Duration::from_secs(60), turn: Duration::ZERO, ..hasty() });
    assert_eq!(ask(&hurried, "4 Main St").await, Err(Trouble::Crowded));
    assert_eq!(heard.asked().len(), 3);
}

#[tokio::test]
async fn a_nominatim_that_is_busy_slow_or_talks_nonsense_is_dealt_with() {
    let (url, heard) = simulators::nominatim(false).await;
    let geocoder = geocoder(Source::Nominatim, &url, hasty());
    let tries = |address: &str| heard.asked().iter().filter(|asked| asked["q"] == address).count();
    assert_eq!(ask(&geocoder, "busy street").await.map(|found| found.len()), Ok(5));
    assert_eq!(tries("busy street"), 3, "twice refused, then answered");
    assert_eq!(ask(&geocoder, "nothing street").await, Ok(Vec::new()));
    for (address, times) in [("slow street", 3), ("down street", 3), ("patient street", 1)] {
        assert!(matches!(ask(&geocoder, address).await, Err(Trouble::Away(_))), "{address}");
        assert_eq!(tries(address), times, "{address}");
    }
    for address in ["broken street", "strange street", "heavy street"] {
        assert_eq!(ask(&geocoder, address).await, Err(Trouble::Unreadable), "{address}");
    }
    for address in ["blocked street", "moved street"] {
        assert!(matches!(ask(&geocoder, address).await, Err(Trouble::Refused(_))), "{address}");
        assert_eq!(tries(address), 1, "{address}");
    }
}

#[tokio::test]
async fn google_says_in_its_status_what_its_answer_is() {
    let (url, heard) = simulators::google().await;
    let geocoder = geocoder(Source::Google, &url, hasty());
    let tries = |address: &str| heard.asked().iter().filter(|asked| asked["address"] == address).count();
    let found = ask(&geocoder, "750 Burrard").await.expect("found");
    assert_eq!(
        seen(&found),
        [
            ("750 Burrard St, Vancouver, BC V6Z 2V6, Canada", Precision::Rooftop),
            ("Burrard St, Vancouver, BC, Canada", Precision::Street),
            ("Vancouver, BC V6Z, Canada", Precision::Postal),
            ("Vancouver, BC, Canada", Precision::City),
            ("British Columbia, Canada", Precision::Region),
        ]
    );
    let asked = heard.asked()[0].clone();
    assert_eq!((asked["language"].as_str(), asked["region"].as_str(), asked["key"].as_str(), asked.len()), ("fr-CA", "ca", KEY, 4));
    for (address, times) in [("busy street", 3), ("unknown street", 2)] {
        assert_eq!(ask(&geocoder, address).await.map(|found| found.len()), Ok(5), "{address}");
        assert_eq!(tries(address), times, "{address}");
    }
    for address in ["nothing street", "odd street"] {
        assert_eq!(ask(&geocoder, address).await, Ok(Vec::new()), "{address}");
    }
    for address in ["always street", "slow street", "down street"] {
        assert!(matches!(ask(&geocoder, address).await, Err(Trouble::Away(_))), "{address}");
        assert_eq!(tries(address), 3, "{address}");
    }
    assert!(matches!(ask(&geocoder, "daily street").await, Err(Trouble::Refused(_))));
    for address in ["new street", "broken street"] {
        assert_eq!(ask(&geocoder, address).await, Err(Trouble::Unreadable), "{address}");
    }
}

#[tokio::test]
async fn no_trouble_tells_the_key_or_what_was_asked() {
    let (url, _) = simulators::google().await;
    let secret = "AIza-wrong-9876543210";
    for url in [url, simulators::nobody().await] {
        let config = config(|config| {
            (config.geocoder, config.geocoder_url, config.geocoder_key) = (Source::Google, Some(url), Some(secret.to_string().into()));
        });
        let geocoder = Geocoder::patient(&config, hasty()).expect("a geocoder");
        let trouble = ask(&geocoder, "7 Hidden Lane").await.expect_err("it does not work");
        let said = format!("{trouble} {trouble:?} {config:?}");
        assert!(!said.contains(secret) && !said.contains("Hidden"), "{said}");
    }
}

/// An application whose geocoder is a simulated service.
async fn app(source: Source, url: &str) -> TestApp {
    let key = (source == Source::Google).then(|| KEY.to_string().into());
    TestApp::configured(|config| (config.geocoder, config.geocoder_url, config.geocoder_key) = (source, Some(url.into()), key)).await
}

async fn look(cx: &Cx, address: &str) -> Found {
    find(cx, Some(address.into()), Some("en-CA".into()), None).await.expect("an answer")
}

#[tokio::test]
async fn without_a_service_the_list_of_cities_answers_and_nothing_is_kept() {
    let t = TestApp::new().await;
    let cx = t.owner().await;
    let found = find(&cx, Some("  750 Burrard St,\n Vancou".into()), None, Some(true)).await.expect("an answer");
    assert_eq!(seen(&found.candidates), [("750 Burrard St, Vancouver, BC", Precision::City)]);
    assert_eq!((found.away, found.asks_whole, found.attribution), (false, false, None));
    assert_eq!(find(&cx, None, None, None).await.expect("an answer"), Found::default());
    assert_eq!(look(&cx, "Ba").await, Found::default(), "too little to go by");
    assert_eq!(find(&cx, Some("a".repeat(301)), None, None).await.expect_err("too long"), Error::field("address", "too_long"));
    assert!(matches!(find(&t.cx(BuiltinRole::Driver), Some("Vancouver".into()), None, None).await, Err(Error::Forbidden { .. })));
    assert_eq!(t.count("geocode_answers").await, 0);
}

#[tokio::test]
async fn an_answer_is_kept_for_the_organization_that_asked_and_no_longer_than_it_may() {
    let (url, heard) = simulators::google().await;
    let t = app(Source::Google, &url).await;
    let cx = t.owner().await;
    let first = look(&cx, "750 Burrard").await;
    assert_eq!((first.candidates.len(), first.attribution.as_deref()), (5, Some("Google")));
    assert_eq!(look(&cx, " 750  BURRARD ").await, first);
    assert_eq!(heard.asked().len(), 1, "the second answer was kept");
    look(&t.foreign(BuiltinRole::Owner), "750 Burrard").await;
    assert_eq!(heard.asked().len(), 2, "another organization asks for itself");
    find(&cx, Some("750 Burrard".into()), Some("fr-CA".into()), None).await.expect("an answer");
    assert_eq!(heard.asked().len(), 3, "and so does another language");
    assert_eq!(t.count("geocode_answers").await, 3);
    assert_eq!(t.count("geocode_answers where expires_at > now() + interval '30 days'").await, 0, "Google's terms");
    assert_eq!(t.count("geocode_answers where expires_at > now() + interval '28 days'").await, 3);

    let older = "update geocode_answers set answered_at = answered_at - interval '29 days', expires_at = expires_at - interval '29 days'";
    sqlx::query(older).execute(&mut t.owner_connection().await).await.expect("time passes");
    look(&cx, "750 Burrard").await;
    assert_eq!(heard.asked().len(), 4, "it is asked anew");
    assert_eq!(t.count("geocode_answers").await, 3, "in place of the old one");
    forget(&t.app).await.expect("swept");
    assert_eq!(t.count("geocode_answers").await, 1, "what is over is gone");

    look(&cx, "nothing street").await;
    assert_eq!(
        t.count("geocode_answers where candidates = '[]' and expires_at < now() + interval '25 hours'").await,
        1,
        "it may be there tomorrow"
    );
}

#[tokio::test]
async fn one_organization_does_not_use_up_what_all_may_ask() {
    let (url, heard) = simulators::google().await;
    let t = app(Source::Google, &url).await;
    let cx = t.owner().await;
    for n in 0..QUESTIONS {
        assert!(!look(&cx, &format!("{n} Burrard")).await.away, "question {n}");
    }
    let found = look(&cx, "303 S Jackson St, Seattle, WA").await;
    assert_eq!((seen(&found.candidates), found.away), (vec![("303 S Jackson St, Seattle, WA", Precision::City)], true));
    assert!(!look(&cx, "7 Burrard").await.away, "what is kept needs no question");
    assert!(!look(&t.foreign(BuiltinRole::Owner), "7 Burrard").await.away, "others have their own");
    assert_eq!(heard.asked().len(), QUESTIONS as usize + 1);
}

#[tokio::test]
async fn when_the_service_is_away_the_list_of_cities_answers_and_says_so() {
    let t = app(Source::Nominatim, &simulators::nobody().await).await;
    let cx = t.owner().await;
    let started = std::time::Instant::now();
    let found = look(&cx, "303 S Jackson St, Seattle, WA").await;
    assert_eq!((seen(&found.candidates), found.away), (vec![("303 S Jackson St, Seattle, WA", Precision::City)], true));
    let (first, started) = (started.elapsed(), std::time::Instant::now());
    assert!(look(&cx, "610 Cook St, Victoria, BC").await.away);
    assert!(started.elapsed() < first, "it is left alone for a while: {first:?}");
    assert_eq!(t.count("geocode_answers").await, 0, "what the list of cities says is not kept");
}

#[tokio::test]
async fn the_public_nominatim_is_not_asked_while_somebody_types() {
    let t = app(Source::Nominatim, "https://nominatim.openstreetmap.org").await;
    let found = find(&t.owner().await, Some("750 Burrard St, Vancou".into()), None, Some(true)).await.expect("an answer");
    assert_eq!(
        (seen(&found.candidates), found.asks_whole, found.away),
        (vec![("750 Burrard St, Vancouver, BC", Precision::City)], true, false)
    );

    let (url, heard) = simulators::nominatim(true).await;
    let t = app(Source::Nominatim, &url).await;
    let found = find(&t.owner().await, Some("750 Burrard".into()), None, Some(true)).await.expect("an answer");
    assert_eq!((heard.asked().len(), found.asks_whole), (1, false), "one's own may be asked");
    assert_eq!(found.attribution.as_deref(), Some("© OpenStreetMap contributors"));
}
