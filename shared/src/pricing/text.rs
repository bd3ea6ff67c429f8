//! Words of a price, in the language of the thread.

use super::{AgreedSince, AmenityUnit, Cause, PriceProblem, RepairStep, Why};
use crate::days::{self, DateStyle};
use crate::money::Currency;
use crate::packs::Label;
use crate::text::{Locale, locale, plural, with_locale};

crate::catalog_bilingual! {
    crew { "Crew" / "Équipe" }
    tax_exempt { "Tax exempt" / "Exonéré de taxes" }
    minimum { "Up to the minimum" / "Jusqu'au minimum" }
    deadhead { "Deadhead" / "Trajet à vide" }
    nights { "Driver nights" / "Nuits du chauffeur" }
    relief { "Second driver" / "Deuxième chauffeur" }
    relief_out { "Second driver, travel" / "Deuxième chauffeur, déplacement" }
    relief_nights { "Second driver, nights" / "Deuxième chauffeur, nuits" }
    hours_at(hours, rate) { "{hours} at {rate}" / "{hours} à {rate}" }
    km_at(km, rate) { "{km} km at {rate}" / "{km} km à {rate}" }
    day(n) { "{n} day" / "{n} jour" }
    days(n) { "{n} days" / "{n} jours" }
    at(what, rate) { "{what} at {rate}" / "{what} à {rate}" }
    least(rate) { "minimum {rate}" / "minimum {rate}" }
    person(n) { "{n} person" / "{n} personne" }
    people(n) { "{n} people" / "{n} personnes" }
    night(n) { "{n} night" / "{n} nuit" }
    nights_n(n) { "{n} nights" / "{n} nuits" }
    passenger(n) { "{n} passenger" / "{n} passager" }
    passengers(n) { "{n} passengers" / "{n} passagers" }
    vehicles(n, what) { "{n} × {what}" / "{n} × {what}" }
    until(date) { "until {date}" / "jusqu'au {date}" }
    near(place, km) { "within {km} km of {place}" / "à {km} km ou moins de {place}" }
    in_region(region) { "in {region}" / "dans la région {region}" }
    observed(holiday) { "{holiday}, observed" / "{holiday}, jour de remplacement" }
    with_percent(what, percent) { "{what}, {percent}" / "{what}, {percent}" }
    percent(n) { "{n}%" / "{n} %" }
    volume { "Volume discount" / "Rabais de volume" }
    from(amount, what) { "from {amount}: {what}" / "à partir de {amount} : {what}" }
    discount { "Discount" / "Rabais" }
    many_repairs { "Discount for many repairs" / "Rabais pour plusieurs réparations" }
    repair(n) { "{n} repair" / "{n} réparation" }
    repairs(n) { "{n} repairs" / "{n} réparations" }
    hours_of(trade, people, time) { "{trade}: {people}, {time}" / "{trade} : {people}, {time}" }
    repairs_on(unit, what) { "{unit}: {what}" / "{unit} : {what}" }
    from_repairs(what, percent) { "from {what}: {percent}" / "à partir de {what} : {percent}" }
    after_earlier(what, n) { "{what}, after {n} earlier" / "{what}, antérieures : {n}" }
    standard_prices(what) { "{what}; standard prices" / "{what}; prix courants" }
    agreed_prices(what, day) { "{what}; agreed prices from {day}" / "{what}; prix convenus dès le {day}" }
    agreed_by(what, name) { "{what}, set by {name}" / "{what}, fixés par {name}" }
    surcharge { "Surcharge" / "Supplément" }
    deposit { "Deposit" / "Acompte" }
    balance { "Balance" / "Solde" }
    in_full { "Payment in full" / "Paiement intégral" }
    instalment(n) { "Instalment {n}" / "Versement {n}" }

    unknown_vehicle { "A vehicle is no longer in the price book" / "Un véhicule n'est plus dans la grille tarifaire" }
    unknown_amenity { "An extra is no longer in the price book" / "Un extra n'est plus dans la grille tarifaire" }
    unknown_trade { "A trade is no longer in the price book" / "Un métier n'est plus dans la grille tarifaire" }
    missing_capability { "No chosen vehicle has what an extra needs" / "Aucun véhicule choisi ne convient à un extra" }
    too_few_seats { "The vehicles have fewer seats than passengers" / "Les véhicules ont moins de places que de passagers" }
    promo_minimum { "The promo code needs a larger order" / "Le code promo exige une commande plus importante" }
    promo_vehicles { "The promo code is only for other vehicles" / "Le code promo n'est valable que pour d'autres véhicules" }
    promo_trip { "The promo code is only for other kinds of trips" / "Le code promo n'est valable que pour d'autres types de trajet" }
    unknown_package { "The package is none of those offered" / "Ce forfait n'est pas parmi ceux qui sont offerts" }
    empty_package { "A package has nothing in it" / "Un forfait ne contient rien" }
    below_zero { "The discounts are larger than the price" / "Les rabais dépassent le prix" }

    published_meanwhile { "Somebody published other prices meanwhile" / "Quelqu'un a publié d'autres prix entre-temps" }
    draft_changed { "Somebody changed this draft meanwhile" / "Quelqu'un a modifié ce brouillon entre-temps" }
    draft_outdated { "Somebody published other prices meanwhile. Put the draft on those to go on" / "Quelqu'un a publié d'autres prix entre-temps. Mettez le brouillon sur ceux-ci pour continuer" }

    price_too_large { "The total is larger than the system accepts" / "Le total dépasse la limite acceptée" }
}

/// A catalogue text in both languages, for lines that are stored.
pub fn label(text: fn() -> String) -> Label {
    Label { en: with_locale(Locale::En, text), fr: with_locale(Locale::Fr, text) }
}

fn grouped(whole: u64, mark: char) -> String {
    let digits = whole.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(c);
    }
    out
}

/// An amount as people read it: `$1,234.50`, `1 234,50 $`.
pub fn money(cents: i64, currency: Currency) -> String {
    let symbol = match currency {
        Currency::CAD | Currency::USD | Currency::AUD => "$",
        Currency::EUR => "€",
        Currency::GBP => "£",
    };
    let (sign, cents) = (if cents < 0 { "−" } else { "" }, cents.unsigned_abs());
    match locale() {
        Locale::Fr => format!("{sign}{},{:02}\u{a0}{symbol}", grouped(cents / 100, '\u{a0}'), cents % 100),
        _ => format!("{sign}{symbol}{}.{:02}", grouped(cents / 100, ','), cents % 100),
    }
}

/// A number of thousandths without superfluous zeros: `1.5`, `1,5`.
pub fn milli(n: i64) -> String {
    let (sign, n) = (if n < 0 { "−" } else { "" }, n.unsigned_abs());
    let rest = format!("{:03}", n % 1000);
    let rest = rest.trim_end_matches('0');
    let mark = if locale() == Locale::Fr { ',' } else { '.' };
    let whole = grouped(n / 1000, if locale() == Locale::Fr { '\u{a0}' } else { ',' });
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{mark}{rest}") }
}

/// Kilometres of metres, whole from ten on: `9.4`, `1,016`.
pub fn km(metres: u64) -> String {
    let metres = metres.min(i64::MAX as u64) as i64;
    if metres >= 10_000 { milli((metres + 500) / 1000 * 1000) } else { milli((metres + 50) / 100 * 100) }
}

/// Minutes as hours: `1 h 45`, `2 h`, `35 min`.
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m:02}"),
    }
}

/// A percentage of basis points.
pub fn percent_bp(bp: i64) -> String {
    percent(milli(bp * 10))
}

/// Why a line has its amount.
pub fn why(why: &Why, currency: Currency) -> String {
    let rate = |cents: i64| money(cents, currency);
    let several = |count: u32, what: String| if count > 1 { vehicles(count, what) } else { what };
    match why {
        Why::Hours { count, minutes, cents } => several(*count, hours_at(duration(*minutes), rate(*cents))),
        Why::Distance { count, metres, cents } => several(*count, km_at(km(*metres), rate(*cents))),
        Why::Days { count, days: n, cents } => several(*count, at(plural(u64::from(*n), day(n), days(n)), rate(*cents))),
        Why::Least { count, cents } => several(*count, least(rate(*cents))),
        Why::Crew { people: n, minutes, cents } => {
            format!("{}, {}", plural(u64::from(*n), person(n), people(n)), hours_at(duration(*minutes), rate(*cents)))
        }
        Why::Nights { count, nights: n, cents } => several(*count, at(plural(u64::from(*n), night(n), nights_n(n)), rate(*cents))),
        Why::Percent { bp } => signed_percent(*bp),
        Why::Fixed => String::new(),
        Why::Rule { because: reason, bp: None } => because(reason),
        Why::Rule { because: reason, bp: Some(bp) } => with_percent(because(reason), signed_percent(*bp)),
        Why::Each { cents, unit, of, .. } => match unit {
            AmenityUnit::Flat => String::new(),
            AmenityUnit::PerPassenger => at(plural(u64::from(*of), passenger(of), passengers(of)), rate(*cents)),
            AmenityUnit::PerHour => hours_at(duration(*of), rate(*cents)),
            AmenityUnit::PerDay => at(plural(u64::from(*of), day(of), days(of)), rate(*cents)),
        },
        Why::Quantity { milli: 1000, .. } => String::new(),
        Why::Quantity { milli: n, cents } => at(milli(*n), rate(*cents)),
        Why::Repairs { steps, earlier, agreed } => repairs_why(steps, *earlier, agreed.as_ref(), currency),
        Why::ManyRepairs { from, bp } => from_repairs(number_of_repairs(from.unsigned_abs()), percent_bp((*bp).into())),
        Why::Volume { from_cents, bp } => from(rate(*from_cents), percent_bp((*bp).into())),
        Why::PromoCode { until: Some(day) } => until(days::date(*day, DateStyle::Medium)),
        Why::PromoCode { until: None } => String::new(),
        Why::TaxRate { ppm } => percent(milli(i64::from(*ppm) / 10)),
    }
}

/// A percentage that says whether it comes on top: `+4%`.
pub fn signed_percent(bp: i64) -> String {
    format!("{}{}", if bp > 0 { "+" } else { "" }, percent_bp(bp))
}

/// What made a modifier apply.
pub fn because(because: &Cause) -> String {
    match because {
        Cause::Near { place, km } => near(place, km),
        Cause::In { region } => in_region(region),
        Cause::During { from, to } => days::span(*from, *to),
        Cause::Holiday { name, observed: false } => name.text().to_string(),
        Cause::Holiday { name, observed: true } => observed(name.text()),
    }
}

/// A number of repairs in words.
pub fn number_of_repairs(n: u32) -> String {
    plural(u64::from(n), repair(n), repairs(n))
}

fn repairs_why(steps: &[RepairStep], earlier: u32, agreed: Option<&AgreedSince>, currency: Currency) -> String {
    let parts: Vec<String> = steps.iter().map(|step| vehicles(step.count, money(step.cents, currency))).collect();
    let mut what = parts.join(" + ");
    if earlier > 0 {
        what = after_earlier(what, earlier);
    }
    match agreed {
        None => standard_prices(what),
        Some(since) => {
            let what = agreed_prices(what, days::date(since.from, DateStyle::Medium));
            if since.by.is_empty() { what } else { agreed_by(what, &since.by) }
        }
    }
}

/// Who of a trade comes for how long each.
pub fn trade_hours(trade: &str, many: u32, minutes: u32) -> String {
    hours_of(trade, plural(u64::from(many), person(many), people(many)), duration(minutes))
}

/// What is wrong with a price, for people.
pub fn problem(problem: PriceProblem) -> String {
    match problem {
        PriceProblem::UnknownVehicle => unknown_vehicle(),
        PriceProblem::UnknownAmenity => unknown_amenity(),
        PriceProblem::UnknownTrade => unknown_trade(),
        PriceProblem::MissingCapability => missing_capability(),
        PriceProblem::TooFewSeats => too_few_seats(),
        PriceProblem::PromoMinimum => promo_minimum(),
        PriceProblem::PromoVehicles => promo_vehicles(),
        PriceProblem::PromoTrip => promo_trip(),
        PriceProblem::UnknownPackage => unknown_package(),
        PriceProblem::EmptyPackage => empty_package(),
        PriceProblem::BelowZero => below_zero(),
        PriceProblem::TooLarge => price_too_large(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        assert_eq!(money(790_673, Currency::CAD), "$7,906.73");
        assert_eq!(money(-15_000, Currency::CAD), "−$150.00");
        assert_eq!(with_locale(Locale::Fr, || money(123_456_789, Currency::CAD)), "1\u{a0}234\u{a0}567,89\u{a0}$");
        assert_eq!((milli(1500), milli(-250), milli(2_000_000)), ("1.5".into(), "−0.25".into(), "2,000".into()));
        assert_eq!((duration(105), duration(120), duration(35)), ("1 h 45".into(), "2 h".into(), "35 min".into()));
        assert_eq!(why(&Why::TaxRate { ppm: 99_750 }, Currency::CAD), "9.975%");
    }
}
