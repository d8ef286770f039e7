use super::{escape, wording};
use crate::report::{ModelShowReport, ShownDetails, ShownItem, ShownScale};

/// Headings in headings that Markdown has.
const DEEPEST: usize = 6;

/// A model as a page that can be published.
pub(super) fn model_show(report: &ModelShowReport) -> String {
    let mut out = head(report);
    if report.node.is_none() {
        out.push_str(&levels(report));
        if !report.scales.is_empty() {
            out.push_str("\n## Answers\n");
        }
        for scale in &report.scales {
            out.push_str(&scale_table(scale, report.brief));
        }
        out.push_str(&measures(report));
    }
    let several = report.scales.len() > 1;
    let top = report.items.first().map_or(1, |item| item.depth);
    if report.brief {
        out.push_str("\n## Practices\n\n");
    }
    for item in &report.items {
        let depth = item.depth - top;
        if report.brief {
            let marks = marks(item, several);
            let indent = "  ".repeat(depth);
            out.push_str(&format!(
                "{indent}- **{}** {}{marks}\n",
                text(&item.id),
                text(&item.title)
            ));
        } else {
            out.push_str(&section(item, depth, several));
        }
    }
    out
}

/// A text on one line, as itself.
fn text(from: &str) -> String {
    let words: Vec<&str> = from.split_whitespace().collect();
    escape::markdown(&words.join(" "))
}

/// A text with its paragraphs.
fn paragraphs(from: &str) -> String {
    let paragraphs = from.split("\n\n").map(text);
    let paragraphs: Vec<String> = paragraphs.filter(|text| !text.is_empty()).collect();
    paragraphs.join("\n\n")
}

fn marks(item: &ShownItem, several: bool) -> String {
    let marks: Vec<String> = wording::marks(item, several)
        .iter()
        .map(|mark| text(mark))
        .collect();
    if marks.is_empty() {
        String::new()
    } else {
        format!(" ({})", marks.join(", "))
    }
}

fn head(report: &ModelShowReport) -> String {
    let model = &report.model;
    let mut out = format!("# {}\n\n", text(&model.title));
    let name = Some(format!("{}@{}", model.id, model.version));
    let licence = model
        .licence
        .as_ref()
        .map(|licence| format!("licence {licence}"));
    let facts = [
        &name,
        &model.publisher,
        &model.edition,
        &licence,
        &model.source,
    ];
    let facts: Vec<String> = facts.into_iter().flatten().map(|fact| text(fact)).collect();
    out.push_str(&format!("{}\n\n", facts.join(" · ")));
    let mut counts = wording::count(report.practices, "practice");
    if report.metrics > 0 {
        counts.push_str(&format!(", {}", wording::count(report.metrics, "metric")));
    }
    if let Some(node) = &report.node {
        counts.push_str(&format!(" in {}", text(node)));
    }
    if !model.other_versions.is_empty() {
        let others = text(&model.other_versions.join(", "));
        counts.push_str(&format!("; the highest version there is, also {others}"));
    }
    out.push_str(&format!("{counts}. Digest {}.\n", text(&model.digest)));
    let terms = report.wording.as_ref();
    let wording = terms.and_then(|terms| terms.attribution.as_ref());
    for notice in model.attribution.iter().chain(wording) {
        out.push_str(&format!("\n> {}\n", text(notice)));
    }
    if let Some(licence) = terms.and_then(|terms| terms.licence.as_ref()) {
        out.push_str(&format!("\nPublisher's wording under {}.\n", text(licence)));
    }
    out
}

fn levels(report: &ModelShowReport) -> String {
    if report.levels.is_empty() {
        return String::new();
    }
    let mut out = "\n## Levels\n\n".to_owned();
    for level in &report.levels {
        let name = if level.name == level.id {
            ""
        } else {
            &level.name
        };
        let name = text(&format!("{} {name}", level.id));
        let more = level.description.as_ref().filter(|_| !report.brief);
        let more = more.map_or(String::new(), |more| format!(": {}", text(more)));
        out.push_str(&format!("- **{name}**{more}\n"));
    }
    out
}

fn scale_table(scale: &ShownScale, brief: bool) -> String {
    let title = scale.title.as_deref().unwrap_or(&scale.id);
    let mut out = format!("\n### {}\n\n", text(title));
    if let Some(steps) = &scale.steps {
        out.push_str(&format!(
            "A number from {} to {} in steps of {}.\n",
            text(&steps.from),
            text(&steps.to),
            text(&steps.by)
        ));
    } else {
        out.push_str("| answer | points | | when |\n|---|---:|---|---|\n");
    }
    for answer in &scale.answers {
        let when = answer.description.as_deref().filter(|_| !brief);
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            text(&answer.key),
            text(&answer.score),
            text(&answer.title),
            text(when.unwrap_or_default())
        ));
    }
    out.push_str(if scale.not_applicable {
        "\nA practice may be not applicable, with a reason.\n"
    } else {
        "\nA practice cannot be not applicable.\n"
    });
    out
}

fn measures(report: &ModelShowReport) -> String {
    let mut out = String::new();
    if !report.measures.is_empty() {
        out.push_str("\n## Measures\n\n");
    }
    for measure in &report.measures {
        let mut marks = Vec::new();
        if measure.title != measure.id {
            marks.push(text(&measure.title));
        }
        if measure.derived {
            marks.push("derived, not the publisher's rule".to_owned());
        }
        if let Some(band) = &measure.band {
            marks.push(format!("band {}", text(band)));
        }
        let marks = if marks.is_empty() {
            String::new()
        } else {
            format!(" ({})", marks.join("; "))
        };
        let words = text(&wording::measure(&measure.words));
        out.push_str(&format!("- **{}**{marks}: {words}\n", text(&measure.id)));
    }
    if !report.bands.is_empty() {
        out.push_str("\n## Bands\n\n");
    }
    for band in &report.bands {
        let edges = band
            .edges
            .iter()
            .map(|edge| format!("{} {}", edge.label, edge.holds));
        let edges: Vec<String> = edges.collect();
        out.push_str(&format!(
            "- **{}**: {}\n",
            text(&band.id),
            text(&edges.join(", "))
        ));
    }
    out
}

fn section(item: &ShownItem, depth: usize, several: bool) -> String {
    let level = "#".repeat((depth + 2).min(DEEPEST));
    let mut out = format!("\n{level} {} {}\n", text(&item.id), text(&item.title));
    let mut marks = wording::marks(item, several);
    marks.extend(item.code.iter().cloned());
    let marks: Vec<String> = marks.iter().map(|mark| text(mark)).collect();
    if !marks.is_empty() {
        out.push_str(&format!("\n*{}*\n", marks.join(" · ")));
    }
    if let Some(more) = &item.more {
        out.push_str(&details(more));
    }
    out
}

fn details(more: &ShownDetails) -> String {
    let mut out = String::new();
    if let Some(wording) = &more.wording {
        out.push_str(&format!("\nPublisher's wording: {}\n", paragraphs(wording)));
    }
    for own in [&more.text, &more.guidance.text].into_iter().flatten() {
        out.push_str(&format!("\n{}\n", paragraphs(own)));
    }
    let mut list = String::new();
    let mut line = |label: &str, said: &str| {
        list.push_str(&format!("- **{label}**: {}\n", text(said)));
    };
    for (label, said) in wording::sides(&more.guidance) {
        line(label, said);
    }
    for (label, said) in &more.resources {
        line(&format!("needs, {label}"), said);
    }
    for metric in &more.metrics {
        line("metric", &wording::metric(metric));
    }
    for (label, said) in wording::links(more) {
        line(label, &said);
    }
    if !list.is_empty() {
        out.push_str(&format!("\n{list}"));
    }
    out
}
