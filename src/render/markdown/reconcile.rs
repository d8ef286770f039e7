use super::list;
use crate::render::{escape, wording};
use crate::report::{ComparedPractice, ExactNumber, ReconcileReport, VoteReport};

/// Agreement by domain, what to discuss with everybody's answers, and what was
/// merged.
pub(in crate::render) fn reconcile(report: &ReconcileReport) -> String {
    let model = &report.model;
    let names: Vec<String> = report
        .assessors
        .iter()
        .map(|one| escape::markdown(&one.name))
        .collect();
    let mut out = format!(
        "## {}\n\n{} {}, assessed by {}.\n\n",
        escape::markdown(&report.unit),
        escape::markdown(&model.title),
        escape::markdown(&model.version),
        names.join(", ")
    );
    out.push_str(&agreement_table(report));
    out.push_str(&kappa(report));
    let scope = report.scope.iter().flat_map(|node| {
        let out = node.out.iter().map(|out| (node.node.as_str(), out));
        out.map(|(node, out)| {
            (
                node,
                format!("out of scope for {}: {}", out.assessor, out.reason),
            )
        })
    });
    let scope: Vec<(&str, String)> = scope.collect();
    let scope = scope.iter().map(|(node, text)| (*node, text.as_str()));
    out.push_str(&list("The scope differs", scope));
    out.push_str(&discussion(report, &names));
    if let Some(merged) = &report.merged {
        let left_out: Vec<(String, &str)> = merged
            .left_out
            .iter()
            .map(|one| (format!("{}: {}:", one.key, one.about), one.said.as_str()))
            .collect();
        let left_out = left_out.iter().map(|(what, said)| (what.as_str(), *said));
        out.push_str(&list("Left out of the merged draft", left_out));
    }
    out
}

fn agreement_table(report: &ReconcileReport) -> String {
    let mut out = String::new();
    out.push_str("| | | agreement | same | ≥ 2 steps | n/a or not | not compared |\n");
    out.push_str("|---|---|---:|---:|---:|---:|---:|\n");
    for node in report.nodes.iter().filter(|node| node.depth <= 1) {
        let (id, title) = match node.depth {
            0 => (format!("**{}**", escape::markdown(&node.id)), String::new()),
            _ => (escape::markdown(&node.id), escape::markdown(&node.title)),
        };
        let agreement = &node.agreement;
        out.push_str(&format!(
            "| {id} | {title} | {} | {}/{} | {} | {} | {} |\n",
            shown(agreement.share.as_ref()),
            agreement.same,
            agreement.compared,
            node.apart,
            node.applicability,
            node.not_compared
        ));
    }
    out
}

fn kappa(report: &ReconcileReport) -> String {
    let mut out = format!("\nWeighted kappa: {}", shown(report.kappa.as_ref()));
    if report.pairs.len() > 1 {
        let pairs = report.pairs.iter().map(|pair| {
            let [a, b] = &pair.assessors;
            let names = format!("{} and {}", escape::markdown(a), escape::markdown(b));
            format!("{names} {}", shown(pair.kappa.as_ref()))
        });
        let pairs: Vec<String> = pairs.collect();
        out.push_str(&format!(" (mean of {})", pairs.join(", ")));
    }
    out.push_str(".\n");
    out
}

fn shown(number: Option<&ExactNumber>) -> String {
    number.map_or("–".to_owned(), |number| escape::markdown(&number.shown))
}

/// The practices to discuss, a column for each assessor.
fn discussion(report: &ReconcileReport, names: &[String]) -> String {
    let practices = report.practices.iter().filter(|one| one.discuss);
    let rows: String = practices.map(discussed).collect();
    if rows.is_empty() {
        return "\nNo answers to discuss.\n".to_owned();
    }
    format!(
        "\n| to discuss | | {} |\n|---|---|{}\n{rows}",
        names.join(" | "),
        "---|".repeat(names.len())
    )
}

fn discussed(practice: &ComparedPractice) -> String {
    let votes: Vec<String> = practice.votes.iter().map(vote).collect();
    format!(
        "| {} {} | {} | {} |\n",
        escape::markdown(&practice.item),
        escape::markdown(&practice.title),
        wording::apart(practice),
        votes.join(" | ")
    )
}

fn vote(vote: &VoteReport) -> String {
    let said = match &vote.answer {
        Some(answer) => format!("**{}**", escape::markdown(answer)),
        None => wording::state(vote.state).to_owned(),
    };
    let texts = vote.reason.iter().chain(&vote.because);
    let texts: Vec<String> = texts.map(|text| escape::markdown(text.trim())).collect();
    if texts.is_empty() {
        said
    } else {
        format!("{said}: {}", texts.join("; "))
    }
}
