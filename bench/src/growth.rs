//! How growth is judged: what fills up to a ceiling must not count, what leaks must, and a few odd samples decide
//! nothing.
//!
//! Only the second half of a run counts: caches, pools and the allocator's own reserves fill in the first. The slope is
//! the median of those between all pairs of samples (Theil and Sen), which a quarter of wild samples cannot move far. It
//! is told beside those of the two quarters it is made of: what fills grows ever more slowly, what leaks goes on.

/// The share of a run in which what has a ceiling may fill.
pub const FILLING: f64 = 0.5;

/// A value at a moment of a run, in hours.
pub type Point = (f64, f64);

/// How a value grows in the part of a run that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    /// An hour, over the whole part.
    pub hourly: f64,
    /// An hour, in its first half.
    pub before: f64,
    /// An hour, in its second half.
    pub after: f64,
}

impl Growth {
    /// How the value grows in the second half of a run.
    pub fn of(points: &[Point]) -> Self {
        let counted = &points[(points.len() as f64 * FILLING) as usize..];
        let (before, after) = counted.split_at(counted.len() / 2);
        Self { hourly: slope(counted), before: slope(before), after: slope(after) }
    }

    /// What the two quarters say, in words: the last one's slope against the one before it.
    pub fn words(&self) -> String {
        let verdict = match (self.before, self.after) {
            (_, after) if after <= 0.0 => "it does not grow in the end",
            (before, after) if after < before / 2.0 => "it slows down, as what fills does",
            _ => "it goes on, as a leak does",
        };
        format!("third quarter {:.1}, last {:.1} an hour: {verdict}", self.before, self.after)
    }
}

/// The median of the slopes between all pairs of points; 0 of fewer than two.
pub fn slope(points: &[Point]) -> f64 {
    let mut slopes: Vec<f64> = Vec::new();
    for (n, (x, y)) in points.iter().enumerate() {
        slopes.extend(points[n + 1..].iter().filter(|(later, _)| later > x).map(|(later, value)| (value - y) / (later - x)));
    }
    slopes.sort_by(f64::total_cmp);
    let middle = slopes.len() / 2;
    match slopes.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => slopes[middle],
        _ => f64::midpoint(slopes[middle - 1], slopes[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sample a minute for two hours.
    fn run(value: impl Fn(f64) -> f64) -> Growth {
        let points: Vec<Point> = (0..120).map(|n| f64::from(n) / 60.0).map(|hour| (hour, value(hour))).collect();
        Growth::of(&points)
    }

    #[test]
    fn a_leak_is_what_goes_on() {
        let leaking = run(|hour| 50.0 + 6.0 * hour);
        assert!((leaking.hourly - 6.0).abs() < 1e-6 && (leaking.before - leaking.after).abs() < 1e-6, "{leaking:?}");
        assert!(leaking.words().ends_with("as a leak does"), "{}", leaking.words());
    }

    #[test]
    fn what_fills_does_not_count_once_it_is_full() {
        let filled = run(|hour| 50.0 + (hour * 20.0).min(10.0));
        assert_eq!(filled.hourly, 0.0);
        assert!(filled.words().ends_with("does not grow in the end"), "{}", filled.words());
        // a cache that is still filling is told from a leak by the last quarter
        let filling = run(|hour| 50.0 + 20.0 * (1.0 - (-3.0 * hour).exp()));
        assert!(filling.after < filling.before / 2.0, "{filling:?}");
        assert!(filling.words().ends_with("as what fills does"), "{}", filling.words());
    }

    #[test]
    fn a_few_odd_samples_decide_nothing() {
        // every sixth sample is taken while something large is under way
        let points: Vec<Point> = (0..60_i32).map(|n| (f64::from(n) / 60.0, if n % 6 == 5 { 50.0 + f64::from(n) } else { 50.0 })).collect();
        assert_eq!(slope(&points), 0.0);
        assert_eq!((slope(&[]), slope(&points[..1]), slope(&[(1.0, 3.0), (1.0, 9.0)])), (0.0, 0.0, 0.0));
        assert_eq!(slope(&[(0.0, 1.0), (1.0, 3.0)]), 2.0);
    }
}
