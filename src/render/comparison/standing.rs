use super::{Phrase, Tone, counted_of, joined, plain, toned};
use crate::report::{
    ChangeDirection, CompletenessReport, DiffedAssessment, MeasureReport, ModelReport,
    MovementReport, RestatedMeasure, SideReport,
};

/// A line of the table of measures.
pub(in crate::render) struct Row<'r> {
    pub(in crate::render) node: &'r str,
    pub(in crate::render) title: &'r str,
    pub(in crate::render) depth: usize,
    pub(in crate::render) measure: &'r str,
    pub(in crate::render) from: Option<&'r MeasureReport>,
    pub(in crate::render) to: Option<&'r MeasureReport>,
    /// What moved; nothing where the value stayed, or the sides are only restated.
    pub(in crate::render) moved: Option<&'r MovementReport>,
}

/// How the sides of an assessment stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Standing {
    /// Their numbers can be subtracted.
    Compared,
    /// Both have numbers, which cannot.
    Restated,
    /// Only head has numbers.
    HeadOnly,
    /// Only base has.
    BaseOnly,
    /// Neither has.
    Neither,
}

/// How the sides of an assessment stand to each other.
pub(in crate::render) fn standing(one: &DiffedAssessment) -> Standing {
    let base = one.base_path.is_some() && !one.base_broken && !one.base_draft;
    let head = one.path.is_some() && !one.broken && !one.draft;
    match (base, head) {
        (true, true) if one.comparable => Standing::Compared,
        (true, true) => Standing::Restated,
        (false, true) => Standing::HeadOnly,
        (true, false) => Standing::BaseOnly,
        (false, false) => Standing::Neither,
    }
}

/// The measures shown first at the root, moved or not: the whole that the others
/// are parts of.
pub(in crate::render) fn root(one: &DiffedAssessment) -> Vec<Row<'_>> {
    rows(one, |depth, _| depth == 0)
}

/// The measures shown first one below the root: those that moved, or all where
/// the sides are restated and nothing can move.
pub(in crate::render) fn domains(one: &DiffedAssessment) -> Vec<Row<'_>> {
    let all = standing(one) != Standing::Compared;
    rows(one, |depth, moved| depth == 1 && (all || moved))
}

fn rows<'r>(one: &'r DiffedAssessment, wanted: impl Fn(usize, bool) -> bool) -> Vec<Row<'r>> {
    let subtracted = standing(one) == Standing::Compared;
    let moved_at = |restated: &RestatedMeasure| {
        let same = |moved: &&MovementReport| {
            moved.node == restated.node && moved.measure == restated.measure
        };
        one.measures.iter().filter(|_| subtracted).find(same)
    };
    let mut rows = Vec::new();
    for restated in &one.restated {
        let moved = moved_at(restated);
        if wanted(restated.depth, moved.is_some()) {
            rows.push(Row {
                node: &restated.node,
                title: &restated.title,
                depth: restated.depth,
                measure: &restated.measure,
                from: restated.from.as_ref(),
                to: restated.to.as_ref(),
                moved,
            });
        }
    }
    rows
}

/// How many measures moved that the table does not show: other measures, and
/// nodes further down.
pub(in crate::render) fn more_moved(one: &DiffedAssessment) -> Option<String> {
    let hidden = |moved: &&MovementReport| !moved.headline || moved.depth > 1;
    match one.measures.iter().filter(hidden).count() {
        0 => None,
        1 => Some("1 more number moved, below or in another measure".to_owned()),
        count => Some(format!(
            "{count} more numbers moved, below or in other measures"
        )),
    }
}

/// How many practices without an answer the model asks anew or not any more: they
/// have no change of their own, and are counted.
pub(in crate::render) fn unanswered(one: &DiffedAssessment) -> Option<String> {
    let counts = &one.counts;
    let asked = |count: usize| match count {
        1 => "1 unanswered practice is".to_owned(),
        _ => format!("{count} unanswered practices are"),
    };
    match (counts.unanswered_added, counts.unanswered_removed) {
        (0, 0) => None,
        (new, 0) => Some(format!("{} new in the model", asked(new))),
        (0, gone) => Some(format!("{} no longer in the model", asked(gone))),
        (new, gone) => Some(format!(
            "{} new in the model, {gone} no longer in it",
            asked(new)
        )),
    }
}

/// Why an assessment has no difference, or no numbers on a side.
pub(in crate::render) fn troubles(one: &DiffedAssessment) -> Vec<Vec<Phrase>> {
    let mut out = Vec::new();
    if let Some(why) = &one.incomparable {
        out.push(vec![
            toned(Tone::Care, "not comparable: "),
            plain(why.as_str()),
            plain("; both sides are stated and nothing is subtracted"),
        ]);
    }
    let sides = [(one.base_broken, "base"), (one.broken, "head")];
    for (_, side) in sides.into_iter().filter(|(broken, _)| *broken) {
        out.push(vec![
            toned(Tone::Bad, format!("broken at {side}: ")),
            plain("no numbers there, because the file's meaning is not clear"),
        ]);
    }
    out
}

/// A direction as a sign.
pub(in crate::render) fn arrow(direction: ChangeDirection) -> &'static str {
    match direction {
        ChangeDirection::Up => "▲",
        ChangeDirection::Down => "▼",
        ChangeDirection::Neither => "•",
    }
}

/// The tone of a direction.
pub(in crate::render) fn tone(direction: ChangeDirection) -> Tone {
    match direction {
        ChangeDirection::Up => Tone::Good,
        ChangeDirection::Down => Tone::Bad,
        ChangeDirection::Neither => Tone::Plain,
    }
}

impl Row<'_> {
    /// The movement with its sign and number.
    pub(in crate::render) fn delta(&self) -> Option<Phrase> {
        let moved = self.moved?;
        let shown = match (&moved.delta_shown, moved.from.is_some(), moved.to.is_some()) {
            (Some(shown), ..) => shown.as_str(),
            (None, false, true) => "now has a value",
            (None, true, false) => "has no value now",
            (None, ..) => return None,
        };
        if moved.mainly.is_empty() {
            let lead = arrow(moved.direction);
            return Some(toned(tone(moved.direction), format!("{lead} {shown}")));
        }
        // A share that grew because less is asked for is no success.
        let lead = match moved.direction {
            ChangeDirection::Up => "△",
            ChangeDirection::Down => "▽",
            ChangeDirection::Neither => "•",
        };
        let mainly = moved.mainly.join(" and ");
        Some(toned(Tone::Care, format!("{lead} {shown} by {mainly}")))
    }

    /// What the value is counted of, where that moved.
    pub(in crate::render) fn denominator(&self) -> Option<Phrase> {
        counted_of(self.moved?)
    }
}

/// How many answers there are, where that moved: the way to see a cut.
pub(in crate::render) fn completeness(one: &DiffedAssessment) -> Option<Vec<Phrase>> {
    let base = one.base_completeness.as_ref();
    let head = one.completeness.as_ref();
    if base == head {
        return None;
    }
    let (Some(base), Some(head)) = (base, head) else {
        let one = base.or(head)?;
        let mut parts = vec![format!("answered {} of {}", one.answered, one.total)];
        for (count, word) in absent(one) {
            parts.extend((count > 0).then(|| format!("{count} {word}")));
        }
        return Some(vec![plain(parts.join(", "))]);
    };
    let moved = |word: &str, from: usize, to: usize, tone: Tone| {
        (from != to).then(|| {
            vec![
                plain(format!("{word} ")),
                toned(tone, format!("{from} → {to}")),
            ]
        })
    };
    let less = |worse: bool| if worse { Tone::Care } else { Tone::Plain };
    let mut parts = Vec::new();
    parts.extend(moved("answered", base.answered, head.answered, Tone::Plain));
    for ((from, word), (to, _)) in absent(base).into_iter().zip(absent(head)) {
        parts.extend(moved(word, from, to, less(to > from)));
    }
    parts.extend(moved("practices", base.total, head.total, Tone::Care));
    Some(joined(parts, ", "))
}

fn absent(one: &CompletenessReport) -> [(usize, &'static str); 3] {
    [
        (one.unanswered, "unanswered"),
        (one.not_applicable, "not applicable"),
        (one.out_of_scope, "out of scope"),
    ]
}

/// The model, and what it was where it is another one.
pub(in crate::render) fn models(one: &DiffedAssessment) -> Option<String> {
    let name = |model: &ModelReport| format!("{} {}", model.title, model.version);
    match (&one.base_model, &one.model) {
        (None, Some(model)) => Some(name(model)),
        (Some(base), None) => Some(name(base)),
        (Some(base), Some(head)) if base.id == head.id && base.version != head.version => Some(
            format!("{} {} → {}", head.title, base.version, head.version),
        ),
        (Some(base), Some(head)) if base.id == head.id => {
            Some(format!("{} (its content changed)", name(head)))
        }
        (Some(base), Some(head)) => Some(format!("{} → {}", name(base), name(head))),
        (None, None) => None,
    }
}

/// Both sides by their names: a short id of the commit where the name does not
/// say it, and why that side was taken.
pub(in crate::render) fn sides<'r>(
    base: &'r SideReport,
    head: &'r SideReport,
) -> [(&'static str, String, Option<&'r str>); 2] {
    let name = |side: &SideReport| {
        let short = side.revision.as_deref().and_then(|id| id.get(..10));
        match short.filter(|short| !short.starts_with(&side.name) && !side.name.starts_with(short))
        {
            Some(short) => format!("{} {short}", side.name),
            None => side.name.clone(),
        }
    };
    [
        ("base", name(base), base.why.as_deref()),
        ("head", name(head), head.why.as_deref()),
    ]
}
