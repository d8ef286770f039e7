//! The first lines: what happened, in numbers.

use super::said;
use super::sign::{self, Course};
use crate::report::{
    AssessmentStatus, ChangeCounts, DiffReport, DiffedAssessment, MovementReport, RestatedMeasure,
};

/// Measures named in the first line.
const MOST_MEASURES: usize = 3;

/// Words named of what was asked to be left out.
const MOST_NARROWED: usize = 6;

/// The assessments in which something happened, those that need a look first.
pub(super) fn touched(report: &DiffReport) -> Vec<&DiffedAssessment> {
    let all = report.assessments.iter();
    let mut touched: Vec<&DiffedAssessment> = all.filter(|one| touches(one)).collect();
    touched.sort_by_key(|one| urgency(one));
    touched
}

fn touches(one: &DiffedAssessment) -> bool {
    let still = [AssessmentStatus::Unchanged, AssessmentStatus::Moved];
    let measures = sign::headline(one).next().is_some();
    !still.contains(&one.status) || one.broken || one.base_broken || measures
}

fn urgency(one: &DiffedAssessment) -> (u8, std::cmp::Reverse<usize>) {
    let course = match Course::of(one) {
        Course::Broken => 0,
        Course::Incomparable | Course::Draft => 1,
        _ if one.counts.regressions > 0 => 2,
        Course::Mixed | Course::Fell | Course::Removed => 3,
        Course::Shifted => 4,
        Course::Rose | Course::Added => 5,
        Course::Same => 6,
    };
    (course, std::cmp::Reverse(one.counts.regressions))
}

/// The first line and how many changes of which sort there are.
pub(super) fn verdict(report: &DiffReport, touched: &[&DiffedAssessment]) -> String {
    let mut first = match touched {
        [one] => single(one),
        many => several(many),
    };
    let cut = touched.iter().map(|one| cut(one)).sum();
    let lost = touched.iter().map(|one| lost(&one.counts)).sum();
    for grave in grave(&report.changes, cut, lost) {
        first.push_str(&format!("; **{grave}**"));
    }
    let counts = counts(&report.changes, cut);
    let mut out = format!("### {first}\n\n");
    if !counts.is_empty() {
        out.push_str(&format!("{counts}\n\n"));
    }
    if !report.narrowed.is_empty() {
        let narrowed = said::names(&report.narrowed, MOST_NARROWED, 0);
        out.push_str(&format!("**Narrowed**: {}.\n\n", narrowed));
    }
    out
}

/// What no score may hide: practices that became worse, answers that count no
/// longer, evidence that went without other evidence in its place.
fn grave(changes: &ChangeCounts, cut: usize, lost: usize) -> Vec<String> {
    let counts = [
        (changes.regressions.saturating_sub(cut), "regression"),
        (changes.scope_cuts, "scope cut"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let mut out: Vec<String> = counts
        .map(|(count, word)| said::count(*count, word))
        .collect();
    match lost {
        0 => {}
        1 => out.push("1 piece of evidence lost".to_owned()),
        _ => out.push(format!("{} pieces of evidence lost", said::number(lost))),
    }
    out
}

/// Pieces of evidence that went without as many new ones.
fn lost(changes: &ChangeCounts) -> usize {
    let (gone, new) = (changes.evidence_removed, changes.evidence_added);
    gone.saturating_sub(new)
}

/// Regressions that are answers which do not count any more.
pub(super) fn cut(one: &DiffedAssessment) -> usize {
    let changes = one.changes.iter();
    let cut = changes.filter(|it| it.regression && matches!(it.field, "na" | "scope"));
    cut.count()
}

/// One line for a change that moved nothing.
pub(super) fn nothing(report: &DiffReport) -> String {
    let counts = &report.counts;
    let mut out = String::from("= No change in maturity");
    let same = counts.unchanged + counts.moved;
    if same > 0 {
        out.push_str(&format!(": {} the same", assessments(same)));
    }
    let files: Vec<String> = report.assessments.iter().filter_map(files).collect();
    if !files.is_empty() {
        let more = files.len().saturating_sub(3);
        let mut shown: Vec<String> = files.into_iter().take(3).collect();
        if more > 0 {
            shown.push(format!("{more} more"));
        }
        out.push_str(&format!("; only files: {}", shown.join(", ")));
    } else if counts.moved > 0 {
        out.push_str(&format!("; {} moved to other files", counts.moved));
    }
    if !report.narrowed.is_empty() {
        let narrowed = said::names(&report.narrowed, MOST_NARROWED, 0);
        out.push_str(&format!("; narrowed: {}", narrowed));
    }
    let (base, head) = (&report.base.name, &report.head.name);
    out.push_str(&format!(
        " (base {}, head {}).\n",
        said::name(base),
        said::name(head)
    ));
    out
}

/// What happened to the files of an assessment.
pub(super) fn files(one: &DiffedAssessment) -> Option<String> {
    if let Some(files) = &one.files {
        return Some(format!(
            "{} {}",
            said::name(said::unit(one)),
            said::name(files)
        ));
    }
    let (from, to) = (one.base_path.as_ref()?, one.path.as_ref()?);
    (from != to).then(|| format!("{} → {}", said::name(from), said::name(to)))
}

fn assessments(count: usize) -> String {
    match count {
        1 => "1 assessment is".to_owned(),
        _ => format!("{} assessments are", said::number(count)),
    }
}

fn single(one: &DiffedAssessment) -> String {
    let course = Course::of(one);
    let happened = match course {
        Course::Broken => "has no numbers on one side: its files are broken there",
        Course::Draft if one.base_draft || one.base_path.is_none() => {
            "is a draft, which is not scored"
        }
        Course::Draft => "became a draft, which is not scored",
        Course::Incomparable => "cannot be compared: nothing is subtracted",
        Course::Mixed => "moved both ways",
        Course::Fell => "fell",
        Course::Shifted => "moved, but mainly not by its answers",
        Course::Same if !one.measures.is_empty() && !whole(one) => "changed; parts of it moved",
        Course::Same if !one.measures.is_empty() => {
            "changed; the whole did not move, parts of it did"
        }
        Course::Same => "changed, and no score moved",
        Course::Rose => "rose",
        Course::Added => "is new",
        Course::Removed => "is removed",
    };
    let unit = said::name(said::unit(one));
    let values = values(one, course);
    match values.is_empty() {
        true => format!("{} {unit} {happened}", course.sign()),
        false => format!("{} {unit} {happened}: {}", course.sign(), values.join(", ")),
    }
}

/// Whether the whole is among what is looked at.
fn whole(one: &DiffedAssessment) -> bool {
    one.restated.iter().any(|it| it.depth == 0)
}

/// What the measures shown first say of the whole.
pub(super) fn values(one: &DiffedAssessment, course: Course) -> Vec<String> {
    let restated = one.restated.iter().filter(|it| it.depth == 0);
    match course {
        Course::Added | Course::Removed | Course::Same => {
            restated.take(MOST_MEASURES).filter_map(value).collect()
        }
        Course::Broken | Course::Draft | Course::Incomparable => Vec::new(),
        _ => {
            let root = sign::headline(one).filter(|it| it.depth == 0);
            root.take(MOST_MEASURES).map(movement).collect()
        }
    }
}

fn value(one: &RestatedMeasure) -> Option<String> {
    let value = one.to.as_ref().or(one.from.as_ref())?;
    Some(format!(
        "{} {}",
        said::name(&one.measure),
        said::value(&value.shown)
    ))
}

/// `share 48.5 % → 51.6 % (▲ +3.1 pp)`.
fn movement(movement: &MovementReport) -> String {
    let shown = |side: &Option<crate::report::MeasureReport>| {
        side.as_ref()
            .map_or("–".to_owned(), |value| said::value(&value.shown))
    };
    let mut said = vec![sign::delta(movement)];
    said.extend(sign::denominator(movement));
    format!(
        "{} {} → {} ({})",
        said::name(&movement.measure),
        shown(&movement.from),
        shown(&movement.to),
        said.join(", ")
    )
}

fn several(touched: &[&DiffedAssessment]) -> String {
    let words = [
        (Course::Rose, "rose"),
        (Course::Fell, "fell"),
        (Course::Mixed, "moved both ways"),
        (Course::Shifted, "moved, but mainly not by answers"),
        (Course::Same, "changed without moving a score"),
        (Course::Added, "new"),
        (Course::Removed, "removed"),
        (Course::Draft, "a draft"),
        (Course::Incomparable, "not comparable"),
        (Course::Broken, "broken on one side"),
    ];
    let mut courses: Vec<Course> = Vec::new();
    let parts = words.iter().filter_map(|(course, word)| {
        let count = touched.iter().filter(|one| Course::of(one) == *course);
        let count = count.count();
        if count == 0 {
            return None;
        }
        courses.push(*course);
        Some(format!("{} {} {word}", course.sign(), said::number(count)))
    });
    let parts: Vec<String> = parts.collect();
    let has = |wanted: &[Course]| wanted.iter().any(|it| courses.contains(it));
    let up = has(&[Course::Rose, Course::Mixed]);
    let down = has(&[Course::Fell, Course::Mixed]);
    let sign = match (up, down, courses.as_slice()) {
        (_, _, [only]) => only.sign(),
        _ if has(&[Course::Broken]) => "⚠",
        (true, true, _) => "▲▼",
        (true, false, _) => "▲",
        (false, true, _) => "▼",
        (false, false, _) => "◆",
    };
    let changed = said::count(touched.len(), "assessment");
    match courses.as_slice() {
        [] => "= Nothing moved".to_owned(),
        _ => format!("{sign} {changed} changed: {}", parts.join(", ")),
    }
}

/// How many changes of which sort there are, given how many regressions are
/// answers that do not count any more.
pub(super) fn counts(changes: &ChangeCounts, cut: usize) -> String {
    let mut parts = Vec::new();
    if changes.up > 0 {
        parts.push(format!("▲ {} better", said::count(changes.up, "practice")));
    }
    if changes.regressions > 0 {
        let regressions = said::count(changes.regressions, "regression");
        let by_cut = match cut {
            0 => String::new(),
            _ if cut == changes.regressions => " by scope or n/a".to_owned(),
            _ => format!(", {} of them by scope or n/a", said::number(cut)),
        };
        parts.push(format!("▼ {regressions}{by_cut}"));
    }
    let evidence = [
        ('+', changes.evidence_added),
        ('−', changes.evidence_removed),
    ];
    let evidence = evidence.iter().filter(|(_, count)| *count > 0);
    let evidence = evidence.map(|(sign, count)| format!("{sign}{}", said::number(*count)));
    let evidence: Vec<String> = evidence.collect();
    if !evidence.is_empty() {
        parts.push(format!("evidence {}", evidence.join(" ")));
    }
    if changes.scope_cuts > 0 {
        parts.push(said::count(changes.scope_cuts, "scope cut"));
    }
    if changes.all > 0 {
        parts.push(format!("{} in all", said::count(changes.all, "change")));
    }
    parts.join(" · ")
}
