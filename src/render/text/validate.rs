use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::render::paint::{Look, Paint};
use crate::render::{escape, wording};
use crate::report::{Excerpt, Finding, RelatedPlace, ValidateReport};

/// Every finding with its lines, then a line that counts.
pub(in crate::render) fn validate(report: &ValidateReport, look: &Look) -> String {
    let mut out = findings(&report.findings, look);
    if !(look.quiet && report.counts.is_empty()) {
        let left =
            report.counts.deny + report.counts.warn + report.counts.note - report.findings.len();
        if left > 0 {
            out.push_str(&format!("… and {left} more\n"));
        }
        out.push_str(&summary(report, look));
    }
    out
}

fn summary(report: &ValidateReport, look: &Look) -> String {
    let counts = report.counts;
    let looked_at = match (report.assessments.len(), report.models.len()) {
        (0, models) if models > 0 => wording::count(models, "model"),
        (0, _) if report.other_files > 0 => wording::count(report.other_files, "file"),
        (assessments, _) => wording::count(assessments, "assessment"),
    };
    let mut parts = Vec::new();
    if counts.deny > 0 {
        parts.push(look.paint(Paint::Bad, &wording::count(counts.deny, "error")));
    }
    if counts.warn > 0 {
        parts.push(look.paint(Paint::Middling, &wording::count(counts.warn, "warning")));
    }
    if counts.note > 0 {
        parts.push(wording::count(counts.note, "note"));
    }
    if parts.is_empty() {
        return format!(
            "{}: {looked_at}, nothing to report\n",
            look.paint(Paint::Good, "fine")
        );
    }
    format!("{looked_at}: {}\n", parts.join(", "))
}

/// Findings as a compiler shows them.
pub(in crate::render) fn findings(findings: &[Finding], look: &Look) -> String {
    let shown = findings.iter();
    let shown = shown.map(|finding| finding_lines(finding, &[], look) + "\n\n");
    shown.collect()
}

/// One finding with notes under it.
pub(super) fn finding_lines(finding: &Finding, notes: &[String], look: &Look) -> String {
    let renderer = match look.colour {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let renderer = renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(look.width.max(40));
    let level = match finding.level {
        "deny" => Level::ERROR,
        "warn" => Level::WARNING,
        _ => Level::NOTE,
    };
    let mut elements = place(finding);
    for related in &finding.related {
        elements.extend(related_elements(related));
    }
    let notes = notes.iter().map(|note| (Level::NOTE, note));
    let help = finding.help.iter().map(|help| (Level::HELP, help));
    for (level, text) in notes.chain(help) {
        elements.push(level.message(escape::terminal(text).into_owned()).into());
    }
    let title = level
        .primary_title(escape::terminal(&finding.message).into_owned())
        .id(finding.rule);
    let group: Group<'_> = title.elements(elements);
    renderer.render(&[group])
}

/// Where a finding is: its lines under their path, or the path alone.
fn place<'f>(finding: &Finding) -> Vec<Element<'f>> {
    let Some(path) = &finding.path else {
        return Vec::new();
    };
    let path = match &finding.place {
        Some(cell) => format!("{path}: {cell}"),
        None => path.clone(),
    };
    let path = escape::terminal(&path).into_owned();
    match &finding.excerpt {
        Some(excerpt) => lines(
            path,
            excerpt,
            &finding.label,
            (finding.line, finding.column),
            AnnotationKind::Primary,
        ),
        None => vec![Origin::path(path).into()],
    }
}

fn related_elements<'f>(related: &RelatedPlace) -> Vec<Element<'f>> {
    let Some(path) = &related.path else {
        return Vec::new();
    };
    let path = escape::terminal(path).into_owned();
    match &related.excerpt {
        Some(excerpt) => lines(
            path,
            excerpt,
            &related.message,
            (related.line, related.column),
            AnnotationKind::Context,
        ),
        None => vec![Origin::path(path).into()],
    }
}

/// Lines of a file with a place underlined. Where a long line was cut, the
/// position is said apart, since it cannot be counted in what is left.
fn lines<'f>(
    path: String,
    excerpt: &Excerpt,
    label: &str,
    at: (Option<u32>, Option<u32>),
    kind: AnnotationKind,
) -> Vec<Element<'f>> {
    let annotation = kind.span(excerpt.place.clone());
    let label = escape::terminal(label).into_owned();
    let annotation = if label.is_empty() {
        annotation
    } else {
        annotation.label(label)
    };
    let snippet = Snippet::source(escape::excerpt(&excerpt.text))
        .line_start(excerpt.first_line as usize)
        .annotation(annotation);
    match (excerpt.cut, at) {
        (true, (Some(line), Some(column))) => {
            let origin = Origin::path(path)
                .line(line as usize)
                .char_column(column as usize);
            vec![origin.into(), snippet.into()]
        }
        _ => vec![snippet.path(path).into()],
    }
}
