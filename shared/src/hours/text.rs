//! Words of the limits.

use super::{Duty, Rule, RuleSet};

crate::catalog_bilingual! {
    us_passenger { "US passenger 10 / 15 / 8" / "É.-U., passagers 10 / 15 / 8" }
    us_property { "US property 11 / 14 / 10" / "É.-U., marchandises 11 / 14 / 10" }
    canada { "Canada 13 / 14 / 16" / "Canada 13 / 14 / 16" }
    no_rules { "No rules" / "Aucune règle" }
    drive { "Drive" / "Conduite" }
    work { "On duty" / "En service" }
    off { "Off" / "Repos" }
    driving_rule(limit, rest) { "No more than {limit} of driving after {rest} off." / "Au plus {limit} de conduite après {rest} de repos." }
    on_duty_rule(limit, rest) { "No driving after {limit} on duty following {rest} off. Time off in between does not count." / "Aucune conduite après {limit} de service suivant {rest} de repos. Le repos entre-temps ne compte pas." }
    window_rule(limit, rest) { "No driving later than {limit} after the shift began, whatever was done in it, until {rest} off." / "Aucune conduite plus de {limit} après le début du quart, quoi qu'on y ait fait, jusqu'à {rest} de repos." }
    break_rule(limit, pause) { "After {limit} of driving, {pause} without driving." / "Après {limit} de conduite, {pause} sans conduire." }
    day_driving_rule(limit) { "No more than {limit} of driving in a day." / "Au plus {limit} de conduite par jour." }
    day_rest_rule(limit) { "At least {limit} off in a day, in blocks of at least 30 min." / "Au moins {limit} de repos par jour, par blocs d'au moins 30 min." }
    cycle_rule(limit, days) { "No driving after {limit} on duty in {days} days." / "Aucune conduite après {limit} de service en {days} jours." }
}

/// The name of a rule set with its main limits in hours.
pub fn name(set: RuleSet) -> String {
    match set {
        RuleSet::UsPassenger => us_passenger(),
        RuleSet::UsProperty => us_property(),
        RuleSet::Canada => canada(),
        RuleSet::None => no_rules(),
    }
}

/// What somebody does.
pub fn duty(duty: Duty) -> String {
    match duty {
        Duty::Drive => drive(),
        Duty::Work => work(),
        Duty::Off => off(),
    }
}

/// A rule in a sentence.
pub fn rule(rule: Rule, limit: u32, of: &super::Limits) -> String {
    let hours = |minutes: u32| crate::pricing::text::duration(minutes);
    match rule {
        Rule::Driving => driving_rule(hours(limit), hours(of.rest)),
        Rule::OnDuty => on_duty_rule(hours(limit), hours(of.rest)),
        Rule::Window => window_rule(hours(limit), hours(of.rest)),
        Rule::Break => break_rule(hours(limit), hours(of.pause.map_or(0, |(_, least)| least))),
        Rule::DayDriving => day_driving_rule(hours(limit)),
        Rule::DayRest => day_rest_rule(hours(limit)),
        Rule::Cycle => cycle_rule(hours(limit), of.cycle.1),
    }
}
