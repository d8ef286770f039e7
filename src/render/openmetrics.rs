use std::collections::BTreeMap;
use std::fmt::Write;

use super::escape;
use crate::report::{CheckReport, LogReport, NodeReport, ScoreReport};

const MEASURE: &str = "What a measure says about a node; a level by its position, from 0.";

/// Numbers and counts of a check in the text format of OpenMetrics.
pub(super) fn check(report: &CheckReport) -> String {
    let mut out = String::new();
    let units = report.assessments.iter().filter_map(|one| {
        Some(Unit {
            unit: one.unit.as_deref()?,
            model: one.model.as_deref()?,
            nodes: &one.nodes,
        })
    });
    measures(&mut out, units.collect());
    let mut kinds: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in &report.findings {
        *kinds
            .entry((finding.finding.rule, finding.finding.level))
            .or_default() += 1;
    }
    family(
        &mut out,
        "rungs_check_findings",
        "Findings of a check, by rule and level.",
    );
    for ((rule, level), count) in kinds {
        let labels = labels(&[("rule", rule), ("level", level)]);
        let _ = writeln!(out, "rungs_check_findings{labels} {count}");
    }
    family(
        &mut out,
        "rungs_check_blocking",
        "Findings that fail the check.",
    );
    let _ = writeln!(out, "rungs_check_blocking {}", report.counts.blocking);
    family(&mut out, "rungs_waivers", "Waivers, by state.");
    let counts = report.waiver_counts;
    for (state, count) in [
        ("active", counts.active),
        ("expiring", counts.expiring),
        ("expired", counts.expired),
        ("unused", counts.unused),
    ] {
        let _ = writeln!(out, "rungs_waivers{} {count}", labels(&[("state", state)]));
    }
    out.push_str("# EOF\n");
    out
}

/// The numbers of assessments.
pub(super) fn score(report: &ScoreReport) -> String {
    let models: Vec<String> = report
        .assessments
        .iter()
        .map(|one| {
            one.model.as_ref().map_or(String::new(), |model| {
                format!("{}@{}", model.id, model.version)
            })
        })
        .collect();
    let units = report.assessments.iter().zip(&models);
    let units = units.filter_map(|(one, model)| {
        Some(Unit {
            unit: one.unit.as_deref()?,
            model,
            nodes: &one.nodes,
        })
    });
    let mut out = String::new();
    measures(&mut out, units.collect());
    out.push_str("# EOF\n");
    out
}

/// What measures were, from each commit on; a level by its position. Where a value
/// ends nothing can be said, as there is no word for that.
pub(super) fn log(report: &LogReport) -> String {
    let mut samples: BTreeMap<String, BTreeMap<i64, f64>> = BTreeMap::new();
    for series in &report.series {
        for point in &series.points {
            let Some(value) = point
                .value
                .as_ref()
                .filter(|value| value.number.is_finite())
            else {
                continue;
            };
            let labels = labels(&[
                ("unit", &series.unit),
                ("model", &point.model),
                ("node", &series.node),
                ("measure", &series.measure),
            ]);
            // Of two values of one second the later one holds.
            samples
                .entry(labels)
                .or_default()
                .insert(point.seconds, value.number);
        }
    }
    let mut out = String::new();
    family(&mut out, "rungs_measure", MEASURE);
    for (labels, values) in samples {
        for (seconds, value) in values {
            let _ = writeln!(out, "rungs_measure{labels} {value} {seconds}");
        }
    }
    out.push_str("# EOF\n");
    out
}

struct Unit<'r> {
    unit: &'r str,
    model: &'r str,
    nodes: &'r [NodeReport],
}

fn measures(out: &mut String, units: Vec<Unit<'_>>) {
    family(out, "rungs_measure", MEASURE);
    for Unit { unit, model, nodes } in &units {
        for node in *nodes {
            for (measure, value) in &node.measures {
                let Some(value) = value.as_ref().filter(|value| value.number.is_finite()) else {
                    continue;
                };
                let labels = labels(&[
                    ("unit", unit),
                    ("model", model),
                    ("node", &node.id),
                    ("measure", measure),
                ]);
                let _ = writeln!(out, "rungs_measure{labels} {}", value.number);
            }
        }
    }
    family(out, "rungs_practices", "Practices of a unit by state.");
    for Unit { unit, model, nodes } in &units {
        let Some(root) = nodes.first() else { continue };
        for (state, count) in [
            ("answered", root.answered),
            ("unanswered", root.unanswered),
            ("not_applicable", root.not_applicable),
            ("out_of_scope", root.out_of_scope),
        ] {
            let labels = labels(&[("unit", unit), ("model", model), ("state", state)]);
            let _ = writeln!(out, "rungs_practices{labels} {count}");
        }
    }
}

fn family(out: &mut String, name: &str, help: &str) {
    let _ = writeln!(out, "# TYPE {name} gauge\n# HELP {name} {help}");
}

fn labels(labels: &[(&str, &str)]) -> String {
    let labels: Vec<String> = labels
        .iter()
        .map(|(name, value)| format!("{name}=\"{}\"", escape::label(value)))
        .collect();
    format!("{{{}}}", labels.join(","))
}
