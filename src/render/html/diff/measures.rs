use crate::render::comparison::{self, Part, Phrase, Row, Standing, Tone, plain};
use crate::render::html::tags::{phrases, table, tag, text};
use crate::report::{DiffReport, DiffedAssessment, MeasureReport, MovementReport};

/// Half the width of a bar in its own units.
const HALF: f64 = 50.0;

/// A line for each assessment.
pub(super) fn overview(report: &DiffReport) -> String {
    let rows = report.assessments.iter().map(|one| {
        let rows = comparison::root(one);
        let numbers = rows.iter().map(|row| overview_value(one, row));
        let numbers = numbers.map(|said| tag("span", "line", &phrases(&said)));
        let numbers: String = numbers.collect();
        let unit = one.unit.as_deref().unwrap_or("(unknown unit)");
        let cells = [
            text("td", "tight", unit),
            tag("td", "tight", &phrases(&[comparison::status(one)])),
            tag("td", "", &numbers),
            tag("td", "", &phrases(&comparison::tally(&one.counts))),
        ];
        tag("tr", "", &cells.concat())
    });
    table(
        "stacked",
        &["unit", "", "the whole", "changes"],
        &rows.collect::<Vec<_>>(),
    )
}

fn overview_value(one: &DiffedAssessment, row: &Row<'_>) -> Vec<Phrase> {
    let (from, to) = (value(row.from), value(row.to));
    let both = match (comparison::standing(one), row.moved.is_some()) {
        (Standing::Compared, true) => format!("{from} → {to}"),
        (Standing::Compared, false) => format!("{to} ="),
        (Standing::Restated, _) => format!("{from} at base, {to} at head"),
        (Standing::BaseOnly, _) => format!("{from} at base"),
        (Standing::HeadOnly, _) => format!("{to} at head"),
        (Standing::Neither, _) => "–".to_owned(),
    };
    let mut out = vec![plain(format!("{} {both}", row.measure))];
    for more in row.delta().into_iter().chain(row.denominator()) {
        out.extend([plain(" "), more]);
    }
    out
}

/// The measures shown first at the root and one below it.
pub(super) fn numbers(one: &DiffedAssessment) -> String {
    let mut shown = comparison::root(one);
    shown.extend(comparison::domains(one));
    let compared = comparison::standing(one) == Standing::Compared;
    let mut before = None;
    let rows = shown.iter().map(|row| {
        let again = before.replace(row.node) == Some(row.node);
        let cells = if compared { moved(row) } else { restated(row) };
        tag("tr", "", &format!("{}{cells}", name(row, again)))
    });
    let rows: Vec<String> = rows.collect();
    let mut out = String::new();
    if !rows.is_empty() {
        let head: &[&str] = match compared {
            true => &["", "measure", "base", "head", "movement"],
            false => &["", "measure", "base", "", "head", ""],
        };
        out.push_str(&table("", head, &rows));
    }
    let more = [comparison::unanswered(one), comparison::more_moved(one)];
    let more = more.into_iter().flatten().map(|more| vec![plain(more)]);
    for said in comparison::completeness(one).into_iter().chain(more) {
        out.push_str(&tag("p", "", &phrases(&said)));
    }
    out
}

/// The id and the title of a node, in its first row.
fn name(row: &Row<'_>, again: bool) -> String {
    let (id, title) = match again {
        true => ("", ""),
        false => (row.node, row.title),
    };
    let title = match title {
        "" => String::new(),
        title => format!(" {}", text("span", "title", title)),
    };
    match row.depth {
        0 => tag("td", "", &format!("{}{title}", text("strong", "", id))),
        _ => tag(
            "td",
            "below",
            &format!("{}{title}", text("span", "tight", id)),
        ),
    }
}

fn moved(row: &Row<'_>) -> String {
    let same = row.moved.is_none();
    let from = if same {
        "=".to_owned()
    } else {
        value(row.from)
    };
    // A line may end after the movement, not inside it.
    let delta = row
        .delta()
        .map(|said| tag("span", "tight", &phrases(&[said])));
    let of = row
        .denominator()
        .map(|said| format!("({})", phrases(&[said])));
    let said: Vec<String> = delta.into_iter().chain(of).collect();
    let cells = [
        text("td", "", row.measure),
        text("td", "num faint", &from),
        text("td", "num", &value(row.to)),
        tag("td", "", &said.join(" ")),
    ];
    cells.concat()
}

fn restated(row: &Row<'_>) -> String {
    let points = |side: Option<&MeasureReport>| {
        let points = side.and_then(|measure| measure.points_shown.as_deref());
        text("td", "num faint", points.unwrap_or_default())
    };
    let cells = [
        text("td", "", row.measure),
        text("td", "num", &value(row.from)),
        points(row.from),
        text("td", "num", &value(row.to)),
        points(row.to),
    ];
    cells.concat()
}

fn value(side: Option<&MeasureReport>) -> String {
    let Some(measure) = side else {
        return "–".to_owned();
    };
    let mark = if measure.overridden.is_some() {
        "!"
    } else {
        ""
    };
    format!("{}{mark}", measure.shown)
}

/// Where each movement that the table shows comes from.
pub(super) fn explained(one: &DiffedAssessment) -> String {
    let mut shown = comparison::root(one);
    shown.extend(comparison::domains(one));
    let moved = shown.iter().filter_map(|row| row.moved);
    let moved = moved.filter(|it| it.depth == 0 || !comparison::still(it));
    let rows: String = moved.filter_map(explanation).collect();
    match rows.is_empty() {
        true => rows,
        false => format!("<h3>where it comes from</h3>{}\n", tag("ul", "", &rows)),
    }
}

fn explanation(moved: &MovementReport) -> Option<String> {
    let about = format!("{} {}: ", moved.node, moved.measure);
    let sum = comparison::sum(moved)?;
    let mut inner = format!("{}{}", text("span", "", &about), phrases(&sum));
    let parts = comparison::parts(moved);
    if parts.len() > 1 {
        inner.push(' ');
        inner.push_str(&bars(&parts));
    }
    for more in [comparison::practices(moved), comparison::level(moved)] {
        inner.push_str(&more.map_or(String::new(), |said| tag("p", "faint", &phrases(&said))));
    }
    Some(tag("li", "", &inner))
}

/// The parts one under another from a middle line, to the right what adds. The
/// numbers stand beside it as text.
fn bars(parts: &[Part<'_>]) -> String {
    let numbers: Vec<f64> = parts.iter().map(|part| number(&part.part.exact)).collect();
    let largest = numbers
        .iter()
        .fold(0.0_f64, |most, one| most.max(one.abs()));
    if largest == 0.0 {
        return String::new();
    }
    let height = 10.0 / parts.len() as f64;
    let bars = parts.iter().zip(&numbers).enumerate().map(|(at, (part, number))| {
        let wide = number.abs() / largest * HALF;
        let left = if *number < 0.0 { HALF - wide } else { HALF };
        let class = match part.tone {
            Tone::Good => "good",
            Tone::Bad => "bad",
            _ => "care",
        };
        let top = at as f64 * height;
        let tall = height * 0.8;
        format!(
            "<rect class=\"{class}\" x=\"{left:.2}\" y=\"{top:.2}\" width=\"{wide:.2}\" height=\"{tall:.2}\"></rect>"
        )
    });
    let bars: String = bars.collect();
    format!(
        "<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{bars}<rect class=\"axis\" x=\"49.75\" y=\"0\" width=\"0.5\" height=\"10\"></rect></svg>"
    )
}

/// An exact number for the length of a bar.
fn number(exact: &str) -> f64 {
    let parse = |text: &str| text.parse::<f64>().ok();
    let number = match exact.split_once('/') {
        Some((over, under)) => parse(over)
            .zip(parse(under))
            .map(|(over, under)| over / under),
        None => parse(exact),
    };
    number
        .filter(|number| number.is_finite())
        .unwrap_or_default()
}
