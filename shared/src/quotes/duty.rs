//! What an itinerary asks of its drivers, what the law says to that, and what would mend it.

use chrono::{Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::Content;
use crate::StopId;
use crate::hours::{self, Day, Duty, RuleSet, Segment, Violation, check, limits};
use crate::money::Currency;
use crate::packs::ServiceLine;
use crate::pricing::{self, Relief, Route, drive_minutes};

/// Who drives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "plan", rename_all = "snake_case")]
pub enum Drivers {
    #[default]
    One,
    /// Two for the whole way. Without a berth both are on duty as long as the vehicle is under way.
    Team,
    /// Others take over at these stops until the next rest; the first driver rides along.
    Relief { at: Vec<StopId> },
}

impl Drivers {
    /// Whether nobody beside the first driver goes.
    pub fn is_one(&self) -> bool {
        *self == Self::One
    }
}

/// Minutes of looking the vehicle over before it goes.
const BEFORE: i64 = 30;
/// Minutes of parking, cleaning and signing off after it came.
const AFTER: i64 = 15;
/// A stay this long is time off unless somebody says otherwise.
const FREE: i64 = 3 * 60;
/// A stay this long is a night: the vehicle is put away and looked over anew.
const NIGHT: i64 = 5 * 60;
/// To a bed and back, on top of the rest the law asks for.
const TO_BED: u32 = 60;

/// What the law says to an itinerary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    /// What the vehicle does, whoever drives.
    pub days: Vec<Day>,
    pub violations: Vec<Violation>,
}

/// A way to make an itinerary legal.
#[derive(Clone, Debug, PartialEq)]
pub struct Cure {
    pub kind: CureKind,
    /// The stop at which a driver takes over or sleeps; from 0.
    pub stop: Option<usize>,
    /// The draft with it.
    pub content: Content,
    /// When the last stop is reached then.
    pub arrives: Option<NaiveDateTime>,
    /// Fixed arrivals that cannot be kept then and flow from the stop before.
    pub loosened: usize,
    /// Limits that stay broken.
    pub left: usize,
}

crate::choice! {
    CureKind { Team = "team", Relief = "relief", Overnight = "overnight" }
}

impl Content {
    /// Whose law counts: none for work without a way; what somebody chose, else what the places and the kind of work say. The stricter law of a
    /// country counts for the whole of a trip that enters it.
    pub fn law(&self, line: ServiceLine, currency: Currency) -> RuleSet {
        // where nobody is under way nobody drives too long
        if !line.pack().route {
            return RuleSet::None;
        }
        if let Some(chosen) = self.rules {
            return chosen;
        }
        let places: Vec<_> = self.stops.iter().filter_map(|s| pricing::locate(&s.address)).collect();
        let is_canada = if places.is_empty() { currency == Currency::CAD } else { places.iter().all(pricing::Place::is_canadian) };
        match line {
            _ if is_canada => RuleSet::Canada,
            ServiceLine::Charter => RuleSet::UsPassenger,
            ServiceLine::Moving | ServiceLine::Glass | ServiceLine::Contracting => RuleSet::UsProperty,
        }
    }

    /// What one vehicle does from leaving the garage to coming home: driving, work at the stops, rest.
    pub fn duties(&self, route: &Route) -> Vec<Segment> {
        let mut plan = Plan::default();
        let Some(first) = route.stops.first().and_then(|s| s.arrive) else { return plan.segments };
        let empty = drive_minutes(f64::from(self.deadhead_metres) / 2000.0);
        let out = first - Duration::minutes(i64::from(empty));
        plan.now = Some(out - Duration::minutes(BEFORE));
        plan.does(Duty::Work, BEFORE, 0);
        plan.does(Duty::Drive, empty.into(), 0);
        for (i, (stop, timed)) in self.stops.iter().zip(&route.stops).enumerate() {
            let here = plan.now.unwrap_or(out);
            let leg = route.stops.get(i + 1).and_then(|next| next.leg).map_or(0, |leg| i64::from(leg.minutes));
            // who is expected later sets off later
            let wait = route.stops.get(i + 1).and_then(|next| next.arrive).map_or(0, |next| (next - here).num_minutes() - leg);
            let early = timed.arrive.map_or(0, |due| (due - here).num_minutes().max(0));
            let stay = (early + i64::from(timed.wait) + i64::from(stop.dwell)).max(wait).max(0);
            match stop.released.unwrap_or(stay >= FREE) {
                false => plan.does(Duty::Work, stay, i),
                true if stay >= NIGHT => {
                    plan.does(Duty::Work, AFTER, i);
                    plan.does(Duty::Off, stay - AFTER - BEFORE, i);
                    plan.does(Duty::Work, BEFORE, i);
                }
                true => plan.does(Duty::Off, stay, i),
            }
            plan.does(Duty::Drive, leg, i + 1);
        }
        let last = self.stops.len().saturating_sub(1);
        plan.does(Duty::Drive, empty.into(), last);
        plan.does(Duty::Work, AFTER, last);
        plan.segments
    }

    /// What the law says to the itinerary.
    pub fn hours(&self, law: RuleSet) -> Hours {
        self.hours_on(&self.route(), law)
    }

    /// The same for a route that is worked out already.
    pub fn hours_on(&self, route: &Route, law: RuleSet) -> Hours {
        let plan = self.duties(route);
        let Some(limits) = plan.first().and_then(|s| limits(law, s.from.date())) else {
            return Hours { days: hours::days(&plan, &[]), violations: Vec::new() };
        };
        let reports = match &self.drivers {
            Drivers::One => vec![check(&plan, limits, 1)],
            Drivers::Team => vec![check(&plan, limits, 2)],
            Drivers::Relief { at } => {
                let (main, others) = self.shared_out(&plan, at, limits.rest);
                std::iter::once(main).chain(others).map(|one| check(&one, limits, 1)).collect()
            }
        };
        let over: Vec<_> = reports.iter().flat_map(|r| r.over.iter().copied()).collect();
        let mut violations: Vec<Violation> = reports.into_iter().flat_map(|r| r.violations).collect();
        violations.sort_by_key(|v| (v.at, v.rule));
        Hours { days: hours::days(&plan, &over), violations }
    }

    /// The plan of the first driver, and of each who takes over at one of the stops until the next rest.
    fn shared_out(&self, plan: &[Segment], at: &[StopId], rest: u32) -> (Vec<Segment>, Vec<Vec<Segment>>) {
        let mut main = plan.to_vec();
        let mut others = Vec::new();
        for stop in self.stops.iter().enumerate().filter(|(_, s)| at.contains(&s.id)).map(|(i, _)| i) {
            let Some(from) = plan.iter().position(|s| s.duty == Duty::Drive && s.stop == Some(stop + 1)) else { continue };
            let shift = plan[from..].iter().take_while(|s| s.duty != Duty::Off || s.minutes() < rest).count();
            let mut theirs = vec![Segment {
                duty: Duty::Work,
                from: plan[from].from - Duration::minutes(BEFORE),
                to: plan[from].from,
                stop: Some(stop),
            }];
            // who took over before gives the wheel on
            if let Some(former) = others.last_mut() {
                let former: &mut Vec<Segment> = former;
                former.retain(|s| s.from < plan[from].from);
            }
            theirs.extend_from_slice(&plan[from..from + shift]);
            others.push(theirs);
            main[from..from + shift].iter_mut().filter(|s| s.duty == Duty::Drive).for_each(|s| s.duty = Duty::Work);
        }
        (main, others)
    }

    /// What other drivers are needed for, for each vehicle.
    pub(super) fn relief(&self, route: &Route) -> Relief {
        let busy = |plan: &[Segment]| plan.iter().filter(|s| s.duty != Duty::Off).map(Segment::minutes).fold(0, u32::saturating_add);
        match &self.drivers {
            Drivers::One => Relief::default(),
            Drivers::Team => Relief { minutes: busy(&self.duties(route)), call_outs: 0, nights: route.days.saturating_sub(1) },
            Drivers::Relief { at } => {
                let (_, others) = self.shared_out(&self.duties(route), at, EIGHT_HOURS);
                let minutes = others.iter().map(|plan| busy(plan)).fold(0, u32::saturating_add);
                Relief { minutes, call_outs: others.len() as u32, nights: 0 }
            }
        }
    }

    /// What would make the itinerary legal, or more so. Nothing when it is.
    pub fn cures(&self, law: RuleSet) -> Vec<Cure> {
        // many routes are tried: each place is looked up once
        let mut located = self.clone();
        for stop in &mut located.stops {
            (stop.lat, stop.lng) = stop.place().unzip();
        }
        let mut found = located.tried(law);
        for (stop, cure) in found.iter_mut().flat_map(|cure| self.stops.iter().zip(&mut cure.content.stops)) {
            (cure.lat, cure.lng) = (stop.lat, stop.lng);
        }
        found
    }

    fn tried(&self, law: RuleSet) -> Vec<Cure> {
        let was = self.route();
        let now = self.hours_on(&was, law);
        let Some(first) = now.violations.first() else { return Vec::new() };
        let before = now.violations.len();
        let mut found = Vec::new();
        if self.drivers.is_one() {
            found.push(self.cured(CureKind::Team, None, law, &was, |c| c.drivers = Drivers::Team));
        }
        // the latest stop at which it can still be mended
        let until = first.stop.unwrap_or(self.stops.len());
        let stops = (1..until.min(self.stops.len())).rev();
        if self.drivers != Drivers::Team {
            let relieved = stops.clone().map(|i| {
                let mut at = match &self.drivers {
                    Drivers::Relief { at } => at.clone(),
                    _ => Vec::new(),
                };
                at.push(self.stops[i].id);
                self.cured(CureKind::Relief, Some(i), law, &was, |c| c.drivers = Drivers::Relief { at })
            });
            found.extend(relieved.min_by_key(|cure| cure.left));
        }
        let rest = limits(law, first.at.date()).map_or(EIGHT_HOURS, |l| l.rest) + BEFORE as u32 + AFTER as u32 + TO_BED;
        let overnight = stops.map(|i| {
            self.cured(CureKind::Overnight, Some(i), law, &was, |c| {
                c.stops[i].dwell = c.stops[i].dwell.max(rest);
                c.stops[i].released = Some(true);
            })
        });
        found.extend(overnight.min_by_key(|cure| cure.left));
        found.retain(|cure| cure.left < before);
        found
    }

    fn cured(&self, kind: CureKind, stop: Option<usize>, law: RuleSet, was: &Route, change: impl FnOnce(&mut Content)) -> Cure {
        let mut content = self.clone();
        change(&mut content);
        let mut loosened = 0;
        let mut route = content.route();
        // what was late before is somebody's to mend; what became so gives way
        while let Some(late) = (0..route.stops.len()).find(|i| route.stops[*i].late > was.stops[*i].late) {
            content.stops[late].arrive = None;
            loosened += 1;
            route = content.route();
        }
        let left = content.hours_on(&route, law).violations.len();
        let arrives = route.stops.last().and_then(|s| s.arrive);
        Cure { kind, stop, arrives, loosened, left, content }
    }
}

const EIGHT_HOURS: u32 = 8 * 60;

/// A plan while it is made: one stretch after the other.
#[derive(Default)]
struct Plan {
    segments: Vec<Segment>,
    now: Option<NaiveDateTime>,
}

impl Plan {
    fn does(&mut self, duty: Duty, minutes: i64, stop: usize) {
        let Some(from) = self.now.filter(|_| minutes > 0) else { return };
        let Some(to) = from.checked_add_signed(Duration::minutes(minutes)) else { return };
        self.segments.push(Segment { duty, from, to, stop: Some(stop) });
        self.now = Some(to);
    }
}

#[cfg(test)]
#[path = "duty_tests.rs"]
mod tests;
