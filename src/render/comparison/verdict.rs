use super::{Phrase, Row, Standing, Tone, domains, joined, plain, root, standing, toned};
use crate::render::wording;
use crate::report::{AssessmentStatus, ChangeCounts, DiffReport, DiffedAssessment, MeasureReport};

/// The one line that says it all: for one assessment its numbers, for several how
/// many.
pub(in crate::render) fn verdict(report: &DiffReport) -> Vec<Phrase> {
    let counts = &report.counts;
    if counts.added + counts.removed + counts.changed + counts.broken == 0 {
        return nothing(report);
    }
    let mut differing = report.assessments.iter().filter(|one| differs(one));
    match (differing.next(), differing.next()) {
        (Some(one), None) if counts.added + counts.removed + counts.changed == 1 => single(one),
        _ => several(report),
    }
}

/// Whether there is anything to say about an assessment beside its name.
fn differs(one: &DiffedAssessment) -> bool {
    !matches!(
        one.status,
        AssessmentStatus::Unchanged | AssessmentStatus::Moved
    )
}

fn nothing(report: &DiffReport) -> Vec<Phrase> {
    let counts = &report.counts;
    let mut parts = Vec::new();
    if counts.moved > 0 {
        parts.push(format!(
            "{} in other files",
            wording::count(counts.moved, "assessment")
        ));
    }
    if counts.unchanged > 0 {
        parts.push(format!(
            "{} the same on both sides",
            wording::count(counts.unchanged, "assessment")
        ));
    }
    if counts.moved + counts.unchanged == 0 {
        parts.push("no assessment on either side".to_owned());
    }
    let mut out = vec![
        toned(Tone::Strong, "no change in maturity"),
        plain(format!(": {}", parts.join(", "))),
    ];
    if counts.broken > 0 {
        out.push(plain("; "));
        out.push(toned(Tone::Bad, format!("{} broken", counts.broken)));
    }
    out
}

fn single(one: &DiffedAssessment) -> Vec<Phrase> {
    let unit = one.unit.as_deref().unwrap_or("(unknown unit)");
    let mut out = vec![toned(Tone::Strong, unit), plain(": ")];
    out.extend(numbers(one));
    let tally = tally(&one.counts);
    if !tally.is_empty() && one.status == AssessmentStatus::Changed {
        out.push(plain("; "));
        out.extend(tally);
    }
    out
}

/// What the numbers of an assessment did.
fn numbers(one: &DiffedAssessment) -> Vec<Phrase> {
    let rows = root(one);
    match (standing(one), one.status) {
        (Standing::Compared, _) => compared(one, &rows),
        (Standing::Restated, _) => {
            let why = one.incomparable.as_deref().unwrap_or("their rules differ");
            let mut out = vec![
                toned(Tone::Care, "not comparable"),
                plain(format!(", {why}")),
            ];
            for (side, of_base) in [("base", true), ("head", false)] {
                out.extend(values(&rows, of_base, &format!("; {side} ")));
            }
            out
        }
        (Standing::HeadOnly, AssessmentStatus::Added) => {
            let mut out = vec![toned(Tone::Good, "new")];
            out.extend(values(&rows, false, ", "));
            out
        }
        (Standing::BaseOnly, _) if one.draft => {
            let mut out = vec![toned(Tone::Care, "a draft now"), plain(", not scored")];
            out.extend(values(&rows, true, ", was "));
            out
        }
        (Standing::HeadOnly, _) if one.base_draft => {
            let mut out = vec![toned(Tone::Good, "final now"), plain(", was a draft")];
            out.extend(values(&rows, false, ", "));
            out
        }
        (Standing::BaseOnly, AssessmentStatus::Removed) => {
            let mut out = vec![toned(Tone::Bad, "removed")];
            out.extend(values(&rows, true, ", was "));
            out
        }
        (Standing::HeadOnly, _) => {
            let mut out = vec![
                toned(Tone::Care, "no numbers at base"),
                plain(", broken there"),
            ];
            out.extend(values(&rows, false, "; head "));
            out
        }
        (Standing::BaseOnly, _) => {
            let mut out = vec![
                toned(Tone::Bad, "no numbers at head"),
                plain(", broken there"),
            ];
            out.extend(values(&rows, true, "; base "));
            out
        }
        (Standing::Neither, _) => vec![toned(Tone::Bad, "no numbers"), plain(", it is broken")],
    }
}

fn compared(one: &DiffedAssessment, rows: &[Row<'_>]) -> Vec<Phrase> {
    let moved = rows.iter().filter(|row| row.moved.is_some());
    let moved: Vec<Vec<Phrase>> = moved.map(movement).collect();
    match (moved.is_empty(), one.measures.is_empty()) {
        (false, _) => joined(moved, ", "),
        (true, true) => vec![plain("no number moved")],
        (true, false) if rows.is_empty() => parts(one),
        (true, false) => vec![plain("the whole did not move, parts of it did")],
    }
}

/// What the nodes that are looked at did, where the whole is not among them.
fn parts(one: &DiffedAssessment) -> Vec<Phrase> {
    let rows = domains(one);
    let said = rows.iter().map(|row| {
        let mut said = vec![plain(format!("{} ", row.node))];
        said.extend(movement(row));
        said
    });
    match rows.is_empty() {
        true => vec![plain("numbers moved below the whole")],
        false => joined(said.collect(), ", "),
    }
}

/// `share 44.3 % → 50.4 % ▲ +6.1 pp (of 492 → 480 points)`.
fn movement(row: &Row<'_>) -> Vec<Phrase> {
    let shown = |side: Option<&MeasureReport>| {
        side.map_or_else(|| "–".to_owned(), |measure| measure.shown.clone())
    };
    let (from, to) = (shown(row.from), shown(row.to));
    let both = match from == to {
        true => from,
        false => format!("{from} → {to}"),
    };
    let mut out = vec![plain(format!("{} {both}", row.measure))];
    if let Some(delta) = row.delta() {
        out.extend([plain(" "), delta]);
    }
    if let Some(of) = row.denominator() {
        out.extend([plain(" ("), of, plain(")")]);
    }
    out
}

fn values(rows: &[Row<'_>], of_base: bool, before: &str) -> Vec<Phrase> {
    let value = |row: &Row<'_>| {
        let side = if of_base { row.from } else { row.to };
        side.map(|measure| format!("{} {}", row.measure, measure.shown))
    };
    let said: Vec<String> = rows.iter().filter_map(value).collect();
    match said.is_empty() {
        true => Vec::new(),
        false => vec![plain(format!("{before}{}", said.join(", ")))],
    }
}

fn several(report: &DiffReport) -> Vec<Phrase> {
    let counts = &report.counts;
    let words = [
        (counts.changed, "changed", Tone::Strong),
        (counts.added, "new", Tone::Good),
        (counts.removed, "removed", Tone::Bad),
        (counts.moved, "moved", Tone::Plain),
        (counts.unchanged, "the same", Tone::Faint),
        (counts.broken, "broken", Tone::Bad),
    ];
    let said = words.into_iter().filter(|(count, ..)| *count > 0);
    let said = said.enumerate().map(|(at, (count, word, tone))| {
        let count = match at {
            0 => wording::count(count, "assessment"),
            _ => count.to_string(),
        };
        vec![toned(tone, format!("{count} {word}"))]
    });
    let mut out = joined(said.collect(), ", ");
    let tally = tally(&report.changes);
    if !tally.is_empty() {
        out.push(plain("; "));
        out.extend(tally);
    }
    out
}

/// How many changes there are of which sort, the worst with their tone.
pub(in crate::render) fn tally(counts: &ChangeCounts) -> Vec<Phrase> {
    let pieces = |count: usize| match count {
        1 => "1 piece of evidence".to_owned(),
        _ => format!("{count} pieces of evidence"),
    };
    let words = [
        (
            counts.all,
            wording::count(counts.all, "change"),
            Tone::Plain,
        ),
        (
            counts.up,
            format!("{} up", wording::count(counts.up, "practice")),
            Tone::Good,
        ),
        (
            counts.regressions,
            wording::count(counts.regressions, "regression"),
            Tone::Bad,
        ),
        (
            counts.scope_cuts,
            wording::count(counts.scope_cuts, "scope cut"),
            Tone::Care,
        ),
        (
            counts.evidence_added,
            format!("{} new", pieces(counts.evidence_added)),
            Tone::Plain,
        ),
        (
            counts.evidence_removed,
            format!("{} gone", pieces(counts.evidence_removed)),
            Tone::Bad,
        ),
    ];
    let said = words.into_iter().filter(|(count, ..)| *count > 0);
    joined(
        said.map(|(_, text, tone)| vec![toned(tone, text)])
            .collect(),
        ", ",
    )
}

/// What happened to an assessment, in a word.
pub(in crate::render) fn status(one: &DiffedAssessment) -> Phrase {
    match (one.status, standing(one)) {
        (AssessmentStatus::Added, Standing::Neither) => toned(Tone::Bad, "new, broken"),
        (AssessmentStatus::Added, _) => toned(Tone::Good, "new"),
        (AssessmentStatus::Removed, _) => toned(Tone::Bad, "removed"),
        (_, Standing::Neither | Standing::BaseOnly) => toned(Tone::Bad, "broken"),
        (_, Standing::HeadOnly) => toned(Tone::Care, "mended"),
        (AssessmentStatus::Changed, Standing::Restated) => toned(Tone::Care, "not comparable"),
        (AssessmentStatus::Changed, _) => plain("changed"),
        (AssessmentStatus::Moved, _) => plain("moved"),
        (AssessmentStatus::Unchanged, _) => toned(Tone::Faint, "the same"),
    }
}

/// Where the files of an assessment are, and what they did.
pub(in crate::render) fn files(one: &DiffedAssessment) -> String {
    let path = match (&one.base_path, &one.path) {
        (Some(base), Some(head)) if base != head => format!("{base} → {head}"),
        (base, head) => head.as_ref().or(base.as_ref()).cloned().unwrap_or_default(),
    };
    match &one.files {
        Some(files) => format!("{path} ({files})"),
        None => path,
    }
}
