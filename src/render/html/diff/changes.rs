use crate::render::comparison::{self, Tone, plain, toned};
use crate::render::html::tags::{link, phrases, tag, text};
use crate::render::wording;
use crate::report::{ChangeReport, DiffReport, DiffedAssessment};

/// What needs a look before the rest.
pub(super) fn first(report: &DiffReport, one: &DiffedAssessment) -> String {
    let rows = comparison::attention(one).into_iter().map(|found| {
        let arrow = comparison::arrow(found.change.direction);
        let tone = match comparison::tone(found.change.direction) {
            Tone::Bad => "bad label",
            _ => "care label",
        };
        let words = format!("{arrow} {}", found.concern.words());
        let inner = format!(
            "{}{}{}",
            text("span", tone, &words),
            phrases(&comparison::told(found.change)),
            place(report, found.change)
        );
        tag("li", "", &inner)
    });
    let rows: String = rows.collect();
    match rows.is_empty() {
        true => rows,
        false => format!("<h3>look at these first</h3>{}\n", tag("ul", "", &rows)),
    }
}

fn place(report: &DiffReport, change: &ChangeReport) -> String {
    let Some(place) = comparison::place(change) else {
        return String::new();
    };
    let address = comparison::address(report, change);
    format!(" {}", link(address.as_deref(), &place))
}

/// Every change, item by item; unfolded, so that print has it.
pub(super) fn all(report: &DiffReport, one: &DiffedAssessment) -> String {
    if one.changes.is_empty() {
        return String::new();
    }
    let items: String = comparison::by_item(&one.changes)
        .map(|changes| item(report, changes))
        .collect();
    let count = wording::count(one.changes.len(), "change");
    let summary = text("summary", "", &format!("all changes ({count})"));
    let list = tag("ul", "", &items);
    format!("<details open>{summary}{list}</details>\n")
}

fn item(report: &DiffReport, changes: &[ChangeReport]) -> String {
    let Some(first) = changes.first() else {
        return String::new();
    };
    let at = comparison::place(first);
    let rows = changes.iter().map(|change| {
        let elsewhere = comparison::place(change) != at;
        let place = if elsewhere {
            place(report, change)
        } else {
            String::new()
        };
        one_change(change, comparison::rationale(changes, change), &place)
    });
    let rows: String = rows.collect();
    let head = format!(
        "{}{}",
        phrases(&comparison::titled(first)),
        place(report, first)
    );
    tag("li", "", &format!("{head}{}", tag("dl", "", &rows)))
}

fn one_change(change: &ChangeReport, because: Option<&str>, place: &str) -> String {
    let arrow = comparison::arrow(change.direction);
    let mark = toned(comparison::tone(change.direction), arrow);
    let label = [mark, plain(format!(" {}", comparison::field(change)))];
    let said = phrases(&comparison::said(change));
    let mut out = pair(&phrases(&label), &format!("{said}{place}"));
    if let Some(because) = because {
        out.push_str(&pair("because", &phrases(&[plain(because)])));
    }
    for evidence in &change.evidence {
        out.push_str(&pair("evidence", &phrases(&comparison::rests_on(evidence))));
    }
    out
}

fn pair(label: &str, said: &str) -> String {
    format!("{}{}", tag("dt", "", label), tag("dd", "", said))
}
