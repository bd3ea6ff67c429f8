//! The layout of a map: what is where, in units of the drawing.

use super::label::{Area, Label, Room, beside, shortened};
use super::project::{Flat, flat, great_circle, latitude, unrolled};
use crate::pricing::Place;

/// How wide a drawing is, in units of its own.
pub const WIDTH: f64 = 360.0;
/// How high it is.
pub const HEIGHT: f64 = 220.0;
/// Half the size of a stop's mark.
pub const RADIUS: f64 = 9.0;

/// Kept free at the sides and above and below, for words.
const MARGIN: (f64, f64) = (58.0, 30.0);
/// The least a map shows, in turns of the earth: some five kilometres.
const LEAST: f64 = 0.000_18;
/// Stops that are shown at most: as many marks fit in one place.
const MOST: usize = 64;
/// Marks in a row where several stops are at one place.
const ROW: usize = 8;
/// From mark to mark beside each other: on a narrow phone a unit is a pixel, and a finger wants 24 of them.
const STEP: f64 = 24.5;
/// Letters of stops, of legs, of towns around.
pub(super) const SIZES: (f64, f64, f64) = (11.0, 9.0, 8.5);
/// Towns around that are shown at most.
const TOWNS: usize = 12;
/// Round the earth at the equator, in kilometres.
const TURN_KM: f64 = 40_075.017;

/// A stop to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// What it is called in the list beside, from 1.
    pub number: usize,
    /// Degrees north and east.
    pub at: (f64, f64),
    pub label: String,
    /// What is said of the way here from the pin before.
    pub leg: Option<String>,
    /// Stops between the pin before and this one are not on the map.
    pub gap: bool,
}

/// The mark of a stop.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub number: usize,
    pub x: f64,
    pub y: f64,
}

/// The way to a stop.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Which stop it leads to.
    pub to: usize,
    pub points: Vec<(f64, f64)>,
    /// The corners of its arrow, the tip first; none where there is no room.
    pub arrow: Option<[(f64, f64); 3]>,
    pub label: Option<Label>,
    pub gap: bool,
}

/// A town that is no stop.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub x: f64,
    pub y: f64,
    pub label: Option<Label>,
}

/// What a length on the map is on the ground.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub width: f64,
    pub km: f64,
}

/// A map, ready to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    pub marks: Vec<Mark>,
    pub ways: Vec<Way>,
    pub labels: Vec<Label>,
    pub spots: Vec<Spot>,
    pub bar: Option<Bar>,
}

/// How the flat map lies in the drawing.
struct Fit {
    centre: Flat,
    scale: f64,
}

impl Fit {
    fn around(points: &[Flat]) -> Self {
        let (mut low, mut high) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
        for (x, y) in points {
            low = (low.0.min(*x), low.1.min(*y));
            high = (high.0.max(*x), high.1.max(*y));
        }
        let across = (WIDTH - 2.0 * MARGIN.0) / (high.0 - low.0).max(LEAST);
        let down = (HEIGHT - 2.0 * MARGIN.1) / (high.1 - low.1).max(LEAST);
        Self { centre: (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1)), scale: across.min(down) }
    }

    fn place(&self, (x, y): Flat) -> (f64, f64) {
        (WIDTH / 2.0 + (x - self.centre.0) * self.scale, HEIGHT / 2.0 + (y - self.centre.1) * self.scale)
    }

    /// The longest round length that does not take more than a quarter of the width.
    fn bar(&self) -> Option<Bar> {
        let unit_km = TURN_KM * latitude(self.centre.1).to_radians().cos() / self.scale;
        let most = unit_km * WIDTH / 4.0;
        let tens = 10f64.powf(most.log10().floor());
        let km = [5.0, 2.0, 1.0].map(|n| n * tens).into_iter().find(|km| *km <= most)?;
        Some(Bar { width: km / unit_km, km })
    }
}

/// Stops whose marks would lie on each other.
struct Group {
    at: (f64, f64),
    /// Places in the list of pins.
    pins: Vec<usize>,
}

impl Group {
    fn rows(&self) -> usize {
        self.pins.len().div_ceil(ROW)
    }

    /// Half its size.
    fn half(&self) -> (f64, f64) {
        let columns = self.pins.len().min(ROW);
        ((columns as f64 - 1.0) * STEP / 2.0 + RADIUS, (self.rows() as f64 - 1.0) * STEP / 2.0 + RADIUS)
    }

    /// Where the nth mark of it lies.
    fn mark(&self, nth: usize) -> (f64, f64) {
        let (row, column) = (nth / ROW, nth % ROW);
        let columns = (self.pins.len() - row * ROW).min(ROW);
        let x = self.at.0 + (column as f64 - (columns as f64 - 1.0) / 2.0) * STEP;
        (x, self.at.1 + (row as f64 - (self.rows() as f64 - 1.0) / 2.0) * STEP)
    }
}

/// Lays out a map around some stops, in their order; the same stops always the same way. Stops without real coordinates
/// are left out; without any there is no map.
pub fn draw(pins: &[Pin], towns: impl Iterator<Item = Place>) -> Option<Drawing> {
    let pins: Vec<&Pin> = pins.iter().filter(|pin| pin.at.0.is_finite() && pin.at.1.is_finite()).take(MOST).collect();
    if pins.is_empty() {
        return None;
    }
    let lngs = unrolled(&pins.iter().map(|pin| pin.at.1).collect::<Vec<_>>());
    let places: Vec<(f64, f64)> = pins.iter().zip(&lngs).map(|(pin, lng)| (pin.at.0, *lng)).collect();
    let legs: Vec<Vec<Flat>> = places.windows(2).map(|pair| great_circle(pair[0], pair[1]).into_iter().map(flat).collect()).collect();
    let all: Vec<Flat> = places.iter().copied().map(flat).chain(legs.iter().flatten().copied()).collect();
    let fit = Fit::around(&all);
    let groups = groups(&places, &fit);
    let home: Vec<usize> = (0..pins.len()).map(|i| groups.iter().position(|group| group.pins.contains(&i)).unwrap_or_default()).collect();

    let mut room = Room { width: WIDTH, height: HEIGHT, taken: Vec::new(), lines: Vec::new() };
    let mut drawing = Drawing { bar: fit.bar(), ..Drawing::default() };
    room.taken.extend(drawing.bar.iter().map(|bar| Area { left: 0.0, top: HEIGHT - 22.0, right: bar.width + 16.0, bottom: HEIGHT }));
    for group in &groups {
        let (across, up) = group.half();
        room.taken.push(Area::around(group.at, across + 1.0, up + 1.0));
        for (nth, pin) in group.pins.iter().enumerate() {
            let (x, y) = group.mark(nth);
            drawing.marks.push(Mark { number: pins[*pin].number, x, y });
        }
    }
    drawing.marks.sort_by_key(|mark| mark.number);
    for (i, leg) in legs.iter().enumerate() {
        if home[i] != home[i + 1] {
            drawing.ways.push(way(pins[i + 1], &leg.iter().map(|point| fit.place(*point)).collect::<Vec<_>>(), shift(&home, i)));
        }
    }
    room.lines = drawing.ways.iter().flat_map(|way| along(&way.points)).collect();
    for group in &groups {
        drawing.labels.extend(room.place(&beside(group.at, group.half(), SIZES.0, &title(group, &pins)), SIZES.0, true));
    }
    for way in &mut drawing.ways {
        let said = pins.iter().find(|pin| pin.number == way.to).and_then(|pin| pin.leg.as_deref());
        way.label = said.and_then(|said| room.place(&near(&way.points, said), SIZES.1, false));
    }
    drawing.spots = spots(towns, &fit, &mut room);
    Some(drawing)
}

fn groups(places: &[(f64, f64)], fit: &Fit) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (i, place) in places.iter().enumerate() {
        let at = fit.place(flat(*place));
        match groups.iter_mut().find(|group| (group.at.0 - at.0).hypot(group.at.1 - at.1) < STEP) {
            Some(group) => group.pins.push(i),
            None => groups.push(Group { at, pins: vec![i] }),
        }
    }
    // many marks side by side stay on the map
    for group in &mut groups {
        let (across, up) = group.half();
        group.at.0 = group.at.0.clamp(across + 2.0, WIDTH - across - 2.0);
        group.at.1 = group.at.1.clamp(up + 2.0, HEIGHT - up - 2.0);
    }
    groups
}

/// What the stops at one place are called.
fn title(group: &Group, pins: &[&Pin]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for pin in &group.pins {
        let name = pins[*pin].label.as_str();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    shortened(&names.join(" · "), 26)
}

/// How far a leg keeps to its right, so that ways there and back are two lines.
fn shift(home: &[usize], leg: usize) -> f64 {
    let ends = |i: usize| (home[i], home[i + 1]);
    let (from, to) = ends(leg);
    let shared = (0..home.len() - 1).filter(|i| *i != leg).any(|i| ends(i) == (from, to) || ends(i) == (to, from));
    let before = (0..leg).filter(|i| ends(*i) == (from, to)).count();
    if shared { 3.0 * (1 + before.min(2)) as f64 } else { 0.0 }
}

fn way(to: &Pin, points: &[(f64, f64)], aside: f64) -> Way {
    let (first, last) = (points.first().copied().unwrap_or_default(), points.last().copied().unwrap_or_default());
    let length = (last.0 - first.0).hypot(last.1 - first.1).max(f64::MIN_POSITIVE);
    let right = (-(last.1 - first.1) / length * aside, (last.0 - first.0) / length * aside);
    let points: Vec<(f64, f64)> = points.iter().map(|(x, y)| (x + right.0, y + right.1)).collect();
    let arrow = (length > 5.0 * RADIUS).then(|| {
        let ((x, y), (ahead_x, ahead_y)) = (at(&points, 0.54), at(&points, 0.58));
        let ahead = (ahead_y - y).atan2(ahead_x - x);
        // two and a half radians off is back and to the side
        [(0.0, 5.0), (2.5, 5.5), (-2.5, 5.5)].map(|(turn, far)| (x + (ahead + turn).cos() * far, y + (ahead + turn).sin() * far))
    });
    Way { to: to.number, points, arrow, label: None, gap: to.gap }
}

/// The point at a share of the way.
fn at(points: &[(f64, f64)], share: f64) -> (f64, f64) {
    let lengths: Vec<f64> = points.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).collect();
    let mut left = lengths.iter().sum::<f64>() * share;
    for (pair, length) in points.windows(2).zip(&lengths) {
        if left <= *length && *length > 0.0 {
            let t = left / length;
            return (pair[0].0 + (pair[1].0 - pair[0].0) * t, pair[0].1 + (pair[1].1 - pair[0].1) * t);
        }
        left -= length;
    }
    points.last().copied().unwrap_or_default()
}

/// Points every few units along a line.
fn along(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let length: f64 = points.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum();
    let pieces = (length / 5.0).ceil().clamp(1.0, 400.0) as u32;
    (0..=pieces).map(|i| at(points, f64::from(i) / f64::from(pieces))).collect()
}

/// Where the words about a way may stand: beside its middle, then beside other parts of it.
fn near(points: &[(f64, f64)], text: &str) -> Vec<Label> {
    [0.5, 0.35, 0.65]
        .into_iter()
        .flat_map(|share| {
            let around = beside(at(points, share), (3.0, 3.0), SIZES.1, text);
            // above and below read best where the way goes across, beside it where it goes up or down
            let (first, last) = (points.first().copied().unwrap_or_default(), points.last().copied().unwrap_or_default());
            let across = (last.0 - first.0).abs() > (last.1 - first.1).abs();
            let (flanks, rest): (Vec<_>, Vec<_>) = around.into_iter().enumerate().partition(|(i, _)| (*i < 2) != across);
            flanks.into_iter().chain(rest).map(|(_, label)| label).collect::<Vec<_>>()
        })
        .collect()
}

/// The larger towns around, as far as there is room.
fn spots(towns: impl Iterator<Item = Place>, fit: &Fit, room: &mut Room) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for town in towns {
        if spots.len() == TOWNS {
            break;
        }
        let inside = |(x, y): &(f64, f64)| (6.0..WIDTH - 6.0).contains(x) && (6.0..HEIGHT - 6.0).contains(y);
        let turns = [0.0, 360.0, -360.0].map(|turn| fit.place(flat((town.lat, town.lng + turn))));
        let Some((x, y)) = turns.into_iter().find(inside) else { continue };
        let dot = Area::around((x, y), 3.0, 3.0);
        let crowded = spots.iter().any(|spot| (spot.x - x).hypot(spot.y - y) < 26.0);
        if crowded || room.taken.iter().any(|taken| taken.meets(&dot)) {
            continue;
        }
        room.taken.push(dot);
        let label = room.place(&beside((x, y), (1.0, 1.0), SIZES.2, town.name), SIZES.2, false);
        spots.push(Spot { x, y, label });
    }
    spots
}
