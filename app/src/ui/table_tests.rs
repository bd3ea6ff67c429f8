use super::ticked;

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn a_range_is_ticked_from_the_row_before_in_either_direction() {
    let order = words("a b c d e");
    assert_eq!(ticked(&order, &words("a"), None, "c", true), words("a c"));
    assert_eq!(ticked(&order, &words("b"), Some("b"), "d", true), words("b c d"));
    assert_eq!(ticked(&order, &words("e d"), Some("d"), "b", true), words("e b c d"));
    assert_eq!(ticked(&order, &words("a b c d e"), Some("b"), "d", false), words("a e"));
}

#[test]
fn a_row_that_left_is_no_end_of_a_range() {
    let order = words("a b c");
    assert_eq!(ticked(&order, &words("a"), Some("gone"), "c", true), words("a c"));
    assert_eq!(ticked(&order, &words("a"), Some("a"), "gone", true), words("a"));
}
