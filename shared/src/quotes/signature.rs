//! What a signature is, and how a drawn one is shown.

/// Version of the consent text a signer agrees to; the text itself is in [`super::text`].
pub const CONSENT_VERSION: &str = "2026-11-2";

/// Whether drawn strokes are a signature: more than a dot.
pub fn is_drawn(strokes: &str) -> bool {
    let points: Vec<(f64, f64)> =
        strokes.split([';', ' ']).filter_map(|p| p.split_once(',')).filter_map(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?))).collect();
    let spread = |of: fn(&(f64, f64)) -> f64| {
        let (low, high) = points.iter().map(of).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        high - low
    };
    points.len() >= 8 && spread(|p| p.0) + spread(|p| p.1) > 30.0
}

/// Drawn strokes as an SVG path in their box of 340 × 120.
pub fn strokes_path(strokes: &str) -> String {
    strokes
        .split(';')
        .filter(|stroke| !stroke.is_empty())
        .map(|stroke| {
            let points: Vec<String> =
                stroke.split(' ').filter_map(|point| point.split_once(',')).map(|(x, y)| format!("{x} {y}")).collect();
            // a dot is a line too short to be seen but for its round end
            if points.len() == 1 { format!("M{}l.1 0", points[0]) } else { format!("M{}", points.join("L")) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_become_a_path() {
        assert_eq!(strokes_path("1,2 3,4;5,6"), "M1 2L3 4M5 6l.1 0");
        assert_eq!(strokes_path(""), "");
    }

    #[test]
    fn a_dot_is_no_signature() {
        assert!(!is_drawn(""));
        assert!(!is_drawn("10,10 10,10 10,10 10,10 10,10 10,10 10,10 10,10 10,10"));
        assert!(is_drawn("10,10 20,30 30,10 40,40 50,12 60,30;70,20 80,25 90,10"));
    }
}
