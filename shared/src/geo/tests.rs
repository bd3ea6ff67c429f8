use proptest::prelude::*;

use super::label::{Area, beside, shortened};
use super::project::{flat, great_circle, latitude, unrolled};
use super::*;

fn pin(number: usize, at: (f64, f64), label: &str) -> Pin {
    Pin { number, at, label: label.into(), leg: (number > 1).then(|| format!("{} km, 1 h", number * 10)), gap: false }
}

fn pins(at: &[(f64, f64)]) -> Vec<Pin> {
    at.iter().enumerate().map(|(i, at)| pin(i + 1, *at, &format!("Stop {}", i + 1))).collect()
}

fn map(pins: &[Pin]) -> Drawing {
    draw(pins, crate::pricing::places()).expect("there is something to show")
}

fn inside(x: f64, y: f64) -> bool {
    (0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y)
}

const VANCOUVER: (f64, f64) = (49.283, -123.121);
const SEATTLE: (f64, f64) = (47.606, -122.332);
const TORONTO: (f64, f64) = (43.653, -79.383);

#[test]
fn mercator_is_what_it_is() {
    let (x, y) = flat((0.0, 90.0));
    assert!((x - 0.25).abs() < 1e-12 && y.abs() < 1e-12, "{x} {y}");
    let (x, y) = flat((49.283, -123.121));
    assert!((x + 0.342_002_8).abs() < 1e-6 && (y + 0.157_9).abs() < 1e-3, "{x} {y}");
    assert!(flat((90.0, 0.0)).1.is_finite(), "poles are where Mercator ends");
    assert!((latitude(flat((49.283, 0.0)).1) - 49.283).abs() < 1e-9);
}

#[test]
fn the_earth_is_cut_open_where_no_stop_is() {
    let near = |got: Vec<f64>, want: &[f64]| got.iter().zip(want).all(|(a, b)| (a - b).abs() < 1e-9);
    assert!(near(unrolled(&[-123.121, -79.383]), &[-123.121, -79.383]), "as people write them");
    assert!(near(unrolled(&[179.0, -179.0]), &[179.0, 181.0]), "across the date line they are two degrees apart");
    assert!(near(unrolled(&[-10.0, 10.0]), &[-10.0, 10.0]), "across Greenwich they are twenty apart");
    assert!(near(unrolled(&[-79.383]), &[-79.383]));
    assert!(near(unrolled(&[-79.383, -79.383]), &[-79.383, -79.383]));
    assert!(unrolled(&[]).is_empty());
}

#[test]
fn long_ways_are_bowed_and_short_ones_straight() {
    assert_eq!(great_circle(VANCOUVER, (49.3, -123.0)).len(), 2);
    let way = great_circle(VANCOUVER, TORONTO);
    assert_eq!((way.first(), way.last()), (Some(&VANCOUVER), Some(&TORONTO)));
    assert!(way.iter().any(|(lat, _)| *lat > VANCOUVER.0), "the shortest way leads north of both");
    assert_eq!(great_circle((0.0, 0.0), (0.0, 180.0)).len(), 2, "between antipodes all ways are alike");
    let date_line = great_circle((35.6, 139.7), (37.8, 237.6));
    assert!(date_line.windows(2).all(|pair| pair[0].1 < pair[1].1), "it goes on past the date line: {date_line:?}");
}

#[test]
fn one_stop_is_a_mark_in_the_middle_with_a_name_and_a_scale() {
    let drawing = map(&[pin(1, TORONTO, "Front St")]);
    assert_eq!(drawing.marks, [Mark { number: 1, x: WIDTH / 2.0, y: HEIGHT / 2.0 }]);
    assert!(drawing.ways.is_empty());
    assert_eq!(drawing.labels[0].text, "Front St");
    let bar = drawing.bar.expect("a scale");
    assert!(bar.km <= 5.0 && bar.width <= WIDTH / 4.0, "{bar:?}");
}

#[test]
fn stops_at_one_place_lie_side_by_side_and_make_no_ways() {
    let drawing = map(&pins(&[TORONTO; 12]));
    assert!(drawing.ways.is_empty());
    assert_eq!(drawing.marks.len(), 12);
    for (i, a) in drawing.marks.iter().enumerate() {
        assert!(inside(a.x - RADIUS, a.y - RADIUS) && inside(a.x + RADIUS, a.y + RADIUS));
        assert!(drawing.marks[i + 1..].iter().all(|b| (a.x - b.x).hypot(a.y - b.y) > 2.0 * RADIUS), "each mark is seen whole");
    }
}

#[test]
fn twelve_stops_keep_their_order_and_no_word_lies_on_another() {
    let at: Vec<(f64, f64)> = (0..12).map(|i| (43.0 + f64::from(i % 4) * 0.7, -80.0 + f64::from(i) * 0.45)).collect();
    let drawing = map(&pins(&at));
    assert_eq!(drawing.marks.iter().map(|mark| mark.number).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
    assert_eq!(drawing.ways.iter().map(|way| way.to).collect::<Vec<_>>(), (2..=12).collect::<Vec<_>>());
    let mut areas: Vec<Area> = drawing.labels.iter().map(|label| Area::of(label, 11.0)).collect();
    areas.extend(drawing.ways.iter().filter_map(|way| way.label.as_ref()).map(|label| Area::of(label, 9.0)));
    areas.extend(drawing.spots.iter().filter_map(|spot| spot.label.as_ref()).map(|label| Area::of(label, 8.5)));
    areas.extend(drawing.marks.iter().map(|mark| Area::around((mark.x, mark.y), RADIUS, RADIUS)));
    for (i, a) in areas.iter().enumerate() {
        assert!(areas[i + 1..].iter().all(|b| !a.meets(b)), "{a:?} lies on another");
    }
    assert!(drawing.labels.len() >= 6, "most have a name: {}", drawing.labels.len());
    assert!(drawing.svg("Twelve").len() < 12_000);
}

#[test]
fn an_arrow_points_where_the_way_goes() {
    let there = map(&pins(&[(49.0, -123.0), (49.0, -121.0)]));
    let [tip, left, right] = there.ways[0].arrow.expect("there is room");
    assert!(tip.0 > left.0 && tip.0 > right.0 && (left.1 - tip.1) * (right.1 - tip.1) < 0.0, "{tip:?} {left:?} {right:?}");
    let back = map(&pins(&[(49.0, -121.0), (49.0, -123.0)]));
    let [tip, left, _] = back.ways[0].arrow.expect("there is room");
    assert!(tip.0 < left.0);
}

#[test]
fn a_way_across_the_date_line_is_short() {
    let drawing = map(&pins(&[(52.0, 178.5), (52.0, -178.5)]));
    let (a, b) = (&drawing.marks[0], &drawing.marks[1]);
    assert!(a.x < b.x && (a.y - b.y).abs() < 0.01, "{a:?} {b:?}");
    assert!(drawing.bar.is_some_and(|bar| bar.km < 200.0), "some two hundred kilometres apart, not round the earth");
}

#[test]
fn the_scale_is_true() {
    let drawing = map(&pins(&[(49.0, -123.0), (49.0, -122.0)]));
    let bar = drawing.bar.expect("a scale");
    let apart = drawing.marks[1].x - drawing.marks[0].x;
    let km = crate::pricing::haversine_km((49.0, -123.0), (49.0, -122.0));
    assert!((apart / bar.width * bar.km - km).abs() < 0.5, "{apart} units are {km} km");
}

#[test]
fn words_are_text_and_the_picture_stays_as_it_is() {
    let towns = || crate::pricing::places().filter(|place| ["Bellingham", "Tacoma"].contains(&place.name));
    let stops = [pin(1, VANCOUVER, "<b>Burrard</b> & \"Co\""), pin(2, SEATTLE, "S Jackson St")];
    let svg = draw(&stops, towns()).expect("a map").svg("From \"A\" to <B>");
    assert!(
        svg.starts_with("<svg viewBox=\"0 0 360 220\" role=\"img\" aria-label=\"From &quot;A&quot; to &lt;B&gt;\" focusable=\"false\">"),
        "{svg}"
    );
    assert!(svg.contains(">&lt;b&gt;Burrard&lt;/b&gt; &amp; &quot;Co&quot;</text>") && !svg.contains("<b>"), "{svg}");
    for part in [
        "<path data-m=\"way\" d=\"M",
        "<path data-m=\"arrow\" d=\"M",
        "<text data-m=\"leg\" x=\"",
        ">20 km, 1 h</text>",
        ">S Jackson St</text>",
        "<circle data-m=\"spot\" cx=\"",
        ">Bellingham</text>",
        "<path data-m=\"bar\" d=\"M8 208V212H",
    ] {
        assert!(svg.contains(part), "{part} is missing: {svg}");
    }
    assert_eq!(svg.matches("<g data-m=\"stop\">").count(), 2);
    assert_eq!(svg, draw(&stops, towns()).expect("a map").svg("From \"A\" to <B>"), "the same stops give the same picture");
}

#[test]
fn the_whole_picture_of_one_stop_is_this() {
    let drawing = draw(&[pin(1, TORONTO, "Front St")], std::iter::empty()).expect("a map");
    let width = drawing.bar.as_ref().map_or(0.0, |bar| bar.width);
    let end = (f64::round((8.0 + width) * 10.0) / 10.0).to_string();
    assert_eq!(
        drawing.svg("One stop"),
        format!(
            "<svg viewBox=\"0 0 360 220\" role=\"img\" aria-label=\"One stop\" focusable=\"false\">\
             <g data-m=\"stop\"><circle cx=\"180\" cy=\"110\" r=\"9\"/><text x=\"180\" y=\"113.4\" text-anchor=\"middle\">1</text></g>\
             <text data-m=\"name\" x=\"193\" y=\"113.3\">Front St</text>\
             <path data-m=\"bar\" d=\"M8 208V212H{end}V208\"/><text data-m=\"scale\" x=\"12\" y=\"208\">2 km</text></svg>"
        )
    );
}

#[test]
fn a_long_name_is_cut_and_words_stand_beside_what_they_name() {
    assert_eq!(shortened("The Old Mill on the River Credit", 12), "The Old Mil…");
    assert_eq!(shortened(" Mill ", 12), "Mill");
    let first = &beside((100.0, 100.0), (9.0, 9.0), 11.0, "Mill")[0];
    assert_eq!((first.x, first.anchor), (113.0, Anchor::Start));
}

#[test]
fn the_list_of_cities_completes_and_finds() {
    let labels = |query: &str| known(query).into_iter().map(|candidate| candidate.label).collect::<Vec<_>>();
    assert_eq!(labels("750 Burrard St, Vancou"), ["750 Burrard St, Vancouver, BC"]);
    assert_eq!(labels("750 Burrard St, Vancouver, BC"), ["750 Burrard St, Vancouver, BC"], "nothing to complete");
    assert_eq!(labels("303 S Jackson St, Seattle, WA"), ["303 S Jackson St, Seattle, WA"], "neither Washington nor Waterloo");
    assert_eq!(labels("Lond"), ["London, ON"]);
    assert!(labels("Nowhere at all").is_empty());
    assert!(labels("Sa").len() <= MOST);
    assert!(known("Lond").iter().all(|candidate| (candidate.source, candidate.precision) == (Source::Gazetteer, Precision::City)));
}

proptest! {
    #[test]
    fn no_stops_break_a_map(at in prop::collection::vec((-90.0..=90.0f64, -180.0..=180.0f64), 0..40), wild in any::<f64>()) {
        let mut pins = pins(&at);
        pins.push(pin(at.len() + 1, (wild, wild), "Wild"));
        if let Some(drawing) = draw(&pins, crate::pricing::places()) {
            for mark in &drawing.marks {
                prop_assert!(inside(mark.x, mark.y), "{mark:?}");
            }
            let svg = drawing.svg("Any");
            prop_assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }
}
