//! Holds a plan against the limits.

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::{Duty, Limits, Rule, Segment};

/// A limit that a plan breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Violation {
    pub rule: Rule,
    /// When the limit was reached, or the day rest was missing.
    pub at: NaiveDateTime,
    /// Minutes the limit allows.
    pub limit: u32,
    /// Minutes past it, or missing from it.
    pub over: u32,
    /// The stop the drive that breaks it leads to.
    pub stop: Option<usize>,
}

/// What a driver does on a calendar day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    /// Minutes driven.
    pub driving: u32,
    /// Minutes on duty, driving included.
    pub on_duty: u32,
    /// Minutes off until the next work; none after the last.
    pub rest_after: Option<u32>,
    /// Stretches from minute to minute of the day.
    pub parts: Vec<(Duty, u32, u32)>,
    /// What of them lies past a limit.
    pub over: Vec<(u32, u32)>,
}

/// What the law says to a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub days: Vec<Day>,
    /// In order of time.
    pub violations: Vec<Violation>,
    /// Driving that lies past a limit.
    pub over: Vec<(NaiveDateTime, NaiveDateTime)>,
}

/// Where a driver stands against the limits while the plan goes on.
struct Watch<'a> {
    limits: &'a Limits,
    /// Several drivers share the wheel: each may drive as much.
    drivers: u32,
    shift_began: Option<NaiveDateTime>,
    driven: u32,
    on_duty: u32,
    /// Driven since the last interruption, and how long the present one is.
    unbroken: u32,
    paused: u32,
    /// Off without interruption until now.
    rested: u32,
    /// On-duty stretches that count for the run of days.
    worked: Vec<(NaiveDateTime, NaiveDateTime)>,
    found: Vec<Violation>,
    over: Vec<(NaiveDateTime, NaiveDateTime)>,
    /// Rules found broken in this shift: each is told once.
    told: Vec<Rule>,
}

impl Watch<'_> {
    fn off(&mut self, minutes: u32) {
        self.rested = self.rested.saturating_add(minutes);
        self.pause(minutes);
        if self.rested >= self.limits.rest {
            (self.shift_began, self.driven, self.on_duty) = (None, 0, 0);
            (self.unbroken, self.paused) = (0, 0);
            self.told.retain(|rule| *rule == Rule::Cycle);
        }
        if self.limits.restart.is_some_and(|restart| self.rested >= restart) {
            self.worked.clear();
            self.told.clear();
        }
    }

    fn pause(&mut self, minutes: u32) {
        self.paused = self.paused.saturating_add(minutes);
        if self.limits.pause.is_some_and(|(_, least)| self.paused >= least) {
            self.unbroken = 0;
        }
    }

    /// Time on duty before a moment, in the run of days that ends there.
    fn run(&self, at: NaiveDateTime) -> u32 {
        let begins = at - Duration::days(self.limits.cycle.1.into());
        self.worked.iter().map(|(from, to)| ((*to).min(at) - (*from).max(begins)).num_minutes().max(0) as u32).sum()
    }

    fn breaks(&mut self, rule: Rule, limit: u32, left: u32, drive: &Segment) {
        let long = drive.minutes();
        if left >= long {
            return;
        }
        let at = drive.from + Duration::minutes(left.into());
        self.over.push((at, drive.to));
        match self.found.iter_mut().rev().find(|v| v.rule == rule).filter(|_| self.told.contains(&rule)) {
            Some(known) => known.over += long - left,
            None => {
                self.found.push(Violation { rule, at, limit, over: long - left, stop: drive.stop });
                self.told.push(rule);
            }
        }
    }

    fn drive(&mut self, drive: &Segment) {
        let began = *self.shift_began.get_or_insert(drive.from);
        let since = (drive.from - began).num_minutes().max(0) as u32;
        let driving = self.limits.driving * self.drivers;
        self.breaks(Rule::Driving, driving, driving.saturating_sub(self.driven), drive);
        if let Some(limit) = self.limits.on_duty {
            self.breaks(Rule::OnDuty, limit, limit.saturating_sub(self.on_duty), drive);
        }
        if let Some(limit) = self.limits.window {
            self.breaks(Rule::Window, limit, limit.saturating_sub(since), drive);
        }
        if let Some((limit, _)) = self.limits.pause {
            let limit = limit * self.drivers;
            self.breaks(Rule::Break, limit, limit.saturating_sub(self.unbroken), drive);
        }
        let (limit, _) = self.limits.cycle;
        self.worked.push((drive.from, drive.to));
        let excess = self.run(drive.to).saturating_sub(limit).min(drive.minutes());
        self.breaks(Rule::Cycle, limit, drive.minutes() - excess, drive);
        self.driven = self.driven.saturating_add(drive.minutes());
        self.unbroken = self.unbroken.saturating_add(drive.minutes());
        self.on_duty = self.on_duty.saturating_add(drive.minutes());
        (self.rested, self.paused) = (0, 0);
    }

    fn work(&mut self, work: &Segment) {
        self.shift_began.get_or_insert(work.from);
        self.on_duty = self.on_duty.saturating_add(work.minutes());
        self.worked.push((work.from, work.to));
        self.rested = 0;
        self.pause(work.minutes());
    }
}

/// Holds a plan against the limits. Segments are in order of time; `drivers` share the wheel, all of them on duty
/// as long as the vehicle is under way.
pub fn check(segments: &[Segment], limits: &Limits, drivers: u32) -> Report {
    let mut watch = Watch {
        limits,
        drivers: drivers.max(1),
        shift_began: None,
        driven: 0,
        on_duty: 0,
        unbroken: 0,
        paused: 0,
        rested: limits.rest,
        worked: Vec::new(),
        found: Vec::new(),
        over: Vec::new(),
        told: Vec::new(),
    };
    let mut now = None::<NaiveDateTime>;
    for segment in segments.iter().filter(|s| s.from < s.to) {
        if let Some(gap) = now.map(|now| (segment.from - now).num_minutes()).filter(|gap| *gap > 0) {
            watch.off(gap.min(i64::from(u32::MAX)) as u32);
        }
        match segment.duty {
            Duty::Drive => watch.drive(segment),
            Duty::Work => watch.work(segment),
            Duty::Off => watch.off(segment.minutes()),
        }
        now = Some(segment.to);
    }
    let Watch { mut found, over, .. } = watch;
    let days = days(segments, &over);
    found.extend(days.iter().flat_map(|day| by_day(day, limits, drivers.max(1))));
    found.sort_by_key(|v| (v.at, v.rule));
    Report { days, violations: found, over }
}

/// What a calendar day by itself may not hold.
fn by_day(day: &Day, limits: &Limits, drivers: u32) -> Vec<Violation> {
    let at = |minute: u32| day.date.and_time(chrono::NaiveTime::MIN) + Duration::minutes(minute.into());
    let broken = |rule, limit, over, minute| Violation { rule, at: at(minute), limit, over, stop: None };
    let last = day.parts.iter().filter(|(duty, ..)| *duty != Duty::Off).map(|(.., to)| *to).max().unwrap_or(0);
    let mut found = Vec::new();
    if let Some(limit) = limits.day_driving.map(|limit| limit * drivers).filter(|limit| day.driving > *limit) {
        found.push(broken(Rule::DayDriving, limit, day.driving - limit, last));
    }
    if let Some(limit) = limits.day_rest {
        // shorter blocks do not count
        let mut busy: Vec<(u32, u32)> = day.parts.iter().filter(|(duty, ..)| *duty != Duty::Off).map(|(_, a, b)| (*a, *b)).collect();
        busy.sort_unstable();
        let (mut free, mut until) = (0, 0);
        for (from, to) in busy.into_iter().chain([(MINUTES, MINUTES)]) {
            let block = from.saturating_sub(until);
            free += if block >= 30 { block } else { 0 };
            until = until.max(to);
        }
        if free < limit {
            found.push(broken(Rule::DayRest, limit, limit - free, last));
        }
    }
    found
}

const MINUTES: u32 = 24 * 60;

/// The part of a stretch that lies on a day, in its minutes.
fn on_day(date: NaiveDate, from: NaiveDateTime, to: NaiveDateTime) -> Option<(u32, u32)> {
    let midnight = date.and_time(chrono::NaiveTime::MIN);
    let minute = |t: NaiveDateTime| (t - midnight).num_minutes().clamp(0, MINUTES.into()) as u32;
    let (a, b) = (minute(from), minute(to));
    (a < b).then_some((a, b))
}

/// A plan day by day, with what of it lies past a limit.
pub fn days(segments: &[Segment], over: &[(NaiveDateTime, NaiveDateTime)]) -> Vec<Day> {
    let busy: Vec<&Segment> = segments.iter().filter(|s| s.from < s.to && s.duty != Duty::Off).collect();
    let (Some(first), Some(last)) = (busy.first(), busy.iter().map(|s| s.to).max()) else { return Vec::new() };
    first
        .from
        .date()
        .iter_days()
        .take_while(|date| *date <= last.date())
        .take(366)
        .filter_map(|date| {
            let parts: Vec<(Duty, u32, u32)> =
                segments.iter().filter_map(|s| on_day(date, s.from, s.to).map(|(a, b)| (s.duty, a, b))).collect();
            let sum = |wanted: fn(Duty) -> bool| parts.iter().filter(|(duty, ..)| wanted(*duty)).map(|(_, a, b)| b - a).sum::<u32>();
            let (driving, on_duty) = (sum(|d| d == Duty::Drive), sum(|d| d != Duty::Off));
            if on_duty == 0 {
                return None;
            }
            let ended = busy.iter().filter(|s| s.from.date() <= date).map(|s| s.to).max();
            let next = ended
                .and_then(|ended| busy.iter().map(|s| s.from).filter(|from| *from >= ended).min().map(|next| (next - ended).num_minutes()));
            let mut past: Vec<(u32, u32)> = over.iter().filter_map(|(a, b)| on_day(date, *a, *b)).collect();
            past.sort_unstable();
            past.dedup_by(|next, kept| {
                let touches = next.0 <= kept.1;
                if touches {
                    kept.1 = kept.1.max(next.1);
                }
                touches
            });
            Some(Day { date, driving, on_duty, rest_after: next.map(|n| n.clamp(0, i64::from(u32::MAX)) as u32), parts, over: past })
        })
        .collect()
}
