mod audit;
mod check;
mod diff;
mod log;
mod migrate;
mod model_diff;
mod plan;
mod reconcile;
mod trend;

pub(super) use audit::audit;
pub(super) use check::check;
pub(super) use diff::diff;
#[cfg(test)]
pub(super) use diff::tests::corpus;
pub(super) use log::log;
pub(super) use migrate::migrate;
pub(super) use model_diff::model_diff;
pub(super) use plan::plan;
pub(super) use reconcile::reconcile;

use super::{escape, metrics_table, wording};
use crate::report::{ImportReport, NodeReport, Reconciled, RollUp, ScoreReport, ScoredAssessment};

/// A section for each assessment with a table of its domains.
pub(super) fn score(report: &ScoreReport) -> String {
    let units = report.units.iter().map(roll_up);
    let sections: Vec<String> = report.assessments.iter().map(one).chain(units).collect();
    sections.join("\n")
}

/// A section for a unit that others count in.
fn roll_up(unit: &RollUp) -> String {
    let name = unit.title.as_deref().unwrap_or(&unit.unit);
    let assessed = unit.members.iter().filter(|member| member.assessed).count();
    let mut out = format!(
        "## {}\n\n{} {}, {assessed} of {} assessed\n\n",
        escape::markdown(name),
        escape::markdown(&unit.model.title),
        escape::markdown(&unit.model.version),
        wording::count(unit.members.len(), "unit")
    );
    if unit.broken {
        out.push_str(
            "**Broken**: no numbers, because the meaning of a member's file is not clear.\n",
        );
        return out;
    }
    out.push_str(&table_head(&unit.headline));
    let shown = unit
        .nodes
        .iter()
        .filter(|node| unit.deep || node.depth <= 1);
    out.extend(shown.map(|node| row(node, &unit.headline)));
    out.push('\n');
    for member in &unit.members {
        let values = unit.headline.iter().filter_map(|name| {
            let value = member.measures.get(name)?.as_ref()?;
            Some(format!(
                "{} {}",
                escape::markdown(name),
                escape::markdown(&value.shown)
            ))
        });
        let values: Vec<String> = values.collect();
        let name = member.title.as_deref().unwrap_or(&member.unit);
        let said = match (member.assessed, values.is_empty()) {
            (false, _) => "not assessed".to_owned(),
            (true, true) => "no value".to_owned(),
            (true, false) => values.join(", "),
        };
        let weight = match member.weight.as_str() {
            "1" => String::new(),
            weight => format!(" × {}", escape::markdown(weight)),
        };
        out.push_str(&format!("- {}{weight}: {said}\n", escape::markdown(name)));
    }
    out
}

fn table_head(headline: &[String]) -> String {
    let names: Vec<String> = headline.iter().map(|name| escape::markdown(name)).collect();
    format!(
        "| | | {} | answered | |\n|---|---|{}---:|---|\n",
        names.join(" | "),
        "---:|".repeat(names.len())
    )
}

fn one(assessment: &ScoredAssessment) -> String {
    let unit = assessment.unit.as_deref().unwrap_or("(unknown unit)");
    let mut out = format!("## {}\n\n", escape::markdown(unit));
    if let Some(model) = &assessment.model {
        let day = assessment.as_of.as_ref().map_or(String::new(), |day| {
            format!(", as of {}", escape::markdown(day))
        });
        out.push_str(&format!(
            "{} {}{day}\n\n",
            escape::markdown(&model.title),
            escape::markdown(&model.version)
        ));
    }
    if assessment.broken {
        out.push_str("**Broken**: no numbers, because the file's meaning is not clear; `rungs validate` says where.\n");
        return out;
    }
    out.push_str(&table_head(&assessment.headline));
    for node in assessment
        .nodes
        .iter()
        .filter(|node| node.depth <= 1 || node.state.is_some())
    {
        out.push_str(&row(node, &assessment.headline));
    }
    out.push_str(&(trend::trends(assessment) + &metrics_table::markdown(&assessment.nodes)));
    out.push_str(&footer(assessment));
    out
}

fn row(node: &NodeReport, headline: &[String]) -> String {
    let values =
        headline.iter().map(
            |name| match node.measures.get(name).and_then(Option::as_ref) {
                None => node
                    .answer
                    .clone()
                    .flatten()
                    .map_or("–".to_owned(), |answer| escape::markdown(&answer)),
                Some(measure) => {
                    let points = measure.points_shown.as_ref();
                    let points = points.map_or(String::new(), |points| format!(" ({points})"));
                    let judged = if measure.overridden.is_some() {
                        " (judgement)"
                    } else {
                        ""
                    };
                    let band = measure.band.as_ref();
                    let band = band.map_or(String::new(), |band| {
                        format!(", {}", escape::markdown(band))
                    });
                    format!("{}{points}{band}{judged}", escape::markdown(&measure.shown))
                }
            },
        );
    let values: Vec<String> = values.collect();
    let mut absent = Vec::new();
    if node.not_applicable > 0 {
        absent.push(format!("{} n/a", node.not_applicable));
    }
    if node.out_of_scope > 0 {
        absent.push(format!("{} out of scope", node.out_of_scope));
    }
    let id = escape::markdown(&node.id);
    let id = if node.depth == 0 {
        format!("**{id}**")
    } else {
        id
    };
    let title = if node.depth == 0 {
        String::new()
    } else {
        escape::markdown(&node.title)
    };
    let answered = format!("{}/{}", node.answered, node.answered + node.unanswered);
    format!(
        "| {id} | {title} | {} | {answered} | {} |\n",
        values.join(" | "),
        absent.join(", ")
    )
}

fn footer(assessment: &ScoredAssessment) -> String {
    let derived = assessment.headline.iter().filter(|name| {
        let values = assessment
            .nodes
            .iter()
            .filter_map(|node| node.measures.get(*name)?.as_ref());
        values.into_iter().any(|measure| measure.derived)
    });
    let derived: Vec<String> = derived.map(|name| escape::markdown(name)).collect();
    let mut out = String::new();
    if !derived.is_empty() {
        out.push_str(&format!(
            "\n{}: derived by rungs, not a rule of the model's publisher.\n",
            derived.join(", ")
        ));
    }
    if let Some(notice) = assessment
        .model
        .as_ref()
        .and_then(|model| model.attribution.as_ref())
    {
        out.push_str(&format!(
            "\n<sub>{}</sub>\n",
            escape::markdown(notice.trim())
        ));
    }
    out
}

/// The reconciliation as a table and a list of reasons.
pub(super) fn import(report: &ImportReport) -> String {
    let counts = report.answers;
    let mut out = format!("## {}\n\n", escape::markdown(&report.unit));
    out.push_str(&format!(
        "{} of {}: {} answered, {} unanswered, {} not applicable, {} out of scope.\n",
        wording::count(counts.total, "practice"),
        escape::markdown(&report.model),
        counts.answered,
        counts.unanswered,
        counts.not_applicable,
        counts.out_of_scope
    ));
    if !report.reconciliation.is_empty() {
        out.push_str("\n| | rungs | | workbook | | |\n|---|---:|---:|---:|---:|---|\n");
    }
    for node in &report.reconciliation {
        out.push_str(&reconciled_row(node));
    }
    // The root's differences hold those of all nodes below it.
    let root = report.reconciliation.iter().find(|node| node.depth == 0);
    let reasons = root.into_iter().flat_map(|node| &node.differences);
    let reasons = reasons.map(|difference| (difference.cell.as_str(), difference.reason.as_str()));
    out.push_str(&list("Why they differ", reasons));
    let findings = report.findings.iter();
    let findings = findings.map(|finding| {
        (
            finding.place.as_deref().unwrap_or_default(),
            finding.message.as_str(),
        )
    });
    out.push_str(&list("Findings", findings));
    let read = report.read.iter();
    let read = read.map(|read| (wording::count(read.answers, "answer"), read.place.as_str()));
    let read: Vec<(String, &str)> = read.collect();
    let read = read.iter().map(|(count, place)| (*place, count.as_str()));
    out.push_str(&list("Where the answers stood", read));
    let hints = report.hints.iter().map(|hint| ("", hint.as_str()));
    out.push_str(&list("Notes", hints));
    out
}

fn reconciled_row(node: &Reconciled) -> String {
    let ours = node.ours.number.map_or("–".to_owned(), |number| {
        format!("{:.1} %", number * 100.0)
    });
    let cell = |text: &Option<String>| {
        text.as_ref()
            .map_or("–".to_owned(), |text| escape::markdown(text))
    };
    let theirs = format!(
        "{}/{}",
        cell(&node.workbook.points),
        cell(&node.workbook.max)
    );
    let shown = escape::markdown(&node.workbook.shown);
    let verdict = if node.agrees { "=" } else { "**≠**" };
    let id = escape::markdown(&node.node);
    format!(
        "| {id} | {}/{} | {ours} | {theirs} | {shown} | {verdict} |\n",
        node.ours.points, node.ours.max
    )
}

fn list<'a>(title: &str, entries: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let entry = |(place, text): (&str, &str)| {
        let line = format!("{} {}", escape::markdown(place), escape::markdown(text));
        format!("- {}\n", line.trim_start())
    };
    let entries = entries.map(entry);
    let entries: String = entries.collect();
    if entries.is_empty() {
        String::new()
    } else {
        format!("\n{title}:\n\n{entries}")
    }
}
