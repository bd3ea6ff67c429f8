use super::*;
use chrono::NaiveDate;
use shared::packs::prices::default_rates;
use shared::quotes::driven;
use shared::{Currency, OrgId, PriceBookId, StopId};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a real date")
}

fn ask(line: ServiceLine) -> InstantAsk {
    InstantAsk {
        service_line: line.key().into(),
        origin: "<b>Vancouver</b>, BC".into(),
        destination: "Ashland, OR".into(),
        wanted_on: "2026-12-11".into(),
        starts_at: "06:00".into(),
        passengers: "46".into(),
        ..InstantAsk::default()
    }
}

/// The page with a price on it.
fn view(line: ServiceLine, locale: Locale) -> View {
    let rates = default_rates(line, "CA").without_costs();
    let (ask, mut n) = (ask(line), 0);
    let content = ask.content(line, &rates, today(), || {
        n += 1;
        StopId(Uuid::from_u128(n))
    });
    let (content, duty) = driven(content.expect("a draft"), line, Currency::CAD);
    let priced = content.price(&rates, today(), None);
    View {
        locale,
        desk: Desk {
            org: OrgId(Uuid::from_u128(1)),
            name: "Cascade & Line".into(),
            slug: "cascade-line".into(),
            brand_hex: "#0b5d57".into(),
            currency: Currency::CAD,
            zone: "America/Vancouver".into(),
            valid_days: 14,
            lines: vec![ServiceLine::Charter, ServiceLine::Moving],
        },
        line,
        book: PriceBook { id: PriceBookId(Uuid::from_u128(2)), service_line: line, version: 1, name: "Prices".into(), rates },
        ask,
        errors: FieldErrors::default(),
        refused: None,
        shown: Some(Shown { content, priced, duty }),
        changed: false,
    }
}

fn html(view: &View) -> String {
    with_locale(view.locale, || page::document(view, Uuid::from_u128(3)))
}

#[test]
fn the_page_is_small_in_both_languages_and_what_people_typed_is_text() {
    for line in [ServiceLine::Charter, ServiceLine::Moving] {
        for locale in [Locale::En, Locale::Fr] {
            let html = html(&view(line, locale));
            assert!(html.len() < 60_000, "{line} {}: {} bytes", locale.tag(), html.len());
            assert!(!html.contains("<b>Vancouver"), "{line}");
            assert!(!html.contains("sprite.svg"), "icons come with the page");
        }
    }
}

#[test]
fn a_price_says_its_lines_what_the_law_made_of_it_and_carries_what_sending_needs() {
    let shown = view(ServiceLine::Charter, Locale::En);
    let html = html(&shown);
    let total = shown.shown.as_ref().map(|shown| shown.priced.total_cents).unwrap_or_default();
    assert!(html.contains(&format!("name=\"shown_cents\" value=\"{total}\"")), "{html}");
    assert!(html.contains("Second driver") && html.contains("one driver may not drive this alone"));
    assert!(html.contains("name=\"consent\"") && html.contains("holds for 14 days"));
    assert!(html.contains("name=\"form_id\" value=\"00000000-0000-0000-0000-000000000003\""));
}

#[test]
fn before_a_price_is_shown_nobody_is_asked_who_they_are_and_mistakes_stand_at_their_fields() {
    let mut view = view(ServiceLine::Moving, Locale::En);
    view.shown = None;
    view.errors.add("origin", "required");
    let html = html(&view);
    assert!(!html.contains("name=\"email\"") && !html.contains("shown_cents"));
    assert!(html.contains("href=\"#f-origin\"") && html.contains("id=\"f-origin-error\""));
    assert!(html.contains("Ashland, OR"), "what was typed stays");
}
