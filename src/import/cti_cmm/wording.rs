//! Rows and amounts in words.

use super::figures::plain;

/// Rows by their numbers.
pub(super) fn rows_in_words(rows: &[String]) -> String {
    match rows {
        [only] => format!("row {only}"),
        [first @ .., last] => format!("rows {} and {last}", first.join(", ")),
        [] => "no row".to_owned(),
    }
}

/// By how much a fault moves the figures, in words.
pub(super) fn by(points: f64, possible: f64) -> String {
    let signed = |number: f64| {
        format!(
            "{}{}",
            if number < 0.0 { "−" } else { "+" },
            plain(number.abs())
        )
    };
    match (points == 0.0, possible == 0.0) {
        (true, true) => "no effect on the sums".to_owned(),
        (false, true) => format!("{} points", signed(points)),
        (true, false) => format!("{} of the maximum", signed(possible)),
        (false, false) => format!(
            "{} points, {} of the maximum",
            signed(points),
            signed(possible)
        ),
    }
}
