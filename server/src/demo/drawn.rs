//! Signatures of the demo, as if somebody had drawn them.

/// A drawn signature in a box of 340 × 120.
pub fn strokes(seed: usize) -> String {
    let points: Vec<String> = (0..48)
        .map(|i| {
            let t = f64::from(i);
            let y = 60.0 + (t * (0.45 + seed as f64 % 7.0 * 0.03)).sin() * (34.0 - t * 0.4) + (t * 1.7).cos() * 9.0;
            format!("{:.0},{:.0}", 24.0 + t * 6.0, y)
        })
        .collect();
    points.join(" ")
}

/// The same drawing as an SVG, for signatures of the work.
pub fn drawing(seed: usize, name: &str) -> String {
    let path = strokes(seed)
        .split(' ')
        .enumerate()
        .map(|(i, p)| format!("{}{}", if i == 0 { "M" } else { "L" }, p.replace(',', " ")))
        .collect::<String>();
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 340 120"><title>{name}</title><path d="{path}" stroke="currentColor" fill="none" stroke-width="2"/></svg>"#
    )
}
