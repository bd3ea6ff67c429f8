//! Whose turn it is: a round robin that knows hours, absence, services, daily limits and pauses, and says why.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::hours::Calendar;
use crate::days::{DateStyle, date};
use crate::identity::BusinessHours;
use crate::packs::ServiceLine;
use crate::{MemberId, Said};

mod text {
    crate::catalog_bilingual! {
        paused { "paused" / "en pause" }
        away_until(day) { "away until {day}" / "absence jusqu'au {day}" }
        away { "away" / "absence" }
        other_service { "does not take this service" / "ne prend pas ce service" }
        had_it { "had it already" / "l'a déjà eue" }
        off_until(day, time) { "off work until {day} {time}" / "hors de ses heures jusqu'au {day} à {time}" }
        off { "off work" / "hors de ses heures" }
        full(most) { "has {most} of {most} today" / "en a {most} sur {most} aujourd'hui" }
        clock(hour, minute) { "{hour:02}:{minute:02}" / "{hour} h {minute:02}" }
        turn(at, of) { "Round robin, turn {at} of {of}" / "À tour de rôle, tour {at} sur {of}" }
        turn_past(at, of, skipped) { "Round robin, turn {at} of {of}; skipped {skipped}" / "À tour de rôle, tour {at} sur {of}; sans {skipped}" }
        and_more(names, more) { "{names} and {more} more" / "{names}, et {more} de plus" }
        nobody { "Nobody is in the queue" / "Personne n'est dans la file" }
        nobody_now(skipped) { "Nobody can take it now: {skipped}" / "Personne ne peut la prendre maintenant : {skipped}" }
    }
}

/// A member's place in the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Turn {
    pub member: MemberId,
    pub name: String,
    pub position: i32,
    /// Paused members keep their place.
    pub active: bool,
    pub max_per_day: Option<i32>,
    /// Away from this day on; without one, from now on if there is an end.
    pub away_from: Option<NaiveDate>,
    /// Away until this day, inclusive; without one, until further notice if there is a beginning.
    pub away_until: Option<NaiveDate>,
    /// Who gets the leads of their customers meanwhile.
    pub deputy: Option<MemberId>,
    /// Takes leads in these hours only; at any time without.
    pub hours: Option<BusinessHours>,
    /// Takes leads of these services only; of all if none is named.
    pub lines: Vec<ServiceLine>,
    /// Leads given to them today.
    pub today: i64,
}

/// Why somebody in the queue is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Passed {
    /// Takes no turns at present.
    Paused,
    /// Is away, until a day or until further notice.
    Away { until: Option<NaiveDate> },
    /// Does not take leads of this service.
    OtherService,
    /// Had this lead before and did not get to it.
    HadIt,
    /// Does not work now; when they do next by the clock of the organization.
    OffWork { until: Option<NaiveDateTime> },
    /// Was given as many as they take a day.
    Full { most: i32 },
}

impl std::fmt::Display for Passed {
    /// In the language of the thread.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&match self {
            Self::Paused => text::paused(),
            Self::Away { until: Some(day) } => text::away_until(date(*day, DateStyle::Short)),
            Self::Away { until: None } => text::away(),
            Self::OtherService => text::other_service(),
            Self::HadIt => text::had_it(),
            Self::OffWork { until: Some(at) } => text::off_until(date(at.date(), DateStyle::Day), text::clock(at.hour(), at.minute())),
            Self::OffWork { until: None } => text::off(),
            Self::Full { most } => text::full(most),
        })
    }
}

/// What a turn is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What the clocks of the organization show.
    pub wall: NaiveDateTime,
    /// Days on which nobody with hours works.
    pub closed: &'a [NaiveDate],
    /// The service of the lead; without one it is not looked at.
    pub line: Option<ServiceLine>,
    /// Who had the lead before.
    pub had: &'a [MemberId],
}

/// Whether somebody is away on a day, by the first and last day of an absence.
pub fn is_away(from: Option<NaiveDate>, until: Option<NaiveDate>, day: NaiveDate) -> bool {
    (from.is_some() || until.is_some()) && from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
}

impl Turn {
    /// Whether they are away on a day.
    pub fn is_away(&self, day: NaiveDate) -> bool {
        is_away(self.away_from, self.away_until, day)
    }

    fn is_full(&self) -> Option<i32> {
        self.max_per_day.filter(|most| self.today >= i64::from(*most))
    }

    fn never(&self, asked: &Asked<'_>) -> Option<Passed> {
        if !self.active {
            return Some(Passed::Paused);
        }
        if !self.lines.is_empty() && asked.line.is_some_and(|line| !self.lines.contains(&line)) {
            return Some(Passed::OtherService);
        }
        asked.had.contains(&self.member).then_some(Passed::HadIt)
    }

    /// Why they do not get the lead now; none if they can.
    pub fn passed(&self, asked: &Asked<'_>) -> Option<Passed> {
        if let Some(never) = self.never(asked) {
            return Some(never);
        }
        if self.is_away(asked.wall.date()) {
            return Some(Passed::Away { until: self.away_until });
        }
        if let Some(hours) = &self.hours {
            let calendar = Calendar { hours, closed: asked.closed };
            if !calendar.is_open(asked.wall) {
                return Some(Passed::OffWork { until: calendar.next_open(asked.wall) });
            }
        }
        self.is_full().map(|most| Passed::Full { most })
    }

    /// When they could take the lead by themselves: when work begins, the absence ends, or a new day.
    fn next_chance(&self, asked: &Asked<'_>) -> Option<NaiveDateTime> {
        if self.never(asked).is_some() {
            return None;
        }
        let morning = |day: NaiveDate| Some(day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN));
        let mut at = if self.is_full().is_some() { morning(asked.wall.date())? } else { asked.wall };
        // work, then an absence, then work: nothing else can come between
        for _ in 0..3 {
            if let Some(hours) = &self.hours {
                at = Calendar { hours, closed: asked.closed }.next_open(at)?;
            }
            if !self.is_away(at.date()) {
                return Some(at);
            }
            at = morning(self.away_until?)?;
        }
        None
    }
}

/// Whom a lead goes to, and the reason kept with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub member: Option<MemberId>,
    pub why: Said,
    /// When to look again if nobody could take it; none if only a change of the queue helps.
    pub again: Option<NaiveDateTime>,
}

/// Names told apart in a reason; more are counted.
const NAMED: usize = 12;

/// The next who can take it after the last one served, in queue order.
pub fn pick(queue: &[Turn], last: Option<MemberId>, asked: &Asked<'_>) -> Decision {
    let start = last.and_then(|id| queue.iter().position(|t| t.member == id)).map_or(0, |at| at + 1);
    let mut skipped: Vec<(&str, Passed)> = Vec::new();
    let told = |skipped: &[(&str, Passed)]| {
        let names = skipped.iter().take(NAMED).map(|(name, passed)| format!("{name} ({passed})")).collect::<Vec<_>>().join(", ");
        let more = skipped.len().saturating_sub(NAMED);
        if more > 0 { text::and_more(names, more) } else { names }
    };
    for at in start..start + queue.len() {
        let turn = &queue[at % queue.len()];
        match turn.passed(asked) {
            Some(passed) => skipped.push((turn.name.as_str(), passed)),
            None => {
                let (place, of) = (at % queue.len() + 1, queue.len());
                let why = match skipped.is_empty() {
                    true => Said::of(|| text::turn(place, of)),
                    false => Said::of(|| text::turn_past(place, of, told(&skipped))),
                };
                return Decision { member: Some(turn.member), why, again: None };
            }
        }
    }
    let why = if queue.is_empty() { Said::of(text::nobody) } else { Said::of(|| text::nobody_now(told(&skipped))) };
    Decision { member: None, why, again: queue.iter().filter_map(|turn| turn.next_chance(asked)).min() }
}

/// A turn as it stands now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    #[serde(flatten)]
    pub turn: Turn,
    /// Why the next lead, of whatever service, does not go to them.
    pub passed: Option<Passed>,
}

/// Whom the next lead of a service goes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Next {
    pub line: ServiceLine,
    pub member: Option<MemberId>,
}

/// The queue leads are given out by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Queue {
    pub turns: Vec<Place>,
    /// One for each service of the organization.
    pub next: Vec<Next>,
    /// A lead nobody gets to within so many minutes of work moves on; none if it stays.
    pub return_minutes: Option<i32>,
    /// Leads that wait for somebody to be there.
    pub waiting: i64,
}

impl Queue {
    /// The queue as it stands, asked for a lead of no particular service.
    pub fn of(turns: Vec<Turn>, last: Option<MemberId>, lines: &[ServiceLine], asked: &Asked<'_>) -> Self {
        let next = lines.iter().map(|line| Next { line: *line, member: pick(&turns, last, &Asked { line: Some(*line), ..*asked }).member });
        let next = next.collect();
        let turns = turns.into_iter().map(|turn| Place { passed: turn.passed(asked), turn }).collect();
        Self { turns, next, return_minutes: None, waiting: 0 }
    }
}

#[cfg(test)]
#[path = "assignment_tests.rs"]
mod tests;
