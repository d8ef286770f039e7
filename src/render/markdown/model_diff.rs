use crate::render::{escape, relation};
use crate::report::{DenominatorReport, DiffedItem, ModelDiffReport};

/// What became of the practices in numbers, by domain, and one by one.
pub(in crate::render) fn model_diff(report: &ModelDiffReport) -> String {
    let (both, from, to) = relation::names(report);
    let (from, to) = (escape::markdown(&from), escape::markdown(&to));
    let mut out = format!(
        "## {}\n\n{}, compared by {}.\n\n",
        escape::markdown(&both),
        escape::markdown(&report.to.model.title),
        relation::compared_by(report.compared_by)
    );
    if let Some(same) = relation::same_meaning(report) {
        out.push_str(&format!("**{}.**\n\n", sentence(&same)));
    }
    out.push_str(&format!(
        "| practices | {from} | {to} | |\n|---|---:|---:|---|\n"
    ));
    for (word, count) in report.practices.iter().filter(|(_, count)| count.rows > 0) {
        out.push_str(&format!(
            "| {word} | {} | {} | {} |\n",
            number(count.from),
            number(count.to),
            relation::meaning(word)
        ));
    }
    out.push_str(&format!(
        "| **all** | {} | {} | |\n",
        report.from.practices, report.to.practices
    ));
    out.push_str(&format!(
        "\n{}.\n",
        sentence(&escape::markdown(&relation::ids(report)))
    ));
    out.push_str(&domains(report, &from, &to));
    out.push_str(&meaning(report));
    for one in &report.denominators {
        out.push_str(&denominator(one));
    }
    out.push_str(&items(report));
    out.push_str(&notices(report));
    out
}

/// A fragment as the start of a sentence.
fn sentence(text: &str) -> String {
    let mut found = text.chars();
    let first = found.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), found.as_str())
}

fn number(count: usize) -> String {
    match count {
        0 => "–".to_owned(),
        count => count.to_string(),
    }
}

fn domains(report: &ModelDiffReport, from: &str, to: &str) -> String {
    let there = report.practices.iter().filter(|(_, count)| count.rows > 0);
    let columns: Vec<&str> = there.map(|(word, _)| *word).collect();
    let mut out = format!(
        "\n| | | {from} | {to} | {} |\n|---|---|---:|---:|{}\n",
        columns.join(" | "),
        "---:|".repeat(columns.len())
    );
    for domain in &report.domains {
        let counts = columns
            .iter()
            .map(|word| domain.relations.get(*word).copied().unwrap_or(0));
        let counts: Vec<String> = counts.map(number).collect();
        let name = match (&domain.from, &domain.to) {
            (Some(from), Some(to)) => relation::moved(Some(from), Some(to)),
            (from, to) => from.as_ref().or(to.as_ref()).cloned().unwrap_or_default(),
        };
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} |\n",
            escape::markdown(&name),
            escape::markdown(&domain.title),
            number(domain.practices.from.unwrap_or(0)),
            number(domain.practices.to.unwrap_or(0)),
            counts.join(" | ")
        ));
    }
    out
}

fn meaning(report: &ModelDiffReport) -> String {
    if report.meaning.is_empty() {
        return String::new();
    }
    let changes = report.meaning.iter().map(|change| {
        let (about, happened) = relation::meaning_change(change);
        format!(
            "- {}: {}\n",
            escape::markdown(&about),
            escape::markdown(&happened)
        )
    });
    format!(
        "\nLevels, scales, measures, bands:\n\n{}",
        changes.collect::<String>()
    )
}

/// What a share is taken of, where that moved.
fn denominator(one: &DenominatorReport) -> String {
    let moved = one.nodes.iter().filter(|node| {
        node.practices.from != node.practices.to || node.points.from != node.points.to
    });
    let rows = moved.map(|node| {
        let id = node.to.as_ref().or(node.from.as_ref());
        let count = |count: Option<usize>| count.map(|count| count.to_string());
        let (from, to) = (count(node.practices.from), count(node.practices.to));
        let points = &node.points_shown;
        format!(
            "| {} | {} | {} |\n",
            id.map_or(String::new(), |id| escape::markdown(id)),
            relation::moved(from.as_deref(), to.as_deref()),
            relation::moved(points.from.as_deref(), points.to.as_deref())
        )
    });
    let rows: String = rows.collect();
    if rows.is_empty() {
        return rows;
    }
    let name = escape::markdown(&one.measure);
    format!("\n| what {name} is taken of | practices | points |\n|---|---:|---:|\n{rows}")
}

/// Everything that is not the same.
fn items(report: &ModelDiffReport) -> String {
    let rows = report.items.iter().filter(|item| relation::changed(item));
    let rows: String = rows.map(item).collect();
    if rows.is_empty() {
        return rows;
    }
    format!("\n| what changed | from | to | how sure | | |\n|---|---|---|---:|---|---|\n{rows}")
}

fn item(item: &DiffedItem) -> String {
    let ids = |ids: &[String]| {
        let ids: Vec<String> = ids.iter().map(|id| escape::markdown(id)).collect();
        ids.join(", ")
    };
    format!(
        "| {} | {} | {} | {} | {} | {} |\n",
        item.relation,
        ids(&item.from),
        ids(&item.to),
        item.confidence.shown,
        escape::markdown(&relation::remarks(item).join(", ")),
        escape::markdown(&item.title)
    )
}

/// The notices that the licences of both models ask for, each once.
fn notices(report: &ModelDiffReport) -> String {
    let models = [&report.from.model, &report.to.model];
    let mut notices: Vec<&str> = models
        .iter()
        .filter_map(|model| model.attribution.as_deref())
        .collect();
    notices.dedup();
    let notices = notices
        .iter()
        .map(|notice| format!("\n<sub>{}</sub>\n", escape::markdown(notice.trim())));
    notices.collect()
}
