//! From degrees to a flat map: Mercator, unrolled where there is the least to see.

use std::f64::consts::{FRAC_PI_4, PI, TAU};

/// A place in degrees, north and east.
pub type Degrees = (f64, f64);
/// A place on the unrolled earth: east and south, in turns of the earth at the equator.
pub type Flat = (f64, f64);

/// Where Mercator ends: what lies further is shown here.
const NORTHMOST: f64 = 85.0;
/// Legs shorter than this many radians (some 130 km) are straight as far as one can see.
const STRAIGHT: f64 = 0.02;
/// A longer one is drawn in pieces of at most so many, or in this many.
const PIECE: f64 = 0.06;
const PIECES: usize = 12;

/// Mercator. The longitude may lie beyond 180°, where a map goes on past the date line.
pub fn flat((lat, lng): Degrees) -> Flat {
    let lat = lat.clamp(-NORTHMOST, NORTHMOST).to_radians();
    (lng / 360.0, -(FRAC_PI_4 + lat / 2.0).tan().ln() / TAU)
}

/// The latitude at a height of the flat map, in degrees.
pub fn latitude(y: f64) -> f64 {
    (2.0 * (-y * TAU).exp().atan() - PI / 2.0).to_degrees()
}

/// Longitudes on one side of the seam: the widest stretch without a stop is where the earth is cut open.
pub fn unrolled(lngs: &[f64]) -> Vec<f64> {
    let round: Vec<f64> = lngs.iter().map(|lng| lng.rem_euclid(360.0)).map(|lng| if lng < 360.0 { lng } else { 0.0 }).collect();
    let mut sorted = round.clone();
    sorted.sort_by(f64::total_cmp);
    let mut seam = (f64::MIN, 0.0);
    for (i, here) in sorted.iter().enumerate() {
        let (next, turn) = sorted.get(i + 1).map_or((sorted[0], 360.0), |next| (*next, 0.0));
        if next + turn - here > seam.0 {
            seam = (next + turn - here, next);
        }
    }
    let turned: Vec<f64> = round.iter().map(|lng| if *lng >= seam.1 { *lng } else { lng + 360.0 }).collect();
    // as people write them, wherever the map allows
    let shift = if turned.iter().all(|lng| *lng >= 180.0) { 360.0 } else { 0.0 };
    turned.into_iter().map(|lng| lng - shift).collect()
}

/// The shortest way over the earth between two unrolled places, its ends included. It is bowed on a map when it is long.
pub fn great_circle(from: Degrees, to: Degrees) -> Vec<Degrees> {
    let vector = |(lat, lng): Degrees| {
        let (lat, lng) = (lat.to_radians(), lng.to_radians());
        [lat.cos() * lng.cos(), lat.cos() * lng.sin(), lat.sin()]
    };
    let (a, b) = (vector(from), vector(to));
    let angle = a.iter().zip(&b).map(|(x, y)| x * y).sum::<f64>().clamp(-1.0, 1.0).acos();
    // between antipodes every way is the shortest; none is preferred
    if !(STRAIGHT..=PI - 0.001).contains(&angle) {
        return vec![from, to];
    }
    let pieces = ((angle / PIECE).ceil() as usize).clamp(2, PIECES);
    let mut points = vec![from];
    for i in 1..pieces {
        let t = i as f64 / pieces as f64;
        let (wa, wb) = (((1.0 - t) * angle).sin() / angle.sin(), (t * angle).sin() / angle.sin());
        let [x, y, z] = [0, 1, 2].map(|axis| wa * a[axis] + wb * b[axis]);
        let before = points.last().map_or(from.1, |(_, lng)| *lng);
        let lng = y.atan2(x).to_degrees();
        points.push((z.clamp(-1.0, 1.0).asin().to_degrees(), lng + 360.0 * ((before - lng) / 360.0).round()));
    }
    let end = points.last().map_or(from.1, |(_, lng)| *lng);
    // the way round the back of the map would leave it
    if (end - to.1).abs() > 180.0 {
        return vec![from, to];
    }
    points.push(to);
    points
}
