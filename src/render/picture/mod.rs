//! What measures were over time, as a picture that stands by itself: no scripts, no
//! fonts or files from elsewhere, readable in the light and in the dark, with words
//! for those who do not see it.

mod labels;
mod panel;
mod scale;

use panel::Panel;

use super::escape;
use crate::report::{LogReport, TrendSeries};

/// Pixels of a panel.
const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 220.0;
/// Pixels around all of it.
const EDGE: f64 = 12.0;
/// Panels that a picture has at most.
const MOST_PANELS: usize = 200;
/// Pixels of the line at the bottom.
const FOOT: f64 = 24.0;

/// A panel for each unit and each measure shown first, at the root.
pub(super) fn log(report: &LogReport) -> String {
    let roots = report.series.iter().filter(|one| one.depth == 0);
    let series: Vec<&TrendSeries> = roots.collect();
    let shown = series.get(..MOST_PANELS).unwrap_or(&series);
    let columns = if shown.len() < 2 { 1 } else { 2 };
    let rows = shown.len().div_ceil(columns).max(1);
    // A single one is as wide as two.
    let wide = if shown.len() < 2 { 1.6 * WIDTH } else { WIDTH };
    let (width, height) = (
        2.0 * EDGE + columns as f64 * wide,
        EDGE + rows as f64 * HEIGHT + FOOT,
    );
    let mut body = String::new();
    for (at, one) in shown.iter().enumerate() {
        let panel = Panel::new(one, &report.axis, wide, HEIGHT);
        let (x, y) = (
            EDGE + (at % columns) as f64 * wide,
            EDGE + (at / columns) as f64 * HEIGHT,
        );
        body.push_str(&format!(
            "<g transform=\"translate({x:.0} {y:.0})\">\n{}</g>\n",
            panel.drawn()
        ));
    }
    if shown.is_empty() {
        body.push_str(&format!(
            "<text class=\"faint\" x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"middle\">no value in this history</text>\n",
            width / 2.0,
            height / 2.0
        ));
    }
    let foot = foot(report, series.len() - shown.len());
    let below = height - 10.0;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" role=\"img\" aria-labelledby=\"title desc\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n<style>\n{}</style>\n\
         <rect class=\"back\" width=\"100%\" height=\"100%\"/>\n{body}\
         <text class=\"faint\" x=\"{:.0}\" y=\"{below:.0}\">{}</text>\n</svg>\n",
        escape::xml(&title(&series)),
        escape::xml(&desc(shown)),
        include_str!("style.css"),
        EDGE + 4.0,
        escape::xml(&foot),
    )
}

fn title(series: &[&TrendSeries]) -> String {
    let mut units: Vec<&str> = Vec::new();
    for one in series {
        if !units.contains(&one.unit.as_str()) {
            units.push(&one.unit);
        }
    }
    match units.as_slice() {
        [] => "Maturity over time: no value in this history".to_owned(),
        [one] => format!("Maturity of {one} over time"),
        units => format!("Maturity of {} units over time", units.len()),
    }
}

/// All of it in words.
fn desc(shown: &[&TrendSeries]) -> String {
    let said = shown.iter().map(|one| panel::told(one));
    let said: Vec<String> = said.collect();
    said.join(" ")
}

fn foot(report: &LogReport, more: usize) -> String {
    let short = report.tip.get(..10).unwrap_or(&report.tip);
    let with = match report.scored_with {
        "now" => "today",
        _ => "their day",
    };
    let mut said = format!(
        "{} at {short}, to {}; scored with the models of {with}",
        panel::shortened(&report.name, 240.0),
        report.axis.last_day
    );
    if report.truncated {
        said.push_str("; cut off by a shallow clone");
    }
    if more > 0 {
        said.push_str(&format!("; {more} more lines left out"));
    }
    said
}
