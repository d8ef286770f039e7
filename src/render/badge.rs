use serde_json::json;
use unicode_width::UnicodeWidthChar;

use super::escape;
use crate::report::{CheckReport, ScoreReport, Verdict};

/// Pixels of a letter's height, and those beside a text.
const HEIGHT: usize = 11;
const BESIDE: usize = 12;

/// A label with a message, in a colour.
struct Badge {
    label: String,
    message: String,
    colour: &'static str,
}

const GOOD: &str = "#2e7d32";
const MIDDLING: &str = "#b26a00";
const BAD: &str = "#c62828";
const PLAIN: &str = "#37618e";

/// The verdict as a picture.
pub(super) fn check_svg(report: &CheckReport) -> String {
    of_check(report).svg()
}

/// The verdict as shields.io reads it from an address.
pub(super) fn check_shields(report: &CheckReport) -> String {
    of_check(report).shields(report.verdict == Verdict::Failed)
}

/// The measure that is shown first, at the root, as a picture.
pub(super) fn score_svg(report: &ScoreReport) -> String {
    of_score(report).svg()
}

/// The same as shields.io reads it from an address.
pub(super) fn score_shields(report: &ScoreReport) -> String {
    of_score(report).shields(false)
}

fn of_check(report: &CheckReport) -> Badge {
    let counts = report.counts;
    let (message, colour) = match report.verdict {
        Verdict::Failed => (format!("failed · {}", counts.blocking), BAD),
        Verdict::Passed if counts.waived > 0 => {
            (format!("passed · {} waived", counts.waived), MIDDLING)
        }
        Verdict::Passed => ("passed".to_owned(), GOOD),
    };
    Badge {
        label: "rungs check".to_owned(),
        message,
        colour,
    }
}

fn of_score(report: &ScoreReport) -> Badge {
    let one = report.assessments.iter().find(|one| !one.broken);
    let root = one.and_then(|one| one.nodes.first());
    let shown = one.zip(root).and_then(|(one, root)| {
        let shown = one.headline.iter().map(|name| {
            let value = root.measures.get(name)?.as_ref()?;
            Some(format!("{} {}", name, value.shown))
        });
        let shown: Vec<String> = shown.flatten().collect();
        Some(shown.join(" · ")).filter(|shown| !shown.is_empty())
    });
    let unit = one.and_then(|one| one.unit.clone());
    Badge {
        label: unit.unwrap_or_else(|| "maturity".to_owned()),
        colour: if shown.is_some() { PLAIN } else { BAD },
        message: shown.unwrap_or_else(|| "no value".to_owned()),
    }
}

/// About how many pixels a text of 12 takes of a line.
pub(super) fn text_width(text: &str) -> f64 {
    let hundredths: usize = text.chars().map(advance).sum();
    hundredths as f64 * 12.0 / 100.0
}

/// What a character takes of a line in such letters, in hundredths of their height.
fn advance(found: char) -> usize {
    match found {
        'i' | 'j' | 'l' | '|' | '\'' => 30,
        'f' | 'r' | 't' | 'I' | ' ' | '.' | ',' | ':' | ';' | '!' | '\u{b7}' => 39,
        '-' | '(' | ')' | '[' | ']' | '/' | '"' => 46,
        'm' | 'M' | 'w' | 'W' | '@' => 95,
        '%' => 107,
        'A'..='Z' => 70,
        found => found.width().unwrap_or_default() * 62,
    }
}

impl Badge {
    fn svg(&self) -> String {
        let width = |text: &str| {
            let hundredths: usize = text.chars().map(advance).sum();
            hundredths * HEIGHT / 100 + BESIDE
        };
        let (left, right) = (width(&self.label), width(&self.message));
        let all = left + right;
        let title = escape::xml(&format!("{}: {}", self.label, self.message));
        let (label, message) = (escape::xml(&self.label), escape::xml(&self.message));
        let colour = self.colour;
        let (of_label, of_message) = (left / 2, left + right / 2);
        let (long_left, long_right) = (left - BESIDE, right - BESIDE);
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{all}" height="20" role="img" aria-label="{title}">
  <title>{title}</title>
  <clipPath id="r"><rect width="{all}" height="20" rx="3"/></clipPath>
  <g clip-path="url(#r)">
    <rect width="{left}" height="20" fill="#444"/>
    <rect x="{left}" width="{right}" height="20" fill="{colour}"/>
  </g>
  <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
    <text x="{of_label}" y="14" textLength="{long_left}">{label}</text>
    <text x="{of_message}" y="14" textLength="{long_right}">{message}</text>
  </g>
</svg>
"##
        )
    }

    fn shields(&self, failed: bool) -> String {
        super::json(&json!({
            "schemaVersion": 1,
            "label": escape::terminal(&self.label),
            "message": escape::terminal(&self.message),
            "color": self.colour.trim_start_matches('#'),
            "isError": failed,
        }))
    }
}
