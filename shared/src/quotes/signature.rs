//! How a drawn signature is shown.

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
}
