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
    let related = finding.related.iter().filter_map(related_place);
    let places = place(finding).into_iter().chain(related);
    let (mut elements, positions): (Vec<Element<'_>>, Vec<Option<String>>) = places.unzip();
    let notes = notes.iter().map(|note| (Level::NOTE, note));
    let help = finding.help.iter().map(|help| (Level::HELP, help));
    for (level, text) in notes.chain(help) {
        elements.push(level.message(escape::terminal(text).into_owned()).into());
    }
    let title = level
        .primary_title(escape::terminal(&finding.message).into_owned())
        .id(finding.rule);
    let group: Group<'_> = title.elements(elements);
    positioned(&renderer.render(&[group]), positions.into_iter().flatten())
}

/// Stands for the path of a line that was cut, of which the renderer counts columns
/// in what is left. Nothing that is shown holds it: control characters are escaped.
const CUT: char = '\u{1}';

/// Says the positions in the file where the renderer said those in lines that were
/// cut.
fn positioned(drawn: &str, mut positions: impl Iterator<Item = String>) -> String {
    let mut pieces = drawn.split(CUT);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(&positions.next().unwrap_or_default());
        let counted = |found: char| found == ':' || found.is_ascii_digit();
        out.push_str(piece.trim_start_matches(counted));
    }
    out
}

/// What is drawn of a place, and its position where the renderer cannot count it.
type Drawn<'f> = (Element<'f>, Option<String>);

/// Where a finding is: its lines under their path, or the path alone.
fn place<'f>(finding: &Finding) -> Option<Drawn<'f>> {
    let path = finding.path.as_ref()?;
    let path = match &finding.place {
        Some(cell) => format!("{path}: {cell}"),
        None => path.clone(),
    };
    let path = escape::terminal(&path).into_owned();
    Some(match &finding.excerpt {
        Some(excerpt) => lines(
            path,
            excerpt,
            &finding.label,
            (finding.line, finding.column),
            AnnotationKind::Primary,
        ),
        None => (Origin::path(path).into(), None),
    })
}

fn related_place<'f>(related: &RelatedPlace) -> Option<Drawn<'f>> {
    let path = escape::terminal(related.path.as_ref()?).into_owned();
    Some(match &related.excerpt {
        Some(excerpt) => lines(
            path,
            excerpt,
            &related.message,
            (related.line, related.column),
            AnnotationKind::Context,
        ),
        None => (Origin::path(path).into(), None),
    })
}

/// Lines of a file with a place underlined.
fn lines<'f>(
    path: String,
    excerpt: &Excerpt,
    label: &str,
    at: (Option<u32>, Option<u32>),
    kind: AnnotationKind,
) -> Drawn<'f> {
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
        (true, (Some(line), Some(column))) => (
            snippet.path(CUT.to_string()).into(),
            Some(format!("{path}:{line}:{column}")),
        ),
        _ => (snippet.path(path).into(), None),
    }
}
